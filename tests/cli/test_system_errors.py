"""What the operating system refuses is one line with the path and what to do, never a traceback."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_project import command, evalutils, make_project

from evalutils import cli
from evalutils.system import ending
from evalutils.system.folders import MARK, MARKER
from evalutils.system.refusals import in_one_line, named

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX errors")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("template") / "project")


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    """A project with a book from before."""
    root = shutil.copytree(template, tmp_path / "mijn project")
    (root / "_build" / "html").mkdir(parents=True)
    (root / "_build" / MARKER).write_bytes(MARK)
    (root / "_build" / "html" / "index.html").write_text("book", encoding="utf-8")
    return root


def check_one_line(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize("name", ["work", "runs", "html"])
def test_a_file_in_the_place_of_a_folder_is_one_line(name: str, project: Path) -> None:
    path = project / "_build" / name
    shutil.rmtree(path, ignore_errors=True)
    path.write_text("mine", encoding="utf-8")
    check_one_line(evalutils(project, "run"), f"/_build/{name}", "Move what stands there away")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("most", [0, 1000])
def test_files_that_may_not_grow_end_in_one_line_or_in_failed_notebooks(
    most: int, project: Path
) -> None:
    limit = f'ulimit -f unlimited; exec prlimit --fsize={most} -- "$@"'
    if shutil.which("prlimit") is None:
        pytest.skip("no prlimit")
    result = subprocess.run(
        ["sh", "-c", limit, "sh", *command(project, "run")], capture_output=True, text=True
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert result.stderr.count("\n") == 1
    assert not (project / "_build" / "work").exists()
    assert (project / "_build" / "html" / "index.html").read_text(encoding="utf-8") == "book"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, where the user may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no permission to make a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("free", [0, 4096, 16384])
def test_a_full_disk_is_one_line_or_named_per_notebook(
    free: int, project: Path, small_disk: Path
) -> None:
    with (small_disk / "full").open("wb") as file:
        file.write(b"x" * (65536 - free))
    result = evalutils(project, "--build-dir", str(small_disk / "build"), "run")
    assert result.returncode == 1
    said = result.stdout + result.stderr
    assert "No space left on device" in said
    assert str(small_disk) in said
    assert "Traceback" not in said
    assert result.stderr.count("\n") == 1


def test_a_disk_that_may_only_be_read_is_one_line(project: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    result = evalutils(project, "--build-dir", str(small_disk / "build"), "run")
    check_one_line(result, f"'{small_disk}/build': Read-only file system. Choose a folder")


def test_too_few_files_that_may_be_open_is_one_line(project: Path) -> None:
    limited = ["sh", "-c", 'ulimit -n 6; exec "$@"', "sh", *command(project, "run")]
    check_one_line(subprocess.run(limited, capture_output=True, text=True), "(ulimit -n)")


def test_a_reader_that_stops_reading_is_one_line(project: Path) -> None:
    with subprocess.Popen(
        command(project, "list"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 1
    assert errors == (
        "'standard output': Broken pipe. Let the reader read to the end, or write to a file.\n"
    )


@pytest.mark.parametrize("line", ["list", "check", "run"])
def test_a_closed_output_is_one_line_and_nothing_is_done(line: str, project: Path) -> None:
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", *command(project, line)]
    result = subprocess.run(shell, capture_output=True, text=True)
    check_one_line(result, "standard output")
    assert not (project / "_build" / "runs").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_on_a_full_disk_is_one_line(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            command(project, "list"), stdout=full, stderr=subprocess.PIPE, text=True
        )
    check_one_line(result, "No space left on device. Make room")


def test_a_terminal_that_knows_few_characters_is_no_error() -> None:
    code = "from evalutils.system.ending import exit_code_of; exit_code_of(lambda: print('é'))"
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("\\xe9\n", "")


def test_closed_errors_change_nothing_but_what_is_said(project: Path) -> None:
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", *command(project, "list", "elders")]
    result = subprocess.run(shell, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (2, "")


def test_a_fault_of_ours_is_one_line_and_its_traceback_is_for_the_user_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("client 123456782")

    monkeypatch.setattr("evalutils.report.audit_report.read_data_set", broken)
    monkeypatch.setenv("TMPDIR", str(project))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(sys, "argv", ["evalutils", "--project", str(project), "check"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    error = capsys.readouterr().err
    (kept,) = project.glob("evalutils-*.txt")
    assert stopped.value.code == 1
    assert error.count("\n") == 1
    assert "KeyError in test_system_errors.py line" in error
    assert str(kept) in error
    assert "client" not in error
    assert "client 123456782" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_a_signal_before_the_command_began_is_told_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def struck() -> Iterator[None]:
        os.kill(os.getpid(), signal.SIGHUP)
        yield

    monkeypatch.setattr(ending, "adopting", struck)
    assert ending.exit_code_of(lambda: None) == 130
    assert capsys.readouterr().err == "Interrupted.\n"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "No space left on device. Make room"),
        (errno.EDQUOT, "Make room"),
        (errno.EROFS, "Read-only file system. Choose a folder that may be written in"),
        (errno.EACCES, "Permission denied. Give yourself permission"),
        (errno.ENOTDIR, "Not a directory. Move what stands there away"),
        (errno.EISDIR, "Is a directory. Move what stands there away"),
        (errno.EMFILE, "Too many open files. Raise the number"),
        (errno.ENAMETOOLONG, "File name too long. Choose shorter names"),
        (errno.ETXTBSY, "Text file busy. Close the program"),
        (errno.EIO, "Input/output error. Check the disk"),
    ],
)
def test_each_refusal_says_where_what_and_what_to_do_next(number: int, words: str) -> None:
    with pytest.raises(OSError) as caught, named(Path("_build")):
        raise OSError(number, "")  # a write does not know its file
    assert in_one_line(caught.value).startswith("'_build': ")
    assert words in in_one_line(caught.value)


def test_a_copy_of_many_files_that_fails_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(shutil.Error) as caught:
        raise shutil.Error([("a.md", "_build/a.md", "[Errno 28] No space left on device")] * 50)
    assert in_one_line(caught.value) == (
        "'_build/a.md': No space left on device. Make room there and give the same command again; "
        "what was ready is kept."
    )
