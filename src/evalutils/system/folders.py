"""Folders that are ours, and replacing as a whole, so that a reader never meets half of it.

Only what evalutils made itself may be replaced or removed by it.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from evalutils.errors import BuildError, InputError
from evalutils.system.interrupts import shielded
from evalutils.system.removal import remove_tree

MARKER = ".made-by-evalutils"
MARK = b"""\
evalutils made this folder and may replace or remove everything in it.
Keep no files of your own here.
"""
# What a system or an editor of folders leaves in one that a person calls empty.
_CLUTTER = {
    ".DS_Store",
    ".directory",
    ".gitignore",
    ".gitkeep",
    ".keep",
    ".localized",
    "desktop.ini",
    "lost+found",
    "Thumbs.db",
}
_ATTEMPTS, _PAUSE_S = 20, 0.1


def require_ours(folder: Path) -> None:
    """Refuse a folder that others filled: without our marker and not empty; nothing is touched."""
    if not is_ours(folder):
        raise InputError(
            f"'{folder}' holds files that evalutils did not make, and is left as it is. Choose a "
            "new or empty folder, or move this one away. (One that evalutils 0.1 made has no "
            "marker yet: remove it.)"
        )


def is_ours(folder: Path) -> bool:
    """Whether a folder carries our marker or holds nothing of anyone."""
    names = {entry.name for entry in os.scandir(folder)}
    marker = folder / MARKER
    if MARKER in names and marker.is_file() and not marker.is_symlink():
        content = marker.read_bytes()
        if content == MARK:
            return True
        if MARK.startswith(content):  # cut off while it was written
            names.remove(MARKER)
    return all(map(is_clutter, names))


def is_clutter(name: str) -> bool:
    """Whether a file is one that systems leave and no person would miss."""
    return name in _CLUTTER or name.startswith("._")


def claim(folder: Path) -> None:
    """Make a folder ours, or find that it is; one that holds files of others is an InputError."""
    folder.mkdir(parents=True, exist_ok=True)
    require_ours(folder)
    marker = folder / MARKER
    if not marker.is_file() or marker.read_bytes() != MARK:
        marker.write_bytes(MARK)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Give a temporary folder of ours, of which others respect the name by a lock.

    What a killed process left there is removed first.
    """
    if os.path.lexists(folder):
        require_ours(folder)
        remove(folder)
    folder.mkdir(parents=True)
    try:
        claim(folder)
        yield folder
    finally:
        with shielded(), suppress(OSError):
            remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder of ours, never through a link; who still writes in it gets some time."""
    for _ in range(_ATTEMPTS):
        try:
            remove_tree(folder)
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(_PAUSE_S)
        else:
            return
    remove_tree(folder)


def inside(folder: Path, name: str) -> Path:
    """The place of a file in a folder, which may not exist yet, with links followed.

    Parts of `name` are keys. When the file would lie elsewhere that is a BuildError.
    """
    path = folder / name
    if path.resolve().parent.is_relative_to(folder.resolve()):
        return path
    raise BuildError(
        f"'{name}' would be written outside {folder.name}/. Correct the key it is named after, or "
        "take away the link that leads out of the folder."
    )


def write_inside(folder: Path, name: str, content: str | bytes) -> None:
    """Write a file at its place in a folder: see `inside`."""
    path = inside(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def replace_folder(new: Path, target: Path) -> None:
    """Put a complete folder in the place of another.

    Between taking the old folder away and placing the new one the process may be killed;
    `recover_folder` then puts the old one back. BuildError: the system refuses, e.g. because a file
    of the old folder is open on Windows.
    """
    recover_folder(target)
    old = aside(target)
    try:
        with shielded():
            if target.exists():
                target.replace(old)
            new.replace(target)
    except OSError as error:
        recover_folder(target)
        raise BuildError(
            f"'{target}' could not be replaced ({error.strerror}). "
            "Close programs that have its files open and give the same command again."
        ) from error
    except BaseException:
        recover_folder(target)
        raise
    with shielded():
        remove_tree(old, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """End an earlier replacement that was cut off: the old folder goes back, or goes away."""
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    old = aside(target)
    if not old.exists():
        return
    if target.exists():
        remove_tree(old, ignore_errors=True)
    else:
        old.replace(target)


def recover_folders(parent: Path) -> None:
    """End what was cut off in a folder of ours, whatever was being replaced in it."""
    for old in parent.glob(aside(parent / "*").name):
        recover_folder(_before(old))


def aside(target: Path) -> Path:
    """Where the old folder stands for a moment."""
    return target.with_name(f".{target.name}-old")


def _before(old: Path) -> Path:
    """The folder of which an old one stands aside."""
    return old.with_name(old.name.removeprefix(".").removesuffix("-old"))


def replace_file(target: Path, content: bytes) -> None:
    """Put a complete file in the place of another, in a folder that is there.

    What a killed process left beside it the next one overwrites. When the system refuses, the old
    file is left as it was.
    """
    beside = target.with_name(f".{target.name}-new")
    try:
        beside.write_bytes(content)
        with shielded():
            beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
