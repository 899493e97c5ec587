"""What the book says where a chapter could not be made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import box, link, page
from evalutils.chapters import ACROSS, Chapter, Failed, chapters_of
from evalutils.chapters.chapter import AcrossChapter
from evalutils.contracts import fixed_names
from evalutils.dataset.evaluation import Evaluation
from evalutils.literal import markdown

# Chapters that failed, by the name of their notebook in the run.
Failures = Mapping[str, Failed]
NO_FAILURES: Failures = {}

MARK = "**niet gemaakt**"
_CSS = "failed"
# A path of this machine in a message says nothing to a reader, and may not be published.
_FOLDERS = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s'\"]+)+[\\/](?=[^\\/\s'\"])")


def failed_page(title: str, context: str, failed: Failed, meaning: str) -> str:
    """The page in the place of a chapter that failed, with why, as far as it may be told.

    The title is plain text; the line under it and the meaning for the rest of the book are
    Markdown.
    """
    notice = (
        f"**Dit hoofdstuk is niet gemaakt.** De berekening stopte met een fout. Daarom staan hier "
        f"geen cijfers, ook niet die van een eerdere keer. {_why(failed)}"
    )
    return page(f"# {markdown(title)}", context, box(notice, _CSS), meaning)


def _why(failed: Failed) -> str:
    place = "Buiten de cellen" if failed.cell is None else f"In cel {failed.cell} van het notebook"
    kind = f" van de soort {markdown(failed.error)}" if failed.error else ""
    if failed.message:
        message = markdown(_FOLDERS.sub("", failed.message))
        return f"{place} trad een fout op{kind}. De melding, in het Engels: {message}"
    return (
        f"{place} trad een fout op{kind}. De melding staat hier niet, want daarin kan iets staan "
        "dat verborgen moet blijven; wie het boek maakt, vindt haar in de map van de berekening."
    )


def meaning_of_chapter(evaluation: Evaluation) -> str:
    """What the failure of a chapter means for who reads the rest."""
    own = link(site.full_title(evaluation), site.evaluation_file(evaluation.key))
    return (
        "De andere hoofdstukken zijn apart berekend uit dezelfde gegevens en hangen niet van dit "
        f"hoofdstuk af. Welke er van deze evaluatie wel zijn, staat bij {own}. De kengetallen van "
        f"dit hoofdstuk ontbreken in {link('de open data', fixed_names.OPEN_DATA)}."
    )


def meaning_across(chapter: AcrossChapter) -> str:
    """What the failure of a chapter across evaluations means for who reads the rest."""
    return (
        "De hoofdstukken van de evaluaties zijn apart berekend en hangen niet van dit hoofdstuk "
        f"af. {chapter.failed}".strip()
    )


def failures_notice(failures: Failures, evaluations: Sequence[Evaluation]) -> str:
    """Which chapters of the book are missing, for the pages about the whole; empty when none."""
    links = [
        link(
            f"{chapter.title}, {site.full_title(item)}",
            site.chapter_file(item.key, chapter.name),
        )
        for item in evaluations
        for chapter in chapters_of(item)
        if f"{item.key}/{chapter.name}" in failures
    ]
    links += [
        link(chapter.title, site.across_file(chapter.name))
        for chapter in ACROSS
        if chapter.name in failures
    ]
    if not links:
        return ""
    listing = "\n".join(f"- {item}" for item in links)
    number = dutch.counted(len(links), "hoofdstuk", "hoofdstukken")
    text = f"**Niet alles kon worden berekend.** Zonder cijfers in dit boek: {number}."
    return box(f"{text}\n\n{listing}", _CSS)


def chapter_link(evaluation: Evaluation, chapter: Chapter, failures: Failures) -> str:
    """A link to a chapter, with a mark behind it when the chapter failed."""
    mark = f" ({MARK})" if f"{evaluation.key}/{chapter.name}" in failures else ""
    return link(chapter.title, site.chapter_file(evaluation.key, chapter.name)) + mark
