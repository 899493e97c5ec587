"""What is known of a published book: what it was made of, and that nobody changed it since.

It stands outside the book: hashes of what protected data went into would confirm a guess of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from evalutils.book.book_input import BookInput, parts_of
from evalutils.book.data_files import DATA_FOLDER, files_of_pages
from evalutils.environment import (
    files_in,
    packages_sha256,
    sha256_of,
    tree_sha256,
)
from evalutils.system.folders import replace_file

_NAME = "stamp.json"
# What a PDF looks like, beside the modules that make it.
_REPORT = Path(__file__).parent / "export" / "report"


@dataclass(frozen=True)
class Stamp:
    """Hashes of what a book was composed of, of its pages, code and data, and of its files."""

    inputs: str
    composed: str
    pages: int
    code: str
    data: str = ""
    files: str = ""

    def write(self, html: Path, folder: Path) -> None:
        """Write in a folder that is not published that it is of a complete book."""
        stamp = replace(self, files=_files(html))
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / _NAME, f"{json.dumps(asdict(stamp))}\n".encode())


def read_stamp(html: Path, folder: Path) -> Stamp | None:
    """Read the stamp of a book; None when there is none or the book is no longer what it was."""
    try:
        stamp = Stamp(**json.loads((folder / _NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return stamp if stamp.files == _files(html) else None


def inputs_sha256(book: BookInput, config: Path, code: str) -> str:
    """Hash of everything that a book is composed of, by this code, without composing it."""
    made = [path for part in parts_of(book) for path in (part.run, part.record)]
    across = [path for path in made if path.parent == book.across_dir]
    trees = (
        code,
        tree_sha256(_REPORT, files_in(_REPORT)),
        tree_sha256(book.book_dir, files_in(book.book_dir)),
        tree_sha256(book.runs_dir, (path for path in made if path not in across)),
        tree_sha256(book.across_dir, across),
        tree_sha256(config.parent, [config]),
    )
    keys = [str(item.key) for item in book.evaluations]
    releases = book.releases.releases() if book.releases else ()
    failures = sorted(book.failures.items())
    earlier = "" if book.earlier is None else book.earlier.to_csv()
    changelog = book.changelog if earlier else None
    why = sha256_of(changelog) if changelog is not None and changelog.is_file() else ""
    told = repr(
        (earlier, why, keys, book.across, book.versions, failures, releases, book.with_pdfs)
    )
    return _sha256([packages_sha256(), *trees, told, json.dumps(dict(book.files), sort_keys=True)])


def code_sha256() -> str:
    """Hash of the modules by which Sphinx makes pages."""
    own = Path(__file__).parent
    return tree_sha256(own.parent, (*own.rglob("*.py"), own.parent / "literal.py"))


def composed_sha256(book: BookInput, source: Path, config: Path) -> str:
    """Hash of all that decides what the pages of a book that is composed in `source` look like."""
    composed = tree_sha256(source, files_of_pages(source))
    in_pdfs = repr(book.versions.commit) if book.with_pdfs else ""
    return _sha256([packages_sha256(), code_sha256(), sha256_of(config), composed, in_pdfs])


def data_sha256(source: Path) -> str:
    """Hash of the data that are published beside the pages."""
    return tree_sha256(source / DATA_FOLDER, files_in(source / DATA_FOLDER))


def _files(html: Path) -> str:
    """Hash of everything in the published folder: a reader may have changed it."""
    return tree_sha256(html, files_in(html))


def _sha256(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
