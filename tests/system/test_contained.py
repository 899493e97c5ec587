"""A process ends with everything it started, whatever that does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from evalutils.system import contained
from evalutils.system.contained import Contained, end
from evalutils.system.interrupts import interruptible
from waiting import Process, wait_until

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to somebody")
SLEEP = "import time; time.sleep(600)"
# Each line leaves one process behind that does not want to go.
STUBBORN = {
    "a child": "note(subprocess.Popen(['sleep', '600']).pid)",
    "a session of its own": "note(subprocess.Popen(['sleep', '600'], start_new_session=True).pid)",
    "a daemon": "fork() or (os.setsid(), fork() and os._exit(0), note(os.getpid()), wait())",
    "deaf to signals": "fork() or (deaf(), note(os.getpid()), wait())",
    "stopped": "fork() or (note(os.getpid()), os.kill(os.getpid(), signal.SIGSTOP))",
    "running from parent to child": "fork() or (os.setsid(), note(os.getpid()), hop())",
}
TOOLS = """
import os, signal, subprocess, sys, time
fork = os.fork
def note(pid): open(sys.argv[1], "w").write(str(pid))
def wait(): time.sleep(600)
def deaf():
    for name in ("SIGTERM", "SIGHUP", "SIGINT"): signal.signal(getattr(signal, name), lambda *_: 0)
def hop():
    while True:
        if os.fork(): os._exit(0)
def see():
    while not os.path.exists(sys.argv[1]) or not os.path.getsize(sys.argv[1]): time.sleep(0.01)
"""


def started(tmp_path: Path, code: str, limit_s: float = 3000, tail: str = "") -> Contained:
    command = [sys.executable, "-c", TOOLS + code + tail, str(tmp_path / "pid")]
    return contained_in(tmp_path, command, os.environ, limit_s)


def contained_in(
    folder: Path, command: list[str], env: Mapping[str, str], limit_s: float = 3000
) -> Contained:
    return Contained(
        command, env=env, temporary=folder / "tmp", log=folder / "log", limit_s=limit_s
    )


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def group_is_alive(pid: int) -> bool:
    """Whether any process is left of the session that a process began."""
    sessions = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            sessions.append(int(path.read_text().rpartition(")")[2].split()[3]))
        except OSError:
            continue
    return pid in sessions


def noted(tmp_path: Path, by: Process | None = None) -> int:
    pid = tmp_path / "pid"
    wait_until(lambda: pid.exists() and pid.stat().st_size > 0, by)
    return int(pid.read_text())


@linux
@pytest.mark.parametrize("kind", STUBBORN)
def test_what_a_process_leaves_behind_is_gone_when_it_has_ended(kind: str, tmp_path: Path) -> None:
    process = started(tmp_path, STUBBORN[kind], tail="\nsee()\nprint('ready')\nsys.exit(7)")
    assert process.wait() == 7
    assert (tmp_path / "log").read_text() == "ready\n"
    assert not is_alive(noted(tmp_path, process))
    assert not group_is_alive(noted(tmp_path, process))


@linux
def test_process_over_its_limit_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    code = "deaf()\n" + STUBBORN["a daemon"]
    process = started(tmp_path, code, limit_s=0, tail="\nsee()\nwait()")
    child = noted(tmp_path)  # without looking at the process, which looks at its limit then
    process.wait()
    assert process.timed_out
    assert not is_alive(child)


@linux
def test_process_ends_when_the_one_that_started_it_is_killed(tmp_path: Path) -> None:
    starter = (
        "import sys; from pathlib import Path; sys.path += sys.argv[1].split(':')\n"
        "import test_contained as t\n"
        "t.started(Path(sys.argv[2]), t.STUBBORN['a daemon'], tail='\\nsee()\\nwait()').wait()"
    )
    here = Path(__file__).parent
    command = [sys.executable, "-c", starter, f"{here}:{here.parent}", str(tmp_path)]
    with subprocess.Popen(command) as other:
        child = noted(tmp_path, other)
        other.kill()
    wait_until(lambda: not is_alive(child))


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_exit_code_tells_the_signal_as_a_shell_does(tmp_path: Path) -> None:
    assert started(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)").wait() == 128 + signal.SIGSEGV


def test_a_command_that_is_not_there_is_told_in_the_log(tmp_path: Path) -> None:
    assert contained_in(tmp_path, ["/absent"], {}).wait() == 127
    assert (tmp_path / "log").read_text() == "/absent: No such file or directory\n"


def test_log_is_cut_at_its_size_and_nobody_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contained, "MOST_LOGGED", 1000)
    assert started(tmp_path, "print('x' * 1_000_000)").wait() == 0
    assert (tmp_path / "log").read_text() == "x" * 1000


def test_temporary_files_stand_where_the_caller_removes_them(tmp_path: Path) -> None:
    assert started(tmp_path, "import tempfile\nprint(tempfile.mkdtemp())").wait() == 0
    assert Path((tmp_path / "log").read_text().strip()).parent == tmp_path / "tmp"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_an_interruption_that_somebody_swallowed_ends_the_waiting(tmp_path: Path) -> None:
    process = started(tmp_path, "note(os.getpid())\nwait()")
    child = noted(tmp_path, process)
    with pytest.raises(KeyboardInterrupt), interruptible():
        with suppress(BaseException):
            os.kill(os.getpid(), signal.SIGTERM)
        process.wait()
    end([process])
    assert not is_alive(child)
