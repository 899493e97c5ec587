"""The worker of the attack, made to see a fault of its kind in each of the first mutations."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.attack import worker  # noqa: E402
from benchmarks.attack.mutation import Change  # noqa: E402

CRASH, HANG, ORPHAN, FOREIGN, SILENT, LEAK, DEATH, MESSAGE, GOOD = range(9)
NAME = "almelo/werkfit/2024/exits.csv"
at = GOOD
check, read = worker.check, worker.read_by_package


def nothing(_: int, number: int, *rest: Any) -> tuple[str, Change]:
    global at
    at = number
    return NAME, Change("nothing", [rest[-1][NAME]], secret="iemand" if number == LEAK else "")


def planted_check(project: Path) -> tuple[int, str]:
    if at == CRASH:
        return 1, "This is a fault of evalutils, not of your data"
    if at == HANG:
        time.sleep(600)
    if at == DEATH:
        raise RuntimeError("planted")
    if at == ORPHAN:
        subprocess.Popen(["sleep", "600"], start_new_session=True)
    if at == FOREIGN:
        (project.parent / "elsewhere" / "mine.txt").write_text("yours", encoding="utf-8")
    if at == LEAK:
        return 2, f"1 fault:\n  {NAME} row 2: 'iemand' is not right"
    if at == MESSAGE:
        return 2, "1 fault:\n  something is wrong"
    return check(project)


def planted_read(data: Path) -> Any:
    found = read(data)
    if at == SILENT:
        found[NAME]["0.count"] = "913"
    return found


if __name__ == "__main__":
    worker.apply, worker.check, worker.read_by_package = nothing, planted_check, planted_read
    worker.main(Path(sys.argv[1]), int(sys.argv[2]), [int(number) for number in sys.argv[3:]])
