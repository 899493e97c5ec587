"""`evalutils new` as a newcomer meets it."""

import shutil
import sys
from pathlib import Path

import pytest

from evalutils import cli
from filled_in import fill_in

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "mijn project"
    folder.mkdir()
    (folder / "data").mkdir()
    for name in ("ladders", "codelists", "parameters"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    # without the last line end, as some editors leave a file
    sources = (ROOT / "data" / "sources.yaml").read_text(encoding="utf-8").rstrip("\n")
    (folder / "data" / "sources.yaml").write_text(sources, encoding="utf-8")
    return folder


def run(monkeypatch: pytest.MonkeyPatch, project: Path, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evalutils", "--project", str(project), *arguments])
    try:
        cli.main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("only", [(), ("--only", "exits,caseload"), ("--only", "spells")])
def test_new_then_check_names_what_to_fill_in_and_then_nothing(
    only: tuple[str, ...],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, project, "new", "almelo", "werkfit", "2025", *only) == 0
    written = capsys.readouterr()
    assert str(Path("data") / "almelo" / "werkfit" / "2025") in written.out
    assert "sources.yaml" in written.out
    assert "evalutils check almelo/werkfit/2025" in written.out
    for command in ("check", "build"):
        assert run(monkeypatch, project, command, "almelo/werkfit/2025") == 2
        said = capsys.readouterr().err
        assert "evaluation.yaml row 2, key 'title': this is still the text of the example" in said
        assert "this row is an example of `evalutils new`" in said
    assert not (project / "_build" / "html").exists()
    fill_in(project / "data" / "almelo" / "werkfit" / "2025")
    assert run(monkeypatch, project, "check", "almelo") == 0
    checked = capsys.readouterr()
    assert "No faults" in checked.out
    assert written.err == checked.err == ""


@pytest.mark.parametrize(
    "parts",
    [
        ("Almelo", "werkfit", "2025"),
        ("almelo", "werk fit", "2025"),
        ("almelo", "werkfit", "1e helft 2025"),
        ("almelo", "werkfit", ".."),
        ("..", "..", "elders"),
        ("almelo", "werkfit", "2025/2026"),
        ("almelo", "werkfit", "2025_h1"),
        ("fryslân", "werkfit", "2025"),
        ("almelo", "", "2025"),
        ("almelo", "werkfit", "2025\n"),
        (".almelo", "werkfit", "2025"),
        ("ladders", "werkfit", "2025"),
    ],
)
def test_a_bad_name_writes_nothing(
    parts: tuple[str, str, str],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = names(project.parent)
    assert run(monkeypatch, project, "new", *parts) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Use lower case letters" in err or "Choose another name" in err
    assert len(err.splitlines()) == 1
    assert names(project.parent) == before


def test_a_second_time_says_that_it_exists(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "new", "almelo", "werkfit", "2025") == 0
    before = names(project)
    sources = (project / "data" / "sources.yaml").read_bytes()
    capsys.readouterr()
    assert run(monkeypatch, project, "new", "almelo", "werkfit", "2025") == 2
    assert "exists already" in capsys.readouterr().err
    assert names(project) == before
    assert (project / "data" / "sources.yaml").read_bytes() == sources


def test_a_missing_data_folder_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, "new", "almelo", "werkfit", "2025") == 2
    assert "There is no data folder" in capsys.readouterr().err
    assert names(tmp_path) == []


def test_too_few_names_show_how_to_use_the_command(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "new", "almelo") == 2
    assert "MUNICIPALITY PROGRAMME PERIOD" in capsys.readouterr().err
