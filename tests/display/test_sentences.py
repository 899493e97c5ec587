"""The sentences of the book: computed, Dutch, and silent when there is nothing to say."""

import re
from typing import Any, get_args

import pandas as pd
import pytest
from filled_tables import caseload, exits, ladder, protected, public, table
from outputs import CODELIST, everything, full_sample, sentence

from evalutils import cost_benefit, outflow, sentences
from evalutils import ladder as ladder_analysis
from evalutils.dataset.evaluation import Coverage, Evidence
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose

EURO = "€\N{NO-BREAK SPACE}"


def account(**counts: int) -> str:
    return sentence(
        sentences.outflow.caseload_account(public(outflow.caseload_account(caseload(**counts))))
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
    text = sentence(
        sentences.outflow.caseload_account(protected(outflow.caseload_account(numbers)))
    )
    assert text.endswith("De bron noemt 415; het verschil kan door het afronden komen.")


def test_an_account_with_a_hidden_number_says_why_it_is_not_made() -> None:
    numbers = caseload(stock_start=8, inflow=40, outflow=30, stock_end=18)
    text = sentence(
        sentences.outflow.caseload_account(protected(outflow.caseload_account(numbers)))
    )
    assert "te klein om te tonen" in text
    assert not any(character.isdigit() for character in text)


def left(data: pd.DataFrame, numbers: pd.DataFrame | None = None, clear: Any = public) -> str:
    published = clear(outflow.destinations(data, numbers))
    return sentence(sentences.outflow.destinations(published, CODELIST))


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
    return sentences.outflow.other_exits(clear(outflow.destinations(data, numbers)), CODELIST)


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


def funnel(*counts: int, clear: Any = public) -> Prose | Nothing:
    rows = [
        {"funnel": "startbaan", "order": order, "stage": stage, "count": count}
        for order, (stage, count) in enumerate(
            zip(("aangemeld", "gestart", "klaar"), counts, strict=False)
        )
    ]
    return sentences.outflow.funnels(clear(outflow.funnel_shares(table("funnel", *rows))))


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


def target(indicator: str, goal: float, result: float | None, **columns: Any) -> dict[str, Any]:
    row = {"indicator": indicator, "target": goal, "result": result, "unit": "person"}
    return {**row, "direction": "at_least", **columns}


def targets(*rows: dict[str, Any], clear: Any = public) -> str:
    return sentence(
        sentences.outflow.targets(clear(outflow.target_results(table("targets", *rows))))
    )


@pytest.mark.parametrize(("result", "verdict"), [(60, "gehaald"), (40, "niet gehaald")])
def test_a_single_target_is_told_in_the_singular(result: int, verdict: str) -> None:
    assert targets(target("naar werk", 50, result)) == (
        f"De bron noemt 1 doel met een getal. Op de peildatum is het {verdict}."
    )


def test_a_single_target_without_a_result() -> None:
    assert targets(target("naar werk", 50, None)) == (
        "De bron noemt 1 doel met een getal. Een resultaat staat er niet bij."
    )


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ((60, 70), "daarvan zijn er 2 gehaald op de peildatum."),
        ((60, 40), "daarvan is er 1 gehaald op de peildatum."),
        ((30, 40), "daarvan is er geen gehaald op de peildatum."),
    ],
)
def test_reached_targets_are_counted(results: tuple[int, int], told: str) -> None:
    rows = [target(f"doel {place}", 50, result) for place, result in enumerate(results)]
    text = targets(*rows, target("zonder uitkomst", 50, None))
    assert text == f"De bron noemt 3 doelen met een getal. Bij 2 doelen is er een resultaat; {told}"


def test_a_source_that_judges_otherwise_is_named() -> None:
    text = targets(
        target("naar werk", 50, 40, statement="met"),
        target("gesproken", 50, 60, statement="not_met"),
        target("bezocht", 50, 60, statement="met"),
    )
    assert text.endswith("Bij 'naar werk' en 'gesproken' oordeelt de bron anders.")


def test_nearly_met_is_laid_beside_the_elapsed_time() -> None:
    year = {"target_start": "2019-01-01", "target_end": "2019-12-31", "measured_on": "2019-09-30"}
    text = targets(target("naar werk", 650, 429, statement="nearly_met", **year))
    assert text.endswith(
        "'Naar werk' noemt de bron bijna gehaald: 66% van het doel, toen 75% van de periode "
        "voorbij was."
    )


