"""One at a time, whoever is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evalutils.errors import RunError
from evalutils.system.lock import hold

HOLDER = """
import sys, time
from pathlib import Path
from evalutils.system.lock import hold
with hold(Path(sys.argv[1]), "build"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
# Each adds one to a number in a file, which two at once would do badly.
ADDER = """
import sys
from pathlib import Path
from evalutils.system.lock import hold
lock, number = Path(sys.argv[1]), Path(sys.argv[2])
for _ in range(50):
    with hold(lock, "new", wait_s=60):
        before = int(number.read_text())
        number.write_text("")
        number.write_text(str(before + 1))
"""


@contextmanager
def holder(lock: Path, seconds: float = 60) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", HOLDER, str(lock), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        try:
            yield other
        finally:
            other.kill()


def test_second_holder_is_told_at_once_which_command_is_busy(tmp_path: Path) -> None:
    with holder(tmp_path / "lock") as other:
        with pytest.raises(RunError) as caught, hold(tmp_path / "lock", "run"):
            pass
        expected = f"evalutils build (process {other.pid}) is busy in '{tmp_path}'. Wait until"
        assert str(caught.value).startswith(expected)


def test_lock_is_free_again_afterwards_and_its_file_is_gone(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path / "lock", "run"):
            assert (tmp_path / "lock").read_text() == f"run {os.getpid()}"
        assert list(tmp_path.iterdir()) == []


def test_lock_of_a_killed_process_does_not_block(tmp_path: Path) -> None:
    with holder(tmp_path / "lock") as other:
        other.kill()
        other.wait()
        assert (tmp_path / "lock").exists()
        with hold(tmp_path / "lock", "run"):
            pass
    assert list(tmp_path.iterdir()) == []


def test_who_has_patience_gets_it_when_the_other_is_ready(tmp_path: Path) -> None:
    with holder(tmp_path / "lock", seconds=0.5), hold(tmp_path / "lock", "new", wait_s=60):
        pass


def test_of_many_that_take_turns_none_gets_lost(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0")
    command = [sys.executable, "-c", ADDER, str(tmp_path / "lock"), str(tmp_path / "number")]
    adders = [subprocess.Popen(command) for _ in range(3)]
    assert [adder.wait() for adder in adders] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "150"  # 3 times 50


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_in_the_place_of_the_lock_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "lock").symlink_to(tmp_path / "mine.txt")
    with pytest.raises(OSError), hold(tmp_path / "lock", "run"):
        pass
    assert (tmp_path / "mine.txt").read_text() == "mine"
