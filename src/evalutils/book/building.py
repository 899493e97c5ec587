"""Builds the book with Jupyter Book and replaces the published one only when it is complete."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evalutils.book.book_input import BookInput
from evalutils.book.compose import TOC_FILE, compose
from evalutils.book.data_files import DATA_FOLDER, compose_data
from evalutils.book.differences import CHANGELOG
from evalutils.book.html_check import check_no_machine_paths
from evalutils.book.jupyter_book import BUILT, Press, run_jupyter_book
from evalutils.book.kept import fill_in, frame_of, keep, left_out, link_or_copy, take_up
from evalutils.book.person_check import refuse, told_in
from evalutils.book.released import ReleaseLog
from evalutils.book.stamp import Stamp, composed_sha256, data_sha256, inputs_sha256, read_stamp
from evalutils.book.versions import read_versions
from evalutils.chapters import Failed
from evalutils.chapters.quality import Quality
from evalutils.contracts.fixed_names import PUBLISHED_DATA
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.environment import quick_imports, source_sha256
from evalutils.errors import InterruptedRunError
from evalutils.system.beside import Beside
from evalutils.system.build_folder import CACHE, HTML, RUNS, workspace
from evalutils.system.folders import replace_folder
from evalutils.system.private import PrivateFolder

_SOURCE = "source"
BOOK = "book"
"""The composed source of the book that stands, in the build folder."""


@dataclass(frozen=True)
class BuildResult:
    """The book that stands after a build; not `rebuilt` when nothing had changed."""

    html_index: Path
    pages: int
    rebuilt: bool
    seconds: float

    def describe(self) -> str:
        """What was made, and where it stands."""
        what = f"{self.pages} pages in {self.seconds:.1f} s" if self.rebuilt else "unchanged"
        return f"({what}): {self.html_index}"


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
    press: Press | None = None,
    releases: ReleaseLog | None = None,
    with_pdfs: bool = False,
    qualities: Callable[[], Mapping[str, Quality]] = dict,
    earlier: pd.DataFrame | None = None,
    across_runs: Path | None = None,
    html: Path | None = None,
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
    press
        Makes the pages; one that stands ready saves time.
    releases
        The releases so far; a book with protected data that is not among them is a draft.
    with_pdfs
        Make a PDF of each municipality too.
    earlier
        The key figures of an earlier edition: a page says what changed since.
    qualities
        Gives the quality of the data per evaluation, for a page of each.
    across_runs
        Where the notebooks across evaluations stand executed; in `runs` unless given.
    html
        The folder that is published; ``build_dir/html`` unless given.

    Raises
    ------
    BuildError
        When a chapter is missing or wrong, or Jupyter Book warns; the last book is left standing.
    IdentifierError
        When a page tells who somebody is; the last book is left standing.
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
        runs or build_dir / RUNS,
        failures or {},
        releases,
        with_pdfs,
        qualities,
        earlier,
        config.parent / CHANGELOG,
        across_runs,
    )
    shop = _Shop(build_dir, config, (build_dir, data_dir, config.parent), html or build_dir / HTML)
    with _interruptible():
        standing, code = read_stamp(shop.html, shop.stamps), source_sha256()
        inputs = inputs_sha256(book, config, code)
        rebuilt, pages = False, standing.pages if standing else 0
        if standing is None or standing.inputs != inputs:
            with workspace(build_dir, "book") as work:
                press = press or Press(work / "press")
                press.start()  # while the pages are composed
                try:
                    pages = compose(book, work / _SOURCE)
                    made = Stamp(inputs, "", pages, code)
                    rebuilt = shop.publish(book, press, work, standing, made)
                finally:
                    press.end()
    return BuildResult(shop.html / "index.html", pages, rebuilt, time.perf_counter() - started)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise InterruptedRunError(
            "Interrupted: the book that stands is a complete one. The same command does the rest."
        ) from None


@dataclass(frozen=True)
class _Shop:
    """Where a composed book becomes the published one; the paths of `secret` stay here."""

    build_dir: Path
    config: Path
    secret: tuple[Path, ...]
    html: Path

    @property
    def source(self) -> Path:
        return self.build_dir / BOOK

    @property
    def cache(self) -> Path:
        return self.build_dir / CACHE

    @property
    def stamps(self) -> Path:
        return self.cache / "stamp"

    @property
    def kept(self) -> Path:
        return self.cache / "book"

    def publish(
        self, book: BookInput, press: Press, work: Path, standing: Stamp | None, made: Stamp
    ) -> bool:
        """Publish what was composed in `work`, unless it is the book that stands already."""
        composed = work / _SOURCE
        stamp = replace(made, composed=composed_sha256(book, composed, self.config))
        if standing and standing.composed == stamp.composed:
            compose_data(book, composed)
            if standing.data == data_sha256(composed):
                replace(stamp, data=standing.data).write(self.html, self.stamps)
                return False
        # The source goes to its own place first: the log then names files that can be opened.
        replace_folder(composed, self.source)
        frame = frame_of(self.source, self.config)
        known = standing and take_up(self.kept, standing.composed, frame, work / BUILT)
        html = work / BUILT / "html"
        with self._pdfs(book, work, html):
            looked_at = standing is not None and standing.code == stamp.code
            self._html(book, press, work, self.html if looked_at else None)
        if known:
            fill_in(html, self.html, left_out(work / BUILT))
        replace(stamp, data=data_sha256(self.source)).write(html, self.stamps)
        replace_folder(html, self.html)
        keep(work / BUILT, stamp.composed, frame, self.kept)
        return True

    def _pdfs(self, book: BookInput, work: Path, html: Path) -> AbstractContextManager[None]:
        """Makes the PDFs beside what happens; a book without them loads nothing for that."""
        if not book.with_pdfs:
            return nullcontext()
        with quick_imports():
            from evalutils.book.municipal_pdfs import MunicipalPdfs
        kept = PrivateFolder(self.cache / "pdf")
        return MunicipalPdfs(book, self.source, self.config, kept, work / "pdf").meanwhile(html)

    def _html(self, book: BookInput, press: Press, work: Path, before: Path | None) -> Path:
        """The pages that Sphinx makes now, with the data beside them.

        `before` is the book that stands, where the same code looked at it.
        """
        data = self.source / DATA_FOLDER

        def told() -> list[str]:
            compose_data(book, self.source)
            return told_in(data, PUBLISHED_DATA, before)

        told_by_data = Beside(told)
        told_by_data.begin()  # while Sphinx makes the pages
        html = run_jupyter_book(
            press,
            self.source,
            config=self.config,
            toc=self.source / TOC_FILE,
            output=work,
            log=self.build_dir / "book.log",
        )
        refuse([*told_in(html, before=before), *told_by_data()])
        shutil.copytree(data, html / PUBLISHED_DATA, copy_function=link_or_copy)
        check_no_machine_paths(html, self.secret)
        return html
