"""The periods of a programme are laid together once, whatever number of pages asks."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from draft import Draft
from invented_folder import plain, shared_files, write

from evalutils.chapters import AnalysisInputs, protected_ledger
from evalutils.chapters.clearing import clear_programmes, ledger_of
from evalutils.chapters.protected_ledger import ProgrammeLedger
from evalutils.chapters.quality import Lack
from evalutils.dataset.evaluation import Disclosure, Evaluation
from evalutils.dataset.kept.store import Store, offered_store, store_of
from evalutils.dataset.load import (
    DataPlace,
    DataSet,
    kept_library,
    load_data_set,
    load_evaluation,
    load_selected,
)
from evalutils.dataset.told import told
from evalutils.keys import EvaluationKey
from evalutils.making import qualities_of
from evalutils.project import Project
from evalutils.report import compared_parts, series_points
from evalutils.report.audit_report import audit_outcome
from evalutils.report.compared_shares import comparison_of
from evalutils.report.kept_ahead import keep_ahead
from evalutils.report.programme_years import keep_periods
from evalutils.report.series_points import points_of_periods
from evalutils.synthetic.write import Order, synthesise
from evalutils.trace import overheard

YEARS = ("2021", "2022", "2023", "2024")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A programme of four years: of the 12 who left nobody to 4 found work."""
    data = tmp_path / "data"
    data.mkdir()
    shared_files(data)
    write_years(data, 0, 1, 2, 3)
    return Project(tmp_path, data, tmp_path / "_build")


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """How often a programme was laid together."""
    times: list[Any] = []

    class Counted(ProgrammeLedger):
        def __init__(self, inputs: AnalysisInputs) -> None:
            times.append(inputs.evaluation.key)
            super().__init__(inputs)

    monkeypatch.setattr(protected_ledger, "ProgrammeLedger", Counted)
    return times


def write_years(data_dir: Path, *paid_work: int, disclosure: Disclosure = "protected") -> None:
    write([year(*one, disclosure) for one in zip(YEARS, paid_work, strict=True)], data_dir)


def year(name: str, paid_work: int, disclosure: Disclosure, *, of: int = 12) -> Draft:
    draft = plain(disclosure, f"almelo/werkfit/{name}")
    draft.about["synthetic"] = False
    counts = {"total": of, "paid_work": paid_work, "moved": of - paid_work}
    draft.tables["exits"] = [
        {"destination": code, "count": count} for code, count in counts.items()
    ]
    return draft


def read(project: Project) -> DataSet:
    return load_data_set(DataPlace(project.data_dir, store=store_of(project)))


def page(evaluation: Evaluation, project: Project) -> pd.DataFrame:
    inputs = AnalysisInputs(evaluation, kept_library(project.data_dir))
    return ledger_of(inputs).publish("destinations").frame


def test_four_years_are_laid_together_once_for_all_their_pages(
    project: Project, laid: list[Any]
) -> None:
    data = load_data_set(project.data_dir)
    for evaluation in data.evaluations:
        page(evaluation, project)
    assert len(laid) == 1


