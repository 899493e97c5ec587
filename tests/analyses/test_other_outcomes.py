"""Outcomes that are no exits: choices, and applications that went no further."""

from pathlib import Path

import pytest
from filled_tables import caseload, exits, figures, public, table, together

from evalutils import outflow, show
from evalutils.chapters.analysis_inputs import table_of
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluation
from evalutils.keys import EvaluationKey
from evalutils.report import open_comparison

DATA = Path(__file__).parents[2] / "data"
STOPPED = "aanmeldingen die niet zijn doorgezet"


def of_startbaan(name: str):  # type: ignore[no-untyped-def]
    evaluation = load_evaluation(DATA, EvaluationKey("zwolle", "startbaan", "2021-2023"))
    return table_of(evaluation, name)


def test_applications_that_went_no_further_are_no_leavers() -> None:
    # Startbaan: of 118 applications 105 were not continued, 19 of them for a regular job.
    assert of_startbaan("exits").empty
    assert "outflow" not in set(of_startbaan("caseload")["measure"])
    result = public(outflow.other_outcomes(of_startbaan("other_outcomes"), None))
    assert figures(result, "outflow.other_outcome_count")[f"total:{STOPPED}"] == 105
    share = figures(result, "outflow.other_outcome_share")[f"paid_work:{STOPPED}"]
    assert share == pytest.approx(100 * 19 / 105)
    assert not any(name.startswith("outflow.count") for name in result.key_figures["indicator"])


def test_the_page_does_not_call_them_leavers() -> None:
    result = public(outflow.other_outcomes(of_startbaan("other_outcomes"), None))
    destinations = load_library(DATA).destinations
    said = show.other_outcomes.sentence(result, destinations)
    shown = show.other_outcomes.table(result, destinations)
    assert shown.title == "Aanmeldingen die niet zijn doorgezet"
    assert f"{STOPPED} (105); dat is geen vertrek. Betaald werk 19 van 105" in said.text
    for text in (said.text, shown.html):
        assert "vertrokken" not in text
        assert "uitstroom" not in text.lower()


def test_they_are_in_no_comparison() -> None:
    frame = open_comparison(str(DATA), "zwolle/* enschede/*").exit_shares().frame
    keys = set(frame["evaluation"])
    assert not keys & {"zwolle/startbaan/2021-2023", "enschede/doen-beurzen/2019"}


def test_they_are_protected_beside_the_exits_and_not_taken_for_them() -> None:
    # 60 leavers and 60 choices are other people: hiding 4 of the one hides nothing of the other.
    rows = [{"destination": "total", "outcome": "keuzes", "count": 60}]
    rows += [{"destination": code, "outcome": "keuzes", "count": 30} for code in ("care", "moved")]
    left, chosen = together(
        outflow.destinations(exits(total=60, paid_work=56, care=4), caseload(outflow=60)),
        outflow.other_outcomes(table("other_outcomes", *rows), None),
    )
    assert left["count"].isna().any()
    assert chosen["count"].tolist() == [60, 30, 30]
