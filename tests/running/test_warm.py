"""Notebooks that start warm are what they would be otherwise: alone, whole, and gone in the end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyter_client.asynchronous import AsyncKernelClient

from evalutils.running.engine import own_kernel
from evalutils.running.processes import environment_of
from evalutils.running.spent import tree_of
from evalutils.running.warm import process
from evalutils.running.warm.lease import REFUSED, VARIABLE, Lease, lease
from evalutils.running.warm.started import Warm, warm_process
from evalutils.system.contained import adopting
from waiting import wait_until

from .workshop import Workshop, is_alive, open_workshop, outputs, printed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it forks only on Linux")

# What one notebook could leave to the next, and what a kernel has of its own.
STATE = """
import json, locale, os, random, signal, sys, warnings
import matplotlib, numpy, pandas, seaborn
state = {
    "options": pandas.get_option("display.max_rows"),
    "charts": {key: str(value) for key, value in sorted(matplotlib.rcParams.items())},
    "patched": pandas.DataFrame.sum.__module__,
    "variables": sorted(set(os.environ)),
    "folder": os.getcwd(),
    "path": sys.path,
    "argv": len(sys.argv),
    "locale": locale.setlocale(locale.LC_ALL),
    "umask": os.umask(0o22),
    "signals": {one.name: str(signal.getsignal(one)) for one in sorted(signal.valid_signals())
                if isinstance(one, signal.Signals)},
    "main": __name__,
    "recursion": sys.getrecursionlimit(),
    "group": os.getpgid(0) == os.getpid(),
}
print(json.dumps(state))
"""
CHANGES = """
import os, sys, random, signal, locale
import matplotlib, numpy, pandas, seaborn
pandas.set_option("display.max_rows", 3)
seaborn.set_theme(font_scale=9)
matplotlib.rcParams["figure.dpi"] = 7
pandas.DataFrame.sum = print
os.environ["LEFT_BEHIND"] = "1"
os.chdir("/")
sys.path.append("/left/behind")
sys.setrecursionlimit(500)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
"""
# Started from the warm process it waits to be taken along; started again it has nothing to say.
BYSTANDER = """
import os, time
if not os.path.exists(f"{data_dir}/came"):
    open(f"{data_dir}/came", "w").close()
    time.sleep(600)
print("ready")
"""
KILLER = """
import os, signal, time
while not os.path.exists(f"{data_dir}/came"):
    time.sleep(0.01)
above = int(open(f"/proc/{os.getppid()}/stat").read().rpartition(")")[2].split()[1])
os.kill(above, signal.SIGKILL)
time.sleep(600)
"""
WARM = "import sys\nprint('seaborn' in sys.modules)"
DRAWS = "import random, numpy\nprint(random.random(), numpy.random.rand())"
MEETS = """
import os, time, pandas
def meet(name):
    open(f"{{data_dir}}/{{name}}-{mine}", "w").close()
    while not os.path.exists(f"{{data_dir}}/{{name}}-{other}"):
        time.sleep(0.01)
