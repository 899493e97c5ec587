from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from evalutils.chapters import ACROSS
from evalutils.dataset.snapshot import Snapshot
from evalutils.keys import EvaluationKey
from evalutils.running.job import Job
from evalutils.running.plan import Plan


@dataclass(frozen=True)
class FoundEvaluation:
    key: EvaluationKey
    title: str
    period_label: str
    tables: dict[str, None]
    assumptions: tuple[str, ...] = ()
    disclosure: str = "published"
    own_notebooks: tuple[str, ...] = ()
    others: tuple[FoundEvaluation, ...] = ()
    comparable_with: tuple[str, ...] = ()
    siblings: tuple[EvaluationKey, ...] = ()

    @property
    def periods(self) -> tuple[FoundEvaluation, ...]:
        return (self, *self.others)

    programme = periods


class KeysAsDependencies:
    """Every evaluation reads one file, named after it."""

    files: Mapping[str, Mapping[str, str]] = MappingProxyType({})

    def always(self, evaluations: Sequence[Any]) -> dict[str, str]:
        return {f"data/{item.key}/exits.csv": "1" * 64 for item in evaluations}

    def parts(self, _: Sequence[Any]) -> dict[str, dict[str, str]]:
        return {}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


# A table of which each chapter makes something.
TABLE = {"ladder": "ladder", "outflow": "exits", "cost_benefit": "costs"}


def found(programme: str, *chapters: str) -> Any:
    key = EvaluationKey("zwolle", programme, "2022-2023")
    tables = {TABLE[name]: None for name in chapters}
    return FoundEvaluation(key, "Ontwikkelroute", "maart 2022 t/m februari 2023", tables)


def planned(
    root: Path, *evaluations: Any, related: Sequence[Any] = (), notebooks: str = "notebooks"
) -> dict[str, Job]:
    snapshot = Snapshot(root / "data", root / "_build" / "work" / "data", {})
    dependencies: Any = KeysAsDependencies()
    plan = Plan(snapshot, dependencies, root / notebooks, root / "_build")
    return {job.name: job for job in plan.jobs(evaluations, related, ACROSS)}


def test_every_evaluation_gets_one_job_per_chapter_and_then_come_those_across(root: Path) -> None:
    jobs = planned(root, found("route", "ladder", "outflow"), found("baan", "outflow"))
    assert list(jobs) == [
        "zwolle/route/2022-2023/ladder",
        "zwolle/route/2022-2023/outflow",
        "zwolle/baan/2022-2023/outflow",
        "comparison",
        "audit",
    ]


def test_output_lies_under_runs_with_the_record_beside_it(root: Path) -> None:
    job = planned(root, found("route", "ladder"))["zwolle/route/2022-2023/ladder"]
    assert job.output == root / "_build/runs/zwolle/route/2022-2023/ladder.ipynb"
    assert job.record == root / "_build/runs/zwolle/route/2022-2023/ladder.json"


def test_title_names_chapter_programme_and_period(root: Path) -> None:
    job = planned(root, found("route", "cost_benefit"))["zwolle/route/2022-2023/cost_benefit"]
    assert job.title == "Kosten en baten: Ontwikkelroute, maart 2022 t/m februari 2023"


def test_a_reader_sees_the_data_folder_as_in_jupyterlab_and_the_notebook_reads_the_snapshot(
    root: Path,
) -> None:
    job = planned(root, found("route"))["audit"]
    assert job.parameters["data_dir"] == "../data"
    assert job.passed_parameters["data_dir"] == str(root / "_build" / "work" / "data")


def test_of_a_data_folder_elsewhere_only_the_name_is_published(root: Path) -> None:
    (root / "project" / "notebooks").mkdir(parents=True)
    away = root / "elsewhere" / "away"
    away.mkdir(parents=True)
    snapshot = Snapshot(away, root / "copy", {})
    dependencies: Any = KeysAsDependencies()
    plan = Plan(snapshot, dependencies, root / "project" / "notebooks", root / "_build")
    (job, _) = plan.jobs([found("route")], [], ACROSS)
    assert job.parameters["data_dir"] == "away"


def test_the_comparison_gets_and_reads_the_selected_evaluations(root: Path) -> None:
    job = planned(root, found("route"), found("baan"), related=[found("ander")])["comparison"]
    assert job.parameters["selection"] == "zwolle/route/2022-2023 zwolle/baan/2022-2023"
    assert list(job.inputs) == [
        "data/zwolle/route/2022-2023/exits.csv",
        "data/zwolle/baan/2022-2023/exits.csv",
    ]


def test_the_audit_depends_on_related_evaluations_that_are_not_selected_too(root: Path) -> None:
    # Formulas may refer to figures of the same document in another evaluation.
    job = planned(root, found("route"), related=[found("ander")])["audit"]
    assert job.parameters["selection"] == "zwolle/route/2022-2023"
    assert "data/zwolle/ander/2022-2023/exits.csv" in job.inputs


def test_nothing_selected_means_no_jobs_at_all(root: Path) -> None:
    snapshot = Snapshot(root / "data", root / "_build" / "work" / "data", {})
    dependencies: Any = KeysAsDependencies()
    assert Plan(snapshot, dependencies, root, root / "_build").jobs([]) == []


def test_jobs_that_read_protected_data_are_marked(root: Path) -> None:
    private = replace(found("route", "outflow"), disclosure="protected")
    jobs = planned(root, private, found("baan", "outflow"))
    assert {name: job.protected for name, job in jobs.items()} == {
        "zwolle/route/2022-2023/outflow": True,
        "zwolle/baan/2022-2023/outflow": False,
        "comparison": True,
        "audit": True,
    }


def test_a_chapter_over_public_data_is_protected_when_a_related_evaluation_is(root: Path) -> None:
    related = [replace(found("ander"), disclosure="protected")]
    jobs = planned(root, found("route", "outflow"), related=related)
    assert [name for name, job in jobs.items() if job.protected] == ["audit"]
    assert not any(job.protected for job in planned(root, found("route", "outflow")).values())


def test_a_page_reads_the_other_periods_of_its_programme_when_only_one_is_selected(
    root: Path,
) -> None:
    before = replace(found("route"), key=EvaluationKey("zwolle", "route", "2021-2022"))
    chosen = replace(found("route", "outflow"), disclosure="protected", others=(before,))
    jobs = planned(root, chosen)
    for name in ("zwolle/route/2022-2023/outflow", "comparison"):
        assert "data/zwolle/route/2021-2022/exits.csv" in jobs[name].inputs


def test_the_page_of_a_programme_over_time_reads_its_other_periods_though_all_is_public(
    root: Path,
) -> None:
    before = replace(found("route"), key=EvaluationKey("zwolle", "route", "2021-2022"))
    last = replace(
        found("route", "outflow"),
        others=(before,),
        siblings=(before.key,),
        comparable_with=("2021-2022",),
    )
    jobs = planned(root, last)
    assert "data/zwolle/route/2021-2022/exits.csv" in jobs["zwolle/route/2022-2023/trend"].inputs
    # An earlier one that declares something too has no such page: there is one per programme.
    earlier = replace(before, siblings=(last.key,), comparable_with=("2022-2023",))
    assert not any(name.endswith("trend") for name in planned(root, earlier))
