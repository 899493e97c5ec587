"""Ctrl-C and worse, with real signals to a real run: nothing half-way, no kernel left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evalutils.running.spent import tree_of
from evalutils.system.folders import MARKER
from waiting import wait_until

from .workshop import Workshop, is_alive, printed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks in /proc")

RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from workshop import Workshop
from evalutils.system.ending import exit_code_of
workshop = Workshop(Path(sys.argv[2]))
jobs = [workshop.job(name) for name in sys.argv[3:]]
sys.exit(exit_code_of(lambda: workshop.run(*jobs, workers=2)))
"""
# A child in the process group, one with a session of its own, and one that left the tree.
SLEEP = """
import json, os, signal, subprocess, time
children = [subprocess.Popen(["sleep", "600"])]
children.append(subprocess.Popen(["sleep", "600"], start_new_session=True))
daemon = subprocess.run(
    ["sh", "-c", "trap '' TERM HUP; setsid sleep 600 >/dev/null 2>&1 & echo $!"],
    capture_output=True, text=True,
).stdout
warden = int(open(f"/proc/{os.getppid()}/stat").read().rpartition(")")[2].split()[1])
pids = [os.getpid(), os.getppid(), warden, *(child.pid for child in children), int(daemon)]
open(f"{data_dir}/pids.tmp", "w").write(json.dumps(pids))
os.replace(f"{data_dir}/pids.tmp", f"{data_dir}/pids")
"""
DEAF = """
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, lambda *_: 0)
"""
WAIT = "time.sleep(600)"


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For temporary files; short, as sockets have short names."""
    return tmp_path_factory.mktemp("t")


@contextmanager
def run_that_sleeps(
    workshop: Workshop, temporary: Path, *last: str
) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A warm run with one finished job and one asleep; gives all processes of the latter."""
    workshop.notebook("quick", "print('ready')")
    workshop.notebook("sleeps", SLEEP, *last)
    workshop.notebook("waits", "import time\ntime.sleep(600)")
    names = ["quick", "sleeps", "waits"]
    command = [sys.executable, "-c", RUN, str(Path(__file__).parent), str(workshop.root), *names]
    env = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=env
    ) as process:
        try:
            pids = workshop.root / "data" / "pids"
            wait_until(pids.exists, by=process)
            wait_until(workshop.job("quick").record.exists, by=process)
            yield process, json.loads(pids.read_text())
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_run_keeps_what_was_ready_and_leaves_nothing_else(
    workshop: Workshop, temporary: Path, number: signal.Signals
) -> None:
    with run_that_sleeps(workshop, temporary, DEAF, WAIT) as (process, pids):
        assert len(list(temporary.glob("*/door"))) == 1
        os.killpg(process.pid, number)  # as a terminal does it
        os.killpg(process.pid, signal.SIGHUP)  # and then closes
        _, message = process.communicate(timeout=1200)
        assert process.returncode == 130
    assert message == (
        "Interrupted: 1 of 3 notebooks were ready and are kept. The same command does the rest.\n"
    )
    assert not any(map(is_alive, pids))
    assert not list(temporary.iterdir())
    assert printed(workshop.job("quick").output) == "ready\n"
    found = (path for path in workshop.build.rglob("*") if "cache" not in path.parts)
    left = sorted(path.name for path in found if path.is_file())
    assert left == [MARKER, "quick.ipynb", "quick.json"]


def test_killed_run_takes_its_kernels_along_and_does_not_block_the_next(
    workshop: Workshop, temporary: Path
) -> None:
    with run_that_sleeps(workshop, temporary, WAIT) as (process, pids):
        assert len(list(temporary.glob("*/door"))) == 1
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_alive, pids)))
        wait_until(lambda: not list(temporary.iterdir()))
        assert (workshop.build / "work").exists()
    summary = workshop.run(workshop.job("quick"), workshop.job("sleeps", "print('awake')"))
    assert summary.skipped == ("zwolle/quick",)
    assert summary.ran == ("zwolle/sleeps",)
    left = sorted(path.name for path in workshop.build.iterdir())
    assert left == [MARKER, "cache", "runs"]


def test_what_is_left_when_all_are_killed_at_once_goes_with_the_next_run(
    workshop: Workshop, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with run_that_sleeps(workshop, temporary, WAIT) as (process, pids):
        everyone = tree_of(process.pid)
        for number in (signal.SIGSTOP, signal.SIGKILL):  # so that none outlives another
            for pid in everyone:
                os.kill(pid, number)
        process.wait()
        wait_until(lambda: not any(map(is_alive, {*everyone, *pids})))
    (left,) = temporary.iterdir()
    os.utime(left, (0, 0))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    workshop.run(workshop.job("quick"))
    assert not list(temporary.iterdir())


def test_notebook_that_kills_its_own_warden_leaves_nothing_either(
    workshop: Workshop, temporary: Path
) -> None:
    kills = "os.kill(warden, signal.SIGKILL)"
    with run_that_sleeps(workshop, temporary, kills, WAIT) as (process, pids):
        wait_until(lambda: not any(map(is_alive, pids)))
        assert process.poll() is None  # it goes on with the next
        wait_until(lambda: not list(temporary.iterdir()))  # a kernel sees the warm process there