meet("came")
os.environ["MINE"], pandas.options.display.max_rows = "{mine}", {rows}
os.chdir(f"{{data_dir}}/{mine}")
meet("changed")
print(os.environ["MINE"], pandas.options.display.max_rows, os.path.basename(os.getcwd()))
meet("looked")
"""
CHART = (
    "import matplotlib.pyplot as plt",
    "figure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.close()\n"
    "display(figure, metadata={'evalutils': {'alt': 'lijn', 'caption': 'Lijn', 'name': 'lijn'}})",
)


@pytest.fixture(scope="module")
def after_changes(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """One notebook that changes all it can, and after it others; one at a time."""
    workshop = open_workshop(tmp_path_factory.mktemp("warm") / "een {x}")
    jobs = [
        workshop.job("changes", CHANGES),
        workshop.job("state", STATE),
        workshop.job("warm", WARM),
        workshop.job("draws", DRAWS),
        workshop.job("draws-too", DRAWS),
        workshop.job("chart", *CHART),
    ]
    assert len(workshop.run(*jobs, workers=1).ran) == len(jobs)
    return workshop


def test_notebooks_start_with_what_they_need_imported(after_changes: Workshop) -> None:
    assert printed(after_changes.job("warm").output) == "True\n"


def test_what_a_notebook_changes_does_not_reach_the_next_which_is_as_a_cold_one(
    after_changes: Workshop,
) -> None:
    warm = after_changes.job("state").output.read_bytes()
    state = json.loads(printed(after_changes.job("state").output))
    assert "LEFT_BEHIND" not in state["variables"]
    assert after_changes.run(after_changes.job("state"), force=True, cold=True).ran
    assert json.loads(printed(after_changes.job("state").output)) == state
    assert after_changes.job("state").output.read_bytes() == warm


def test_a_chart_is_a_picture_and_the_same_one(after_changes: Workshop) -> None:
    warm = after_changes.job("chart").output.read_bytes()
    assert "image/png" in outputs(after_changes.job("chart").output)[-1]["data"]
    assert after_changes.run(after_changes.job("chart"), force=True, cold=True).ran
    assert after_changes.job("chart").output.read_bytes() == warm


def test_two_notebooks_do_not_draw_the_same_random_numbers(after_changes: Workshop) -> None:
    one, other = (printed(after_changes.job(name).output) for name in ("draws", "draws-too"))
    assert not set(one.split()) & set(other.split())


def test_two_at_once_never_mix(workshop: Workshop) -> None:
    for name in ("left", "right"):
        (workshop.root / "data" / name).mkdir()
    jobs = [
        workshop.job("left", MEETS.format(mine="left", other="right", rows=11)),
        workshop.job("right", MEETS.format(mine="right", other="left", rows=22)),
    ]
    assert len(workshop.run(*jobs, workers=2).ran) == 2
    assert [printed(job.output) for job in jobs] == ["left 11 left\n", "right 22 right\n"]


def test_a_notebook_that_kills_the_warm_process_harms_none_but_itself(workshop: Workshop) -> None:
    bystander, killer = workshop.job("bystander", BYSTANDER), workshop.job("killer", KILLER)
    summary = workshop.run(bystander, killer, workers=2)
    assert summary.ran == ("zwolle/bystander",)
    assert [failure.name for failure in summary.failed] == ["zwolle/killer"]
    assert printed(bystander.output) == "ready\n"


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warm, str]]:
    work = tmp_path_factory.mktemp("work")
    with warm_process(work, environment_of(work, work / "cache")) as found:
        assert found is not None
        assert found.ready
        yield found, str(found.folder)


def run_code(folder: str, tmp_path: Path, source: str) -> Lease:
    """Run a module with this source from the warm process."""
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    log = tmp_path / "log"
    log.touch()
    found = lease(folder, ["-m", "module"], dict(os.environ), cwd=tmp_path, log=log, most=1000)
    assert found is not None
    return found


def test_a_process_tells_its_code_and_what_it_says_is_kept(
    warm: tuple[Warm, str], tmp_path: Path
) -> None:
    assert run_code(warm[1], tmp_path, "print('ready')\nraise SystemExit(7)").wait() == 7
    assert (tmp_path / "log").read_text(encoding="utf-8") == "ready\n"


def test_who_hangs_up_ends_the_process_and_its_children(
    warm: tuple[Warm, str], tmp_path: Path
) -> None:
    held = run_code(
        warm[1],
        tmp_path,
        "import os, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        "open('pids.tmp', 'w').write(f'{os.getpid()} {child.pid}')\n"
        "os.replace('pids.tmp', 'pids')\ntime.sleep(600)",
    )
    wait_until((tmp_path / "pids").exists, by=held)
    pids = [held.pid, *map(int, (tmp_path / "pids").read_text().split())]
    assert all(map(is_alive, pids))
    held.stdin.close()
    held.wait()
    wait_until(lambda: not any(map(is_alive, pids)))


def test_with_a_second_thread_it_refuses_to_fork() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    with ours, theirs, socket.socket(socket.AF_UNIX) as door:
        ours.send(b"{}")
        assert process.let_in(theirs, door) == set()
        assert ours.recv(16) == REFUSED
    waiting.set()
    thread.join()


def test_where_nobody_listens_the_caller_starts_the_usual_way(tmp_path: Path) -> None:
    assert lease(str(tmp_path), ["-m", "module"], {}) is None


async def error_of(client: AsyncKernelClient, asked: str) -> str:
    """The error that a request ended in; a slow kernel answers older questions first."""
    while (reply := await client.get_shell_msg(timeout=600))["parent_header"]["msg_id"] != asked:
        pass
    return str(reply["content"]["ename"])


def test_a_kernel_is_interrupted_restarted_and_ended(
    warm: tuple[Warm, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, warm[1])

    async def live() -> tuple[str, str, bool]:
        manager = own_kernel()
        await manager.start_kernel()
        assert isinstance(manager.provisioner.process, Lease)
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=600)
            asked = client.execute("print('begun', flush=True)\nimport time\ntime.sleep(600)")
            while (await client.get_iopub_msg(timeout=600))["msg_type"] != "stream":
                pass
            await manager.interrupt_kernel()
            interrupted = await error_of(client, asked)
            await manager.restart_kernel(now=True)
            await client.wait_for_ready(timeout=600)
            restarted = await error_of(client, client.execute("raise NameError"))
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)
            manager.context.destroy(linger=0)
        return interrupted, restarted, await manager.is_alive()

    assert asyncio.run(live()) == ("KeyboardInterrupt", "NameError", False)


def test_a_warden_that_is_killed_leaves_neither_the_warm_process_nor_its_sockets(
    tmp_path: Path,
) -> None:
    with (
        adopting(),
        warm_process(tmp_path, environment_of(tmp_path, tmp_path / "cache")) as found,
    ):
        assert found is not None
        assert found.ready
        pids = tree_of(found.pid)
        assert len(pids) == 2
        os.kill(found.pid, signal.SIGKILL)
    assert not found.folder.exists()
    assert not any(map(is_alive, pids))


def test_the_end_of_the_warm_process_removes_its_sockets(tmp_path: Path) -> None:
    with warm_process(tmp_path, environment_of(tmp_path, tmp_path / "cache")) as found:
        assert found is not None
        assert found.ready
        assert found.folder.stat().st_mode & 0o777 == 0o700
        os.kill(found.pid, signal.SIGTERM)  # the warden; as when its caller is gone
        wait_until(lambda: not found.folder.exists())