def test_a_hidden_result_is_told_as_left_out_and_not_as_absent() -> None:
    text = targets(target("naar werk", 5, 4), clear=protected)
    assert "weggelaten" in text
    assert "niet bij" not in text


def test_a_result_too_rounded_to_judge() -> None:
    text = targets(target("a", 100, 101), target("b", 50, 80), clear=protected)
    assert "Bij 1 doel ligt het afgeronde resultaat te dicht bij het doel" in text


def instruments(*rows: dict[str, Any]) -> str:
    result = public(outflow.instrument_shares(table("instruments", *rows)))
    return sentence(sentences.outflow.instruments(result))


def test_instruments_are_counted_with_the_small_ones_apart() -> None:
    text = instruments(
        {"instrument": "a", "started": 100, "exits_work": 40},
        {"instrument": "b", "started": 19, "exits_total": 14},
        {"instrument": "c", "participants": 30},
    )
    assert text.startswith(
        "De bron noemt 3 instrumenten of onderdelen daarvan. Bij 2 daarvan is een aandeel "
        "uitstroom te berekenen; 1 gaat over minder dan 30 mensen en heeft een ruim interval. "
    )
    assert "een hoger aandeel betekent niet dat een instrument beter werkt" in text


def test_an_instrument_without_numbers() -> None:
    assert instruments({"instrument": "a"}) == (
        "De bron noemt 1 instrument. Een aandeel uitstroom is niet te berekenen."
    )


def lasted(*rows: dict[str, Any], clear: Any = public) -> Prose | Nothing:
    return sentences.outflow.durability(clear(outflow.durable_shares(table("durability", *rows))))


def test_durable_exits_come_with_months_numbers_and_definition() -> None:
    row = {"cohort": "uitstroom naar werk", "definition": "benefit_not_resumed", "months": 12}
    assert sentence(lasted({**row, "exits": 755, "still_out": 645})) == (
        "Volgens de definitie 'geen nieuwe uitkering aangevraagd of ontvangen' bleef weg: "
        "uitstroom naar werk na 12 maanden 645 van 755, dat is 85,4% "
        "(95%-interval 82,7% tot 87,8%)."
    )


def test_one_month_is_singular() -> None:
    row = {"cohort": "c", "definition": "cbs_status", "months": 1, "share": 80}
    assert "c na 1 maand 80%" in sentence(lasted(row))


def test_one_measuring_date_for_several_years_is_warned_about() -> None:
    rows = [
        {"cohort": f"uitstroom {year}", "definition": "fixed_date", "share": share}
        for year, share in ((2014, 60), (2015, 70), (2016, 82))
    ]
    text = sentence(lasted(*rows))
    assert "uitstroom 2014 60%; uitstroom 2015 70%; uitstroom 2016 82%." in text
    assert "niet iedereen even lang gevolgd" in text
    assert "even lang" not in sentence(lasted(rows[0]))


def test_hidden_durable_exits_are_not_told() -> None:
    row = {"cohort": "c", "definition": "cbs_status", "exits": 40, "still_out": 4}
    assert isinstance(lasted(row, clear=protected), Nothing)


def standing(data: pd.DataFrame, rungs: int, clear: Any = public) -> str:
    result = clear(ladder_analysis.distribution(data, range(1, rungs + 1)))
    return sentence(sentences.ladder.distribution(result))


def test_the_fullest_rung_of_each_moment() -> None:
    text = standing(ladder(current=[60, 30, 10], expected=[20, 30, 50]), 3)
    assert text == (
        "Bij de huidige trede staan de meeste cliënten op trede 1: 60,0%. "
        "Bij de verwachte trede staan de meeste cliënten op trede 3: 50,0%."
    )


def test_two_rungs_with_as_many_clients() -> None:
    assert "op trede 1 en 2: elk 40,0%." in standing(ladder(current=[40, 40, 20]), 3)


def test_few_clients_on_a_ladder_give_an_interval() -> None:
    text = standing(ladder(current=[12, 5, 3]), 3)
    assert text == (
        "Bij de huidige trede staan de meeste cliënten op trede 1; bij zo weinig mensen ligt het "
        "aandeel ergens tussen 34,5% en 81,0%."
    )


def test_one_counted_rung_is_no_distribution() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    assert standing(data, 6) == (
        "Bij de huidige trede is alleen het aantal bekend op trede 2 (89 cliënten). "
        "Voor een verdeling zijn de aantallen op alle treden nodig."
    )


