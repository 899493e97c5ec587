"""Which pages change with which data file, against which are said to: over all shipped data.

Run it as ``python benchmarks/what_changes.py [FOLDER ...]``; it takes some minutes. Each file
is edited in turn, a text and a number. A page that shows another thing and was not said to read the
file is wrong, and ends the script with 1. A page that is run for nothing reads the file and shows
the same, as where an edit has no part in what is rounded.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOME = "groningen fryslan-west/pastiel/2017"
sys.path.insert(0, str(ROOT / "tests" / "running"))

from evalutils.contracts.fixed_names import SHARED_FOLDERS  # noqa: E402
from evalutils.dataset.find import find_evaluations  # noqa: E402
from evalutils.errors import EvalutilsError  # noqa: E402
from evalutils.running.job import Job  # noqa: E402
from in_process import Page, edits, jobs_of, page_of  # noqa: E402


def pages(data: Path, work: Path, selection: str) -> dict[str, tuple[Job, Page]]:
    """The jobs of a selection with their pages; the copies for it are removed again."""
    try:
        return {job.name: (job, page_of(job)) for job in jobs_of(data, work, *selection.split())}
    finally:
        shutil.rmtree(work / "snapshot", ignore_errors=True)


def compare(data: Path, part: str, selection: str, work: Path) -> Counter[str]:
    """Edit the files of a part of the data folder, and count what that does to a selection."""
    before = pages(data, work, selection)
    found: Counter[str] = Counter()
    for path in edits(data / part):
        try:
            after = pages(data, work, selection)
        except EvalutilsError:
            continue  # the edit is a fault, and nothing runs
        found["edits"] += 1
        for name in before.keys() & after.keys():
            page, (job, now) = before[name][1], after[name]
            other, due = page.shown != now.shown, page.read != job.read(page.asked)
            if other and not due:
                print(f"WRONG: {name} shows another thing after an edit of {path}")
            found["pages changed"] += other
            found["unseen"] += other and not due
            found["run for nothing"] += due and not other
            found["left as they were"] += not due
    return found


def main(parts: list[str]) -> int:
    """Compare each municipality with its own pages, and shared files with those of two."""
    total: Counter[str] = Counter()
    places = sorted({key.municipality for key in find_evaluations(ROOT / "data")})
    for part in parts or [*places, *SHARED_FOLDERS]:
        selection = SOME if part in SHARED_FOLDERS else part
        with tempfile.TemporaryDirectory() as folder:
            data = Path(shutil.copytree(ROOT / "data", f"{folder}/data"))
            found = compare(data, part, selection, Path(folder) / "work")
        print(part, dict(found))
        total += found
    print("total", dict(total))
    return int(total["unseen"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
