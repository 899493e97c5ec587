from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evalutils.errors import RunError
from evalutils.running.lock import hold

HOLDER = """
import sys, time
from pathlib import Path
from evalutils.running.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_holder_is_told_at_once_who_is_busy(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(RunError) as caught, hold(tmp_path):
        pass
    assert f"Another run is busy in {tmp_path} (process {os.getpid()})" in str(caught.value)


def test_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path):
            pass


def test_locks_of_different_names_do_not_exclude_each_other(tmp_path: Path) -> None:
    with hold(tmp_path, "run"), hold(tmp_path, "build"):
        pass


def test_lock_of_a_killed_process_does_not_block(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(RunError, match=f"process {other.pid}"), hold(tmp_path):
            pass
        other.kill()
        other.wait()
        with hold(tmp_path):
            pass
