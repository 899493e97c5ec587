"""What was read is kept by content: found again when it is the same, and never when it is not."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from client_data import BENEFITS, MEASUREMENTS, SPELLS, client_data
from small_data import KEY

from evalutils.dataset import one_evaluation
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept import folder_reading, store
from evalutils.dataset.kept.pickled import loaded
from evalutils.dataset.kept.store import Store, store_of
from evalutils.dataset.load import (
    DataPlace,
    DataSet,
    kept_library,
    load_data_set,
    load_evaluation,
)
from evalutils.dataset.told import kept
from evalutils.errors import DataError
from evalutils.keys import EvaluationKey
from evalutils.own_code.imports import closure
from evalutils.own_code.package_code import PackageCode
from evalutils.project import Project
from evalutils.system.private import PrivateFolder
from pseudonymised import pid

ROOT = Path(__file__).parents[2]
OTHER = "almelo/doen/2025"
TABLES = {
    "spells": SPELLS + "p1,2025-01-01,2025-06-30,paid_work\np2,2025-02-01,,\n",
    "benefits": BENEFITS + "p1,2024-01-01,2025-06-30\n",
    "measurements": MEASUREMENTS + "p1,2025-03-01,measured,2,,1990\np2,2025-03-01,measured,1,,\n",
    "funnel": "funnel,order,stage,count,source,locator,note\nWerkfit,1,Start,40,jaarverslag,,\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A data folder with tables of clients, and a second programme."""
    data = client_data(tmp_path / "data", **TABLES)
    shutil.copytree(data / KEY, data / OTHER)
    return Project(tmp_path, data, tmp_path / "_build")


