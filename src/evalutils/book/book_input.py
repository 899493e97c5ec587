"""What a book is made of, and the executed notebooks in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from evalutils.book import pages, site
from evalutils.book.claim_figures import told
from evalutils.book.publication import Publication, read_publication
from evalutils.book.published_tables import Checks, Row, checks_by_evaluation, harvest_audit
from evalutils.book.released import ReleaseLog
from evalutils.book.versions import Versions
from evalutils.chapters import chapters_of
from evalutils.chapters.across import across_named
from evalutils.chapters.quality import Quality
from evalutils.contracts.fixed_names import AUDIT
from evalutils.contracts.shown_origin import Origin
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.report.origins import sources_of


@dataclass(frozen=True)
class BookInput:
    """Everything a book is made of; see `evalutils.book.building.build_book`."""

    evaluations: tuple[Evaluation, ...]
    across: tuple[str, ...]
    library: Library
    versions: Versions
    files: Mapping[str, str]
    book_dir: Path
    runs_dir: Path
    failures: pages.Failures = field(default_factory=dict)
    releases: ReleaseLog | None = None
    with_pdfs: bool = False
    qualities: Callable[[], Mapping[str, Quality]] = dict
    # The key figures of an earlier edition, and the changelog that says why they changed.
    earlier: pd.DataFrame | None = None
    changelog: Path | None = None
    # Where the notebooks across evaluations stand executed, when that is another place.
    across_runs: Path | None = None

    @cached_property
    def publication(self) -> Publication:
        """Who publishes it, whom to ask, and how it looks."""
        return read_publication(self.book_dir)

    @cached_property
    def audit(self) -> list[Row]:
        """The rows of the audit, when the book has one."""
        audited = AUDIT in self.across and AUDIT not in self.failures
        return harvest_audit(self.across_dir / site.across_file(AUDIT)) if audited else []

    @cached_property
    def quality_of(self) -> Mapping[str, Quality]:
        """How complete the data of each evaluation are, by its key."""
        return self.qualities()

    @property
    def across_dir(self) -> Path:
        """Where the notebooks across evaluations stand executed."""
        return self.across_runs or self.runs_dir

    @cached_property
    def checks(self) -> Mapping[str, Checks]:
        """How the published figures of each evaluation add up, by its key."""
        return checks_by_evaluation(self.audit)


@dataclass(frozen=True)
class Part:
    """One executed notebook and the page it becomes.

    `run` is where it stands, and `usual` the origin of what it shows.
    """

    name: str
    file: str
    run: Path
    place: Mapping[str, str]
    evaluation: Evaluation | None
    usual: Origin

    @property
    def record(self) -> Path:
        """What is known of how it ran."""
        return self.run.with_suffix(".json")


def parts_of(book: BookInput) -> Iterator[Part]:
    """List the executed notebooks that the book needs, in the order of the published data."""
    for evaluation in site.in_key_order(book.evaluations):
        key = evaluation.key
        for chapter in chapters_of(evaluation):
            place = {
                **asdict(key),
                "analysis": chapter.published_as,
                "synthetic": told(evaluation.synthetic),
            }
            file = site.chapter_file(key, chapter.name)
            usual = Origin(chapter.meaning, sources=sources_of(evaluation))
            run = book.runs_dir / file
            yield Part(f"{key}/{chapter.name}", file, run, place, evaluation, usual)
    for name in book.across:
        place = {
            "analysis": name,
            "synthetic": told(all(one.synthetic for one in book.evaluations)),
        }
        file, usual = site.across_file(name), Origin(across_named(name).meaning)
        yield Part(name, file, book.across_dir / file, place, None, usual)
