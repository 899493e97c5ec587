"""Hears which files were written; many at once, as with git checkout, are one change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import watchfiles

import evalutils
from evalutils.dataset.find import is_clutter
from evalutils.errors import RunError
from evalutils.project import Project
from evalutils.system.interrupts import heed

_SINGLE = ("_config.yml", "requirements.txt")
# What editors, Python and browsers write on the way.
_PASSING = {".pyc", ".swp", ".swx", ".tmp", ".part", ".crdownload"}
_QUIET_S, _LONGEST_S, _POLL_S = 0.1, 2.0, 0.5
_READY_S = 60.0


class FolderWatch:
    """The files that were written since they were last asked for."""

    def __init__(self) -> None:
        self._heard = threading.Condition()
        self._touched: set[Path] = set()
        self._failed = ""

    def add(self, paths: set[Path]) -> None:
        """Hear of files."""
        with self._heard:
            self._touched |= paths
            self._heard.notify()

    def fail(self, why: str) -> None:
        """Hear that no more will be heard."""
        with self._heard:
            self._failed = why
            self._heard.notify()

    def wait(self, limit_s: float = float("inf")) -> set[Path]:
        """Give the files, once there are any and it has been quiet; none when the time is over.

        Raises
        ------
        RunError
            When the system cannot watch.
        """
        deadline = time.monotonic() + limit_s
        with self._heard:
            while not self._touched and not self._failed and time.monotonic() < deadline:
                heed()
                self._heard.wait(min(_POLL_S, max(0.0, deadline - time.monotonic())))
            latest = time.monotonic() + _LONGEST_S
            while self._touched and time.monotonic() < latest and self._heard.wait(_QUIET_S):
                pass
            if self._failed:
                raise RunError(self._failed)
            touched, self._touched = self._touched, set()
        return touched


@contextmanager
def watching(project: Project) -> Iterator[FolderWatch]:
    """Watch the data, notebooks, pages, configuration and package of a project."""
    watch, stop = FolderWatch(), threading.Event()
    package = Path(evalutils.__file__).parent
    deep = [project.data_dir, project.notebooks_dir, project.book_dir, package]
    roots = [path.resolve() for path in deep if path.is_dir()]
    threads = [
        _Listener(watch, stop, roots, recursive=True),
        _Listener(watch, stop, [project.root.resolve()], recursive=False),
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.listens.wait(_READY_S)
        yield watch
    finally:
        stop.set()
        for thread in threads:
            thread.join()


class _Listener(threading.Thread):
    """Listens to the system, below some folders or only in them."""

    def __init__(
        self, watch: FolderWatch, stop: threading.Event, roots: Sequence[Path], *, recursive: bool
    ) -> None:
        super().__init__(daemon=True)
        self.listens = threading.Event()
        self._watch, self._stop_event, self._roots = watch, stop, roots
        self._recursive = recursive

    def run(self) -> None:
        try:
            for changes in watchfiles.watch(
                *self._roots,
                watch_filter=lambda _, path: self._counts(Path(path)),
                stop_event=self._stop_event,
                rust_timeout=100,
                yield_on_timeout=True,
                recursive=self._recursive,
                ignore_permission_denied=True,
            ):
                self.listens.set()
                if changes:
                    self._watch.add({Path(path) for _, path in changes})
        except Exception as error:
            self._watch.fail(
                f"The files cannot be watched ({error}). Set the variable "
                "WATCHFILES_FORCE_POLLING=1 and start again: they are then looked at in turn."
            )
        finally:
            self.listens.set()

    def _counts(self, path: Path) -> bool:
        if not self._recursive:
            return path.name in _SINGLE
        root = next((root for root in self._roots if path.is_relative_to(root)), path.parent)
        return not is_passing(path.relative_to(root).parts)


def is_passing(parts: Sequence[str]) -> bool:
    """Whether a path below a watched folder is none that a person edits."""
    *folders, name = parts or ("",)
    hidden = any(part.startswith(".") or part == "__pycache__" for part in folders)
    return hidden or name == "__pycache__" or is_clutter(name) or Path(name).suffix in _PASSING
