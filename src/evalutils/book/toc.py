"""The table of contents of the book, in the form that Jupyter Book asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from evalutils.book import site
from evalutils.chapters import across_named, chapters_of
from evalutils.contracts import fixed_names
from evalutils.dataset.evaluation import Evaluation

Toc = dict[str, Any]


def build_toc(
    evaluations: Sequence[Evaluation],
    *,
    across: Sequence[str] = (),
    sources: Sequence[str] = (),
    extra: Sequence[str] = (),
) -> Toc:
    """Build the table of contents, in which the order of the evaluations does not matter.

    Municipality, programme when it has several periods, evaluation, chapters; then the notebooks
    across evaluations, the general pages with those of the sources, and extra hand-written pages
    that the book does not know by name.
    """
    parts = {
        "Evaluaties": [_municipality(item) for item in site.by_municipality(evaluations)],
        "Vergelijken": [
            _entry(site.across_file(name), across_named(name).title) for name in across
        ],
        "Verantwoording": _general(sources, extra),
    }
    return {
        "format": "jb-book",
        "root": _stem(fixed_names.START),
        "parts": [{"caption": name, "chapters": part} for name, part in parts.items() if part],
    }


def count_pages(toc: Toc) -> int:
    """Number of pages in a table of contents, the start page included."""
    return 1 + sum(_count(part["chapters"]) for part in toc["parts"])


def _count(entries: Sequence[Toc]) -> int:
    return sum(1 + _count(entry.get("sections", ())) for entry in entries)


def _stem(file: str) -> str:
    return str(PurePosixPath(file).with_suffix(""))


def _entry(file: str, title: str | None = None, sections: Sequence[Toc] = ()) -> Toc:
    more = {"title": title, "sections": list(sections)}
    return {"file": _stem(file), **{name: value for name, value in more.items() if value}}


def _municipality(municipality: site.Municipality) -> Toc:
    sections = [_programme(programme) for programme in municipality.programmes]
    return _entry(municipality.file, municipality.title, sections)


def _programme(programme: site.Programme) -> Toc:
    if programme.file is None:
        return _evaluation(programme.evaluations[0], programme.title)
    sections = [_evaluation(item, item.period_label) for item in programme.evaluations]
    return _entry(programme.file, programme.title, sections)


def _evaluation(evaluation: Evaluation, title: str) -> Toc:
    # The bar at the side nests these under their programme, so the short name is enough there;
    # the page itself is titled in full.
    sections = [
        _entry(site.chapter_file(evaluation.key, chapter.name), chapter.title)
        for chapter in chapters_of(evaluation)
    ]
    sections.append(_entry(site.quality_file(evaluation.key), fixed_names.QUALITY_TITLE))
    return _entry(site.evaluation_file(evaluation.key), title, sections)


def _general(sources: Sequence[str], extra: Sequence[str]) -> list[Toc]:
    names = fixed_names
    pages = (names.METHODS, names.DEFINITIONS, names.DATA_DICTIONARY, names.OPEN_DATA)
    documents = [_entry(site.source_file(key)) for key in sources]
    closing = (*extra, names.ACCESSIBILITY, names.COLOPHON)
    return [*map(_entry, pages), _entry(names.SOURCES, sections=documents), *map(_entry, closing)]
