"""How a page opens: title, a banner for invented clients, the place of a chapter in the book."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import box, page
from evalutils.book.pages.evaluation_pages import chapter_context
from evalutils.book.pages.failed import failed_page, meaning_across, meaning_of_chapter
from evalutils.book.pages.release_marks import release_note
from evalutils.book.published_tables import Checks
from evalutils.book.released import Release
from evalutils.chapters import Failed, across_named, chapters_of
from evalutils.contracts import fixed_names
from evalutils.contracts.vocabulary import SYNTHETIC
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.literal import markdown


def chapter_opening(
    text: str, evaluation: Evaluation, library: Library, checks: Checks | None
) -> str:
    """The first cell of a chapter of one evaluation."""
    title, _, rest = text.partition("\n")
    context = chapter_context(evaluation, library, checks)
    return with_banner(page(title, context, rest), [evaluation])


def failed_opening(
    name: str, evaluation: Evaluation | None, library: Library, failed: Failed
) -> str:
    """The only cell of a chapter that could not be made."""
    if evaluation is None:
        across = across_named(name)
        return failed_page(across.title, "", failed, meaning_across(across))
    own = name.rpartition("/")[2]
    chapter = next(item for item in chapters_of(evaluation) if item.name == own)
    title = f"{chapter.title}: {site.full_title(evaluation)}"
    context = chapter_context(evaluation, library)
    meaning = meaning_of_chapter(evaluation)
    return with_banner(failed_page(title, context, failed, meaning), [evaluation])


def across_opening(text: str, name: str, evaluations: Sequence[Evaluation]) -> str:
    """The first cell of a chapter across evaluations."""
    if name == fixed_names.AUDIT:
        return with_banner(text, [item for item in evaluations if "claims" in item.tables])
    return with_note(text, evaluations)


def with_banner(text: str, evaluations: Sequence[Evaluation]) -> str:
    """A page with the banner under its title, when any of these evaluations is synthetic."""
    invented = [item for item in evaluations if item.synthetic]
    sign, _, rest = SYNTHETIC.partition(":")
    some = f" Dat geldt voor {_names(invented)}." if len(invented) < len(evaluations) else ""
    return _under_title(text, f"**{sign}:**{rest}{some}") if invented else text


def with_note(text: str, evaluations: Sequence[Evaluation]) -> str:
    """The comparison, with a line on who is left out because the clients are invented."""
    invented = [item for item in evaluations if item.synthetic]
    if not invented or len(invented) == len(evaluations):
        return with_banner(text, evaluations)
    note = (
        f"**Synthetische gegevens doen niet mee.** De cliënten van {_names(invented)} zijn "
        "verzonnen; daarom staan hun cijfers niet naast die van echte evaluaties. Alleen bij "
        "*Andere mensen, of een ander resultaat* staan zij naast elkaar, zolang geen echte "
        "evaluatie haar cliënten volgt."
    )
    return _under_title(text, note)


def with_release(text: str, release: Release | None) -> str:
    """A report of protected data, with whether and when it was released under its title."""
    return _under_title(text, release_note(release))


def _names(evaluations: Sequence[Evaluation]) -> str:
    """Each with its period; a programme with several of them once."""
    names = [
        site.full_title(last) if len(periods) == 1 else f"{last.title} ({len(periods)} perioden)"
        for place in site.by_municipality(evaluations)
        for periods in (programme.evaluations for programme in place.programmes)
        for last in periods[-1:]
    ]
    return markdown(dutch.listing(names))


def _under_title(text: str, notice: str) -> str:
    lines = text.split("\n")
    title = next((place for place, line in enumerate(lines) if line.startswith("# ")), None)
    if title is None:
        return text
    above, below = "\n".join(lines[: title + 1]), "\n".join(lines[title + 1 :])
    return page(above, box(notice, "synthetic"), below)
