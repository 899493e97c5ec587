"""Whoever lays all chapters about invented clients side by side finds no hidden number."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from reader import Place, Reader

from evalutils import ladder, outflow
from evalutils.chapters import OWN, AnalysisInputs, Chapter, analyses_of
from evalutils.chapters.analysis_inputs import table_of
from evalutils.chapters.clearing import ledger_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.pickled import dumped, loaded
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import Ledger
from evalutils.report.evaluation_report import Report
from evalutils.synthetic.write import Order, synthesise

DATA = Path(__file__).parents[2] / "data"
UNKNOWN = "unknown"
STEPS = ("followed", "up", "same", "down")


def rows_of(frame: pd.DataFrame, table: str, column: str, **values: object) -> list[Place]:
    """Places of one column in the rows with these values."""
    for name, value in values.items():
        frame = frame[frame[name].astype(str) == str(value)]
    return [(table, int(str(row)), column) for row in frame.index]


def read_ladder(reader: Reader, evaluation: Evaluation, library: Library) -> None:
    """Everything about rungs, with the sums over more than one table."""
    rungs = library.ladders[evaluation.ladder].numbers
    clients, standing = ladder.follow(evaluation), table_of(evaluation, "ladder")
    stood = reader.reads("stood", ladder.distribution(standing, rungs))
    reader.reads("covered", ladder.client_coverage(clients))
    reader.reads("ways", ladder.client_ways(clients))
    steps = reader.reads("steps", ladder.client_transitions(clients, rungs))
    stated = reader.reads("stated", ladder.expectations(clients, rungs))
    arrived = reader.reads("arrived", ladder.arrivals(clients, rungs))
    for rung, side in ((min(rungs), "below"), (max(rungs), "above")):
        reader.impossible |= set(rows_of(stated, "stated", side, rung=rung))
    reader.reads("groups", ladder.client_groups(clients))
    for column in ("clients", "measured", *STEPS):
        reader.adds_up([("covered", 0, column)], [("ways", 0, column)])
        reader.adds_up([("covered", 0, column)], [("groups", 0, column)])
    known = stood[stood["rung"] != UNKNOWN]
    for column, moment in (("measured", "current"), ("followed", "realised")):
        reader.adds_up([("covered", 0, column)], rows_of(known, "stood", "count", moment=moment))
    totals = [rows_of(part, "stood", "n")[0] for _, part in stood.groupby("moment")]
    for total in totals[1:]:
        reader.adds_up(totals[:1], [total])
    for rung in map(str, rungs):
        reader.holds(
            rows_of(stood, "stood", "count", moment="current", rung=rung),
            rows_of(steps, "steps", "count", from_rung=rung),
        )
        reader.adds_up(
            rows_of(stood, "stood", "count", moment="realised", rung=rung),
            rows_of(steps, "steps", "count", to_rung=rung),
        )
        expected = rows_of(stated, "stated", "measured", rung=rung)
        if expected:
            reader.adds_up(expected, rows_of(arrived, "arrived", "count", from_rung=rung))
    for way in STEPS[1:]:
        reader.adds_up([("ways", 0, way)], rows_of(steps, "steps", "count", way=way))


def read_outflow(reader: Reader, evaluation: Evaluation, library: Library) -> None:
    """Caseload, destinations and curves, with the sums over more than one table."""
    window, codes = AnalysisInputs(evaluation, library).window, library.destinations
    spells, benefits = table_of(evaluation, "spells"), table_of(evaluation, "benefits")
    caseload, exits = table_of(evaluation, "caseload"), table_of(evaluation, "exits")
    numbers = reader.reads("caseload", outflow.caseload_figures(caseload))
    account = reader.reads("account", outflow.caseload_account(caseload))
    went = reader.reads("went", outflow.destinations(exits, caseload))
    stayed = reader.reads("stayed", outflow.staying(spells, benefits, window))
    left = reader.reads("left", outflow.destination_incidence(spells, codes, window))
    reader.reads("back", outflow.followed_exits(spells, benefits, codes, window))
    of = {name: ("caseload", row, "count") for row, name in enumerate(numbers["measure"])}
    for name, place in of.items():
        if name in account:
            reader.adds_up([("account", 0, name)], [place])
    reader.adds_up([of["outflow"]], rows_of(went[went["destination"] != "total"], "went", "count"))
    months = rows_of(stayed, "stayed", "exits", curve="programme")
    reader.holds([of["outflow"]], months)
    everyone = [of["stock_start"], of["inflow"]]
    reader.adds_up(everyone, rows_of(stayed, "stayed", "clients", curve="programme")[:1])
    reader.adds_up(everyone, [("left", 0, "clients")])
    for month in stayed.loc[stayed["curve"] == "programme", "month"]:
        gone = stayed[(stayed["curve"] == "programme") & (stayed["month"] <= month)]
        somewhere = rows_of(left[left["month"] <= month], "left", "exits")
        reader.holds(rows_of(gone, "stayed", "exits"), somewhere)
    work = [
        place
        for code, item in codes.items()
        if item.grouping in ("work", "work_with_support", "self_employed")
        for place in rows_of(went, "went", "count", destination=code)
    ]
    reader.adds_up([("back", 0, "to_work")], work)


def read_everything(reader: Reader, evaluation: Evaluation, library: Library) -> None:
    """Every result of the catalogue, with its own sums and what has the same name."""
    inputs = AnalysisInputs(evaluation, library)
    for analysis in analyses_of(evaluation):
        reader.reads(analysis.name, analysis.compute(inputs))


@pytest.mark.parametrize(("clients", "seed"), [(150, 14)])  # (300, 10) and more: by hand
def test_no_hidden_number_can_be_told_within_four(clients: int, seed: int, tmp_path: Path) -> None:
    synthesise(Order(None, clients=clients, seed=seed), DATA, tmp_path / "data")
    library = load_library(tmp_path / "data")
    (invented,) = load_evaluations(tmp_path / "data")
    evaluation = replace(invented, disclosure="protected")  # as data of real clients are
    ledger = ledger_of(AnalysisInputs(evaluation, library))
    for read in (read_ladder, read_outflow, read_everything):
        reader = Reader(ledger)
        read(reader, evaluation, library)
        assert sum(count < 10 for count in reader.truth.values()) > 10, "nothing to hide"
        assert reader.finds() == []


def test_a_notebook_gets_what_the_ledger_of_all_chapters_shows(tmp_path: Path) -> None:
    synthesise(Order(None, clients=150, seed=14), DATA, tmp_path / "data")
    library = load_library(tmp_path / "data")
    (invented,) = load_evaluations(tmp_path / "data")
    inputs = AnalysisInputs(replace(invented, disclosure="protected"), library)
    page, ledger = Report(Chapter(OWN, "Eigen", ""), inputs), ledger_of(inputs)
    gaps = {"alone": 0, "beside the others": 0}
    for analysis in analyses_of(inputs.evaluation):
        result = analysis.result(inputs)
        shown = page[analysis.name].frame
        pd.testing.assert_frame_equal(shown, ledger.publish_also(result).frame)
        pd.testing.assert_frame_equal(shown, loaded(dumped(page[analysis.name])).frame)
        for where, frame in (
            ("alone", Ledger({"one": result}, inputs.rule).publish("one").frame),
            ("beside the others", shown),
        ):
            gaps[where] += int(frame.filter(like="hidden_").notna().sum().sum())
    assert gaps["alone"] < gaps["beside the others"]