def test_notebooks_find_what_was_decided_and_decide_nothing(
    project: Project, laid: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store_of(project).offered():
        clear_programmes(read(project))
        assert len(laid) == 1
        for name in YEARS:
            key = EvaluationKey("almelo", "werkfit", name)
            kept = page(load_evaluation(project.data_dir, key), project)
            assert len(laid) == 1
            with monkeypatch.context() as alone:
                alone.delenv("EVALUTILS_KEPT")
                anew = page(load_evaluation(project.data_dir, key), project)
            pd.testing.assert_frame_equal(kept, anew)
            del laid[1:]


def test_what_a_job_decides_is_kept_for_the_others_and_it_drops_nothing(
    project: Project, laid: list[Any]
) -> None:
    read(project)
    with store_of(project).offered():
        room = Path(os.environ["EVALUTILS_KEPT"])
        of_others = room / "of-others"
        of_others.touch(0o600)
        for name in YEARS:
            place = DataPlace(project.data_dir, store=offered_store(adds=True))
            clear_programmes(load_selected(place, [f"almelo/werkfit/{name}"]))
        assert len(laid) == 1
        assert of_others.exists()


def test_of_another_version_of_the_package_a_job_keeps_nothing(
    project: Project, laid: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(project)
    with store_of(project).offered():
        monkeypatch.setenv("EVALUTILS_KEPT_CODE", json.dumps({"*": "0" * 64}))
        for _ in range(2):
            place = DataPlace(project.data_dir, store=offered_store(adds=True))
            clear_programmes(load_selected(place, ["almelo/werkfit/2021"]))
    assert len(laid) == 2


def test_a_page_rests_on_the_other_years_also_when_their_part_was_kept(
    project: Project, laid: list[Any]
) -> None:
    for kept in (False, True):
        evaluation = read(project).evaluations[0]
        with overheard() as asked:
            page(told(evaluation), project)
        assert {f"almelo/werkfit/{name}/exits" for name in YEARS} <= asked, kept
    assert len(laid) == 1


def test_a_job_lays_its_programme_together_once_also_for_the_comparison(
    tmp_path: Path, laid: list[Any]
) -> None:
    """Late registration is of clients: no chapter shows it, so that it is laid beside the rest."""
    synthesise(
        Order(1, programmes=1, clients=60, seed=1),
        Path(__file__).parents[2] / "data",
        tmp_path / "data",
    )
    project = Project(tmp_path, tmp_path / "data", tmp_path / "_build")
    about = asdict(read(project).evaluations[0].key)
    place = DataPlace(project.data_dir, store=store_of(project))
    keep_ahead("outflow", about, place, protected=True, wait_s=60)
    assert len(laid) == 1


def test_another_count_in_one_year_is_decided_anew_for_all(
    project: Project, laid: list[Any]
) -> None:
    clear_programmes(read(project))
    write_years(project.data_dir, 0, 1, 2, 11)
    clear_programmes(read(project))
    clear_programmes(read(project))
    assert len(laid) == 2


def test_of_public_years_only_the_one_that_changed_is_worked_out_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[str] = []
    figures = series_points._figures

    def counted(inputs: AnalysisInputs) -> pd.DataFrame:
        worked_out.append(inputs.evaluation.key.period)
        return figures(inputs)

    monkeypatch.setattr(series_points, "_figures", counted)
    for last in (3, 3, 11):
        write_years(project.data_dir, 0, 1, 2, last, disclosure="published")
        keep_periods(read(project))
    assert worked_out == [*YEARS, "2024"]


def test_kept_figures_of_years_are_the_same_and_rest_on_the_same_tables(project: Project) -> None:
    write_years(project.data_dir, 0, 1, 2, 3, disclosure="published")
    points = []
    for kept in (False, True):
        data = read(project)
        with overheard() as asked:
            points.append(points_of_periods([*map(told, data.evaluations)], data.library))
        assert {f"almelo/werkfit/{name}/exits" for name in YEARS} <= asked, kept
    pd.testing.assert_frame_equal(*points)


def write_programmes(data_dir: Path, disclosure: Disclosure, **paid_work: int) -> None:
    """Of 30 leavers of 2024 so many found work."""
    drafts = [year("2024", work, disclosure, of=30) for work in paid_work.values()]
    for draft, programme in zip(drafts, paid_work, strict=True):
        draft.key = f"almelo/{programme}/2024"
        draft.tables["caseload"] = [{"measure": "outflow", "count": 30}]
        draft.tables["exits"] = [{**row, "base": "outflow"} for row in draft.rows("exits")]
    write(drafts, data_dir)


@pytest.mark.parametrize("disclosure", ["published", "protected"])
def test_of_a_comparison_only_the_evaluation_that_changed_is_worked_out_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, disclosure: Disclosure
) -> None:
    worked_out: list[str] = []
    too_little = compared_parts.too_little

    def counted(inputs: AnalysisInputs) -> list[Lack]:
        worked_out.append(inputs.evaluation.key.programme)
        return too_little(inputs)

    monkeypatch.setattr(compared_parts, "too_little", counted)
    for changed in (15, 15, 16):
        write_programmes(project.data_dir, disclosure, startbaan=20, werkfit=changed)
        data = read(project)
        comparison_of(data.evaluations, data.library).keep()
    assert worked_out == ["startbaan", "werkfit", "werkfit"]


@pytest.mark.parametrize("disclosure", ["published", "protected"])
def test_a_comparison_of_what_was_kept_is_the_same_and_rests_on_the_same_tables(
    project: Project, disclosure: Disclosure
) -> None:
    write_programmes(project.data_dir, disclosure, startbaan=20, werkfit=15)
    found = []
    for _ in range(2):
        data = read(project)
        with overheard() as asked:
            ratios = comparison_of(data.evaluations, data.library).exit_ratios()
        found.append((ratios.frame, ratios.key_figures, asked))
    first, second = found
    assert set(first[0]["ratio"].dropna().round()) >= {50.0, 67.0}  # 15 and 20 of 30
    pd.testing.assert_frame_equal(first[0], second[0])
    pd.testing.assert_frame_equal(first[1], second[1])
    assert first[2] == second[2] >= {"almelo/startbaan/2024/exits", "almelo/werkfit/2024/caseload"}


@pytest.mark.parametrize("disclosure", ["published", "protected"])
def test_whatever_is_kept_is_found_by_the_next(project: Project, disclosure: Disclosure) -> None:
    write_programmes(project.data_dir, disclosure, startbaan=20, werkfit=15)
    work_out_all(project, store_of(project))
    store = store_of(project)
    store.missed = lambda: pytest.fail("something was worked out again")
    work_out_all(project, store)


def work_out_all(project: Project, store: Store) -> None:
    data = load_data_set(DataPlace(project.data_dir, store=store))
    clear_programmes(data)
    keep_periods(data)
    comparison_of(data.evaluations, data.library).keep_together()
    qualities_of(data)
    audit_outcome(data)
