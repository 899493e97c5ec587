"""Ctrl-C and worse, with real signals to a real run: nothing half-way, no kernel left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .workshop import Workshop, printed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from workshop import Workshop
from evalutils.errors import EvalutilsError
workshop = Workshop(Path(sys.argv[2]))
jobs = [workshop.job(name) for name in ("quick", "sleeps", "waits")]
try:
    workshop.run(*jobs, workers=2)
except EvalutilsError as error:
    print(error)
    sys.exit(error.exit_code)
"""
SLEEP = """
import json, os, subprocess, time
child = subprocess.Popen(["sleep", "60"])
text = json.dumps([os.getpid(), os.getppid(), child.pid])
open(f"{data_dir}/pids.tmp", "w").write(text)
os.replace(f"{data_dir}/pids.tmp", f"{data_dir}/pids")
time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        if Path("/proc").is_dir():
            return False
        return subprocess.run(["ps", "-p", str(pid)], capture_output=True).returncode == 0
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Callable[[], bool], limit_s: float = 20.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@contextmanager
def run_that_sleeps(workshop: Workshop) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A run with one finished job and one asleep; gives kernel, job process and grandchild."""
    workshop.notebook("quick", "print('ready')")
    workshop.notebook("sleeps", SLEEP)
    workshop.notebook("waits", "import time\ntime.sleep(60)")
    command = [sys.executable, "-c", RUN, str(Path(__file__).parent), str(workshop.root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            pids = workshop.root / "data" / "pids"
            wait_until(pids.exists)
            wait_until(workshop.job("quick").record.exists)
            yield process, json.loads(pids.read_text())
        finally:
            process.kill()


def test_interrupted_run_keeps_what_was_ready_and_leaves_nothing_else(workshop: Workshop) -> None:
    with run_that_sleeps(workshop) as (process, pids):
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        message, _ = process.communicate(timeout=20)
        assert process.returncode == 130
    assert message == (
        "Interrupted: 1 of 3 notebooks were ready and are kept. The same command does the rest.\n"
    )
    assert not any(map(is_alive, pids))
    assert printed(workshop.job("quick").output) == "ready\n"
    left = sorted(path.name for path in workshop.build.rglob("*") if path.is_file())
    assert left == ["quick.ipynb", "quick.json", "run.lock"]


def test_killed_run_takes_its_kernels_along_and_does_not_block_the_next(
    workshop: Workshop,
) -> None:
    with run_that_sleeps(workshop) as (process, pids):
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_alive, pids)), limit_s=5)
    summary = workshop.run(workshop.job("quick"), workshop.job("sleeps", "print('awake')"))
    assert summary.skipped == ("zwolle/quick",)
    assert summary.ran == ("zwolle/sleeps",)
    assert not (workshop.build / "work").exists()
