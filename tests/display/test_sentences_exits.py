"""The sentences about the caseload, who left and where to, and the funnels."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import caseload, exits, protected, public, table
from outputs import CODELIST, sentence

from evalutils import outflow, show
from evalutils.display import Nothing, Prose


def account(**counts: int) -> str:
    return sentence(
        show.caseload_account.sentence(public(outflow.caseload_account(caseload(**counts))))
    )


def test_the_account_of_zwolle() -> None:
    assert account(stock_start=432, inflow=44, outflow=64, stock_end=414) == (
        "432 aan het begin, plus 44 instroom, min 64 uitstroom is 412. "
        "De bron noemt 414: 2 meer dan de stromen verklaren."
    )


def test_an_account_that_comes_out_too_high() -> None:
    assert account(stock_start=100, inflow=10, outflow=5, stock_end=102).endswith(
        "De bron noemt 102: 3 minder dan de stromen verklaren."
    )


def test_an_account_that_closes() -> None:
    assert account(stock_start=100, inflow=10, outflow=5, stock_end=105).endswith(
        "is 105. Dat is ook de stand die de bron aan het eind noemt."
    )


@pytest.mark.parametrize(
    ("counts", "ending"),
    [
        ((760, 912, 6143), "een beginstand van 6.295; het bestand nam dus met 152 af."),
        ((50, 20, 100), "een beginstand van 70; het bestand nam dus met 30 toe."),
        ((20, 20, 100), "een beginstand van 100; het bestand bleef dus even groot."),
    ],
)
def test_an_implied_opening_stock(counts: tuple[int, int, int], ending: str) -> None:
    inflow, left, end = counts
    assert account(inflow=inflow, outflow=left, stock_end=end).endswith(ending)


def test_a_protected_residual_within_rounding_is_not_called_unexplained() -> None:
    numbers = caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)
    text = sentence(show.caseload_account.sentence(protected(outflow.caseload_account(numbers))))
    assert text.endswith("De bron noemt 415; het verschil kan door het afronden komen.")


def test_an_account_with_a_hidden_number_says_why_it_is_not_made() -> None:
    numbers = caseload(stock_start=8, inflow=40, outflow=30, stock_end=18)
    text = sentence(show.caseload_account.sentence(protected(outflow.caseload_account(numbers))))
    assert "te klein om te tonen" in text
    assert not any(character.isdigit() for character in text)


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
        "Startbaan, van 'aangemeld' tot 'klaar': 13 van de 118, dat is 11,0% "
        "(95%-interval 6,6% tot 17,9%)."
    )


@pytest.mark.parametrize("counts", [(40,), (0, 0), (10, 12)])
def test_a_funnel_without_a_share_is_not_told(counts: tuple[int, ...]) -> None:
    assert isinstance(funnel(*counts), Nothing)


def test_a_funnel_that_ends_in_a_hidden_count_is_not_told() -> None:
    assert isinstance(funnel(118, 60, 3, clear=protected), Nothing)


def test_nobody_left_for_any_named_destination() -> None:
    assert left(exits(total=0, paid_work=0, education=0)) == (
        "Naar de bestemmingen die de bron noemt, vertrok niemand."
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