def test_one_client_is_singular() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 1})
    assert "trede 2 (1 cliënt)" in standing(data, 6)


def test_a_ladder_with_hidden_counts_says_so() -> None:
    text = standing(ladder(current=[60, 30, 7]), 3, clear=protected)
    assert text.endswith("Kleine aantallen zijn weggelaten.")


def change(data: pd.DataFrame, rungs: int, clear: Any = public) -> Prose | Nothing:
    numbers = range(1, rungs + 1)
    return sentences.ladder.change(
        clear(ladder_analysis.mean_rungs(data, numbers)),
        clear(ladder_analysis.totals(data, numbers)),
    )


def shares(moment: str, *values: float) -> list[dict[str, Any]]:
    names = [*map(str, range(1, len(values))), "unknown"]
    return [
        {"moment": moment, "rung": rung, "share": share}
        for rung, share in zip(names, values, strict=True)
    ]


def test_totals_are_exact_explained_or_unexplained() -> None:
    rows = [
        *shares("current", 60.2, 40.1, 0.4),  # 100.7: three shares explain 0.15
        *shares("expected", 50.0, 49.9, 0.0),  # 99.9
        *shares("target", 50, 40, 10),  # 100
    ]
    text = sentence(change(table("ladder", *rows), 2))
    assert (
        "huidige trede tellen op tot 100,7%. Afronden alleen verklaart dat verschil niet." in text
    )
    assert "verwachte trede tellen op tot 99,9%; afronden verklaart het verschil met 100%." in text
    assert "doeltrede tellen op tot precies 100%." in text


def test_a_higher_mean_is_an_estimate_when_it_is_expected() -> None:
    # (50*1 + 50*2) / 100 = 1.5 now; (25 + 75*2) / 100 = 1.75 expected; 10 of 110 unknown = 9.1%
    rows = [
        {"moment": "current", "rung": "1", "count": 50},
        {"moment": "current", "rung": "2", "count": 50},
        {"moment": "expected", "rung": "1", "count": 25},
        {"moment": "expected", "rung": "2", "count": 75},
        {"moment": "expected", "rung": "unknown", "count": 10},
    ]
    assert sentence(change(table("ladder", *rows), 2)) == (
        "De gemiddelde verwachte trede ligt 0,25 trede hoger dan de gemiddelde huidige trede. "
        "Dat zijn niet precies dezelfde mensen: van 9,1% is de verwachte trede onbekend. "
        "Het is een inschatting van de begeleider, geen gemeten stap."
    )


@pytest.mark.parametrize(
    ("realised", "step"),
    [
        ([75, 25], "0,25 trede lager dan"),
        ([50, 50], "even hoog als"),
        ([501, 499], "even hoog als"),
    ],
)
def test_a_realised_change_down_or_none(realised: list[int], step: str) -> None:
    text = sentence(change(ladder(current=[50, 50], realised=list(realised)), 2))
    assert text.startswith(f"De gemiddelde bereikte trede ligt {step} de gemiddelde huidige trede.")
    assert "Er is geen vergelijkingsgroep" in text


@pytest.mark.parametrize("evidence", get_args(Evidence))
def test_a_realised_change_claims_no_effect_at_any_level_of_evidence(evidence: Evidence) -> None:
    counts = ladder(current=[50, 50], realised=[25, 75])
    means = public(ladder_analysis.mean_rungs(counts, [1, 2]))
    totals = public(ladder_analysis.totals(counts, [1, 2]))
    text = sentence(sentences.ladder.change(means, totals, evidence))
    assert not re.search("leidt tot|dankzij|doordat|door het programma", text)
    assert "vergelijkingsgroep" in text or "door loting" in text


def test_a_hidden_mean_is_explained() -> None:
    text = sentence(change(ladder(current=[50, 7], realised=[40, 30]), 2, clear=protected))
    assert text == "Waar een aantal op een trede is weggelaten, is er geen gemiddelde trede."


@pytest.mark.parametrize(
    ("qualifier", "share", "told"),
    [
        ("circa", 60, "ongeveer 60%"),
        ("exact", 62.5, "62,5%"),
        ("at_most", 60, "ten hoogste 60%"),
        ("more_than", 60, "meer dan 60%"),
    ],
)
def test_coverage_keeps_the_reservation_of_the_source(
    qualifier: str, share: float, told: str
) -> None:
    result = public(ladder_analysis.coverage(Coverage(share, qualifier, "bron", "")))
    assert sentence(sentences.ladder.coverage(result)).startswith(
        f"De trede is bekend van {told} van de cliënten."
    )


