"""The one door to the build folder: whose it is, who is at work in it, what was left in it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from evalutils.errors import BusyError, InputError
from evalutils.system.folders import MARKER, claim, recover_folder, recover_folders, remove, scratch
from evalutils.system.interrupts import shielded
from evalutils.system.lock import NAME, hold
from evalutils.system.passing import remove_left
from evalutils.system.refusals import named

HTML = "html"
WORK = "work"
CACHE = "cache"
RUNS, KEY = "runs", "key"
PREVIEW = "preview"
MUNICIPALITIES, PARTS = "municipalities", "parts"
"""Books of one municipality each, to be published; and where they are made."""


@contextmanager
def at_work(build_dir: Path, command: str, apart_from: Mapping[str, Path]) -> Iterator[None]:
    """Work in the build folder, alone; what a killed run left there is removed.

    Parameters
    ----------
    build_dir
        Made when it is not there, and then taken away again when the input was refused.
    command
        Who works in it, for the message to others.
    apart_from
        Folders that may not lie in the build folder, nor the build folder in them, by name.

    Raises
    ------
    InputError
        When the folder is not ours; nothing has been touched then.
    RunError
        When another command is at work in it.
    OSError
        When the system refuses, with the path.
    """
    with named(build_dir):
        for name, folder in apart_from.items():
            _check_apart(build_dir, name, folder)
        with not_for_nothing(build_dir):
            if build_dir.exists():
                _check_no_links(build_dir)
            claim(build_dir)
            with hold(build_dir / NAME, command):
                remove_left()
                recover_folder(build_dir / HTML)  # a file there is refused before any work
                _make_way(build_dir / CACHE)
                _clear_left(build_dir / PREVIEW, command)
                for folder in (build_dir, build_dir / CACHE, build_dir / MUNICIPALITIES):
                    recover_folders(folder)
                with scratch(build_dir / WORK):
                    yield


@contextmanager
def not_for_nothing(build_dir: Path) -> Iterator[None]:
    """Take a build folder that was made meanwhile away again when the input was refused."""
    is_new = not build_dir.exists()
    try:
        yield
    except InputError:
        if is_new:
            _leave(build_dir)
        raise


def claim_cache(build_dir: Path, apart_from: Mapping[str, Path]) -> None:
    """Make the folder for what is kept, also for a command that does not work in the build folder.

    Raises
    ------
    InputError
        When the build folder is not ours; nothing has been touched then.
    OSError
        When the system refuses.
    """
    for name, folder in apart_from.items():
        _check_apart(build_dir, name, folder)
    claim(build_dir)
    (build_dir / CACHE).mkdir(exist_ok=True)
    if (build_dir / CACHE).is_symlink():
        raise InputError(f"'{build_dir / CACHE}' is a link.")


def drop_cache(build_dir: Path) -> None:
    """Remove all that is kept only to be quick, at once; the caller is at work in the folder."""
    with workspace(build_dir) as folder:
        (build_dir / CACHE).replace(folder / CACHE)


@contextmanager
def workspace(build_dir: Path, name: str = "") -> Iterator[Path]:
    """Give a temporary folder that is one's own, on the file system of the build folder.

    One with a `name` is in the same place every time, for programs that remember where they were.
    """
    parent = build_dir / WORK
    parent.mkdir(parents=True, exist_ok=True)
    if name:
        (own := parent / name).mkdir(mode=0o700)
    else:
        own = Path(tempfile.mkdtemp(dir=parent))
    try:
        yield own
    finally:
        with shielded(), suppress(OSError):
            remove(own)


def _make_way(cache: Path) -> None:
    """Remove what stands in the place of a folder for what is kept only to be quick."""
    for place in (cache, *cache.glob("*")):
        if place.exists() and not place.is_dir():
            place.unlink()


def _clear_left(inner: Path, command: str) -> None:
    """Remove what was left in a build folder in this one, in which nobody is at work."""
    if (inner / WORK).is_dir():
        with suppress(BusyError), hold(inner / NAME, command):
            remove(inner / WORK)


def _leave(build_dir: Path) -> None:
    """Take away a folder in which nothing came to be that anyone asked for."""
    with shielded(), suppress(OSError):
        if {path.name for path in build_dir.iterdir()} <= {MARKER, NAME, CACHE}:
            remove(build_dir)


def _check_apart(build_dir: Path, name: str, folder: Path) -> None:
    if lies_in(build_dir, folder):
        relation = "lies in"
    elif lies_in(folder, build_dir):
        relation = "holds"
    else:
        return
    raise InputError(
        f"The build folder '{build_dir}' {relation} the {name} folder '{folder}', of which nothing "
        "may be replaced. Give another folder with --build-dir."
    )


def lies_in(inner: Path, outer: Path) -> bool:
    """Whether a folder is another or lies in it, by whatever name."""
    inner, outer = inner.resolve(), outer.resolve()
    return any(above == outer or _is_same(above, outer) for above in (inner, *inner.parents))


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one folder, e.g. where capitals do not count."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _check_no_links(build_dir: Path) -> None:
    """Refuse links, through which files elsewhere would be replaced."""
    for current, folders, names in os.walk(build_dir):
        for path in (Path(current) / name for name in (*folders, *names)):
            if path.is_symlink():
                raise InputError(
                    f"'{path}' is a link, and evalutils writes only in its own folder. Remove the "
                    "link, or give the folder itself with --build-dir."
                )
        if Path(current) == build_dir:
            folders[:] = [name for name in folders if name != WORK]  # removed, never written into
