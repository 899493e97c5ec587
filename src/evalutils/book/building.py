"""Builds the book with Jupyter Book and replaces the published one only when it is complete."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evalutils.book.compose import DATA_FOLDER, TOC_FILE, BookInput, compose
from evalutils.book.html_check import check_no_machine_paths
from evalutils.book.jupyter_book import run_jupyter_book
from evalutils.book.versions import read_versions
from evalutils.chapters import Failed
from evalutils.contracts.fixed_names import PUBLISHED_DATA
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.environment import packages_sha256, tree_sha256
from evalutils.errors import InterruptedRunError
from evalutils.system.build_folder import HTML, workspace
from evalutils.system.contained import Start
from evalutils.system.folders import replace_folder

# Inside the published folder, so that it can never describe another book than its own.
_STAMP = ".evalutils-build.json"


@dataclass(frozen=True)
class BuildResult:
    """The book that stands after a build; not `rebuilt` when nothing had changed."""

    html_index: Path
    pages: int
    rebuilt: bool
    seconds: float


def build_book(
    evaluations: Sequence[Evaluation],
    *,
    library: Library,
    data_dir: Path,
    files: Mapping[str, str],
    book_dir: Path,
    config: Path,
    build_dir: Path,
    across: Sequence[str],
    runs: Path | None = None,
    failures: Mapping[str, Failed] | None = None,
    start: Start | None = None,
) -> BuildResult:
    """Build the book of these evaluations and publish it in ``build_dir/html``.

    The caller is at work in the build folder (`evalutils.system.build_folder.at_work`).

    Parameters
    ----------
    evaluations
        The evaluations in the book.
    data_dir
        The data folder; its repository gives the commit.
    files
        SHA-256 of each data file that was read, by published path.
    book_dir
        Pages that people write, with style sheets, templates and translations.
    across
        Notebooks across evaluations that belong in the book.
    runs
        Where the notebooks stand executed; ``build_dir/runs`` unless given.
    failures
        Chapters that could not be made: a page says so in their place.
    start
        Starts Jupyter Book another way than afresh.

    Raises
    ------
    BuildError
        When a chapter is missing or wrong, or Jupyter Book warns; the last book is left standing.
    InterruptedRunError
        After Ctrl-C; processes and temporary files are gone.
    """
    started = time.perf_counter()
    book = BookInput(
        tuple(evaluations),
        tuple(across),
        library,
        read_versions(data_dir),
        files,
        book_dir,
        runs or build_dir / "runs",
        failures or {},
    )
    html = build_dir / HTML
    with _interruptible(), workspace(build_dir) as work:
        pages = compose(book, work / "book")
        fingerprint = _fingerprint(work / "book", config)
        rebuilt = _stamp(html) != fingerprint
        if rebuilt:
            _build(work, build_dir, config, data_dir, fingerprint, start)
    return BuildResult(html / "index.html", pages, rebuilt, time.perf_counter() - started)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise InterruptedRunError(
            "Interrupted: the book that stands is a complete one. The same command does the rest."
        ) from None


def _build(
    work: Path,
    build_dir: Path,
    config: Path,
    data_dir: Path,
    fingerprint: str,
    start: Start | None,
) -> None:
    # The source goes to its own place first: the log then names files that can be opened.
    source = build_dir / "book"
    replace_folder(work / "book", source)
    html = run_jupyter_book(
        source,
        config=config,
        toc=source / TOC_FILE,
        output=work,
        log=build_dir / "book.log",
        start=start,
    )
    shutil.copytree(source / DATA_FOLDER, html / PUBLISHED_DATA)
    check_no_machine_paths(html, (build_dir, data_dir, config.parent))
    stamp = json.dumps({"fingerprint": fingerprint, "files": _files(html)})
    (html / _STAMP).write_text(stamp + "\n", encoding="utf-8")
    replace_folder(html, build_dir / HTML)


def _stamp(html: Path) -> str | None:
    try:
        content = json.loads((html / _STAMP).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return None
    return str(content.get("fingerprint")) if content.get("files") == _files(html) else None


def _files(html: Path) -> str:
    """Hash of everything in the published folder but the stamp: a reader may have changed it."""
    return tree_sha256(html, (path for path in html.rglob("*") if path.name != _STAMP))


def _fingerprint(source: Path, config: Path) -> str:
    """Hash of everything that decides what the book looks like."""
    own = Path(__file__).parent
    folders = ((source, "**/*"), (own, "**/*.py"), (config.parent, config.name))
    trees = [tree_sha256(folder, folder.glob(pattern)) for folder, pattern in folders]
    return hashlib.sha256("\n".join([packages_sha256(), *trees]).encode()).hexdigest()
