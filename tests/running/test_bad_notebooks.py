"""A notebook that misbehaves is named; the others are done, and nobody else pays for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evalutils.running.output_limit import CELL_TEXT, NOTICE
from evalutils.running.spent import memory_of, shown_size, tree_of

from .workshop import Workshop, is_alive, printed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
LIMIT = 300_000_000
EATS = "import numpy\nheld = numpy.ones(1_000_000_000, dtype='uint8')"
# Each child stays below the limit.
EATS_BY_CHILDREN = """
import os, time, numpy
for _ in range(4):
    if not os.fork():
        held = numpy.ones(150_000_000, dtype="uint8")
        time.sleep(600)
time.sleep(600)
"""
FORKS = """
import os, subprocess, time
for _ in range(20):
    if not os.fork():
        os.setsid()
        time.sleep(600)
child = subprocess.Popen(["sleep", "600"], start_new_session=True)
print(child.pid)
"""


def test_notebooks_that_misbehave_are_named_and_the_others_done(workshop: Workshop) -> None:
    jobs = [
        workshop.job("eats", EATS),
        workshop.job("eats-by-children", EATS_BY_CHILDREN),
        workshop.job("kills-itself", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
        workshop.job("good", "print('done')"),
    ]
    summary = workshop.run(*jobs, memory=LIMIT)
    reasons = {one.name: one.reason for one in summary.failed}
    assert reasons.pop("zwolle/eats").startswith("cell 3: MemoryError: Unable to allocate")
    assert reasons == {
        "zwolle/eats-by-children": (
            "cell 3: DeadKernelError: it used more than 300M of memory (--memory)"
        ),
        "zwolle/kills-itself": "cell 3: DeadKernelError: the kernel died (out of memory?)",
    }
    assert summary.ran == ("zwolle/good",)


def test_what_a_notebook_forked_ends_with_it(workshop: Workshop) -> None:
    job = workshop.job("forks", FORKS)
    assert len(workshop.run(job, workshop.job("good", "print('done')")).ran) == 2
    assert not is_alive(int(printed(job.output)))


def test_a_flood_is_cut_with_a_notice_and_others_are_unharmed(workshop: Workshop) -> None:
    # 100 MB here; benchmarks/kernels.py prints 1 GB and looks at the memory.
    flood = workshop.job("flood", "for _ in range(100):\n    print('x' * 1_000_000)")
    summary = workshop.run(flood, workshop.job("good", "print('done')"))
    assert len(summary.ran) == 2
    assert [name for name, _ in summary.cut] == ["zwolle/flood"]
    assert NOTICE in flood.output.read_text(encoding="utf-8")
    assert flood.output.stat().st_size < 2 * CELL_TEXT


def test_without_its_warm_process_a_run_goes_on(workshop: Workshop, tmp_path: Path) -> None:
    first = tmp_path / "first"
    dies = (
        "import os, signal\n"
        f"open({str(first)!r}, 'w').close()\n"
        "def above(pid):\n"
        "    return int(open(f'/proc/{pid}/stat').read().rpartition(')')[2].split()[1])\n"
        "os.kill(above(os.getppid()), signal.SIGKILL)\nimport time\ntime.sleep(600)"
    )
    jobs = [workshop.job("dies", dies), workshop.job("good", "print('done')")]
    summary = workshop.run(*jobs, workers=1)
    assert [one.name for one in summary.failed] == ["zwolle/dies"]
    assert summary.ran == ("zwolle/good",)


def test_forked_processes_are_counted_once_for_what_they_share() -> None:
    code = (
        "import os, time\nheld = b'x' * 100_000_000\n"
        "for _ in range(3):\n    if not os.fork(): time.sleep(600)\n"
        "print('ready', flush=True)\ntime.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        pids = tree_of(process.pid)
        assert len(pids) == 1 + 3
        # Resident in all four together more than 400 MB, of which three times 100 are shared.
        assert 100_000_000 < memory_of(pids) < 200_000_000
        os.killpg(process.pid, signal.SIGKILL)


def test_what_a_process_has_already_does_not_count_for_its_limit() -> None:
    code = (
        "import evalutils.running.spent as spent\nheld = bytearray(300_000_000)\n"
        "spent.limit_data(200_000_000)\nmore = bytearray(100_000_000)\n"
        "try:\n    bytearray(200_000_000)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


@pytest.mark.parametrize(
    ("size", "shown"), [(2_000_000_000, "2G"), (1_500_000_000, "1.5G"), (500_000_000, "500M")]
)
def test_a_size_is_shown_as_it_is_given(size: int, shown: str) -> None:
    assert shown_size(size) == shown