def step(from_rung: str, to_rungs: str, count: int, basis: str = "expected") -> dict[str, Any]:
    return {"from_rung": from_rung, "to_rungs": to_rungs, "count": count, "basis": basis}


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (54, "op die trede staan er 89. Het verschil van 3 verklaart de bron niet."),
        (51, "op die trede staan er 89. Dat sluit aan."),
    ],
)
def test_steps_are_laid_beside_the_clients_on_the_rung(count: int, ending: str) -> None:
    data = table("ladder_moves", step("2", "same", 38), step("2", "3", count))
    now = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    text = sentence(sentences.ladder.moves(public(ladder_analysis.moves(data, now))))
    assert text.startswith(f"De stappen vanaf trede 2 gaan samen over {38 + count} cliënten;")
    assert text.endswith(ending)


def test_a_single_client_on_a_rung_is_singular() -> None:
    data = table("ladder_moves", step("2", "3", 1))
    now = table("ladder", {"moment": "current", "rung": "2", "count": 1})
    assert sentence(sentences.ladder.moves(public(ladder_analysis.moves(data, now)))) == (
        "De stappen vanaf trede 2 gaan samen over 1 cliënt; op die trede staat er 1. Dat sluit aan."
    )


def test_rounded_steps_need_not_add_up() -> None:
    # 38 + 51 = 89: 40 + 50 = 90 for 90. 37 + 52 = 89: 35 + 50 = 85, 5 off by rounding.
    now = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    data = table("ladder_moves", step("2", "same", 37), step("2", "3", 52))
    text = sentence(sentences.ladder.moves(protected(ladder_analysis.moves(data, now))))
    assert text.endswith("Het verschil kan door het afronden komen.")


@pytest.mark.parametrize(
    ("count", "basis", "told"),
    [
        (182, "expected", "Volgens de bron kunnen 182 cliënten nog een trede stijgen."),
        (1, "expected", "Volgens de bron kan 1 cliënt nog een trede stijgen."),
        (20, "realised", "Volgens de bron zijn 20 cliënten ten minste een trede gestegen."),
        (1, "realised", "Volgens de bron is 1 cliënt ten minste een trede gestegen."),
    ],
)
def test_who_can_rise_or_rose(count: int, basis: str, told: str) -> None:
    data = table("ladder_moves", step("all", "higher", count, basis))
    text = sentence(sentences.ladder.can_rise(public(ladder_analysis.can_rise(data))))
    assert text.startswith(told)
    assert ("verwachting" in text) == (basis == "expected")


def cost(central: float, per: str, **columns: Any) -> dict[str, Any]:
    row = {"item": per, "kind": "cost", "bearer": "municipality", "price_year": 2020}
    return {**row, "central": central, "per": per, **columns}


def months(*rows: dict[str, Any]) -> Prose | Nothing:
    return sentences.cost_benefit.break_even(
        public(cost_benefit.break_even(table("costs", *rows), {}))
    )


def test_pastiel_breaks_even_before_any_correction() -> None:
    text = sentence(months(cost(7000, "exit"), cost(1250, "exit_month", kind="benefit")))
    assert text.startswith(
        f"{EURO}7.000 kosten tegenover {EURO}15.000 uitkering per jaar: dat is 5,6 maanden "
        "uitkering, vóór elke correctie."
    )
    assert "in werkelijkheid duurt het daarom langer" in text
    assert "laagste en de hoogste" not in text


def test_a_range_of_amounts_gives_a_range_of_months() -> None:
    text = sentence(
        months(
            cost(6000, "exit", low=4000, high=9000),
            cost(1200, "exit_month", kind="benefit", low=1000, high=1600),
        )
    )
    assert "Met de laagste en de hoogste bedragen ligt dat tussen 2,5 en 9,0 maanden." in text


def test_a_saving_that_may_be_nothing_may_never_be_enough() -> None:
    text = sentence(
        months(cost(6000, "exit"), cost(1200, "exit_month", kind="benefit", low=0, high=1500))
    )
    assert "In het gunstigste geval is het 4,0 maanden" in text
    assert "nooit terugverdiend" in text


def test_without_a_saving_nothing_is_said_about_earning_back() -> None:
    assert isinstance(months(cost(7000, "exit")), Nothing)


