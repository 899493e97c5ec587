"""Jobs on other machines: the same bytes come back, whatever happens to a worker or to us."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import pytest

from evalutils.environment import neutral
from evalutils.errors import InputError, RunError
from evalutils.running.machines import crew
from evalutils.running.machines.cluster import cluster_at, compare
from evalutils.running.machines.installed import Installed, installed
from evalutils.running.machines.parcel import Parcel
from evalutils.system.contained import popen
from waiting import wait_until

from .workshop import Workshop, is_alive, open_workshop, printed

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks in /proc")
READS = "print(open(f'{data_dir}/exits.csv').read(), municipality)"
RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from workshop import Workshop
from evalutils.system.ending import exit_code_of
workshop = Workshop(Path(sys.argv[2]))
run = lambda: workshop.run(workshop.job("sleeps"), scheduler=sys.argv[3])
sys.exit(exit_code_of(run))
"""


@dataclass
class Cluster:
    """A scheduler and workers as processes of their own, with a folder for temporary files."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    def add_worker(self) -> None:
        words = [self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        self.workers.append(dask(self.folder, "worker", *words))

    def left(self) -> list[str]:
        """Our folders among the temporary files of the workers."""
        return [path.name for path in self.folder.glob("evalutils-*")]


def dask(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Under a warden, so that it ends with us; who kills that one kills it."""
    env = {**neutral(), "TMPDIR": str(folder)}
    return popen([sys.executable, "-m", "dask", *words], env, folder / "log")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("c")  # short: sockets have short names
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    scheduler = dask(folder, "scheduler", *where)
    found = Cluster(f"tcp://127.0.0.1:{port}", folder, [])
    try:
        found.add_worker()
        with distributed.Client(found.address, timeout=600, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=600)
        yield found
    finally:
        for process in (*found.workers, scheduler):
            with process:  # closes its pipe too
                process.kill()
        wait_until(lambda: not found.left())  # whoever was killed left nothing


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor


def test_results_from_a_cluster_are_those_of_here_byte_for_byte(
    cluster: Cluster, workshop: Workshop
) -> None:
    job = workshop.job("reads", READS)
    assert workshop.run(job).ran
    here = job.output.read_bytes()
    assert workshop.run(job, force=True, scheduler=cluster.address).ran
    assert job.output.read_bytes() == here
    assert "work,418" in printed(job.output)
    assert json.loads(job.record.read_text(encoding="utf-8"))["cpu_s"] > 0


def test_a_failure_elsewhere_is_told_as_here(cluster: Cluster, workshop: Workshop) -> None:
    writes = (
        "import os\npath = f'{data_dir}/exits.csv'\nos.chmod(path, 0o600)\n"
        "open(path, 'a').write('x')"
    )
    jobs = [workshop.job("fails", "1 / 0"), workshop.job("writes", writes)]
    summary = workshop.run(*jobs, scheduler=cluster.address)
    reasons = {one.name: one.reason for one in summary.failed}
    assert reasons["zwolle/fails"] == "cell 3: ZeroDivisionError: division by zero"
    assert "wrote to the data" in reasons["zwolle/writes"]


