"""Replaces a folder or a file as a whole, so that a reader never meets half of it."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from evalutils.errors import BuildError
from evalutils.system.interrupts import shielded


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
        shutil.rmtree(old, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """End an earlier replacement that was cut off: the old folder goes back, or goes away."""
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    old = aside(target)
    if not old.exists():
        return
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.replace(target)


def aside(target: Path) -> Path:
    """Where the old folder stands for a moment."""
    return target.with_name(f".{target.name}-old")


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
