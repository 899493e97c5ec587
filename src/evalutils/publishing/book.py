"""Builds the book with Jupyter Book and replaces the published one only when it is complete."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from evalutils.contracts.fixed_names import PUBLISHED_DATA
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.publishing.compose import DATA_FOLDER, TOC_FILE, BookInput, compose
from evalutils.publishing.html_check import check_no_machine_paths
from evalutils.publishing.jupyter_book import run_jupyter_book
from evalutils.publishing.replace import recover_folder, replace_folder
from evalutils.publishing.versions import read_versions

# Inside the published folder, so that it can never describe another book than its own.
_STAMP = ".evalutils-build.json"


@dataclass(frozen=True)
class BuildResult:
    """The book that stands after a build.

    Attributes
    ----------
    html_index
        Start page.
    pages
        Number of pages.
    rebuilt
        False when nothing had changed since the last build.
    seconds
        Wall-clock time of the build.
    """

    html_index: Path
    pages: int
    rebuilt: bool
    seconds: float


def build_book(
    evaluations: Sequence[Evaluation],
    *,
    library: Library,
    data_dir: Path,
    book_dir: Path,
    config: Path,
    build_dir: Path,
    across: Sequence[str] = ("comparison", "audit"),
) -> BuildResult:
    """Build the book of these evaluations and publish it in ``build_dir/html``.

    Parameters
    ----------
    evaluations
        The evaluations in the book; their notebooks stand executed in ``build_dir/runs``.
    library
        Shared files of the data folder.
    data_dir
        The data folder; its repository gives the commit.
    book_dir
        Pages that people write, with style sheets, templates and translations.
    config
        The Jupyter Book configuration.
    build_dir
        Folder for everything that is generated.
    across
        Notebooks across evaluations that belong in the book.

    Raises
    ------
    BuildError
        When a chapter is missing or wrong, or Jupyter Book warns; the last book is left standing.
    """
    started = time.perf_counter()
    book = BookInput(
        tuple(evaluations),
        tuple(across),
        library,
        read_versions(data_dir),
        book_dir,
        build_dir / "runs",
    )
    html = build_dir / "html"
    recover_folder(html)
    build_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build_dir, prefix=".book-") as work_name:
        work = Path(work_name)
        pages = compose(book, work / "book")
        fingerprint = _fingerprint(work / "book", config)
        rebuilt = _stamp(html) != fingerprint
        if rebuilt:
            _build(work, build_dir, config, data_dir, fingerprint)
    return BuildResult(html / "index.html", pages, rebuilt, time.perf_counter() - started)


def _build(work: Path, build_dir: Path, config: Path, data_dir: Path, fingerprint: str) -> None:
    # The source goes to its own place first: the log then names files that can be opened.
    source = build_dir / "book"
    replace_folder(work / "book", source)
    html = run_jupyter_book(
        source, config=config, toc=source / TOC_FILE, output=work, log=build_dir / "book.log"
    )
    shutil.copytree(source / DATA_FOLDER, html / PUBLISHED_DATA)
    check_no_machine_paths(html, (build_dir, data_dir, config.parent))
    stamp = json.dumps({"fingerprint": fingerprint})
    (html / _STAMP).write_text(stamp + "\n", encoding="utf-8")
    replace_folder(html, build_dir / "html")


def _stamp(html: Path) -> str | None:
    try:
        content = json.loads((html / _STAMP).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return None
    needed = (html / "index.html", html / PUBLISHED_DATA / "key_figures.csv")
    complete = all(path.is_file() for path in needed)
    return str(content.get("fingerprint")) if complete else None


def _fingerprint(source: Path, config: Path) -> str:
    """Hash of everything that decides what the book looks like."""
    digest = hashlib.sha256()
    for package in ("jupyter-book", "Sphinx", "myst-nb", "sphinx-book-theme"):
        digest.update(f"{package} {version(package)}\n".encode())
    own = Path(__file__).parent
    folders = ((source, "**/*"), (own, "**/*.py"), (config.parent, config.name))
    for folder, pattern in folders:
        for path in sorted(item for item in folder.glob(pattern) if item.is_file()):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