@pytest.fixture
def was_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The evaluations whose files were read, in that order."""
    keys: list[str] = []
    read = one_evaluation.read_evaluation

    def remembered(data_dir: Path, key: EvaluationKey, *rest: object) -> Evaluation | None:
        keys.append(str(key))
        return read(data_dir, key, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(one_evaluation, "read_evaluation", remembered)
    return keys


def load(project: Project, *patterns: str) -> DataSet:
    return load_data_set(DataPlace(project.data_dir, store=store_of(project)), patterns)


def room(project: Project) -> Path:
    (found,) = (project.build_dir / "cache" / "data").iterdir()
    return found


def entries(project: Project) -> set[str]:
    return {path.name for path in room(project).iterdir()} - {"origin"}


def assert_same(one: DataSet, other: DataSet) -> None:
    assert one.library == other.library
    for first, second in zip(one.evaluations, other.evaluations, strict=True):
        for name in [field.name for field in fields(first) if field.name not in _APART]:
            assert repr(getattr(first, name)) == repr(getattr(second, name)), name
        assert list(first.tables) == list(second.tables)
        for name, frame in first.tables.items():
            pd.testing.assert_frame_equal(frame, second.tables[name], check_exact=True)
            assert list(map(repr, frame.dtypes)) == list(map(repr, second.tables[name].dtypes))
            assert frame.attrs == second.tables[name].attrs
        assert first.cited == second.cited
        assert first.row_count == second.row_count == sum(map(len, first.tables.values()))
        assert [item.key for item in first.periods] == [item.key for item in second.periods]


_APART = {"tables", "others", "keep"}


def test_what_is_kept_is_what_was_read(project: Project, was_read: list[str]) -> None:
    first = load(project)
    second = load(project)
    assert was_read == [OTHER, KEY]
    assert {"spells", "measurements", "ladder", "caseload", "exits"} <= set(
        second.evaluations[0].tables
    )
    assert_same(first, second)


def test_the_shipped_data_are_kept_as_they_are_read(tmp_path: Path, was_read: list[str]) -> None:
    project = Project(tmp_path, ROOT / "data", tmp_path / "_build")
    first = load(project)
    second = load(project)
    assert len(was_read) == len(first.evaluations)
    assert_same(first, second)


def test_another_content_is_seen_though_size_and_time_are_the_same(
    project: Project, was_read: list[str]
) -> None:
    load(project)
    path = project.data_dir / KEY / "funnel.csv"
    before, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("40", "50"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    _, found = load(project).evaluations
    assert list(found.tables["funnel"]["count"]) == [50]
    assert was_read == [OTHER, KEY, KEY]


@pytest.mark.parametrize("name", ["funnel.csv", "Map", "notes.txt"])
def test_a_name_that_comes_or_goes_is_seen(
    name: str, project: Project, was_read: list[str]
) -> None:
    load(project)
    place = project.data_dir / KEY / name
    if place.exists():
        place.unlink()
        load(project)
    else:
        place.mkdir() if name == "Map" else place.touch()
        with pytest.raises(DataError, match="not a file of an evaluation"):
            load(project)
    assert was_read == [OTHER, KEY, KEY]


def test_other_code_reads_again(
    project: Project, was_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(project)
    monkeypatch.setattr(PackageCode, "digest", lambda *_: "other")
    load(project)
    assert was_read == [OTHER, KEY] * 2


def test_every_module_that_a_reading_loads_is_part_of_its_code() -> None:
    line = (
        "import sys; from pathlib import Path; from evalutils.keys import EvaluationKey\n"
        "before = set(sys.modules)\n"
        "from evalutils.dataset.load import load_data_set; load_data_set(Path('data'))\n"
        "print(*(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", line], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name for name in done.stdout.split() if name.startswith("evalutils.")}
    modules = ("evalutils.dataset.load", "evalutils.dataset.one_evaluation")
    assert {"evalutils.dataset.counting", "evalutils.dataset.reading.csv_file"} <= loaded
    assert loaded <= closure(modules, PackageCode().named)


def test_of_the_documents_only_those_that_it_cites_count(
    project: Project, was_read: list[str]
) -> None:
    load(project)
    path = project.data_dir / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    more = text.replace("jaarverslag:", "begroting:")
    path.write_text(f"# a remark\n{text}{more}", encoding="utf-8")
    load(project)
    assert was_read == [OTHER, KEY]
    path.write_text(text.replace("published: 2025", "published: 2026"), encoding="utf-8")
    assert load(project).library.sources["jaarverslag"].published == "2026"
    assert was_read == [OTHER, KEY] * 2


def test_another_shared_file_counts_for_all(project: Project, was_read: list[str]) -> None:
    load(project)
    path = next((project.data_dir / "ladders").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("midden", "anders"), encoding="utf-8")
    load(project)
    assert was_read == [OTHER, KEY] * 2


def test_an_evaluation_that_is_gone_or_changed_is_dropped_by_a_command_about_another(
    project: Project,
) -> None:
    load(project)
    before = entries(project)
    shutil.rmtree(project.data_dir / KEY)
    load(project, "almelo/doen")
    assert entries(project) < before
    left = entries(project)
    third = project.data_dir / "almelo" / "derde" / "2025"
    shutil.copytree(project.data_dir / OTHER, third)
    (third / "funnel.csv").unlink()
    load(project, "almelo/derde")
    with (project.data_dir / OTHER / "spells.csv").open("a", encoding="utf-8") as file:
        file.write(f"{pid('p3')},2025-03-01,,\n")
    load(project, "almelo/derde")
    assert len(left & entries(project)) == len(left) - 1  # the shared files are as they were


def foreign(path: Path) -> None:
    """A sound file, of something else."""
    content = PrivateFolder(path.parent).read(path.name)
    assert content is not None
    PrivateFolder(path.parent).write(path.name, content[:64] + pickle.dumps({"a": 1}))


def of_other_data(path: Path) -> None:
    """A sound file under the name of another."""
    content = PrivateFolder(path.parent).read(path.name)
    assert content is not None
    PrivateFolder(path.parent).write(path.name, b"0" * 64 + content[64:])


class _Runs:
    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.place),)


def dangerous(path: Path) -> None:
    content = PrivateFolder(path.parent).read(path.name)
    assert content is not None
    PrivateFolder(path.parent).write(
        path.name, content[:64] + pickle.dumps(_Runs(path.with_name("ran")))
    )


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: os.truncate(path, 200),
    "other bytes": lambda path: path.write_bytes(b"x" * 500),
    "readable for others": lambda path: path.chmod(0o644),
    "another value": foreign,
    "of other data": of_other_data,
    "a program": dangerous,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_not_ours_or_not_whole_is_read_again_without_a_word(
    damage: Callable[[Path], object],
    project: Project,
    was_read: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = load(project)
    for name in entries(project):
        damage(room(project) / name)
    second = load(project)
    assert was_read == [OTHER, KEY] * 2
    assert_same(first, second)
    assert "ran" not in entries(project)
    assert capsys.readouterr() == ("", "")
    load(project)
    assert was_read == [OTHER, KEY] * 2


def test_a_pickle_calls_nothing_but_what_tables_are_made_of(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a value"):
        loaded(pickle.dumps(_Runs(tmp_path / "ran")))
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_tables_of_clients_are_kept_for_this_user_alone(project: Project) -> None:
    before = os.umask(0)
    try:
        load(project)
    finally:
        os.umask(before)
    assert room(project).stat().st_mode & 0o077 == 0
    assert room(project).parent.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o177 == 0 for path in room(project).iterdir())
    assert not [name for name in entries(project) if "almelo" in name]


def test_a_fault_is_told_in_the_same_words_and_only_its_evaluation_is_read_again(
    project: Project, was_read: list[str]
) -> None:
    load(project)
    path = project.data_dir / KEY / "funnel.csv"
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace("40", "veertig"), encoding="utf-8")
    with pytest.raises(DataError) as cold:
        load_data_set(project.data_dir)
    was_read.clear()
    for _ in range(2):
        with pytest.raises(DataError) as warm:
            load(project)
        assert str(warm.value) == str(cold.value)
    assert was_read == [KEY, KEY]
    path.write_text(right, encoding="utf-8")
    load(project)
    assert was_read == [KEY] * 3


def test_refused_data_leave_no_new_folder(project: Project) -> None:
    path = project.data_dir / KEY / "funnel.csv"
    path.write_text("funnel\n", encoding="utf-8")
    kept = store_of(project)
    with project.read_only(), pytest.raises(DataError), kept.unless_refused():
        load_data_set(DataPlace(project.data_dir, store=kept))
    assert not (project.build_dir / "cache").exists()


def test_what_was_right_on_a_later_day_need_not_be_right_today(
    project: Project, was_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date.fromordinal(date.today().toordinal() + 1)

    with monkeypatch.context() as later:
        later.setattr(folder_reading, "date", Tomorrow)
        load(project)
    load(project)
    load(project)
    assert was_read == [OTHER, KEY] * 2


def test_a_file_that_changes_while_it_is_read_is_not_kept_as_the_other(
    project: Project, was_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = project.data_dir / KEY / "funnel.csv", one_evaluation.read_evaluation
    right = path.read_text(encoding="utf-8")

    def overtaken(*given: object) -> Evaluation | None:
        path.write_text(right.replace("40", "60"), encoding="utf-8")
        return read(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(one_evaluation, "read_evaluation", overtaken)
        load(project, KEY)
    path.write_text(right, encoding="utf-8")
    (found,) = load(project, KEY).evaluations
    assert list(found.tables["funnel"]["count"]) == [40]


def test_folders_of_data_are_kept_apart_and_dropped_when_they_go(
    project: Project, was_read: list[str], tmp_path: Path
) -> None:
    other = replace(project, data_dir=Path(shutil.copytree(project.data_dir, tmp_path / "two")))
    load(project)
    load(other)
    load(project)
    assert was_read == [OTHER, KEY] * 2
    assert load(other).evaluations[0].folder == tmp_path / "two" / OTHER
    shutil.rmtree(other.data_dir)
    load(project)
    assert room(project).is_dir()  # the only one


@pytest.mark.parametrize("place", ["data/_build", ".", "www"])
def test_no_folder_of_others_is_written_to(
    place: str, project: Project, was_read: list[str]
) -> None:
    (project.root / "www").mkdir()
    (project.root / "www" / "mine.txt").write_text("mine", encoding="utf-8")
    before = sorted(project.root.rglob("*"))
    wrong = replace(project, build_dir=project.root / place)
    load(wrong)
    load(wrong)
    assert sorted(project.root.rglob("*")) == before
    assert was_read == [OTHER, KEY] * 2


def test_a_notebook_of_a_run_finds_what_is_kept_and_writes_nothing(
    project: Project, was_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = EvaluationKey(*KEY.split("/"))
    kept = store_of(project)
    load_data_set(DataPlace(project.data_dir, store=kept))
    before = {path: path.stat().st_mtime_ns for path in room(project).iterdir()}
    with monkeypatch.context() as run, kept.offered():
        run.setattr(store, "loaded_code", None)  # a notebook is told the digests of the code
        found = load_evaluation(project.data_dir, key)
        kept_library(project.data_dir)
        load_data_set(project.data_dir).once("audit", lambda _: [])
        assert list(found.tables["funnel"]["count"]) == [40]
        assert was_read == [OTHER, KEY]
        shutil.copytree(project.data_dir / KEY, project.data_dir / "almelo" / "nieuw" / "2025")
        load_evaluation(project.data_dir, EvaluationKey("almelo", "nieuw", "2025"))
    assert {path: path.stat().st_mtime_ns for path in room(project).iterdir()} == before
    load_evaluation(project.data_dir, key)  # as in JupyterLab, where nothing is offered
    assert was_read == [OTHER, KEY, "almelo/nieuw/2025", KEY]


def test_what_is_made_of_all_data_is_made_once(project: Project) -> None:
    made: list[str] = []

    def make(data: DataSet) -> list[str]:
        made.append(str(len(data.evaluations)))
        return made[-1:]

    assert load(project).once("audit", make) == ["2"]
    assert load(project).once("audit", make) == ["2"]
    assert load(project, KEY).once("audit", make) == ["1"]
    with (project.data_dir / OTHER / "spells.csv").open("a", encoding="utf-8") as file:
        file.write(f"{pid('p3')},2025-03-01,,\n")
    assert load(project).once("audit", make) == ["2"]
    assert made == ["2", "1", "2"]


def test_without_a_folder_nothing_is_kept(project: Project, was_read: list[str]) -> None:
    for _ in range(2):
        load_data_set(DataPlace(project.data_dir, store=Store()))
    assert was_read == [OTHER, KEY] * 2
    assert not project.build_dir.exists()


def test_what_rests_on_more_than_the_data_is_kept_for_that_alone(project: Project) -> None:
    def made(months: int) -> int:
        evaluation = load(project).evaluations[0]
        return kept(evaluation, folder_reading.NEEDED, lambda: months * 10, str(months))

    assert [made(12), made(24), made(24), made(12)] == [120, 240, 240, 120]
