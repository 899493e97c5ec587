"""Replaces a folder as a whole, so that a reader never meets half of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from evalutils.errors import BuildError


def replace_folder(new: Path, target: Path) -> None:
    """Put a complete folder in the place of another.

    Between taking the old folder away and placing the new one the process may be killed;
    `recover_folder` then puts the old one back.

    Raises
    ------
    BuildError
        When the system refuses, e.g. because a file of the old folder is open on Windows.
    """
    old = _aside(target)
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.replace(old)
        new.replace(target)
    except OSError as error:
        recover_folder(target)
        raise BuildError(
            f"{target.name}/ could not be replaced ({error.strerror}). "
            "Close programs that have its files open and build again."
        ) from error
    except BaseException:
        recover_folder(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """Put the old folder back when an earlier replacement was cut off."""
    old = _aside(target)
    if old.exists() and not target.exists():
        old.replace(target)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}-old")
