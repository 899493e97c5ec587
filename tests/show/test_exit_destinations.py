"""Where people went who left, in words, as a chart and as a table."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import caseload, exits, protected, public, table
from outputs import CODELIST, cells_of, chart, sentence

from evalutils import outflow, show
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.dataset.codelists import Destination
from evalutils.disclosure import Publishable, Rule
from evalutils.display import HtmlTable
from evalutils.show.cells import LEFT_OUT_NOTE


def left(data: pd.DataFrame, numbers: pd.DataFrame | None = None, clear: Any = public) -> str:
    published = clear(outflow.destinations(data, numbers))
    return sentence(show.exit_destinations.sentence(published, CODELIST))


def test_the_exits_of_pastiel() -> None:
    data = table(
        "exits",
        {"destination": "total", "count": 418, "share": 55, "base": "inflow"},
        {"destination": "paid_work", "count": 318, "share": 42, "base": "inflow"},
    )
    assert left(data, caseload(inflow=759)) == (
        "In totaal vertrokken 418 van 759, dat is 55,1% (95%-interval 51,5% tot 58,6%). "
        "De grootste bestemming waarvan het aantal bekend is, is betaald werk: 318 van 759, "
        "dat is 41,9% (95%-interval 38,4% tot 45,4%). "
        "Van 100 van de 418 vertrekkers noemt de bron geen bestemming met een aantal."
    )


def test_who_left_for_an_unknown_destination_is_counted() -> None:
    # 64 - 14 - 12 = 38
    text = left(exits(total=64, paid_work=14, education=12))
    assert text.endswith(
        "Van 38 van de 64 vertrekkers noemt de bron geen bestemming met een aantal."
    )


def test_nothing_is_said_about_the_rest_when_all_destinations_are_known() -> None:
    assert "vertrekkers" not in left(exits(total=26, paid_work=14, education=12))


def test_a_small_base_gives_the_interval_and_not_the_point() -> None:
    text = left(exits(total=20, paid_work=5))
    assert "5 van 20; bij zo weinig mensen ligt het aandeel ergens tussen 11,2% en 46,9%" in text
    assert "25,0%" not in text


def test_a_base_of_30_is_large_enough_for_a_point() -> None:
    assert "15 van 30, dat is 50,0%" in left(exits(total=30, paid_work=15))


def test_printed_shares_without_numbers_are_called_that() -> None:
    data = table("exits", {"destination": "paid_work", "share": 80})
    assert left(data) == "De bron noemt alleen aandelen, geen aantallen: betaald werk 80%."


def test_a_printed_share_of_a_small_group_carries_a_warning() -> None:
    data = table("exits", {"destination": "paid_work", "share": 90, "base": "participants"})
    assert left(data, caseload(participants=10)) == (
        "De bron noemt alleen aandelen, geen aantallen: betaald werk 90% "
        "(van 10 mensen; zo'n kleine groep geeft geen zeker aandeel)."
    )


def test_a_hidden_destination_is_not_called_unknown() -> None:
    text = left(exits(total=100, paid_work=60, education=25, moved=7), clear=protected)
    assert text.endswith("Kleine aantallen zijn weggelaten.")
    assert "noemt de bron geen bestemming" not in text


def test_the_rest_of_rounded_numbers_may_be_nothing_at_all() -> None:
    # 52 = 26 + 26, shown as 50 = 25 + 25; 53 = 28 + 25, shown as 55 = 30 + 25.
    for first, second in ((26, 26), (28, 25)):
        text = left(exits(total=first + second, paid_work=first, education=second), clear=protected)
        assert "vertrekkers" not in text


def test_overlapping_counts_give_a_lower_bound_of_who_is_not_named() -> None:
    data = table(
        "exits",
        {"destination": "total", "count": 50},
        {"destination": "paid_work", "count": 20},
        {"destination": "education", "count": 5, "overlapping": True},
    )
    # 50 - 20 - 5; who is in both is subtracted twice.
    assert left(data).endswith(
        "Van ten minste 25 van de 50 vertrekkers noemt de bron geen bestemming met een aantal."
    )


def test_nobody_left_for_any_named_destination() -> None:
    assert left(exits(total=0, paid_work=0, education=0)) == (
        "Naar de bestemmingen die de bron noemt, vertrok niemand."
    )


def exits_table(result: Publishable) -> list[list[str]]:
    return cells_of(show.exit_destinations.table(result, CODELIST))


def test_hidden_counts_show_below_10_and_missing_ones_a_dash() -> None:
    data = table(
        "exits",
        {"destination": "total", "count": 100},
        {"destination": "paid_work", "count": 60},
        {"destination": "education", "share": 15},
        {"destination": "self_employed", "count": 7},
    )
    rows = cells_of(
        show.exit_destinations.table(protected(outflow.destinations(data, None)), CODELIST)
    )
    assert rows[1][:3] == ["Bestemming", "Aantal", "Aandeel"]
    assert [row[:3] for row in rows[2:6]] == [
        ["Alle uitstroom samen", "100", "–"],
        ["Betaald werk", "60", "60,0%"],
        ["Opleiding", "–", "15%"],
        ["Eigen bedrijf", "<10", "–"],
    ]
    assert rows[-1] == [LEFT_OUT_NOTE]


def test_a_count_left_out_to_protect_another_is_not_called_small() -> None:
    # 33 = 12 + 12 + 9: one 12 has to go as well.
    result = protected(
        outflow.destinations(exits(total=33, paid_work=12, education=12, self_employed=9), None)
    )
    shown = {row[0]: row[1] for row in exits_table(result)[2:6]}
    assert shown == {
        "Alle uitstroom samen": "35",
        "Betaald werk": "tussen 10 en 30",  # 33 to 37 less 10 to 12 and 0 to 9: 12 to 27
        "Opleiding": "10",
        "Eigen bedrijf": "<10",
    }


def test_the_threshold_of_the_rule_is_the_one_that_is_shown() -> None:
    result = protected(outflow.destinations(exits(paid_work=5), None), Rule(8, 5))
    assert exits_table(result)[2] == ["Betaald werk", "<8", "–"]


NOT_NAMED = "Bestemming niet genoemd"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # 912 - 429 - 16, of whom some may count twice: at least 467, of 912 is 51.2%
        ([("total", 912, False), ("paid_work", 429, True), ("self_employed", 16, True)],
         ["ten minste 467", "ten minste 51,2%"]),
        ([("total", 64, False), ("paid_work", 14, False)], ["50", "78,1%"]),
        ([("total", 64, False), ("paid_work", 64, False)], ["0", "0%"]),
        # the source does not say how many left: it is there, and open
        ([("paid_work", 14, False)], ["–"]),
    ],
)  # fmt: skip
def test_who_left_without_a_destination_is_always_in_the_table(
    rows: list[tuple[str, int, bool]], expected: list[str]
) -> None:
    data = table(
        "exits",
        *(
            {"destination": code, "count": count, "overlapping": overlapping}
            for code, count, overlapping in rows
        ),
    )
    (row,) = (
        row for row in exits_table(public(outflow.destinations(data, None))) if row[0] == NOT_NAMED
    )
    assert row[1 : len(expected) + 1] == expected


def test_a_printed_share_stands_as_printed_and_is_not_repeated() -> None:
    data = table(
        "exits",
        {"destination": "paid_work", "count": 418, "share": 55, "base": "inflow"},
        {"destination": "education", "share": 12, "base": "inflow"},
    )
    result = public(outflow.destinations(data, caseload(inflow=759)))
    rows = exits_table(result)
    assert rows[1][-1] == "Gedrukt"
    assert (rows[2][2], rows[2][-1]) == ("55,1%", "55%")
    assert (rows[3][2], rows[3][-1]) == ("12%", "–")


def test_groups_get_a_heading_and_a_warning_only_when_there_are_groups() -> None:
    one = cells_of(
        show.exit_destinations.table(
            public(outflow.destinations(exits(education=3), None)), CODELIST
        )
    )
    assert ["Alle cliënten"] not in one
    data = table(
        "exits",
        {"destination": "education", "count": 3},
        {"destination": "education", "group": "jong", "count": 2},
    )
    both = cells_of(
        show.exit_destinations.table(public(outflow.destinations(data, None)), CODELIST)
    )
    assert ["Alle cliënten"] in both
    assert ["Jong"] in both
    assert both[-1] == ["Groepen kunnen overlappen en worden niet opgeteld."]


def test_shares_are_described_with_their_interval() -> None:
    result = public(outflow.destinations(exits(total=64, paid_work=14, education=1), None))
    assert chart(show.exit_destinations.chart(result, CODELIST)).alt == (
        "Aandeel per bestemming: Betaald werk 21,9% (13,5% tot 33,4%); "
        "Opleiding 1,6% (0,3% tot 8,3%)."
    )


def test_hidden_destinations_are_not_drawn() -> None:
    data = exits(total=100, paid_work=60, self_employed=25, education=7)
    shown = chart(
        show.exit_destinations.chart(protected(outflow.destinations(data, None)), CODELIST)
    )
    assert "Opleiding" not in shown.alt


def test_forty_exits_to_another_income_are_shown_like_any_other() -> None:
    unemployed = Destination("unemployment_benefit", "werkloosheidsuitkering", "other_income", "")
    codelist = {**CODELIST, unemployed.code: unemployed}
    data = exits(total=100, paid_work=30, unemployment_benefit=40)
    result = public(outflow.destinations(data, None))
    said = sentence(show.exit_destinations.sentence(result, codelist))
    # Wilson, 40 of 100: 30,9% to 49,8%.
    share = "40 van 100, dat is 40,0% (95%-interval 30,9% tot 49,8%)"
    assert f"is werkloosheidsuitkering: {share}" in said
    drawn = chart(show.exit_destinations.chart(result, codelist))
    assert "Werkloosheidsuitkering 40,0% (30,9% tot 49,8%)" in drawn.alt
    rows = cells_of(show.exit_destinations.table(result, codelist))
    (row,) = (row for row in rows if row[0] == "Werkloosheidsuitkering")
    assert row[1:3] == ["40", "40,0%"]
    assert "Ander inkomen" in row


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_grouping_of_destinations_can_be_shown(grouping: str) -> None:
    code = "total" if grouping == "total" else "special"
    codelist = {**CODELIST, code: Destination(code, "bijzonder", grouping, "")}
    result = public(outflow.destinations(exits(paid_work=30, **{code: 60}), None))
    for subject in (show.exit_destinations, show.other_exits):
        subject.sentence(result, codelist)
    listed = (
        show.exit_destinations.table(result, codelist),
        show.other_exits.administrative_table(result, codelist),
        show.other_exits.reasons_table(result, codelist),
    )
    rows = [row for item in listed if isinstance(item, HtmlTable) for row in cells_of(item)]
    assert next(row for row in rows if row[0] == "Bijzonder")[1] == "60"
