"""The link to the PDF of a municipality."""

from __future__ import annotations

from pathlib import Path

from evalutils.book import site
from evalutils.book.markdown import page
from evalutils.book.pages.failed import NO_FAILURES, Failures
from evalutils.chapters import chapters_of
from evalutils.literal import html


def pdf_file(municipality: site.Municipality, failures: Failures = NO_FAILURES) -> str:
    """Where the PDF of a municipality stands in the book; nowhere when a chapter failed."""
    chapters = (
        f"{item.key}/{chapter.name}"
        for item in municipality.evaluations
        for chapter in chapters_of(item)
    )
    folder = Path(municipality.file).parent
    return "" if any(name in failures for name in chapters) else f"{folder}/{folder}.pdf"


def with_pdf(text: str, municipality: site.Municipality, failures: Failures) -> str:
    """The page of a municipality with a link to its PDF, when there is one."""
    file = pdf_file(municipality, failures)
    if not file:
        return text
    # Plain HTML: a Markdown link would make Sphinx look for a source page of this name.
    link = f'<a href="{Path(file).name}">Alles over {html(municipality.title)} als pdf</a>'
    return page(text, f"{link}, om af te drukken of te bewaren.")
