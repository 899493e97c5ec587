"""A preview from its start to Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from evalutils.dataset.find import find_evaluations
from evalutils.dataset.library import require_data_dir
from evalutils.errors import BusyError
from evalutils.keys import select
from evalutils.preview.banner import BookState
from evalutils.preview.remaking import Remaker, remaking
from evalutils.preview.server import PreviewServer, serving
from evalutils.preview.watching import FolderWatch, watching
from evalutils.preview.worker import BookOrder, Remade
from evalutils.project import Project
from evalutils.system.build_folder import HTML, PREVIEW, WORK, at_work

_AGAIN_S = 1.0
_MOST_NAMED = 3

Tell = Callable[..., None]


def preview(
    project: Project, selection: Sequence[str], *, port: int, tell: Tell, **options: Any
) -> None:
    """Serve the book of a selection and make it again after each change, until Ctrl-C.

    Parameters
    ----------
    port
        Of 127.0.0.1, where it is served.
    tell
        Hears what a terminal shows; as `click.echo`.
    options
        For `evalutils.running.run.run_jobs`.

    Raises
    ------
    RunError
        When the port is in use, another command is at work, or the files cannot be watched.
    InputError
        When nothing matches the selection, or the build folder is not ours.
    """
    place = project.build_dir / PREVIEW
    with serving(place / HTML, port) as server, _own_folder(project, place, selection):
        order = _order(project, place, selection, options)
        with (
            watching(project) as watch,
            remaking(order) as remaker,
            suppress(KeyboardInterrupt),  # how a preview ends
        ):
            tell(f"Preview: {server.url} (Ctrl-C ends it)")
            _Session(server, watch, remaker, project.root, tell).follow()
    tell("Preview ended.")


class _Session:
    def __init__(
        self,
        server: PreviewServer,
        watch: FolderWatch,
        remaker: Remaker,
        root: Path,
        tell: Tell,
    ) -> None:
        self.server, self.watch, self.remaker = server, watch, remaker
        self.root, self.tell = root.resolve(), tell
        self.began, self.books = time.time_ns(), 0

    def follow(self) -> None:
        while True:
            began = time.monotonic()
            outcome = self.remaker.make()
            self._show(outcome, time.monotonic() - began)
            touched = self.watch.wait(_AGAIN_S if outcome.busy else float("inf"))
            if touched:
                self.tell(f"\nChanged: {self._names(touched)}")

    def _show(self, outcome: Remade, seconds: float) -> None:
        before = self.server.state
        book = before.book
        if outcome.made and (outcome.rebuilt or not book):
            self.books += 1
            book = f"{self.began:x}-{self.books}"  # no other preview at this port has had it
        self.server.state = BookState(book, outcome.problem, renewed=outcome.made)
        if outcome.made:
            but = ", but not every notebook ran" if outcome.problem else ""
            self.tell(f"Ready in {seconds:.1f} s{but}: {self.server.url}")
        elif outcome.problem != before.problem or not outcome.busy:
            self.tell(outcome.problem, err=True)

    def _names(self, touched: set[Path]) -> str:
        near = (path.is_relative_to(self.root) for path in touched)
        shown = sorted(
            str(path.relative_to(self.root) if inside else path)
            for path, inside in zip(touched, near, strict=True)
        )
        more = len(shown) - _MOST_NAMED
        return ", ".join(shown[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _order(
    project: Project, place: Path, selection: Sequence[str], options: dict[str, Any]
) -> BookOrder:
    return BookOrder(
        root=str(project.root),
        data_dir=str(project.data_dir),
        build_dir=str(project.build_dir),
        place=str(place),
        selection=tuple(selection),
        outcome=str(place / WORK / "outcome.json"),
        options=options,
    )


@contextmanager
def _own_folder(project: Project, place: Path, selection: Sequence[str]) -> Iterator[None]:
    """Work in the folder of the preview, for its owner only; and leave nothing half in either.

    What no change of a file would mend is refused here.
    """
    require_data_dir(project.data_dir)
    select(find_evaluations(project.data_dir), selection)
    with project.at_work("preview"):
        place.mkdir(exist_ok=True)
        place.chmod(0o700)
    try:
        with at_work(place, "preview", {}):
            yield
    finally:
        # A worker that was ended in the middle left its copy of the data.
        with suppress(BusyError), project.at_work("preview"):
            pass
