"""What many warm kernels take: memory, descriptors, and whether one in 640 notebooks fails.

``python benchmarks/kernels.py [rounds]``: 8 kernels at once that each ran a chapter, 200 forks, 8
times so many rounds (80) of a small notebook at 8 at a time, and a notebook that prints 1 GB.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import run as bench  # noqa: E402

from evalutils.running.engine import own_kernel  # noqa: E402
from evalutils.running.processes import environment_of  # noqa: E402
from evalutils.running.spent import memory_of, tree_of  # noqa: E402
from evalutils.running.warm.lease import VARIABLE, lease  # noqa: E402
from evalutils.running.warm.started import Warm, warm_process  # noqa: E402

KERNELS, FORKS = 8, 200
_MB = 1_000_000


def sources() -> list[str]:
    """The code of a chapter with its parameters."""
    path = ROOT / "notebooks" / f"{bench.CHAPTER}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first, *rest = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    return [first, "\n".join(f"{k} = {v!r}" for k, v in bench.PARAMETERS.items()), *rest]


async def memory(warm: Warm) -> tuple[int, int]:
    """Bytes of the warm process with its warden, and with kernels that ran a chapter."""
    alone = memory_of(tree_of(warm.pid))
    started = []
    for _ in range(KERNELS):
        manager = own_kernel()
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=600)
        for source in sources():
            await client.execute_interactive(source, output_hook=lambda _: None, timeout=600)
        started.append((manager, client))
    together = memory_of(tree_of(warm.pid))
    for manager, client in started:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
        manager.context.destroy(linger=0)
    return alone, together


def descriptors(warm: Warm, folder: Path) -> list[int]:
    """How many the warm process has open before and after many forks."""
    (folder / "nothing.py").write_text("", encoding="utf-8")
    pid = next(pid for pid in tree_of(warm.pid) if pid != warm.pid)
    found = []
    for number in range(FORKS + 1):
        if number in (0, FORKS):
            found.append(len(os.listdir(f"/proc/{pid}/fd")))  # noqa: PTH208
        held = lease(str(warm.folder), ["-m", "nothing"], dict(os.environ), cwd=folder)
        assert held is not None
        assert held.wait() == 0
    return found


def notebook(folder: Path, *code: str) -> Path:
    """A notebook with these cells."""
    names = "\n".join(f"{name} = ''" for name in bench.PARAMETERS)
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Titel"}
    ]
    for number, source in enumerate((names, *code)):
        cell = {"cell_type": "code", "id": f"c{number}", "source": source, "outputs": []}
        tags = [] if number else ["parameters"]
        cells.append({**cell, "execution_count": None, "metadata": {"tags": tags}})
    path = folder / "small.ipynb"
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def main(rounds: int) -> None:
    """Print a table in Markdown."""
    print("| what | measured |\n|---|---|")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ |= environment_of(folder, folder / "cache")
        with warm_process(folder, dict(os.environ)) as warm:
            assert warm is not None
            assert warm.ready
            os.environ[VARIABLE] = str(warm.folder)
            alone, together = asyncio.run(memory(warm))
            each = (together - alone) / KERNELS / _MB
            print(f"| PSS that a kernel adds, after a chapter | {each:.0f} MB |")
            print(f"| the warm process and {KERNELS} of them | {together / _MB:.0f} MB |")
            before, after = descriptors(warm, folder)
            print(f"| descriptors before and after {FORKS} forks | {before}, {after} |")
            del os.environ[VARIABLE]
        small, count = notebook(folder, "1 + 1"), KERNELS * rounds
        wall, spent = bench.timed(
            lambda: bench.ours(folder / "many", count, KERNELS, notebook=small)
        )
        print(f"| {count} small notebooks, {KERNELS} at a time | none failed, {wall:.0f} s |")
        print(f"| processor time of each | {spent / count:.2f} s |")
        flood = notebook(folder, "for _ in range(1000):\n    print('x' * 999_999)")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, _ = bench.timed(lambda: bench.ours(folder / "flood", 2, 2, notebook=flood))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - grown
        record = json.loads((folder / "flood/runs/copy/0.json").read_text(encoding="utf-8"))
        print(
            f"| 1 GB printed: seconds; peak of its processes | {wall:.0f}; {record['peak_mb']} MB |"
        )
        print(f"| what the run itself took more for it | {grown // 1024} MiB |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80)
