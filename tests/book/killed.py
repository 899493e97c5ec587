"""Run by `test_killed`: books of which the making is stopped at many moments, one after another.

What is stopped is a child of this process, at the n-th time that it is about to change a file. In
the place of Sphinx stands something that writes pages at once, and leaves out those it knows.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, sys.argv[1])

from book.sample import figure, write_run
from book.stand_in import pages
from book.test_book import PASTIEL, UTRECHT, Shop
from evalutils.book import building
from evalutils.errors import EvalutilsError
from evalutils.system.build_folder import at_work
from evalutils.system.folders import MARKER

REMOVALS = {"os.remove", "os.rmdir", "shutil.rmtree"}
CHANGES = {"os.link", "os.mkdir", "os.rename"} | REMOVALS
DONE, REFUSED = 0, 7


def is_change(event: str, given: Any) -> bool:
    if event == "open":
        return bool(isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR))
    return event in CHANGES


class Stopped:
    """Counts changes of files in this process, and acts on the n-th."""

    def __init__(self, when: int, act: Callable[[str], None]) -> None:
        self.seen, self.when, self.act = 0, when, act
        sys.addaudithook(self.hear)

    def hear(self, event: str, given: Any) -> None:
        if is_change(event, given):
            self.seen += 1
            if self.seen >= self.when:
                self.act(event)


def kill(event: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(event: str) -> None:
    """A disk without room: nothing new, but what stands can go."""
    if event not in REMOVALS:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def build(shop: Shop) -> None:
    with at_work(shop.root / "_build", "build", {}):
        shop.build(PASTIEL, UTRECHT)


def in_a_child(do: Callable[[], int]) -> int:
    """Do something in a child of this process, and give how that ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        code = do()
    finally:
        sys.stderr.flush()
        os._exit(code)


def stopped_build(shop: Shop, when: int, act: Callable[[str], None]) -> int:
    Stopped(when, act)
    try:
        build(shop)
    except (EvalutilsError, OSError):
        return REFUSED
    return DONE


def whole_build(shop: Shop) -> int:
    build(shop)
    return DONE


def changes_of(shop: Shop) -> int:
    """How often a whole build changes a file."""
    counted = Stopped(sys.maxsize, kill)
    build(shop)
    (shop.root / "changes").write_text(str(counted.seen), encoding="utf-8")
    return DONE


def book(html: Path) -> str:
    """Hash of a book, also of one that stands aside for a moment."""
    html = html if html.exists() else html.with_name(".html-old")
    files = sorted(path for path in html.rglob("*") if path.is_file())
    told = [(path.relative_to(html).as_posix(), path.read_bytes()) for path in files]
    return sha256(repr(told).encode()).hexdigest()


def outcome(shop: Shop, state: int) -> None:
    text = f"Er vertrokken er {state}."
    write_run(shop.runs, f"{PASTIEL.key}/outflow", "Uitstroom", text=text, figures=[figure()])


def main(shop: Shop, moments: int) -> None:
    building.run_jupyter_book = pages
    building.Press.start = lambda _: None
    whole = []
    for state in (0, 1):
        outcome(shop, state)
        assert in_a_child(partial(changes_of, shop)) == DONE
        whole.append(book(shop.html))
    changes = int((shop.root / "changes").read_text(encoding="utf-8"))
    ends = set()
    for number in range(moments):
        # Most at the end, where one book takes the place of another.
        when = 1 + int(changes * (1 - (1 - number / moments) ** 2))
        act = (kill, refuse)[number % 2]
        where = f"moment {number}, change {when}"
        outcome(shop, state := 1 - whole.index(book(shop.html)))
        ends.add(end := in_a_child(partial(stopped_build, shop, when, act)))
        assert end in (DONE, REFUSED, -signal.SIGKILL), f"{where}: {end}"
        assert book(shop.html) in whole, f"{where}: half a book stands"
        if number % 4 > 1:  # what was being made is no longer wanted
            outcome(shop, state := 1 - state)
        assert in_a_child(partial(whole_build, shop)) == DONE, where
        assert book(shop.html) == whole[state], f"{where}: the next book is another"
        left = {path.name for path in (shop.root / "_build").iterdir()}
        assert left <= {MARKER, "book", "cache", "html", "runs"}, f"{where}: {left}"
    print(changes, sorted(ends))


if __name__ == "__main__":
    main(Shop(Path(sys.argv[2])), int(sys.argv[3]))
