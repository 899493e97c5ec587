"""Shipped chapters depend on the files that can change them, and on no others.

`benchmarks/what_changes.py` does the same with every file of the data folder.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalutils.running.job import Job
from evalutils.synthetic.write import Order, synthesise

from .in_process import Page, edits, jobs_of, page_of

DATA = Path(__file__).parents[2] / "data"
KEY = "zwolle/ontwikkelroute/2022-2023"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def chapters(data: Path) -> dict[str, Job]:
    """The two chapters of the evaluation."""
    work = data.parent / "work"
    shutil.rmtree(work / "snapshot", ignore_errors=True)
    return {job.name.rpartition("/")[2]: job for job in jobs_of(data, work, KEY) if "/" in job.name}


def pages(data: Path) -> dict[str, Page]:
    return {name: page_of(job) for name, job in chapters(data).items()}


def test_a_page_that_changes_with_a_file_is_run_for_it_and_others_are_left(data: Path) -> None:
    before = pages(data)
    due: dict[str, set[str]] = {"ladder": set(), "outflow": set()}
    for path in edits(data / KEY, numbers=False):
        jobs = chapters(data)
        for name, page in before.items():
            if page.read != jobs[name].read(page.asked):
                due[name].add(path.rpartition("/")[2])
            else:
                assert page_of(jobs[name]).shown == page.shown, (name, path)
    assert due == {
        "ladder": {"evaluation.yaml", "ladder.csv", "ladder_moves.csv"},
        "outflow": {"evaluation.yaml", "caseload.csv", "exits.csv"},
    }


def test_a_chapter_of_a_protected_evaluation_reads_all_that_its_numbers_can_meet(
    tmp_path: Path,
) -> None:
    (key,) = synthesise(Order(1, clients=300, seed=1), DATA, tmp_path / "data")
    jobs = jobs_of(tmp_path / "data", tmp_path / "work")
    (ladder,) = (job for job in jobs if job.name == f"{key}/ladder")
    page = page_of(ladder)
    # The ladder is counted from measurements, and cleared beside what spells and benefits give.
    for name in ("measurements", "spells", "benefits"):
        assert f"data/{key}/{name}.csv" in page.read
    assert "data/parameters/disclosure_threshold.yaml" in page.read
    assert {"module evalutils.ladder", "module evalutils.outflow"} <= set(page.asked)
