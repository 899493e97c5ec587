"""Makes one book, and then ends: ``python -m evalutils.preview.worker order``.

It imports all that it needs and starts a warm process, waits for a line on standard input, makes
the book and writes how it went in a file. So no book waits for imports, and each is made by the
code of the moment. When standard input closes it cleans up and ends, whatever it does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalutils.errors import BusyError
from evalutils.project import Project
from evalutils.system.contained import adopting
from evalutils.system.ending import ending_of, open_standard_streams
from evalutils.system.interrupts import interruptible
from evalutils.system.passing import passing_folder

if TYPE_CHECKING:
    from evalutils.making import Made


@dataclass(frozen=True)
class BookOrder:
    """Which book, where, and how; plain values, as they go through a file."""

    root: str
    data_dir: str
    build_dir: str
    place: str
    selection: tuple[str, ...]
    outcome: str
    """File for how it went."""
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Remade:
    """How it went; `problem` is empty when all went well, else what a terminal is told."""

    made: bool = False
    rebuilt: bool = False
    busy: bool = False
    problem: str = ""


def main(order: BookOrder) -> None:
    """Prepare, wait, and do the order."""
    open_standard_streams()
    with interruptible(), adopting(), ExitStack() as stack:
        work = stack.enter_context(passing_folder())
        make = _prepared(order, work, stack)
        if not sys.stdin.readline():
            return
        threading.Thread(target=_end_with_input, daemon=True).start()
        text = json.dumps(asdict(_outcome(make)))
    Path(order.outcome).write_text(text, encoding="utf-8")


def _end_with_input() -> None:
    # os.read, not sys.stdin: a buffered reader in a daemon thread aborts a normal exit.
    while os.read(0, 1):
        pass
    # Not SIGINT, which may be ignored in what is started in the background.
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGTERM)
    else:  # wakes the main thread, whatever it waits for
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)


def _prepared(order: BookOrder, work: Path, stack: ExitStack) -> Callable[[], Made]:
    try:
        from evalutils.ahead import Ahead
        from evalutils.making import make_book
        from evalutils.running.place import Shelves
    except Exception as error:  # told when the book is asked for
        return partial(_raise, error)
    project = Project(Path(order.root), Path(order.data_dir), Path(order.build_dir))
    cache = Shelves(project.build_dir).cache
    ahead = stack.enter_context(Ahead(lambda: nullcontext(work), cache, order.options))
    ahead.ready()
    return partial(
        make_book,
        project,
        "preview",
        order.selection,
        partial(print, flush=True),
        place=Path(order.place),
        with_failures=True,
        replace=True,  # nobody keeps a preview
        ahead=ahead,
        **order.options,
    )


def _raise(error: Exception) -> Made:
    raise error


def _outcome(make: Callable[[], Made]) -> Remade:
    try:
        made = make()
    except SyntaxError as error:  # of the package: the data are never executed
        where = f"{error.filename} row {error.lineno}, column {error.offset}"
        return Remade(problem=f"{where}: {error.msg}. Correct the code.")
    except Exception as error:
        return Remade(problem=ending_of(error)[0], busy=isinstance(error, BusyError))
    failed = [f"  {item.name}: {item.reason} (see {item.traceback})" for item in made.failed]
    problem = "\n".join(["Not every notebook ran; their pages say so.", *failed] if failed else [])
    return Remade(True, made.book.rebuilt, problem=problem)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # the preview has ended
        main(BookOrder(**json.loads(sys.argv[1])))
