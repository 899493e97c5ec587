"""The sentences about targets, instruments and exits that lasted."""

from typing import Any

import pytest
from filled_tables import protected, public, table
from outputs import sentence

from evalutils import outflow, show
from evalutils.display import Nothing, Prose


def target(indicator: str, goal: float, result: float | None, **columns: Any) -> dict[str, Any]:
    row = {"indicator": indicator, "target": goal, "result": result, "unit": "person"}
    return {**row, "direction": "at_least", **columns}


def targets(*rows: dict[str, Any], clear: Any = public) -> str:
    return sentence(
        show.target_results.sentence(clear(outflow.target_results(table("targets", *rows))))
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
    return sentence(show.instrument_shares.sentence(result))


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
    return show.durable_shares.sentence(clear(outflow.durable_shares(table("durability", *rows))))


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


def test_a_printed_durable_share_of_few_people_tells_how_few() -> None:
    data = table(
        "durability", {"cohort": "c", "definition": "fixed_date", "exits": 12, "share": 75}
    )
    text = sentence(show.durable_shares.sentence(public(outflow.durable_shares(data))))
    assert "c 75% (van 12 mensen)" in text
