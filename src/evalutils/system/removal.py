"""Removes a folder with all that is in it, many folders at once.

Where a file system answers each removal of a folder only after some milliseconds (2.5 to 4 ms on
ext4 of a virtual machine, Linux 6, 2026-11-30; 0.2 ms with eight at a time), `shutil.rmtree` spends
most of a small build waiting.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

_AT_ONCE = 8
_ENOUGH = 8 * _AT_ONCE  # folders on one level, to keep all busy


def remove_tree(folder: Path, *, ignore_errors: bool = False) -> None:
    """As `shutil.rmtree`: never through a link, and an OSError where the system refuses."""
    remove = partial(shutil.rmtree, ignore_errors=ignore_errors)
    levels = [[folder]]
    while 0 < len(levels[-1]) < _ENOUGH:
        levels.append(list(_folders_in(levels[-1])))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for level in reversed(levels):
            list(pool.map(remove, level))


def _folders_in(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            with os.scandir(folder) as entries:
                yield from (Path(one.path) for one in entries if one.is_dir(follow_symlinks=False))
