"""Makes one book, and then ends: ``python -m evalutils.preview.worker order.json``.

It imports all that it needs, waits until the file ``go`` stands beside its order, and writes
``outcome.json`` there. So no book waits for imports, and each is made by the code of the moment.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalutils.errors import BusyError
from evalutils.project import Project
from evalutils.system.contained import adopting
from evalutils.system.ending import ending_of
from evalutils.system.interrupts import interruptible

if TYPE_CHECKING:
    from evalutils.making import Made

GO, OUTCOME = "go", "outcome.json"
_POLL_S = 0.03


@dataclass(frozen=True)
class BookOrder:
    """Which book, where, and how; plain values, as they go through a file."""

    root: str
    data_dir: str
    build_dir: str
    place: str
    selection: tuple[str, ...]
    temporary: str
    """Folder for what is to be kept when the worker has gone."""
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Remade:
    """How it went; `problem` is empty when all went well, else what a terminal is told."""

    made: bool = False
    rebuilt: bool = False
    busy: bool = False
    problem: str = ""


def main(order_file: Path) -> None:
    """Do the order in a file."""
    order = BookOrder(**json.loads(order_file.read_text(encoding="utf-8")))
    if sys.platform == "win32":
        from evalutils.running.execute import end_with_parent

        threading.Thread(target=end_with_parent, daemon=True).start()
    with interruptible(), adopting(), ExitStack() as stack:
        make = _prepared(order, order_file.parent, stack)
        while not order_file.with_name(GO).exists():
            time.sleep(_POLL_S)
        text = json.dumps(asdict(_outcome(make, order)))
    order_file.with_name(OUTCOME).write_text(text, encoding="utf-8")


def _prepared(order: BookOrder, folder: Path, stack: ExitStack) -> Callable[[], Made]:
    try:
        from evalutils.making import make_book
        from evalutils.running.run import warm_for
    except Exception as error:  # told when the book is asked for
        return partial(_raise, error)
    project = Project(Path(order.root), Path(order.data_dir), Path(order.build_dir))
    cold = order.options.get("cold")
    warm = None if cold else stack.enter_context(warm_for(folder, project.build_dir))
    return partial(
        make_book,
        project,
        "preview",
        order.selection,
        partial(print, flush=True),
        place=Path(order.place),
        with_failures=True,
        replace=True,  # nobody keeps a preview
        warm=warm,
        **order.options,
    )


def _raise(error: Exception) -> Made:
    raise error


def _outcome(make: Callable[[], Made], order: BookOrder) -> Remade:
    try:
        made = make()
    except SyntaxError as error:  # of the package: the data are never executed
        where = f"{error.filename} row {error.lineno}, column {error.offset}"
        return Remade(problem=f"{where}: {error.msg}. Correct the code.")
    except Exception as error:
        # What it keeps of a fault of ours must stay when the folder of this process goes.
        tempfile.tempdir = order.temporary
        return Remade(problem=ending_of(error)[0], busy=isinstance(error, BusyError))
    failed = [f"  {item.name}: {item.reason} (see {item.traceback})" for item in made.failed]
    problem = "\n".join(["Not every notebook ran; their pages say so.", *failed] if failed else [])
    return Remade(True, made.book.rebuilt, problem=problem)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # the preview ends
        main(Path(sys.argv[1]))
