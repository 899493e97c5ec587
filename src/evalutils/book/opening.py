"""The first cell of a chapter: its title, a banner for invented clients, its place in the book."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils.book import pages, site
from evalutils.book.audit_rows import Checks
from evalutils.chapters import Failed, across_named, chapters_of
from evalutils.contracts import fixed_names
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library


def chapter_opening(
    text: str, evaluation: Evaluation, library: Library, checks: Checks | None
) -> str:
    """The first cell of a chapter of one evaluation."""
    title, _, rest = text.partition("\n")
    context = pages.chapter_context(evaluation, library, checks)
    return pages.with_banner(pages.page(title, context, rest), [evaluation])


def failed_opening(
    name: str, evaluation: Evaluation | None, library: Library, failed: Failed
) -> str:
    """The only cell of a chapter that could not be made."""
    if evaluation is None:
        across = across_named(name)
        return pages.failed_page(across.title, "", failed, pages.meaning_across(across))
    own = name.rpartition("/")[2]
    chapter = next(item for item in chapters_of(evaluation) if item.name == own)
    title = f"{chapter.title}: {site.full_title(evaluation)}"
    context = pages.chapter_context(evaluation, library)
    meaning = pages.meaning_of_chapter(evaluation)
    return pages.with_banner(pages.failed_page(title, context, failed, meaning), [evaluation])


def across_opening(text: str, name: str, evaluations: Sequence[Evaluation]) -> str:
    """The first cell of a chapter across evaluations."""
    if name == fixed_names.AUDIT:
        return pages.with_banner(text, [item for item in evaluations if "claims" in item.tables])
    return pages.with_note(text, evaluations)
