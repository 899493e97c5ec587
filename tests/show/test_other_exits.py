"""Administrative exits and reasons to stop, apart from destinations."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import caseload, exits, protected, public, table
from outputs import CODELIST, cells_of, sentence

from evalutils import outflow, show
from evalutils.disclosure import Publishable
from evalutils.display import Nothing


def others(data: pd.DataFrame, numbers: pd.DataFrame | None = None, clear: Any = public) -> Any:
    return show.other_exits.sentence(clear(outflow.destinations(data, numbers)), CODELIST)


def test_administrative_exits_are_no_result_of_a_programme() -> None:
    assert sentence(others(exits(total=80, paid_work=45, moved=20))) == (
        "Administratief vertrokken 20 van 80, dat is 25,0% (95%-interval 16,8% tot 35,5%). "
        "Dat is geen uitkomst die een programma zich kan toerekenen."
    )


def test_a_hidden_administrative_exit_has_no_number() -> None:
    text = sentence(others(exits(total=80, paid_work=45, moved=7), clear=protected))
    assert text.startswith("Een deel van het vertrek was administratief.")
    assert not any(character.isdigit() for character in text)


def test_a_source_without_administrative_exits_is_told() -> None:
    assert "noemt de bron niet apart" in sentence(others(exits(total=64, paid_work=14)))
    assert isinstance(others(exits(total=64)), Nothing)


def test_reasons_to_stop_keep_their_base_and_a_small_one_its_interval() -> None:
    text = sentence(others(exits(total=13, no_contact=10, moved=3)))
    assert "geen contact meer 10 van 13; bij zo weinig mensen" in text
    assert "76,9%" not in text


def test_a_printed_reason_to_stop_keeps_its_base() -> None:
    data = table(
        "exits",
        {"destination": "total", "group": "reden", "count": 105},
        {"destination": "no_contact", "group": "reden", "share": 35},
    )
    assert sentence(others(data)) == (
        "Redenen om te stoppen of niet te starten: geen contact meer 35% van 105."
    )


@pytest.mark.parametrize("total", [0, 40])
def test_nobody_left_for_an_administrative_reason(total: int) -> None:
    data = exits(total=total, paid_work=total, moved=0)
    text = sentence(show.other_exits.sentence(public(outflow.destinations(data, None)), CODELIST))
    assert text == "Administratief vertrok volgens de bron niemand."


def test_more_administrative_exits_than_leavers_are_a_number_without_a_share() -> None:
    data = exits(total=4, paid_work=1, moved=7)
    text = sentence(show.other_exits.sentence(public(outflow.destinations(data, None)), CODELIST))
    assert text.startswith("Administratief vertrokken, volgens de bron: 7 mensen.")


def test_an_administrative_exit_with_two_bases_counts_once() -> None:
    rows = [
        {"destination": "moved", "count": 12, "base": base} for base in ("inflow", "participants")
    ]
    data = table("exits", {"destination": "total", "count": 48}, *rows)
    numbers = caseload(inflow=60, participants=90)
    found = public(outflow.destinations(data, numbers))
    text = sentence(show.other_exits.sentence(found, CODELIST))
    assert "Administratief vertrokken 12 van 48, dat is 25,0%" in text


def exits_table(result: Publishable) -> list[list[str]]:
    return cells_of(show.exit_destinations.table(result, CODELIST))


def test_administrative_exits_and_reasons_stand_apart_from_destinations() -> None:
    result = public(
        outflow.destinations(exits(total=64, paid_work=14, moved=20, no_contact=3), None)
    )
    shown = [row[0] for row in exits_table(result)[2:]]
    # 64 - 14 - 20 - 3 = 27 have no destination that the source counts.
    assert shown == ["Alle uitstroom samen", "Betaald werk", "Bestemming niet genoemd"]
    assert exits_table(result)[-1][1:3] == ["27", "42,2%"]
    moved = cells_of(show.other_exits.administrative_table(result, CODELIST))
    assert moved[2][:3] == ["Verhuisd", "20", "31,3%"]
    stopped = cells_of(show.other_exits.reasons_table(result, CODELIST))
    assert stopped[1][0] == "Reden"
    assert stopped[2][:2] == ["Geen contact meer", "3"]


def test_the_total_of_a_group_of_reasons_is_no_destination() -> None:
    data = table(
        "exits",
        {"destination": "paid_work", "count": 19},
        {"destination": "total", "group": "reden", "count": 105},
        {"destination": "no_contact", "group": "reden", "share": 35},
    )
    result = public(outflow.destinations(data, None))
    assert [row[0] for row in exits_table(result)[2:]] == [
        "Betaald werk",
        "Bestemming niet genoemd",
    ]
    (row,) = (
        row for row in cells_of(show.other_exits.reasons_table(result, CODELIST)) if "35%" in row
    )
    assert row == ["Geen contact meer", "35%", "totaal van de groep", "105"]


def years(*rows: dict[str, Any]) -> pd.DataFrame:
    """The same rows of exits in 2017 and in 2018."""
    days = [{"period_start": f"{year}-01-01", "date": f"{year}-12-31"} for year in (2017, 2018)]
    return table("exits", *({**row, **day} for day in days for row in rows))


def test_what_holds_for_all_periods_is_said_once() -> None:
    data = years({"destination": "total", "count": 64}, {"destination": "paid_work", "count": 14})
    text = sentence(others(data))
    assert text.startswith("Administratief vertrek, zoals verhuizen,")
    assert text.count("noemt de bron niet apart") == 1


def test_each_period_has_its_number_and_all_one_warning() -> None:
    data = years({"destination": "total", "count": 80})
    moved = years({"destination": "moved", "count": 20}).assign(count=[20, 16])
    text = sentence(others(pd.concat([data, moved], ignore_index=True)))
    assert text.startswith("2017: administratief vertrokken 20 van 80, dat is 25,0%")
    assert "2018: administratief vertrokken 16 van 80, dat is 20,0%" in text
    assert text.count("toerekenen") == 1
    assert "Administratief vertrek is geen uitkomst die een programma zich kan toerekenen." in text
