from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from evalutils.contracts.chapters import CHAPTER_TITLES
from evalutils.contracts.vocabulary import ANALYSES
from evalutils.keys import EvaluationKey
from evalutils.running.job import Job
from evalutils.running.plan import plan


@dataclass(frozen=True)
class FoundEvaluation:
    key: EvaluationKey
    title: str
    period_label: str
    analyses: tuple[str, ...]
    files: tuple[Path, ...]
    disclosure: str = "published"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("sources.yaml", "parameters/rates.yaml", "codelists/destinations.csv"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def found(root: Path, programme: str, *analyses: str) -> FoundEvaluation:
    key = EvaluationKey("zwolle", programme, "2022-2023")
    return FoundEvaluation(
        key=key,
        title="Ontwikkelroute",
        period_label="maart 2022 t/m februari 2023",
        analyses=analyses,
        files=(root / "data" / str(key) / "exits.csv",),
    )


def planned(root: Path, *evaluations: FoundEvaluation, across: bool = False) -> list[Job]:
    return plan(
        evaluations,
        data_dir=root / "data",
        notebooks_dir=root / "notebooks",
        build_dir=root / "_build",
        across=across,
    )


def test_every_evaluation_gets_one_job_per_analysis(root: Path) -> None:
    jobs = planned(root, found(root, "route", "ladder", "outflow"), found(root, "baan", "outflow"))
    assert [job.name for job in jobs] == [
        "zwolle/route/2022-2023/ladder",
        "zwolle/route/2022-2023/outflow",
        "zwolle/baan/2022-2023/outflow",
    ]


def test_output_lies_under_runs_with_the_record_beside_it(root: Path) -> None:
    (job,) = planned(root, found(root, "route", "ladder"))
    assert job.output == root / "_build/runs/zwolle/route/2022-2023/ladder.ipynb"
    assert job.record == root / "_build/runs/zwolle/route/2022-2023/ladder.json"


def test_title_names_analysis_programme_and_period(root: Path) -> None:
    (job,) = planned(root, found(root, "route", "cost_benefit"))
    assert job.title == "Kosten en baten: Ontwikkelroute, maart 2022 t/m februari 2023"


def test_every_analysis_of_the_contract_has_a_title() -> None:
    assert set(CHAPTER_TITLES) == set(ANALYSES)


def test_data_dir_is_relative_to_the_notebook_as_in_jupyterlab(root: Path) -> None:
    (job,) = planned(root, found(root, "route", "ladder"))
    assert job.parameters["data_dir"] == "../data"


def test_data_elsewhere_is_passed_in_full_and_published_without_its_path(root: Path) -> None:
    (job,) = plan(
        [found(root, "route", "ladder")],
        data_dir=root / "data",
        notebooks_dir=root.parent / "repository" / "notebooks",
        build_dir=root / "_build",
        across=False,
    )
    assert job.parameters["data_dir"] == (root / "data").as_posix()
    assert job.published_parameters["data_dir"] == "data"


def test_shared_files_of_the_data_folder_are_inputs_of_every_job(root: Path) -> None:
    (job,) = planned(root, found(root, "route", "ladder"))
    assert [path.relative_to(root).as_posix() for path in job.inputs] == [
        "data/zwolle/route/2022-2023/exits.csv",
        "data/sources.yaml",
        "data/parameters/rates.yaml",
        "data/codelists/destinations.csv",
    ]


def test_comparison_gets_the_selected_evaluations_as_one_string(root: Path) -> None:
    jobs = planned(root, found(root, "route"), found(root, "baan"), across=True)
    assert [job.name for job in jobs] == ["comparison", "audit"]
    for job in jobs:
        assert job.parameters == {
            "selection": "zwolle/route/2022-2023 zwolle/baan/2022-2023",
            "data_dir": "../data",
        }


def test_comparison_depends_on_the_files_of_all_selected_evaluations(root: Path) -> None:
    job, _ = planned(root, found(root, "route"), found(root, "baan"), across=True)
    assert root / "data/zwolle/route/2022-2023/exits.csv" in job.inputs
    assert root / "data/zwolle/baan/2022-2023/exits.csv" in job.inputs


def test_the_audit_depends_on_evaluations_that_are_not_selected_too(root: Path) -> None:
    # Formulas may refer to figures of the same document in another evaluation.
    other = found(root, "baan")
    other.files[0].parent.mkdir(parents=True)
    other.files[0].write_text("destination\n")
    _, job = planned(root, found(root, "route"), across=True)
    assert set(other.files) <= set(job.inputs)


def test_nothing_selected_means_no_jobs_at_all(root: Path) -> None:
    assert planned(root, across=True) == []


def test_jobs_that_read_protected_data_are_marked(root: Path) -> None:
    private = replace(found(root, "route", "outflow"), disclosure="protected")
    jobs = planned(root, private, found(root, "baan", "outflow"), across=True)
    assert {job.name: job.protected for job in jobs} == {
        "zwolle/route/2022-2023/outflow": True,
        "zwolle/baan/2022-2023/outflow": False,
        "comparison": True,
        "audit": True,
    }


def test_a_chapter_over_public_data_is_protected_when_it_also_reads_others(root: Path) -> None:
    selected, other = found(root, "route", "outflow"), found(root, "baan", "outflow")
    for path in (*selected.files, *other.files):
        path.parent.mkdir(parents=True)
        path.touch()
    part = {job.name: job.protected for job in planned(root, selected, across=True)}
    assert part["audit"]  # the other one was not looked at: it may be protected
    assert not part["comparison"]
    whole = planned(root, selected, other, across=True)
    assert not any(job.protected for job in whole)
