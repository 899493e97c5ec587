"""Every command that writes in the build folder goes through one door."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import COLD_RUN, command, evalutils, make_project, tree

from evalutils import cli
from evalutils.system.build_folder import at_work
from evalutils.system.folders import MARKER, claim

COMMANDS = ("run", "build", "synthesise --clients 9")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("template") / "project")


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "mijn project")


def run(monkeypatch: pytest.MonkeyPatch, project: Path, *arguments: str) -> int:
    monkeypatch.chdir(project)
    monkeypatch.setattr(sys, "argv", ["evalutils", *arguments])
    try:
        cli.main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


@pytest.mark.parametrize("line", COMMANDS)
@pytest.mark.parametrize(
    ("build_dir", "message"),
    [("www", "holds files that evalutils did not make"), (".", "holds the data folder")],
)
def test_a_folder_that_is_not_ours_is_refused_and_untouched(
    line: str,
    build_dir: str,
    message: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("www/html/index.html", "www/work/mine.txt", "www/book/page.md"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("mine", encoding="utf-8")
    before = tree(project.parent)
    assert run(monkeypatch, project, "--build-dir", build_dir, *line.split()) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert tree(project.parent) == before


def test_data_in_the_build_folder_are_refused_where_others_would_be_accepted(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, project, "synthesise", "--clients", "9") == 0
    before = tree(project)
    assert run(monkeypatch, project, "--data", "_build/synthetic", "run") == 2
    assert "holds the data folder '_build/synthetic'" in capsys.readouterr().err
    assert tree(project) == before


def test_synthetic_data_anywhere_in_the_build_folder_leave_it_ours(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, project, "synthesise", "--clients", "9", "--to", "_build/lesson") == 0
    assert (project / "_build" / MARKER).is_file()
    with at_work(project / "_build", "run", {}):
        pass


def test_run_keeps_what_others_put_into_our_folder_and_removes_what_was_left(
    project: Path,
) -> None:
    build = project / "_build"
    for name in ("work/x1/half.ipynb", "mine.txt", ".html-old/index.html", "lesson/mine.txt"):
        (build / name).parent.mkdir(parents=True, exist_ok=True)
        (build / name).write_text("mine", encoding="utf-8")
    claim_filled(build)
    claim_filled(build / "work")
    assert evalutils(project, *COLD_RUN).returncode == 0
    assert (build / "mine.txt").read_text(encoding="utf-8") == "mine"
    # The old book goes back: it was taken away for one that did not come.
    assert (build / "html" / "index.html").read_text(encoding="utf-8") == "mine"
    # A notebook that draws makes a cache of fonts; these do not.
    left = {path.name for path in build.iterdir()} - {"cache"}
    assert left == {MARKER, "html", "key", "lesson", "mine.txt", "runs"}


def claim_filled(folder: Path) -> None:
    """Give a folder that is filled already our marker."""
    claim(folder.parent / "marked")
    (folder.parent / "marked" / MARKER).replace(folder / MARKER)
    (folder.parent / "marked").rmdir()


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_in_one_build_folder_exclude_each_other(line: str, project: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path\n"
        "from evalutils.system.build_folder import at_work\n"
        "with at_work(Path(sys.argv[1]), 'build', {}): print('held', flush=True); time.sleep(600)"
    )
    arguments = [sys.executable, "-c", holder, str(project / "_build")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        result = evalutils(project, *line.split())
        assert (project / "_build" / "work").is_dir()  # the other lives and needs it
        other.kill()
    assert result.returncode == 1
    assert f"evalutils build (process {other.pid}) is busy in" in result.stderr
    assert not (project / "_build" / "runs").exists()


def test_two_new_evaluations_at_once_both_land(project: Path) -> None:
    names = [f"programma-{number}" for number in range(4)]
    lines = [command(project, "new", "almelo", name, "2025") for name in names]
    busy = [subprocess.Popen(line, stdout=subprocess.DEVNULL) for line in lines]
    assert [one.wait() for one in busy] == [0, 0, 0, 0]
    sources = (project / "data" / "almelo" / "sources.yaml").read_text(encoding="utf-8")
    for name in names:
        assert f"\nalmelo-{name}-2025:" in sources
        assert (project / "data" / "almelo" / name / "2025" / "evaluation.yaml").is_file()
    assert not [name for name in tree(project / "data") if name.rpartition("/")[2].startswith(".")]
