"""What a report holds, as one notebook: the evaluation as it opens, its chapters, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import TagRemovePreprocessor

from evalutils.book import pages, site
from evalutils.book.export.myst_html import Outline
from evalutils.book.found import findings_of
from evalutils.book.markdown import page
from evalutils.book.notebook_page import draw_in, number_tables
from evalutils.book.origin_lines import with_titles
from evalutils.book.publication import Publication
from evalutils.book.published_tables import Checks
from evalutils.book.released import Release, ReleaseLog
from evalutils.book.versions import Versions
from evalutils.chapters import Chapter, chapters_of
from evalutils.chapters.quality import Quality
from evalutils.contracts.fixed_names import QUALITY_TITLE, SOURCES_FOLDER
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.literal import markdown

TOP, PUBLISHED, SOURCES = "evaluatie", "gepubliceerde-cijfers", "bronnen"
_QUALITY, _SUMMARY, _SHARED = "kwaliteit", "samenvatting", "landelijk"
_TO_BOOK = re.compile(r'<a href="(?!#|https?:)([^"]*)">(.*?)</a>')
_SOURCE_PAGE = re.compile(rf"(?:\.\./)*{SOURCES_FOLDER}/([^/]*)\.html(?:#.*)?")
# Tags that the runner and the book know; code stays out of a report altogether.
_TAKEN_OUT: Any = TagRemovePreprocessor(  # type: ignore[no-untyped-call]
    enabled=True, remove_cell_tags={"remove-cell"}, remove_all_outputs_tags={"remove-output"}
)


@dataclass(frozen=True)
class ReportInput:
    """What every report of one export is made of.

    `checks` by key: how published figures add up; `qualities` how complete the data are.
    """

    library: Library
    versions: Versions
    runs_dir: Path
    checks: Mapping[str, Checks]
    releases: ReleaseLog
    publication: Publication
    qualities: Mapping[str, Quality]


def outline_of(evaluation: Evaluation) -> Outline:
    """An outline without headings, with the places that links to pages of the book lead to."""
    key = evaluation.key
    chapters = {
        site.chapter_file(key, item.name): _anchor(item) for item in chapters_of(evaluation)
    }
    sources = {site.source_file(source): _source(source) for source in evaluation.sources}
    # Its name says enough: a report has no page of the municipality.
    own = {site.municipality_file(key): "", site.evaluation_file(key): TOP}
    own[site.quality_file(key)] = _QUALITY
    return Outline({**chapters, **sources, **own})


def notebook_of(evaluation: Evaluation, given: ReportInput, *, shared: bool = True) -> Any:
    """The parts of a report as the cells of one notebook, at the end the `shared` documents.

    The metadata ``part`` of a cell begins a part with that anchor; ``anchor`` and ``shift`` say
    where its headings stand.
    """
    found = findings_of(evaluation, given.runs_dir)
    checks = given.checks.get(str(evaluation.key))
    opening = pages.about_evaluation(evaluation, given.library, checks, found=found)
    if evaluation.needs_release:
        opening = pages.with_release(opening, _release_of(evaluation, given))
    cells = [_cell(pages.with_banner(opening, [evaluation]), TOP, part=TOP)]
    for chapter in chapters_of(evaluation):
        cells += _chapter(evaluation, chapter, given)
    if published := pages.published_figures(evaluation, checks, to_rows=False):
        cells.append(_cell(published, PUBLISHED, part=PUBLISHED))
    cells.append(_quality(evaluation, given))
    cells += _sources(evaluation, given)
    if shared:
        cells.append(_shared_documents(given, shift=1))
    return _notebook(cells)


def around_reports(
    municipality: site.Municipality, given: ReportInput
) -> list[tuple[Any, Outline]]:
    """What stands around the reports of a municipality: the summary for its council before them,
    and behind them the documents that they share, when there are any.
    """
    found = {str(item.key): findings_of(item, given.runs_dir) for item in municipality.evaluations}
    summary = pages.council_summary(municipality, found, given.checks)
    summary = pages.with_banner(summary, municipality.evaluations)
    cells = [_cell(summary, _SUMMARY, shift=-1, part=_SUMMARY)]
    if given.library.shared_sources:
        cells.append(_shared_documents(given, shift=-1, part=_SHARED))
    # The name of an evaluation or a chapter says enough: it stands behind the summary.
    anchors = {file: "" for item in municipality.evaluations for file in outline_of(item).anchors}
    return [(_notebook([cell]), Outline(anchors)) for cell in cells]


def _notebook(cells: list[Any]) -> Any:
    number_tables(cells)
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"  # of each chapter they begin at 1
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]


def is_draft(evaluation: Evaluation, given: ReportInput) -> bool:
    """Whether a report holds what was not released yet."""
    return evaluation.needs_release and _release_of(evaluation, given) is None


def _release_of(evaluation: Evaluation, given: ReportInput) -> Release | None:
    digest = given.releases.digest(given.runs_dir / str(evaluation.key))
    return given.releases.release_with(evaluation.key, digest)


def _chapter(evaluation: Evaluation, chapter: Chapter, given: ReportInput) -> list[Any]:
    path = given.runs_dir / site.chapter_file(evaluation.key, chapter.name)
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    cells = _TAKEN_OUT.preprocess(notebook, {})[0].cells
    draw_in(given.publication.colour, cells)
    for cell in cells:
        cell.metadata.update(anchor=_anchor(chapter), shift=1)
        for output in cell.get("outputs", ()):
            if "text/html" in output.get("data", {}):
                named = with_titles(output["data"]["text/html"], given.library.sources)
                output["data"]["text/html"] = _within(named)
    first = cells[0]
    first.metadata["part"] = _anchor(chapter)
    checked = given.checks.get(str(evaluation.key))
    # The title of the report names the evaluation already.
    _, _, rest = first.source.partition("\n")
    title = f"# {markdown(chapter.title)}\n{rest}"
    first.source = pages.chapter_opening(title, evaluation, given.library, checked)
    return list(cells)


def _within(shown: str) -> str:
    """HTML of a chapter with links within the report in the place of those to pages of a book."""

    def led(match: re.Match[str]) -> str:
        source = _SOURCE_PAGE.fullmatch(match[1])
        return f'<a href="#{_source(source[1])}">{match[2]}</a>' if source else match[2]

    return _TO_BOOK.sub(led, shown)


def _quality(evaluation: Evaluation, given: ReportInput) -> dict[str, Any]:
    known = given.qualities.get(str(evaluation.key))
    text = pages.quality_sections(evaluation, known, given.library)
    return _cell(page(f"# {QUALITY_TITLE}", text), _QUALITY, shift=1, part=_QUALITY)


def _sources(evaluation: Evaluation, given: ReportInput) -> Iterator[Any]:
    yield _cell(f"## Bronnen\n\n{pages.commit_sentence(given.versions)}", SOURCES, part=SOURCES)
    for source in pages.used_sources([evaluation], given.library.sources):
        text = page(f"# {markdown(source.title)}", pages.about_source(source))
        yield _cell(text, _source(source.key), shift=2)


def _shared_documents(given: ReportInput, shift: int, **more: str) -> dict[str, Any]:
    text = pages.shared_sources(given.library.shared_sources)
    return _cell(text, _SHARED, shift, **more)


def _cell(text: str, anchor: str, shift: int = 0, **more: str) -> dict[str, Any]:
    metadata = {"anchor": anchor, "shift": shift, **more}
    return {"cell_type": "markdown", "metadata": metadata, "source": text}


def _anchor(chapter: Chapter) -> str:
    return f"hoofdstuk-{chapter.name.replace('_', '-')}"


def _source(key: str) -> str:
    return f"bron-{key}"
