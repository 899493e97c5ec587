"""Runs Jupyter Book in its own process and turns its warnings into one clear error."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from evalutils.environment import neutral
from evalutils.errors import BuildError, EvalutilsError, InterruptedRunError, RefusedError
from evalutils.system.contained import Contained, end
from evalutils.system.folders import replace_file
from evalutils.system.refusals import in_one_line

_WARNING = re.compile(r"\b(WARNING|ERROR|CRITICAL): ")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_STOPPED = re.compile(r"^(Exception occurred|[A-Z][a-z]+ error):")
_PAGE = re.compile(r"\.\.\. \[ *\d+%\] (\S+)")
_MOST_SHOWN = 5
_HEAD = "The book was not built; the last complete book is unchanged."
# As Python writes an error of the system, and those for which no page is to blame.
_REFUSED = re.compile(r"(?:\[Errno |OSError\()(\d+)")
_OF_THE_MACHINE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
}
_LIMIT_S = 3600  # a thousand pages take less than a minute
_START = "from evalutils.book.start import main; main()"
# Below the folder for output, the pages and what Sphinx knows of them; in it, the list of files
# that were not made, because the book that Sphinx knows has them.
BUILT, LEFT = "_build", "left.json"


class Press:
    """A process that imports Jupyter Book and waits for a book to make of it.

    Parameters
    ----------
    folder
        For its order, its temporary files and what it says; made when it starts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: Contained | None = None
        self._closed = False

    def start(self) -> Contained:
        """Start it, unless it stands ready already.

        InterruptedRunError: it was closed.
        """
        if self._closed:
            raise InterruptedRunError("Interrupted: this book was not made.")
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = Contained(
            [sys.executable, "-c", _START, str(self._order)],
            env={**neutral(), "NO_COLOR": "1"},
            temporary=self._folder / "tmp",
            log=self._folder / "book.log",
            limit_s=_LIMIT_S,
        )
        return self._process

    def run(self, arguments: Sequence[str], log: Path) -> str:
        """Have it do a command of Jupyter Book; give what went wrong, if anything did."""
        process = self.start()
        process.began = time.monotonic()  # from here its time counts
        replace_file(self._order, json.dumps(list(arguments)).encode())
        try:
            code = process.wait()
        finally:
            self.end()
            shutil.copyfile(self._folder / "book.log", log)
        if process.timed_out:
            return f"was stopped after {_LIMIT_S} s"
        return f"ended with {code}" if code else ""

    def end(self) -> None:
        """End it, whatever it does."""
        if self._process is not None:
            end([self._process])
        self._process = None

    def close(self) -> None:
        """End it for good, while another thread waits for it or is about to start it."""
        self._closed = True
        self.end()

    @property
    def _order(self) -> Path:
        return self._folder / "order.json"


def run_jupyter_book(
    press: Press, source: Path, *, config: Path, toc: Path, output: Path, log: Path
) -> Path:
    """Build the HTML of a book with every warning as an error, and give its folder below `output`.

    `log` receives everything Jupyter Book and Sphinx say. After a warning a BuildError names the
    first ones and the log; a full disk, or what the machine refused otherwise, is a RefusedError.
    """
    # Jupyter Book only finds a table of contents by its absolute path.
    options = {"--config": config, "--toc": toc, "--path-output": output}
    command = ["build", str(source.resolve())]
    command += [part for name, path in options.items() for part in (name, str(path.resolve()))]
    problem = press.run([*command, "-W", "--keep-going"], log)
    html = output / BUILT / "html"
    if problem or not (html / "index.html").is_file():
        with log.open("a", encoding="utf-8") as file:  # a full disk is told here
            file.write(f"\nJupyter Book {problem or 'made no book'}.\n")
        raise _error(log, source)
    return html


def _error(log: Path, source: Path) -> EvalutilsError:
    text = _COLOUR.sub("", log.read_text(encoding="utf-8", errors="replace"))
    refused = [int(number) for number in _REFUSED.findall(text) if int(number) in _OF_THE_MACHINE]
    if refused:
        return RefusedError(f"{_HEAD} {in_one_line(OSError(refused[0], '', str(log.parent)))}")
    return BuildError(_message(text, log, source))


def _message(text: str, log: Path, source: Path) -> str:
    text = text.replace(f"{source.resolve()}{os.sep}", "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    warnings = list(dict.fromkeys(line for line in lines if _WARNING.search(line)))
    shown = (warnings or _from_first_error(lines))[:_MOST_SHOWN]
    more = len(warnings) - len(shown)
    tail = [f"  ... and {more} more"] if more > 0 else []
    where = f"{log.parent.name}/{log.name}"
    return "\n".join(
        [
            _HEAD,
            *(f"  {line}" for line in shown),
            *tail,
            f"Everything that was said is in {where}. Correct the pages and build again.",
        ]
    )


def _from_first_error(lines: list[str]) -> list[str]:
    """Give the lines after which a build broke off without a warning, and the page it was at."""
    stopped = [place for place, line in enumerate(lines) if _STOPPED.match(line)]
    errors = [place for place, line in enumerate(lines) if "rror" in line]
    first = next(iter(stopped or errors), max(0, len(lines) - _MOST_SHOWN))
    pages = [found[1] for line in lines[:first] if (found := _PAGE.search(line))]
    return [*(f"On page {page}:" for page in pages[-1:]), *lines[first:]]
