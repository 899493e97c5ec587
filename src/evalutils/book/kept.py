"""What Sphinx knew when it made the book that stands, so that the next build does only the rest.

Kept for this user alone, and taken up only when it belongs to the very book that stands, is not
damaged, and all that concerns every page is as it was; else a book is made from nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from evalutils.book.data_files import files_of_pages
from evalutils.book.jupyter_book import LEFT
from evalutils.book.stamp import code_sha256
from evalutils.environment import files_in, packages_sha256, sha256_of, tree_sha256
from evalutils.errors import BuildError
from evalutils.system.folders import replace_folder
from evalutils.system.private import PrivateFolder
from evalutils.system.removal import remove_tree

_STAMP = "kept.json"
_PAGES = (".md", ".ipynb")


def frame_of(source: Path, config: Path) -> str:
    """Hash of what every page depends on: contents, templates, styles, settings and software.

    Of the pages of a composed `source` only the names; its place counts too, as Sphinx stores it.
    """
    files = [Path(path) for path in files_of_pages(source)]
    pages = sorted(path.relative_to(source).as_posix() for path in files if path.suffix in _PAGES)
    rest = tree_sha256(source, (path for path in files if path.suffix not in _PAGES))
    software = (code_sha256(), packages_sha256())
    parts = (str(source.resolve()), *pages, rest, sha256_of(config), *software)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def take_up(kept: Path, book: str, frame: str, target: Path) -> bool:
    """Copy what was kept of this `book` and `frame` to a new folder; whether there was any.

    What another could have put there, or cannot be read or copied, is as good as none.
    """
    stamped = kept / _STAMP
    if not PrivateFolder(kept).is_trusted() or not stamped.is_file():  # Sphinx unpickles it
        return False
    try:
        stamp = json.loads(stamped.read_bytes())
        if stamp != [book, frame, _files(kept)]:
            return False
        shutil.copytree(kept, target)
    except (OSError, ValueError, RecursionError):
        remove_tree(target, ignore_errors=True)
        return False
    return True


def keep(folder: Path, book: str, frame: str, kept: Path) -> None:
    """Move a folder to where the next build finds it; nothing happens when the system refuses."""
    with suppress(OSError, BuildError):
        folder.chmod(0o700)
        stamp = json.dumps([book, frame, _files(folder)])
        (folder / _STAMP).write_text(stamp, encoding="utf-8")
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_folder(folder, kept)


def left_out(folder: Path) -> list[str]:
    """What Sphinx did not write again, by path in the book."""
    names: list[str] = json.loads((folder / LEFT).read_bytes())
    return names


def fill_in(html: Path, last: Path, names: Collection[str]) -> None:
    """Give a book these files of the last one, without copying where the system can."""
    for folder in {(html / name).parent for name in names}:
        folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        link_or_copy(last / name, html / name)


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """Give a file a second place: a finished one is replaced and never written in."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _files(folder: Path) -> str:
    stamp = str(folder / _STAMP)
    return tree_sha256(folder, (path for path in files_in(folder) if path != stamp))
