"""A protected evaluation knows the other periods of its programme; a published one does not."""

from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, write_data

from evalutils.dataset.dependencies import Dependencies
from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_data_set, load_evaluation
from evalutils.dataset.snapshot import take_snapshot
from evalutils.errors import DataError
from evalutils.keys import EvaluationKey
from evalutils.running.plan import Plan

CASELOAD = "measure,date,count,qualifier,source,locator,note\nstock_start,,{},,jaarverslag,,\n"
OTHER = "almelo/werkfit/2024"
ELSEWHERE = "almelo/anders/2024"


def write_periods(root: Path, disclosure: str = "protected") -> Path:
    """Two periods of a programme, and a programme beside it."""
    data = write_data(root, caseload=CASELOAD.format(40))
    text = EVALUATION.replace("published", disclosure)
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    for key in (OTHER, ELSEWHERE):
        (data / key).mkdir(parents=True)
        (data / key / "evaluation.yaml").write_text(text.replace("2025", "2024"), encoding="utf-8")
        (data / key / "caseload.csv").write_text(CASELOAD.format(30), encoding="utf-8")
    return data


def test_a_protected_evaluation_has_the_periods_of_its_programme_in_order(tmp_path: Path) -> None:
    evaluation = load_evaluation(write_periods(tmp_path), EvaluationKey(*KEY.split("/")))
    assert [str(item.key) for item in evaluation.periods] == [OTHER, KEY]


def test_a_published_evaluation_stands_alone_and_a_fault_elsewhere_does_not_stop_it(
    tmp_path: Path,
) -> None:
    data = write_periods(tmp_path, "published")
    (data / OTHER / "caseload.csv").write_text("measure,count\nstok,1\n", encoding="utf-8")
    evaluation = load_evaluation(data, EvaluationKey(*KEY.split("/")))
    assert [str(item.key) for item in evaluation.periods] == [KEY]


def test_a_fault_in_another_period_is_told_and_stops_the_protected_one(tmp_path: Path) -> None:
    data = write_periods(tmp_path)
    (data / OTHER / "caseload.csv").write_text("measure,count\nstok,1\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_data_set(data, [KEY])
    assert all(fault.startswith(f"{OTHER}/caseload.csv") for fault in error.value.faults)
    # In JupyterLab nothing was checked before: the page asks for the other periods itself.
    evaluation = load_evaluation(data, EvaluationKey(*KEY.split("/")))
    with pytest.raises(DataError):
        _ = evaluation.periods


def test_a_change_in_one_period_runs_the_protected_pages_of_the_others_again(
    tmp_path: Path,
) -> None:
    data = write_periods(tmp_path / "data")
    before = inputs_of(data, tmp_path / "first")
    (data / ELSEWHERE / "caseload.csv").write_text(CASELOAD.format(29), encoding="utf-8")
    assert inputs_of(data, tmp_path / "second") == before
    (data / OTHER / "caseload.csv").write_text(CASELOAD.format(29), encoding="utf-8")
    assert inputs_of(data, tmp_path / "third") != before


def inputs_of(data: Path, root: Path) -> list[dict[str, str]]:
    """What the pages of the one selected evaluation can depend on."""
    found = load_data_set(data, [KEY])
    root.mkdir()
    snapshot = take_snapshot(data, root / "data", FaultList())
    plan = Plan(
        snapshot,
        Dependencies(snapshot, found.library, (), b"key"),
        root / "notebooks",
        root / "out",
    )
    return [job.read(None) for job in plan.jobs(found.evaluations, found.related)]
