"""How a number that is about right, or a bound, is told, written and drawn."""

from typing import Any

import pytest
from filled_tables import caseload, public, table
from outputs import CODELIST, cells_of, chart, sentence

from evalutils import outflow, show
from evalutils.disclosure import Publishable
from evalutils.show.cells import TWO_UNITS


def exits(*rows: tuple[Any, ...]) -> Publishable:
    named = [
        dict(zip(("destination", "count", "qualifier", "share"), row, strict=False)) for row in rows
    ]
    return public(outflow.destinations(table("exits", *named), caseload(participants=400)))


@pytest.mark.parametrize(
    ("qualifier", "told"),
    [
        (None, "57 van 200, dat is 28,5% (95%-interval 22,7% tot 35,1%)"),
        ("circa", "ongeveer 57 van 200, dat is ongeveer 29% (95%-interval ongeveer 23% tot 35%)"),
        ("at_least", "ten minste 57 van 200, dat is ten minste 28,5%"),
        ("less_than", "minder dan 57 van 200, dat is minder dan 28,5%"),
    ],
)
def test_a_destination_is_told_with_the_reservation_of_the_source(
    qualifier: str | None, told: str
) -> None:
    result = exits(("total", 200), ("paid_work", 57, qualifier))
    assert f"{told}." in sentence(show.exit_destinations.sentence(result, CODELIST))


def test_no_destination_is_called_the_largest_when_another_may_be() -> None:
    result = exits(("total", 200), ("paid_work", 57), ("education", 50, "at_least"))
    text = sentence(show.exit_destinations.sentence(result, CODELIST))
    assert (
        "Het hoogste aantal dat de bron bij een bestemming noemt, is dat van betaald werk" in text
    )
    assert "grootste" not in text


def test_the_rest_is_a_bound_where_a_part_is_one() -> None:
    result = exits(("total", 200), ("paid_work", 57), ("education", 50, "at_least"))
    text = sentence(show.exit_destinations.sentence(result, CODELIST))
    assert "Van ten hoogste 93 van de 200 vertrekkers" in text  # 200 - 57 - 50
    both = exits(("total", 200, "at_least"), ("paid_work", 57), ("education", 50, "at_least"))
    assert "vertrekkers" not in sentence(show.exit_destinations.sentence(both, CODELIST))


def test_a_small_base_with_a_bound_gives_no_share() -> None:
    text = sentence(show.exit_destinations.sentence(
        exits(("total", 20), ("paid_work", 5, "at_least")), CODELIST
    ))  # fmt: skip
    assert "ten minste 5 van 20; zo'n kleine groep geeft geen zeker aandeel" in text


def test_the_table_says_it_in_every_cell_that_rests_on_it() -> None:
    result = exits(("total", 200), ("paid_work", 57, "circa"), ("education", 50, "at_most"))
    found = {row[0]: row[1:4] for row in cells_of(show.exit_destinations.table(result, CODELIST))}
    assert found["Betaald werk"] == ["ongeveer 57", "ongeveer 29%", "ongeveer 23% tot 35%"]
    assert found["Opleiding"] == ["ten hoogste 50", "ten hoogste 25%", "–"]


def test_the_chart_marks_what_is_not_exact() -> None:
    result = exits(("total", 200), ("paid_work", 57, "circa"), ("education", 50, "at_most"))
    drawn = chart(show.exit_destinations.chart(result, CODELIST))
    assert "ruitje: ongeveer" in drawn.caption
    assert "driehoek: grens, het aandeel ligt daar of verder" in drawn.caption
    assert "Betaald werk ongeveer 29% (ongeveer 23% tot 35%)" in drawn.alt
    assert "Opleiding ten hoogste 25%" in drawn.alt


def test_an_exact_chart_has_no_other_marks_in_its_caption() -> None:
    drawn = chart(show.exit_destinations.chart(
        exits(("total", 200), ("paid_work", 57), ("education", 50)), CODELIST
    ))  # fmt: skip
    assert "ruitje" not in drawn.caption and "driehoek" not in drawn.caption


def test_a_target_with_a_result_that_is_about_right_gets_no_verdict_and_says_why() -> None:
    rows = [
        {"indicator": name, "target": 60, "result": 57, "unit": "person", "direction": "at_least",
         "qualifier": code}
        for name, code in (("werk", "circa"), ("school", None))
    ]  # fmt: skip
    result = public(outflow.target_results(table("targets", *rows)))
    text = sentence(show.target_results.sentence(result))
    assert (
        "Bij 1 doel geeft de bron het resultaat of het doel niet precies genoeg voor een oordeel."
        in text
    )
    assert "te dicht bij het doel" not in text
    written = cells_of(show.target_results.table(result))
    assert [row[2:4] for row in written[2:]] == [["ongeveer 57", "ongeveer 95%"], ["57", "95%"]]
    drawn = chart(show.target_results.chart(result))
    assert "Werk ongeveer 57 van 60\xa0personen, ongeveer 95%" in drawn.alt


def test_a_funnel_and_who_stayed_away_are_told_with_it_too() -> None:
    stages = [
        {"funnel": "f", "order": 1, "stage": "aangemeld", "count": 200},
        {"funnel": "f", "order": 2, "stage": "gestart", "count": 120, "qualifier": "at_least"},
    ]
    funnel = show.funnel_stages.sentence(public(outflow.funnel_shares(table("funnel", *stages))))
    assert "ten minste 120 van de 200, dat is ten minste 60%." in sentence(funnel)
    row = {"cohort": "jaar", "definition": "fixed_date", "share": 57, "qualifier": "circa"}
    durable = public(outflow.durable_shares(table("durability", row)))
    assert sentence(show.durable_shares.sentence(durable)).endswith("bleef weg: jaar ongeveer 57%.")


def test_what_is_counted_stands_with_the_number() -> None:
    people = table("caseload", {"measure": "participants", "count": 400, "unit": "household"})
    row = {"destination": "paid_work", "count": 100, "unit": "household", "base": "participants"}
    total = {**row, "destination": "total", "count": 1, "qualifier": "circa"}
    result = public(outflow.destinations(table("exits", row, total), people))
    written = str(show.exit_destinations.table(result, CODELIST).html)
    assert "100 huishoudens" in written and "ongeveer 1 huishouden<" in written
    assert "huishoudens" in show.exit_destinations.sentence(result, CODELIST).text
    assert TWO_UNITS not in written


def test_the_page_says_why_a_share_is_not_there() -> None:
    people = table("caseload", {"measure": "participants", "count": 400, "unit": "household"})
    row = {"destination": "paid_work", "count": 100, "unit": "person", "base": "participants"}
    result = public(outflow.destinations(table("exits", row), people))
    assert TWO_UNITS in show.exit_destinations.table(result, CODELIST).html