def units(assumed: dict[str, Any], *rows: dict[str, Any], clear: Any = public) -> str:
    result = clear(cost_benefit.unit_costs(table("costs", *rows), assumed))
    return sentence(sentences.cost_benefit.unit_costs(result))


def test_what_cannot_be_computed_is_named_and_not_zero() -> None:
    assert units({}, cost(3000, "participant", low=2000, high=4000)) == (
        f"Een deelnemer kost {EURO}3.000 (tussen {EURO}2.000 en {EURO}4.000). Met deze bron niet "
        "te berekenen: de kosten per uitstroom en de bespaarde uitkering. "
        "Een ontbrekend bedrag telt niet als nul."
    )


def test_an_amount_that_rests_on_few_persons_is_left_out() -> None:
    text = units({"exits": {"value": 4}}, cost(40_000, "programme"), clear=protected)
    assert "Weggelaten, want het aantal mensen is klein: de kosten per uitstroom." in text


def test_nothing_is_said_about_tables_that_are_not_there() -> None:
    told = [item for item in everything({}, None) if isinstance(item, Prose)]
    # Only the costs say what is missing, as their chapter exists when there are any costs.
    assert [item.text.split(":")[0] for item in told] == ["Met deze bron niet te berekenen"]


def test_words_of_a_data_file_stay_words() -> None:
    rows = [
        {"funnel": "<script>alert(1)</script>", "order": 1, "stage": "*in*", "count": 50},
        {"funnel": "<script>alert(1)</script>", "order": 2, "stage": "[uit](x)", "count": 40},
    ]
    result = public(outflow.funnel_shares(table("funnel", *rows)))
    text = sentence(sentences.outflow.funnels(result))
    assert "<script>" not in text.replace("\\<", "")
    assert r"\*in\*" in text
    assert r"\[uit\](x)" in text


def test_no_sentence_claims_that_a_programme_caused_anything() -> None:
    # Without a comparison group these words are not allowed.
    told = [item.text for item in everything(full_sample(), None) if isinstance(item, Prose)]
    assert len(told) >= 8
    for text in told:
        for word in ("leidt tot", "leidde tot", "dankzij", "door het programma", "effect"):
            assert word not in text.lower()


def comparison(*rows: tuple[str, str, float, float, float]) -> str:
    names = ("evaluation", "label", "share", "lower", "n")
    frame = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    frame["base_label"] = ["instroom" if n > 100 else "deelnemers" for n in frame["n"]]
    return sentence(sentences.comparison.exit_shares(Publishable(frame, pd.DataFrame(), False)))


def test_the_comparison_names_a_range_and_refuses_a_ranking() -> None:
    text = comparison(
        ("a", "betaald werk", 20.5, 10.0, 200),
        ("b", "betaald werk", 60.0, float("nan"), 12),
        ("b", "opleiding", 5.0, 1.0, 200),
    )
    assert text == (
        "Van 2 evaluaties is een aandeel uitstroom te geven. Het aandeel met bestemming 'betaald "
        "werk' loopt van 20,5% tot 60% (van 12 mensen). De aandelen zijn niet rechtstreeks te "
        "vergelijken: zij gaan over 2 verschillende bases, over verschillende groepen mensen en "
        "over perioden van verschillende lengte. De volgorde is daarom alfabetisch en geen "
        "rangorde. 1 aandeel gaat over minder dan 30 mensen en is daardoor onzeker."
    )


def test_one_evaluation_is_no_comparison() -> None:
    assert comparison(("a", "betaald werk", 20.5, 10.0, 200)) == (
        "Alleen van 1 evaluatie is een aandeel uitstroom te geven."
    )


def test_a_printed_durable_share_of_few_people_tells_how_few() -> None:
    data = table(
        "durability", {"cohort": "c", "definition": "fixed_date", "exits": 12, "share": 75}
    )
    text = sentence(sentences.outflow.durability(public(outflow.durable_shares(data))))
    assert "c 75% (van 12 mensen)" in text


def test_a_printed_reason_to_stop_keeps_its_base() -> None:
    data = table(
        "exits",
        {"destination": "total", "group": "reden", "count": 105},
        {"destination": "no_contact", "group": "reden", "share": 35},
    )
    assert sentence(others(data)) == (
        "Redenen om te stoppen of niet te starten: geen contact meer 35% van 105."
    )
