"""`evalutils clean --cache`, and what check keeps."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_project import make_project

from evalutils import cli
from evalutils.dataset import one_evaluation
from evalutils.report import audited
from evalutils.system.build_folder import at_work
from evalutils.system.folders import claim


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def run(monkeypatch: pytest.MonkeyPatch, project: Path, *line: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evalutils", "--project", str(project), *line])
    try:
        cli.main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


def test_a_second_check_says_the_same_and_reads_and_audits_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "check") == 0
    first = capsys.readouterr()

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(one_evaluation, "read_evaluation", never)
    monkeypatch.setattr(audited, "audit_evaluations", never)
    assert run(monkeypatch, project, "check") == 0
    assert capsys.readouterr() == first


def test_what_is_kept_goes_and_all_else_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "check") == 0
    build = project / "_build"
    (build / "html").mkdir()
    (build / "html" / "index.html").write_text("book", encoding="utf-8")
    capsys.readouterr()
    assert run(monkeypatch, project, "clean", "--cache") == 0
    assert capsys.readouterr().out == f"Removed: {build / 'cache'}\n"
    assert not (build / "cache").exists()
    assert not (build / "work").exists()
    assert (build / "html" / "index.html").read_text(encoding="utf-8") == "book"
    assert run(monkeypatch, project, "clean", "--cache") == 0
    assert capsys.readouterr().out == f"Nothing is kept in {build / 'cache'}.\n"
    assert run(monkeypatch, project, "check") == 0


def test_where_nothing_was_made_nothing_is_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, project, "clean", "--cache") == 0
    assert not (project / "_build").exists()


def test_a_folder_of_others_is_refused_and_untouched(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = project / "_build" / "cache" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    assert run(monkeypatch, project, "clean", "--cache") == 2
    assert "evalutils did not make" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_not_followed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "elsewhere").mkdir()
    claim(project / "_build")
    (project / "_build" / "cache").symlink_to(project / "elsewhere")
    assert run(monkeypatch, project, "clean", "--cache") == 2
    assert "is a link" in capsys.readouterr().err
    assert run(monkeypatch, project, "check") == 0
    assert list((project / "elsewhere").iterdir()) == []


def test_another_command_at_work_keeps_what_it_needs(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "check") == 0
    build = project / "_build"
    with at_work(build, "build", {}):
        assert run(monkeypatch, project, "clean", "--cache") == 1
        assert (build / "cache").is_dir()
        assert run(monkeypatch, project, "check") == 0
    assert "evalutils build (process" in capsys.readouterr().err


def test_who_does_not_say_what_to_remove_is_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "clean") == 2
    assert "Say what to remove: --cache." in capsys.readouterr().err
