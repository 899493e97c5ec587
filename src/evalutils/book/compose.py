"""Composes the source of the book: hand-written pages, generated pages, executed notebooks."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.book import pages, site
from evalutils.book.book_input import BookInput, Part, parts_of
from evalutils.book.data_files import DATA_FOLDER, compose_data, made_parts
from evalutils.book.differences import FILE, WHY, differences, figures_in, reasons
from evalutils.book.found import findings_of
from evalutils.book.notebook_page import (
    NotebookPage,
    markdown_cell,
    notebook_page,
    page_folder,
    root_from,
)
from evalutils.book.origin_lines import OriginLines
from evalutils.book.released import MARK
from evalutils.book.toc import build_toc, count_pages
from evalutils.book.versions import read_record
from evalutils.chapters.catalogue import TREND
from evalutils.contracts import fixed_names
from evalutils.contracts.key_figures import KEY
from evalutils.dataset.dependencies import files_read
from evalutils.dataset.evaluation import Evaluation
from evalutils.errors import BuildError
from evalutils.literal import markdown
from evalutils.quantities import constant
from evalutils.system.folders import write_inside

TOC_FILE = "_toc.yml"
_MARKER = re.compile(r"<!-- generated: (\w+) -->")
_IGNORED = shutil.ignore_patterns("_build", ".ipynb_checkpoints", "*.mo", ".*")


def compose(book: BookInput, target: Path) -> int:
    """Write the source of the pages into a new folder and give their number.

    The published data come with it only where a page tells of them; see `compose_data`.
    BuildError: a notebook, its run record or a hand-written page is missing or wrong.
    """
    parts, made = list(parts_of(book)), made_parts(book)
    _check_complete(made, book)
    found = {
        str(item.key): findings_of(item, book.runs_dir, book.failures) for item in book.evaluations
    }
    shutil.copytree(book.book_dir, target, ignore=_IGNORED)
    for file, text in generated_pages(book, found).items():
        write_inside(target, file, text)
    _fill_markers(book, target, pages.key_figure_cards(book.evaluations, found, book.checks))
    for part in parts:
        made_page = _notebook(book, part) if part in made else _failed_notebook(book, part)
        # Nobody reads it; indents take a third of all.
        write_inside(target, part.file, json.dumps(made_page.content, ensure_ascii=False))
        for name, text in made_page.files.items():
            write_inside(target / DATA_FOLDER / page_folder(part.file), name, text)
    toc = _toc(book)
    write_inside(
        target, TOC_FILE, json.dumps(toc, ensure_ascii=False, indent=1)
    )  # YAML too, and sooner
    write_inside(target, MARK, "")
    if book.earlier is not None or any(item.needs_release for item in book.evaluations):
        compose_data(book, target)
        _tell_of_data(book, target)
    return count_pages(toc)


def _tell_of_data(book: BookInput, target: Path) -> None:
    """What changed since an earlier edition, and whether this very content was released."""
    if book.earlier is not None:
        published = (target / DATA_FOLDER / FILE).read_text("utf-8")
        write_inside(target, fixed_names.CHANGES, _changes(book, book.earlier, published))
    write_inside(target, MARK, _release_mark(book, target))


def _changes(book: BookInput, earlier: pd.DataFrame, published: str) -> str:
    """The page with what the published figures say otherwise than an earlier edition."""
    now = pages.without_new_kinds(earlier, figures_in(published))
    changes = differences(earlier, now)
    changes[WHY] = reasons(changes["indicator"], book.changelog or Path())
    named = now[list(KEY)].itertuples(index=False, name=None)
    places = dict(zip(named, now["page"], strict=True))
    titles = {
        str(item.key): f"{item.municipality_name}: {site.full_title(item)}"
        for item in book.evaluations
    }
    text = pages.changes_page(changes, places, titles)
    return pages.with_foot(text, book.publication)


def _release_mark(book: BookInput, composed: Path) -> str:
    if not any(item.needs_release for item in book.evaluations):
        return ""
    log = book.releases
    return pages.release_mark(log.release_of(log.digest(composed)) if log else None)


def _check_complete(parts: Sequence[Part], book: BookInput) -> None:
    missing = [part.name for part in parts if not part.run.is_file()]
    if missing:
        listing = "\n".join(f"  {name}" for name in missing)
        raise BuildError(f"These chapters have no executed notebook. Run them first.\n{listing}")
    absent = [name for name in fixed_names.HAND_WRITTEN if not (book.book_dir / name).is_file()]
    if absent:
        raise BuildError(f"Missing from {book.book_dir.name}/: {', '.join(absent)}. Restore them.")


def _toc(book: BookInput) -> dict[str, Any]:
    used = pages.used_sources(book.evaluations, book.library.sources)
    known = {*fixed_names.HAND_WRITTEN, fixed_names.DATA_DICTIONARY, fixed_names.OPEN_DATA}
    extra = sorted(path.name for path in book.book_dir.glob("*.md") if path.name not in known)
    extra = [*extra, fixed_names.CHANGES] if book.earlier is not None else extra
    sources = [source.key for source in used]
    return build_toc(book.evaluations, across=book.across, sources=sources, extra=extra)


def generated_pages(book: BookInput, found: pages.FoundBy) -> dict[str, str]:
    """Every generated page by its source file."""
    library, sources, failures = book.library, book.library.sources, book.failures
    notice = pages.failures_notice(failures, book.evaluations)
    generated = {
        fixed_names.SOURCES: pages.sources_page(book.evaluations, sources, library.shared_sources),
        fixed_names.DATA_DICTIONARY: pages.data_dictionary_page(library),
        fixed_names.OPEN_DATA: pages.open_data_page(notice),
    }
    generated = {name: pages.with_foot(text, book.publication) for name, text in generated.items()}
    for source in pages.used_sources(book.evaluations, sources):
        citing = [item for item in book.evaluations if source.key in item.sources]
        text = pages.source_page(source, citing, library.codelists)
        generated[site.source_file(source.key)] = _whole(book, text, citing)
    for municipality in site.by_municipality(book.evaluations):
        summary = pages.council_summary(municipality, found, book.checks)
        text = pages.municipality_page(municipality, summary, failures)
        if book.with_pdfs:
            text = pages.with_pdf(text, municipality, failures)
        generated[municipality.file] = _whole(book, text, municipality.evaluations)
        for programme in municipality.programmes:
            if programme.file:
                text = pages.programme_page(programme, failures)
                generated[programme.file] = _whole(book, text, programme.evaluations)
        for item in municipality.evaluations:
            key = str(item.key)
            of_item = book.checks.get(key), failures, found.get(key, ())
            text = pages.evaluation_page(item, library, *of_item)
            generated[site.evaluation_file(item.key)] = _whole(book, text, [item])
            text = pages.quality_page(item, book.quality_of.get(str(item.key)), library)
            generated[site.quality_file(item.key)] = _whole(book, text, [item])
    return generated


def _whole(book: BookInput, text: str, evaluations: Sequence[Evaluation]) -> str:
    """A page about evaluations, with its banner and its foot."""
    sources = pages.used_sources(evaluations, book.library.sources)
    text = pages.with_banner(text, evaluations)
    return pages.with_foot(text, book.publication, sources=sources)


def _fill_markers(book: BookInput, target: Path, cards: str) -> None:
    ordered = [
        item for place in site.by_municipality(book.evaluations) for item in place.evaluations
    ]
    texts = {
        fixed_names.TITLE_MARKER: markdown(book.publication.title),
        fixed_names.PUBLICATION_MARKER: pages.publication_box(book.publication),
        fixed_names.KEY_FIGURES_MARKER: cards,
        fixed_names.EVALUATIONS_MARKER: pages.overview_sections(
            ordered,
            book.failures,
            compared=fixed_names.COMPARISON in book.across,
        ),
        fixed_names.VERSIONS_MARKER: pages.versions_section(book.versions),
        **{key: constant(item.latest) for key, item in book.library.parameters.items()},
    }
    for written in sorted(book.book_dir.glob("*.md")):
        text = written.read_text(encoding="utf-8")
        filled = _filled(text, texts, f"{book.book_dir.name}/{written.name}")
        write_inside(target, written.name, pages.with_foot(filled, book.publication))


def _filled(text: str, texts: Mapping[str, str], name: str) -> str:
    """A hand-written page with its markers replaced by generated text."""
    unknown = sorted(set(_MARKER.findall(text)) - set(texts))
    if unknown:
        known = ", ".join(texts)
        raise BuildError(f"{name}: no text is generated for '{unknown[0]}'. Choose from {known}.")
    return _MARKER.sub(lambda match: texts[match[1]], text)


def _notebook(book: BookInput, part: Part) -> NotebookPage:
    """An executed notebook with its place in the book under the title, and its foot."""
    lines = OriginLines(root_from(part.file), book.library.sources, part.usual)
    made = notebook_page(part.run.read_text("utf-8"), part.file, lines, book.publication.colour)
    cells = made.content["cells"]
    for first in cells[:1]:
        source = first["source"]
        text = source if isinstance(source, str) else "".join(source)
        if part.evaluation is None:
            first["source"] = pages.across_opening(text, part.name, book.evaluations)
        else:
            found = book.checks.get(str(part.evaluation.key))
            first["source"] = pages.chapter_opening(text, part.evaluation, book.library, found)
        cells.append(markdown_cell(_foot_of(book, part, pages.title_of(text)), "foot"))
    return made


def _foot_of(book: BookInput, part: Part, title: str) -> str:
    """Of all evaluations together the lists of documents and files would be those of the book."""
    one = part.evaluation
    if one is None:
        return pages.page_foot(title, book.publication, (), (), f"{part.name}.ipynb")
    record = read_record(part.record, part.file, part.name)
    name = part.name.rpartition("/")[2]
    # Of a programme over time those of all its periods.
    place = str(one.key).rpartition("/")[0] if name == TREND.name else str(one.key)
    files = [path for path in files_read(record["inputs"]) if f"/{place}/" in path]
    sources = pages.used_sources([one], book.library.sources)
    return pages.page_foot(title, book.publication, sources, files, f"{name}.ipynb")


def _failed_notebook(book: BookInput, part: Part) -> NotebookPage:
    """The page of a chapter that failed, under the name that every link to it has."""
    text = pages.failed_opening(part.name, part.evaluation, book.library, book.failures[part.name])
    cells = [markdown_cell(pages.with_foot(text, book.publication), "cell-1")]
    return NotebookPage({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, {})
