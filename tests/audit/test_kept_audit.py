"""An evaluation is audited again when what its audit rests on changed, and not otherwise."""

import shutil
from pathlib import Path

import pytest

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.store import VARIABLE, store_of
from evalutils.dataset.load import DataPlace, load_data_set
from evalutils.dataset.told import told_data
from evalutils.project import Project
from evalutils.report import audited
from evalutils.report.audited import Audited, audit_evaluations
from evalutils.trace import MODULE, overheard

DATA = Path(__file__).parents[2] / "data"
SMALL = "nederland/cycloon/2017"
FIRST, LAST = "den-haag/werk-en-inkomen/2016", "den-haag/werk-en-inkomen/2018"
STARTBAAN = "zwolle/startbaan/2021-2023"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept of the shipped data after an audit."""
    root = tmp_path_factory.mktemp("kept")
    audit(Project(root, DATA, root / "_build"))
    return room(root)


@pytest.fixture
def project(kept: Path, tmp_path: Path) -> Project:
    """A copy of the data of which the same is kept."""
    data = shutil.copytree(DATA, tmp_path / "data")
    made = Project(tmp_path, data, tmp_path / "_build")
    audit(made, SMALL)
    shutil.copytree(kept, room(tmp_path), dirs_exist_ok=True)
    return made


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The evaluations of which figures were computed for the audit."""
    keys: list[str] = []
    compute = audited.figure_values

    def remembered(evaluation: Evaluation, *rest: object) -> object:
        keys.append(str(evaluation.key))
        return compute(evaluation, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(audited, "figure_values", remembered)
    return keys


def audit(project: Project, *selection: str) -> Audited:
    place = DataPlace(project.data_dir, store=store_of(project))
    return audit_evaluations(load_data_set(place, selection))


def room(root: Path) -> Path:
    (found,) = (root / "_build" / "cache" / "data").iterdir()
    return found


def change(project: Project, path: str) -> None:
    """A remark in a file: other bytes, and nothing else."""
    with (project.data_dir / path).open("a", encoding="utf-8") as file:
        file.write("\n")


def test_with_nothing_changed_no_evaluation_is_audited_again(
    project: Project, computed: list[str]
) -> None:
    audit(project)
    assert computed == []


@pytest.mark.parametrize(
    ("path", "again"),
    [
        (f"{STARTBAAN}/caseload.csv", [STARTBAAN]),
        # its other period may be part of what an analysis reads
        (f"{FIRST}/evaluation.yaml", [FIRST, LAST]),
    ],
)
def test_only_what_rests_on_a_changed_file_is_audited_again(
    path: str, again: list[str], project: Project, computed: list[str]
) -> None:
    change(project, path)
    audit(project)
    assert computed == again


def test_a_limit_that_all_share_audits_all_again_and_a_document_does_not(
    project: Project, computed: list[str]
) -> None:
    path = project.data_dir / "parameters" / "disclosure_threshold.yaml"
    change(project, "parameters/disclosure_threshold.yaml")
    audit(project)
    assert computed == []  # a remark says nothing
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("description: ", "description: Nu ", 1), encoding="utf-8")
    found = audit(project)
    assert computed == [str(item.key) for item in found.evaluations]


def test_a_claim_that_changed_is_held_against_those_of_other_evaluations(project: Project) -> None:
    before = audit(project)
    path = project.data_dir / STARTBAAN / "claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    found = next(item for item in before.verdicts if item.claim.evaluation == STARTBAAN)
    name, value = found.claim.name, f"{found.claim.value:g}"
    changed = [
        line.replace(value, f"{found.claim.value + 40:g}", 1) if f"{name}," in line else line
        for line in lines
    ]
    path.write_text("\n".join(changed), encoding="utf-8")
    kept = audit(project)
    assert repr(kept.verdicts) == repr(audit_evaluations(load_data_set(project.data_dir)).verdicts)
    assert kept.verdicts != before.verdicts


def test_a_kept_audit_tells_what_it_was_made_from(
    project: Project, monkeypatch: pytest.MonkeyPatch, computed: list[str]
) -> None:
    with overheard() as made:
        audit_evaluations(told_data(load_data_set(project.data_dir)))
    assert computed
    computed.clear()
    monkeypatch.setenv(VARIABLE, str(room(project.root)))
    with overheard() as kept:
        audit_evaluations(told_data(load_data_set(project.data_dir)))
    assert computed == []
    assert kept == made
    assert f"{STARTBAAN}/claims" in kept
    assert any(name.startswith(MODULE) for name in kept)
