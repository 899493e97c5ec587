"""The first cell of a chapter: its title, a banner for invented clients, its place in the book."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.publishing import pages, site
from evalutils.publishing.audit_rows import Checks


def chapter_opening(
    text: str, evaluation: Evaluation, library: Library, checks: Checks | None
) -> str:
    """The first cell of a chapter of one evaluation."""
    title, _, rest = text.partition("\n")
    context = pages.chapter_context(evaluation, library, checks)
    return pages.with_banner(pages.page(title, context, rest), [evaluation])


def across_opening(text: str, name: str, evaluations: Sequence[Evaluation]) -> str:
    """The first cell of a chapter across evaluations."""
    if name == site.AUDIT:
        return pages.with_banner(text, [item for item in evaluations if "claims" in item.tables])
    return pages.with_note(text, evaluations)
