"""The findings of a chapter for the summaries: a sentence each, from what was cleared."""

from typing import Any

import pandas as pd
from filled_tables import caseload, exits, protected, public, table
from outputs import CODELIST

from evalutils import outflow
from evalutils.contracts.summary_topics import Finding
from evalutils.disclosure import Publishable
from evalutils.show.summary_sentences import findings


def found(name: str, result: Publishable) -> Finding | None:
    return next(iter(findings({name: result}, CODELIST)), None)


def left(data: pd.DataFrame, numbers: pd.DataFrame | None = None, clear: Any = public) -> Any:
    return found("destinations", clear(outflow.destinations(data, numbers)))


def test_who_left_for_work_is_a_share_of_those_who_left() -> None:
    assert left(exits(total=912, paid_work=429, self_employed=16)) == {
        "topic": "work",
        "value": "47,0%",  # 429 / 912
        "text": "Van de vertrekkers naar betaald werk: 429 van de 912, dat is 47,0% "
        "(95%-interval 43,8% tot 50,3%).",
        "people": 912,
    }


def test_leavers_beside_those_who_came_are_a_ratio() -> None:
    row = {"destination": "paid_work", "count": 318, "base": "inflow", "within_base": "no"}
    said = left(table("exits", row), caseload(inflow=759))
    assert said["value"] == "42\N{NO-BREAK SPACE}per 100"  # 100 * 318 / 759
    assert said["text"] == (
        f"Vertrek naar betaald werk: 318 vertrekkers tegenover 759 instromers, {said['value']}."
    )


def test_a_group_is_not_everybody() -> None:
    row = {"destination": "paid_work", "count": 20, "group": "jongeren"}
    assert left(table("exits", row)) is None


def test_of_protected_counts_only_what_was_cleared_is_found() -> None:
    assert left(exits(total=64, paid_work=4), clear=protected) is None
    said = left(exits(total=64, paid_work=21, education=43), clear=protected)
    assert "21" not in said["text"]  # rounded to 5


def test_who_stayed_away_is_told_of_a_year_with_what_counts() -> None:
    row = {"cohort": "naar werk", "definition": "benefit_not_resumed", "exits": 755}
    rows = [{**row, "months": 6, "still_out": 700}, {**row, "months": 12, "still_out": 645}]
    said = found("durable_shares", public(outflow.durable_shares(table("durability", *rows))))
    assert said is not None
    assert said["text"] == (
        "Weggebleven na 12 maanden (naar werk): 645 van de 755, dat is 85,4% (95%-interval "
        "82,7% tot 87,8%). Geteld is: geen nieuwe uitkering aangevraagd of ontvangen."
    )
    assert said["people"] == 755


def test_text_of_a_researcher_is_shown_as_it_was_written() -> None:
    row = {"cohort": "<b>*werk*", "definition": "cbs_status", "exits": 50, "still_out": 40}
    said = found("durable_shares", public(outflow.durable_shares(table("durability", row))))
    assert said is not None
    assert r"\<b\>\*werk\*" in said["text"]


def test_an_analysis_without_figures_or_without_a_sentence_finds_nothing() -> None:
    empty = public(outflow.durable_shares(table("durability")))
    assert findings({"durable_shares": empty, "unknown": empty}, CODELIST) == []


def test_of_targets_it_says_how_many_there_is_a_verdict_on_and_how_many_were_reached() -> None:
    goal = {"target": 50, "unit": "person", "direction": "at_least"}
    results = {"gehaald": 60, "niet gehaald": 40, "zonder resultaat": None}
    rows = [{"indicator": name, "result": result, **goal} for name, result in results.items()]
    for some, told in (
        (rows, "2. Op de peildatum gehaald: 1."),
        (rows[1:], "1. Op de peildatum gehaald: geen."),
    ):
        said = found("target_results", public(outflow.target_results(table("targets", *some))))
        assert said is not None
        assert said["text"] == f"Doelen waarover te oordelen is: {told}"
