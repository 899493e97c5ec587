"""What an evaluation has no figures for: the source does not say it, or nobody took it over."""

from __future__ import annotations

from evalutils import dutch
from evalutils.chapters import CHAPTERS, Chapter, chapters_of
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation

NOT_SAID, NOT_TAKEN = "niet in de bron", "in dit boek niet overgenomen"


def absent_figures(evaluation: Evaluation) -> str:
    """What the source does not say, and what was not taken over, a sentence each; or empty.

    A chapter counts as not said when any of its tables is declared so; other tables that are
    declared are named by themselves.
    """
    absent = _absent_chapters(evaluation)
    said = [item for item in absent if not _declared(item, evaluation)]
    unsaid = [item for item in absent if item not in said]
    covered = {table for item in unsaid for table in item.tables}
    single = [TABLES[name].title for name in evaluation.not_in_source if name not in covered]
    return " ".join(
        f"{dutch.capital(words)}: cijfers over {dutch.listing(names)}."
        for words, names in (
            (NOT_SAID, [*(item.missing for item in unsaid), *map(dutch.within, single)]),
            (NOT_TAKEN, [item.missing for item in said]),
        )
        if names
    )


def no_results(evaluation: Evaluation) -> str:
    """Why an evaluation has no chapters, in the words of `absent_figures`."""
    return f"geen resultaten: {_why(evaluation)}"


def about_no_results(evaluation: Evaluation) -> str:
    """The same as a paragraph; that no results were measured is a finding."""
    text = f"{dutch.capital(no_results(evaluation))}."
    if _why(evaluation) != NOT_SAID:
        return text
    return (
        f"{text} Dat is zelf een bevinding: zonder gemeten resultaten is niet te zeggen wat er "
        "voor de deelnemers veranderde."
    )


def _why(evaluation: Evaluation) -> str:
    silent = all(_declared(item, evaluation) for item in _absent_chapters(evaluation))
    return NOT_SAID if silent else NOT_TAKEN


def _absent_chapters(evaluation: Evaluation) -> list[Chapter]:
    """The chapters that a report could have figures for and this evaluation has none of."""
    given = chapters_of(evaluation)
    return [item for item in CHAPTERS if item.missing and item not in given]


def _declared(chapter: Chapter, evaluation: Evaluation) -> bool:
    return not chapter.tables.isdisjoint(evaluation.not_in_source)