def test_the_job_of_a_killed_worker_is_done_by_another_with_an_equal_result(
    cluster: Cluster, workshop: Workshop, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    waits = (
        "import os, time\n"
        f"if not os.path.exists({str(first)!r}):\n"
        f"    open({str(first)!r}, 'w').write(os.environ['TMPDIR'])\n"
        "    time.sleep(600)\n"
        "print('done')"
    )
    job = workshop.job("waits", waits)

    def kill_its_worker() -> None:
        wait_until(lambda: first.exists() and bool(first.read_text()), by=run)
        cluster.workers[0].kill()
        cluster.add_worker()

    over = threading.Event()
    run = SimpleNamespace(poll=lambda: over.is_set() or None)
    killer = threading.Thread(target=kill_its_worker)
    killer.start()
    try:
        summary = workshop.run(job, scheduler=cluster.address)
    finally:
        over.set()
        killer.join()
    assert summary.ran == ("zwolle/waits",)
    assert printed(job.output) == "done\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_when_the_run_ends_its_jobs_elsewhere_do_too_and_leave_nothing(
    cluster: Cluster, workshop: Workshop, tmp_path: Path, number: signal.Signals
) -> None:
    pid = tmp_path / "pid"
    sleeps = f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    workshop.notebook("sleeps", sleeps)
    command = [sys.executable, "-c", RUN, str(Path(__file__).parent), str(workshop.root)]
    with subprocess.Popen([*command, cluster.address], stderr=subprocess.PIPE, text=True) as run:
        wait_until(lambda: pid.exists() and bool(pid.read_text()), by=run)
        run.send_signal(number)
        _, message = run.communicate()
    assert run.returncode == (130 if number == signal.SIGINT else -number)
    assert number == signal.SIGKILL or message.startswith("Interrupted: 0 of 1 notebooks")
    wait_until(lambda: not is_alive(int(pid.read_text())))
    wait_until(lambda: not list(cluster.folder.glob("evalutils-*/job-*")))


def test_any_executor_does_them(processes: ProcessPoolExecutor, tmp_path: Path) -> None:
    workshop = open_workshop(tmp_path / "map")
    job = workshop.job("reads", READS)
    assert workshop.run(job, executor=processes).ran == ("zwolle/reads",)
    assert "work,418" in printed(job.output)


@pytest.mark.parametrize("silent", [False, True], ids=["nobody there", "says nothing"])
def test_a_scheduler_that_does_not_answer_is_told_soon(
    silent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evalutils.running.machines.cluster._ANSWERS_S", 1)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        if silent:
            door.listen()
        address = f"tcp://127.0.0.1:{door.getsockname()[1]}"
        with (
            pytest.raises(RunError, match=f"No scheduler answers at {address} within 1 s"),
            cluster_at(address, protected=False),
        ):
            pass


@pytest.mark.parametrize(
    "address", ["localhost", "tcp://host", "http://host:1", "tcp://host:99999"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with (
        pytest.raises(InputError, match="Give where the Dask scheduler listens"),
        cluster_at(address, protected=False),
    ):
        pass


def test_protected_data_travel_encrypted_or_not_at_all() -> None:
    with (
        pytest.raises(InputError, match="Give an address with tls://"),
        cluster_at("tcp://192.0.2.1:8786", protected=True),
    ):
        pass


def test_other_packages_on_a_worker_are_refused_with_both_named(
    cluster: Cluster,
) -> None:
    here = installed()
    packages = tuple("pandas-9.9.9" if one[:7] == "pandas-" else one for one in here.packages)
    other = Installed(packages, "0" * 64)
    with (
        distributed.Client(cluster.address, set_as_default=False) as client,
        pytest.raises(RunError) as caught,
    ):
        compare(client, other)
    version = dict(one.rsplit("-", 1) for one in here.packages)["pandas"]
    assert f"pandas {version} there, 9.9.9 here" in str(caught.value)
    assert f"evalutils with source {here.source[:8]} there, 00000000 here" in str(caught.value)
    assert "worker tcp://127.0.0.1:" in str(caught.value)


def test_a_worker_that_came_later_with_other_packages_is_refused_too(
    processes: ProcessPoolExecutor, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(installed(), source="0" * 64)
    monkeypatch.setattr(crew, "installed", lambda: other)
    job = workshop.job("reads", READS)
    with pytest.raises(
        RunError, match="has other packages than this machine: evalutils with source"
    ):
        workshop.run(job, executor=processes)


def test_a_parcel_shows_nothing_of_what_is_in_it(workshop: Workshop) -> None:
    parcel = Parcel(None, b"secret", b"secret", installed())  # type: ignore[arg-type]
    assert "secret" not in repr(parcel)
