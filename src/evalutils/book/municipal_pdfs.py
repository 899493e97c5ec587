"""A PDF of each municipality, with all its evaluations: made while Sphinx makes the pages.

One of which nothing changed is taken from what was kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Event

from evalutils.book import pages, site
from evalutils.book.book_input import BookInput
from evalutils.book.export.documents import About, logo_in, pdf_of
from evalutils.book.export.one_file import content_html
from evalutils.book.export.report_cells import (
    ReportInput,
    around_reports,
    is_draft,
    notebook_of,
    outline_of,
)
from evalutils.book.export.reports import extensions_in
from evalutils.book.person_check import check_no_persons
from evalutils.book.released import ReleaseLog
from evalutils.book.stamp import code_sha256
from evalutils.environment import files_in, packages_sha256, sha256_of, tree_sha256
from evalutils.system.private import PrivateFolder

_REPORT = Path(__file__).parent / "export" / "report"


@dataclass(frozen=True)
class MunicipalPdfs:
    """Makes the PDFs of a composed book.

    Attributes
    ----------
    composed
        The source of the book; what stands there of a municipality decides what its PDF says.
    kept
        Where each stays for the next build.
    work
        A folder for what is only needed meanwhile.
    """

    book: BookInput
    composed: Path
    config: Path
    kept: PrivateFolder
    work: Path

    @contextmanager
    def meanwhile(self, html: Path) -> Iterator[None]:
        """Make them beside what happens in the block, and put them into a book after it."""
        stop = Event()
        with ThreadPoolExecutor(1) as aside:
            made = aside.submit(self._all, stop)
            try:
                yield
            except BaseException:
                stop.set()
                raise
            for file, pdf in made.result().items():
                place = html / file
                place.parent.mkdir(exist_ok=True)  # its page may be one that was left out
                place.write_bytes(pdf)

    def _all(self, stop: Event) -> dict[str, bytes]:
        found, names = dict[str, bytes](), set[str]()
        for municipality in site.by_municipality(self.book.evaluations):
            if stop.is_set():
                break
            if file := pages.pdf_file(municipality, self.book.failures):
                names.add(name := f"{Path(file).stem}.{self._digest(municipality)}")
                pdf = self.kept.read(name)
                if pdf is None:
                    self.kept.write(name, pdf := self._made(municipality))
                found[file] = pdf
        self.kept.drop_all_but(names)
        return found

    def _digest(self, municipality: site.Municipality) -> str:
        """Of all that decides what its PDF says."""
        folder = (self.composed / municipality.file).parent
        cited = {source for item in municipality.evaluations for source in item.sources}
        sources = (self.composed / site.source_file(source) for source in sorted(cited))
        own = tree_sha256(self.composed, (*files_in(folder), *sources))
        given = self._given(municipality)
        version = (pages.commit_sentence(given.versions), _drafts(municipality, given))
        told = (own, self._shared, repr(self.book.publication), repr(version))
        return sha256("\n".join(told).encode()).hexdigest()

    @cached_property
    def _shared(self) -> str:
        """Hash of what every PDF depends on."""
        report = tree_sha256(_REPORT, files_in(_REPORT))
        return "\n".join((report, code_sha256(), packages_sha256(), sha256_of(self.config)))

    def _made(self, municipality: site.Municipality) -> bytes:
        folder = self.work / Path(pages.pdf_file(municipality)).stem
        folder.mkdir(parents=True)
        contents = self._contents(municipality, folder)
        (folder / f"{municipality.title}.html").write_text("".join(contents), encoding="utf-8")
        check_no_persons(folder)
        draft = any(_drafts(municipality, self._given(municipality)))
        house = self.book.publication
        about = About(
            municipality.title,
            house.title,
            pages.DRAFT if draft else "",
            len(municipality.evaluations) > 1,
            house.publisher,
            house.colour,
            logo_in(folder, house, self.book.book_dir),
        )
        return pdf_of(about, contents, folder)

    def _contents(self, municipality: site.Municipality, pictures: Path) -> list[str]:
        """The summary for the council, a report of each evaluation, and what all refer to."""
        given, extensions = self._given(municipality), extensions_in(self.config)
        around = around_reports(municipality, given)
        reports = [
            (notebook_of(item, given, shared=False), outline_of(item))
            for item in municipality.evaluations
        ]
        return [
            content_html(notebook, outline, extensions=extensions, pictures=pictures)
            for notebook, outline in (*around[:1], *reports, *around[1:])
        ]

    def _given(self, municipality: site.Municipality) -> ReportInput:
        """Each names the version that it was made from: what changed elsewhere is none of it."""
        book = self.book
        commit = book.versions.commit
        folders = {item.key.municipality for item in book.evaluations}
        own = commit and commit.of(municipality.evaluations[0].key.municipality, folders)
        versions = replace(book.versions, commit=own)
        releases = book.releases or ReleaseLog(Path(), None)
        return ReportInput(
            book.library,
            versions,
            book.runs_dir,
            book.checks,
            releases,
            book.publication,
            book.quality_of,
        )


def _drafts(municipality: site.Municipality, given: ReportInput) -> list[bool]:
    return [is_draft(item, given) for item in municipality.evaluations]
