"""Evaluations and shared files tell which of their parts are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from small_data import KEY, write_data

from evalutils import trace
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.load import load_evaluation
from evalutils.dataset.told import told, told_library
from evalutils.keys import EvaluationKey

FUNNEL = "funnel,order,stage,count\nWerkfit,1,Start,40\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(trace.VARIABLE, str(tmp_path / "trace.txt"))
    monkeypatch.setattr(trace, "_told", set())
    return tmp_path / "trace.txt"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data", funnel=FUNNEL)


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        (lambda item: item.tables["funnel"], ["funnel"]),
        (lambda item: item.tables.get("exits"), ["exits"]),
        (lambda item: "exits" in item.tables, ["exits?"]),
        (lambda item: list(item.tables), ["*"]),
        (lambda item: bool(item.tables), ["*"]),
        (lambda item: dict(item.tables), ["*", "funnel"]),
        (lambda item: "horizon_months" in item.assumptions, ["assumptions"]),
        (lambda item: list(item.assumptions), ["assumptions"]),
        (lambda item: bool(item.contradictions), ["contradictions"]),
        (lambda item: list(item.contradictions), ["contradictions"]),
        (lambda item: item.cited, ["*", "assumptions", "funnel"]),
        (lambda item: (item.title, item.period_start, item.periods), []),
    ],
)
def test_an_evaluation_tells_what_is_asked_of_it(
    data: Path, place: Path, ask: Callable[[Evaluation], object], names: list[str]
) -> None:
    evaluation = told(load_evaluation(data, EvaluationKey(*KEY.split("/"))))
    assert not place.exists()
    ask(evaluation)
    found = trace.told_in(place) or ()
    assert list(found) == [f"{KEY}/{name}" for name in names]


def test_the_other_periods_of_a_protected_programme_tell_too(data: Path, place: Path) -> None:
    other = f"{KEY.rpartition('/')[0]}/2024"
    text = (data / KEY / "evaluation.yaml").read_text(encoding="utf-8")
    for key in (KEY, other):
        (data / key).mkdir(exist_ok=True)
        (data / key / "funnel.csv").write_text(FUNNEL, encoding="utf-8")
        year = text.replace("2025", key[-4:]).replace("published", "protected")
        (data / key / "evaluation.yaml").write_text(year, encoding="utf-8")
    evaluation = told(load_evaluation(data, EvaluationKey(*KEY.split("/"))))
    before, _ = evaluation.periods
    assert str(before.key) == other
    assert "targets" not in before.tables
    assert trace.told_in(place) == (f"{other}/targets?",)


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        (lambda library: library.sources["jaarverslag"], ["sources/jaarverslag"]),
        (lambda library: "x" in library.parameters, ["parameters/x?"]),
        (lambda library: library.parameters.get("x"), ["parameters/x"]),
        (lambda library: library.ladders["drie-treden"], ["ladders/drie-treden"]),
        (lambda library: library.destinations["total"], ["codelists/destinations"]),
        (
            lambda library: library.codelists["destinations"]["total"],
            ["codelists/destinations"],
        ),
        (lambda library: list(library.inflow_reasons), ["codelists/inflow_reasons"]),
        (lambda library: list(library.end_reasons), ["codelists/benefit_end_reasons"]),
        (lambda library: list(library.municipalities), ["codelists/municipalities"]),
        (lambda library: list(library.sources), ["sources/*"]),
    ],
)
def test_the_shared_files_tell_what_is_asked_of_them(
    data: Path, place: Path, ask: Callable[[Library], object], names: list[str]
) -> None:
    library = told_library(load_library(data))
    assert not place.exists()
    ask(library)
    assert list(trace.told_in(place) or ()) == names


def test_every_part_of_the_shared_files_tells(data: Path) -> None:
    library = told_library(load_library(data))
    # Earlier editions lie outside the data folder: their digest is among what every job rests on.
    for field in (one for one in fields(Library) if one.name != "standing"):
        assert type(getattr(library, field.name)).__name__.startswith("Told"), field.name


def test_a_file_is_told_unless_it_is_loaded_or_lies_elsewhere(
    data: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(trace.FOLDER, str(data))
    with trace.loading():
        trace.tell_file(str(data / KEY / "funnel.csv"))
    trace.tell_file(str(data.parent / "data2"))
    assert not place.exists()
    trace.tell_file(str(data / KEY / "funnel.csv"))
    trace.tell_file(str(data / KEY))
    assert trace.told_in(place) == ("file *", f"file {KEY}/funnel.csv")


def test_nothing_is_told_when_nobody_wants_to_know(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(trace.VARIABLE, raising=False)
    trace.tell("a")
    assert trace.late("keys.EvaluationKey") is EvaluationKey
    assert trace.told_in(data / "trace.txt") is None
