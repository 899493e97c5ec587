"""What changed since an earlier edition, as its page says it."""

from pathlib import Path

import pandas as pd
import pytest

from evalutils.book.differences import (
    WHY,
    differences,
    earlier_figures,
    figures_in,
    read_figures,
    reasons,
)
from evalutils.book.pages import changes_page, without_new_kinds
from evalutils.book.published_tables import csv_text
from evalutils.contracts.key_figures import COLUMNS, KEY
from evalutils.errors import InputError


def figures(*rows: dict[str, str]) -> pd.DataFrame:
    place = {"municipality": "a", "programme": "b", "period": "c", "analysis": "outflow"}
    named = [{**place, "indicator": "outflow.share", "unit": "percent", **row} for row in rows]
    return pd.DataFrame(named, columns=list(COLUMNS), dtype=str).fillna("")


def page(before: pd.DataFrame, now: pd.DataFrame, changelog: Path = Path("none")) -> str:
    changes = differences(before, now)
    changes[WHY] = reasons(changes["indicator"], changelog)
    places = dict(zip(now[list(KEY)].itertuples(index=False, name=None), now["page"], strict=True))
    return changes_page(changes, places, {"a/b/c": "Almelo: Aan de slag, 2023"})


def test_a_figure_that_changed_says_what_it_was_what_it_is_and_why(tmp_path: Path) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("- `outflow.share`: De basis is een andere.\n", encoding="utf-8")
    share = {"group": "paid_work", "figure_label": "aandeel naar betaald werk"}
    before = figures({**share, "value": "12.5", "status": "computed"})
    now = before.assign(value="13.5", page="a/b/c/outflow.html#x")
    text = page(before, now, changelog)
    assert "1 cijfer anders" in text
    assert '<a href="a/b/c/outflow.html#x">Aandeel naar betaald werk</a>' in text
    assert '<th scope="row">Almelo: Aan de slag, 2023</th>' in text
    assert "<td>12,5%</td><td>13,5%</td><td>waarde</td>" in text
    assert "<td>De basis is een andere.</td>" in text


def test_a_figure_that_is_left_out_now_says_so() -> None:
    before = figures({"value": "12.5", "status": "computed"})
    now = before.assign(value="", status="suppressed")
    assert "<td>12,5%</td><td>weggelaten</td><td>waarde en status</td>" in page(before, now)


def test_a_number_of_checks_is_whole_and_is_of_no_evaluation_alone() -> None:
    of_all = {"municipality": "", "programme": "", "period": "", "analysis": "audit"}
    before = figures({**of_all, "value": "57", "unit": "item", "status": "computed"})
    text = page(before, before.assign(value="56"))
    assert "<td>57</td><td>56</td>" in text
    assert '<th scope="row">Over evaluaties heen</th>' in text


def test_nothing_changed_is_said_in_one_sentence() -> None:
    same = figures({"value": "12.5"})
    assert "Alle cijfers zeggen hetzelfde" in page(same, same)


def test_texts_of_an_earlier_edition_are_shown_as_they_are() -> None:
    now = figures()
    before = figures({"figure_label": "<script>x</script>", "value": "=1+1", "unit": "onbekend"})
    assert "<script>" not in page(before, now)


def test_figures_of_sources_are_not_new_beside_an_edition_that_held_none() -> None:
    claim = {"analysis": "claims", "indicator": "claims.printed", "value": "3"}
    across = {"analysis": "audit", "indicator": "audit.claims", "value": "3"}
    now = figures({"value": "12.5"}, claim, across)
    assert len(without_new_kinds(figures({"value": "1"}), now)) == 1
    assert len(without_new_kinds(figures(claim), now)) == 2
    assert len(without_new_kinds(figures(claim, across), now)) == 3


def test_a_folder_that_is_no_edition_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no published book"):
        earlier_figures(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "key_figures.csv").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no published book"):
        earlier_figures(tmp_path)


@pytest.mark.parametrize("keep", [slice(0, -1), slice(0, 0)])
def test_a_table_that_was_cut_off_or_is_another_is_no_edition(keep: slice, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    text = csv_text(COLUMNS, [dict.fromkeys(COLUMNS, "x")])
    path = tmp_path / "data" / "key_figures.csv"
    path.write_text(text, encoding="utf-8")
    assert len(earlier_figures(tmp_path)) == 1
    path.write_text(text[keep] or "a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="is not whole, or has other columns"):
        earlier_figures(tmp_path)


def test_an_edition_without_the_newer_columns_can_be_read(tmp_path: Path) -> None:
    assert list(figures_in("municipality,indicator\na,b\n").columns) == list(COLUMNS)
    assert read_figures(tmp_path).empty
    codes = figures_in("indicator,group\noutflow.share,paid_work\n")
    assert codes["figure_label"].tolist() == ["aandeel naar een bestemming, paid_work"]
