"""Signals at random moments of a command: nothing stays behind, and the last book stands.

A command is first run to its end, to know how long it takes here; the seed decides at which part
of that time, with which signal and to whom it comes. The same command once more then gives, byte
for byte, what it gives undisturbed and from nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.attack.processes import left_behind
from benchmarks.attack.real import command
from benchmarks.attack.setting import PUBLISHED, Setting
from benchmarks.attack.verdict import Outcome

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
# What is killed, in turn: the two phases of a book most.
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("build", PUBLISHED, "--force"),
    ("build", PUBLISHED),
    ("run", PUBLISHED, "--force"),
    ("build", PUBLISHED),
    ("check",),
    ("build", PUBLISHED, "--force"),
    ("new", "borne", "werkfit", "2025"),
    ("build", PUBLISHED),
)
PATIENCE_S = 120.0
_START_S = 600.0  # for the start of Python alone, on a busy machine
INTERRUPTED = 130
_LASTING = {".made-by-evalutils", "book", "book.log", "cache", "html", "mine.txt", "runs"}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    seconds: float


class Killer:
    """Kills commands in one project, one after another."""

    def __init__(
        self, setting: Setting, seed: int, signals: Sequence[signal.Signals] = SIGNALS
    ) -> None:
        self.setting, self.seed, self.signals = setting, seed, signals
        self.seconds: dict[tuple[str, ...], float] = {}
        self.turn = 0  # of two texts in the book, one after the other
        self.undisturbed: dict[int, str] = {}

    def prepare(self) -> None:
        """Make both books undisturbed, and see how long each command takes.

        Raises
        ------
        RuntimeError
            When a command fails by itself.
        """
        self.setting.fresh_data()
        for _ in range(2):
            shutil.rmtree(self.setting.build, ignore_errors=True)
            self._touch(("build",))
            self._whole(("build", PUBLISHED))
            self.undisturbed[self.turn] = self._made()
        for arguments in dict.fromkeys(COMMANDS):
            self._touch(arguments)
            self.seconds[arguments] = self._whole(arguments).seconds
            self._remove_new()
        (self.setting.build / "mine.txt").write_text("mine", encoding="utf-8")

    def outcomes(self, numbers: Sequence[int]) -> Iterator[Outcome]:
        """The outcome of each kill."""
        for number in numbers:
            yield self.strike(number)

    def strike(self, number: int) -> Outcome:
        """Start a command, send it a signal at some moment, and look what is left."""
        draw, arguments = Random(f"{self.seed}-kill-{number}"), COMMANDS[number % len(COMMANDS)]
        sign, part, everyone = draw.choice(self.signals), draw.random(), draw.random() < 0.5
        to = "all" if everyone else "the command"
        outcome = Outcome(
            number, f"kill: {arguments[0]}", f"{sign.name} to {to} at {part:.0%} of {arguments[0]}"
        )
        self._touch(arguments)
        before, book = self.setting.state(), self._book()
        tag = f"{self.setting.root.name}-kill-{number}"
        ended = self._struck(arguments, sign, part * self.seconds[arguments], everyone, tag)
        if ended is None:
            outcome.add("hang", f"not ended {PATIENCE_S:.0f} s after the signal")
        if left := left_behind(tag):
            outcome.add("orphan", f"{len(left)} processes")
        if ended is not None:
            outcome.accepted = ended.code == 0
            self._look(outcome, ended, sign, arguments, before, book)
        self._remove_new()
        return outcome

    def _look(
        self,
        outcome: Outcome,
        ended: Ended,
        sign: signal.Signals,
        arguments: tuple[str, ...],
        before: dict[str, tuple[int, ...]],
        book: str,
    ) -> None:
        soft = sign != signal.SIGKILL
        if "Traceback" in ended.said:
            outcome.add("crash", ended.said[-400:])
        if soft and (
            ended.code not in (0, INTERRUPTED)
            or (ended.code == INTERRUPTED and "Interrupted" not in ended.said)
        ):
            outcome.add("crash", f"exit code {ended.code}: {ended.said[-300:]!r}")
        after = self.setting.state()
        own = ("borne", ".new", ".evalutils.lock") if arguments[0] == "new" else ()
        changed = {path for path, _ in before.items() ^ after.items()}
        if foreign := [path for path in changed if not self._may_change(path, own)]:
            outcome.add("foreign", f"{foreign}")
        left = {path.name for path in self.setting.build.iterdir()} - _LASTING
        if soft and left:
            outcome.add("foreign", f"left in the build folder: {sorted(left)}")
        self._look_at_next(outcome, arguments, book, soft=soft)

    def _may_change(self, path: str, own: Sequence[str]) -> bool:
        """Whether `new` works there: in what it adds, or the time of the data folder."""
        place = Path(path)
        if not own:
            return False
        inside = place.is_relative_to(self.setting.data)
        return inside and (place == self.setting.data or any(name in path for name in own))

    def _look_at_next(
        self, outcome: Outcome, arguments: tuple[str, ...], book: str, *, soft: bool
    ) -> None:
        """The last book stands, and the same command does all of it."""
        now = self._book()
        again = (
            ("list",)  # its examples would be faults
            if arguments[0] == "new" and (self._new / "evaluation.yaml").exists()
            else tuple(part for part in arguments if part != "--force")
        )
        if arguments[0] == "new":
            sources = self.setting.data / "borne" / "sources.yaml"
            if (self._new / "evaluation.yaml").exists() and not sources.exists():
                outcome.add("silent wrong", "an evaluation without its source")
        try:
            self._whole(again)
        except RuntimeError as error:
            outcome.add("crash", f"the next: {error}")
            return
        if now != book and (arguments[0] != "build" or (self._book() != now)):
            outcome.add("no book", "the last book does not stand")
        if self.undisturbed and self._made() != self.undisturbed[self.turn]:
            outcome.add("other book", "the next differs from one that was not disturbed")
        left = {path.name for path in self.setting.build.iterdir()} - _LASTING
        here = [path for path in self.setting.data.iterdir() if path.name.startswith(".")]
        if left or here:
            outcome.add("foreign", f"left after the next: {sorted(left)} {here}")

    @property
    def _new(self) -> Path:
        return self.setting.data / "borne/werkfit/2025"

    def _remove_new(self) -> None:
        shutil.rmtree(self._new.parents[1], ignore_errors=True)

    def _touch(self, arguments: tuple[str, ...]) -> None:
        """Give a build something to do: the other text in the colophon."""
        if arguments[0] == "build":
            self.turn = 1 - self.turn
            page = self.setting.project / "book" / "colophon.md"
            text = page.read_text(encoding="utf-8").partition("\n<!-- turn")[0]
            page.write_text(f"{text}\n<!-- turn -->\n\n{self.turn}\n", encoding="utf-8")

    def _book(self) -> str:
        """Hash of the book that stands, also when it stands aside for a moment."""
        html = self.setting.build / "html"
        html = html if html.exists() else html.with_name(".html-old")
        return _hash(html.rglob("*"))

    def _made(self) -> str:
        """Hash of the book and the executed notebooks."""
        return self._book() + _hash((self.setting.build / "runs").rglob("*.ipynb"))

    def _whole(self, arguments: tuple[str, ...]) -> Ended:
        ended = self._start_and_wait(arguments)
        if ended.code:
            raise RuntimeError(f"{arguments} ends in {ended.code}: {ended.said[-500:]}")
        return ended

    def _start_and_wait(self, arguments: tuple[str, ...]) -> Ended:
        began = time.monotonic()
        done = subprocess.run(
            command(self.setting, *arguments),
            cwd=self.setting.project,
            env=self.setting.environment("whole"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ended(done.returncode, done.stdout + done.stderr, time.monotonic() - began)

    def _struck(
        self,
        arguments: tuple[str, ...],
        sign: signal.Signals,
        after_s: float,
        everyone: bool,
        tag: str,
    ) -> Ended | None:
        """Run a command that gets a signal after some seconds; None when it does not end."""
        began = time.monotonic()
        process = subprocess.Popen(
            command(self.setting, *arguments),
            cwd=self.setting.project,
            env=self.setting.environment(tag),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_hear_all,
        )
        try:
            if sign != signal.SIGKILL:
                _wait_until_it_listens(process)
            process.wait(timeout=max(0.0, after_s - (time.monotonic() - began)))
        except subprocess.TimeoutExpired:
            (os.killpg if everyone else os.kill)(process.pid, sign)
        try:
            _, said = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
        return Ended(process.returncode, said, time.monotonic() - began)


def _hash(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        total.update(f"{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _hear_all() -> None:
    """As in a terminal: what starts in the background ignores Ctrl-C, and so do its children."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _wait_until_it_listens(process: subprocess.Popen[str]) -> None:
    """Until then the answer to a signal is that of Python, before any of our code runs."""
    bits = sum(1 << (number - 1) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    deadline = time.monotonic() + _START_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return
        caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
        if int(caught.split()[1], 16) & bits == bits:
            return
        time.sleep(0.005)
