"""Funnels from stage to stage."""

from typing import Any

import pytest
from filled_tables import protected, public, table
from outputs import cells_of, sentence

from evalutils import outflow, show
from evalutils.display import HtmlTable, Nothing, Prose


def funnel(*counts: int, clear: Any = public) -> Prose | Nothing:
    rows = [
        {"funnel": "startbaan", "order": order, "stage": stage, "count": count}
        for order, (stage, count) in enumerate(
            zip(("aangemeld", "gestart", "klaar"), counts, strict=False)
        )
    ]
    return show.funnel_stages.sentence(clear(outflow.funnel_shares(table("funnel", *rows))))


def test_a_funnel_runs_from_its_first_to_its_last_stage() -> None:
    assert sentence(funnel(118, 60, 13)) == (
        "Startbaan, van ‘aangemeld’ tot ‘klaar’: 13 van de 118, dat is 11,0% "
        "(95%-interval 6,6% tot 17,9%)."
    )


def test_a_stage_is_a_share_of_the_first_and_from_the_third_on_of_the_one_before() -> None:
    stages = zip(("in de pool", "geplaatst", "uitgestroomd"), (80, 40, 10), strict=True)
    rows = [
        {"funnel": "pool", "order": order, "stage": stage, "count": count}
        for order, (stage, count) in enumerate(stages)
    ]
    result = public(outflow.funnel_shares(table("funnel", *rows)))
    shown = cells_of(show.funnel_stages.table(result))
    assert [row[2:] for row in shown[2:]] == [
        ["–", "–"],
        ["50,0% (39,3 tot 60,7)", "–"],  # 40 of 80, and the one before is the first
        ["12,5% (6,9 tot 21,5)", "25,0% (14,2 tot 40,2)"],  # 10 of 80, and 10 of 40
    ]


@pytest.mark.parametrize("counts", [(40,), (0, 0), (10, 12)])
def test_a_funnel_without_a_share_is_not_told(counts: tuple[int, ...]) -> None:
    assert isinstance(funnel(*counts), Nothing)


def test_a_funnel_that_ends_in_a_hidden_count_is_not_told() -> None:
    assert isinstance(funnel(118, 60, 3, clear=protected), Nothing)


def test_words_of_a_data_file_stay_words() -> None:
    rows = [
        {"funnel": "<script>alert(1)</script>", "order": 1, "stage": "*in*", "count": 50},
        {"funnel": "<script>alert(1)</script>", "order": 2, "stage": "[uit](x)", "count": 40},
    ]
    result = public(outflow.funnel_shares(table("funnel", *rows)))
    text = sentence(show.funnel_stages.sentence(result))
    assert "<script>" not in text.replace("\\<", "")
    assert r"\*in\*" in text
    assert r"\[uit\]\(x\)" in text


def test_words_of_a_data_file_cannot_become_html() -> None:
    rows = [
        {"funnel": "<script>alert(1)</script>", "order": 1, "stage": "a & b", "count": 10},
        {"funnel": "<script>alert(1)</script>", "order": 2, "stage": "<b>vet</b>", "count": 5},
        {"funnel": "andere", "order": 1, "stage": '"x"', "count": 5},
    ]
    shown = show.funnel_stages.table(public(outflow.funnel_shares(table("funnel", *rows))))
    assert isinstance(shown, HtmlTable)
    assert "<script>alert" not in shown.html
    assert "<b>vet" not in shown.html
    text = [cell for row in cells_of(shown) for cell in row]
    assert "<script>alert(1)</script>" in text
    assert "A & b" in text
