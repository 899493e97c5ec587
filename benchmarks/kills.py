"""Kills `evalutils build` at random moments and counts what goes wrong, which must be nothing.

Run with `python benchmarks/kills.py [number] [seed]`. Each time a signal comes at a random moment
in the run of the notebooks or in Jupyter Book; then nothing may be left running, the book that
stands must be complete, and the next build must find a clean folder.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SELECTION = "zwolle/startbaan"
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
LONGEST_S = 40.0  # a build on two busy cores
PATIENCE_S = 60.0
NAME = "EVALUTILS_KILLS"
EXPECTED = [".made-by-evalutils", "book", "book.log", "html", "mine.txt", "runs"]


def command(*options: str) -> list[str]:
    """A build of the book with all notebooks."""
    return [sys.executable, "-m", "evalutils.cli", "build", SELECTION, *options]


def alive(tag: str) -> list[int]:
    """Processes that have this value in their environment, which children inherit."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if f"{NAME}={tag}".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def gone(tag: str) -> bool:
    """Whether all of them end by themselves."""
    deadline = time.monotonic() + PATIENCE_S
    while alive(tag):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def strike(project: Path, number: signal.Signals, after_s: float, tag: str) -> list[str]:
    """Build, kill after some seconds, and say what is wrong then."""
    build = project / "_build"
    before = sorted(path.name for path in build.iterdir())  # a kill leaves more, until the next
    env = os.environ | {NAME: tag, "TMPDIR": str(project / "tmp")}
    process = subprocess.Popen(
        command("--force"),
        cwd=project,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        process.wait(timeout=after_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, number)
    try:
        _, said = process.communicate(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        print(process.communicate()[1], file=sys.stderr)
        return ["hang"]
    wrong = [] if gone(tag) else ["orphan"]
    if "Traceback" in said:
        wrong.append("traceback")
    if number != signal.SIGKILL and process.returncode not in (0, 130):
        wrong.append(f"exit code {process.returncode}")
    for name in ("html/index.html", "html/data/key_figures.csv", "html/.evalutils-build.json"):
        old = build / name.replace("html", ".html-old", 1)
        if not (build / name).is_file() and not old.is_file():
            wrong.append("no complete book")
    left = sorted(path.name for path in build.iterdir())
    if number != signal.SIGKILL and left not in (before, EXPECTED):
        wrong.append("temporary files")
    if (build / "mine.txt").read_text() != "mine":
        wrong.append("foreign file touched")
    if wrong:
        print(said, file=sys.stderr)
    return wrong


def main(number: int, seed: int) -> None:
    """Print the counts."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        for part in ("notebooks", "book", "data"):
            shutil.copytree(ROOT / part, project / part)
        for part in ("_config.yml", "requirements.txt"):
            shutil.copy(ROOT / part, project)
        (project / "tmp").mkdir()
        subprocess.run(command(), cwd=project, check=True, stdout=subprocess.DEVNULL)
        (project / "_build" / "mine.txt").write_text("mine")
        found: Counter[str] = Counter()
        for turn in range(number):
            sign = draw.choice(SIGNALS)
            after_s = draw.uniform(0.3, LONGEST_S)
            # Something to build each time.
            with (project / "book" / "colophon.md").open("a") as page:
                page.write(f"\n<!-- {turn} -->\n")
            wrong = strike(project, sign, after_s, f"{seed}-{turn}")
            found.update(wrong)
            print(f"{turn + 1:>3} {sign.name} after {after_s:.1f} s: {wrong or 'good'}", flush=True)
        subprocess.run(command(), cwd=project, check=True, stdout=subprocess.DEVNULL)
        if sorted(path.name for path in (project / "_build").iterdir()) != EXPECTED:
            found["left after the last build"] += 1
        found["temporary files elsewhere"] += len(list((project / "tmp").iterdir()))
        print(f"{number} kills, seed {seed}: {dict(found)}")


if __name__ == "__main__":
    main(*(int(value) for value in (*sys.argv[1:], *("50", "1")[len(sys.argv) - 1 :])))
