"""The chapters across evaluations, each only where there is something for it to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analysis_named
from evalutils.chapters.chapter import AcrossChapter
from evalutils.contracts.fixed_names import AUDIT, COMPARISON
from evalutils.contracts.vocabulary import WORK
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library

# Exits that a programme aims at; administrative exits and care are left out of the comparison.
COMPARED = ("total", *WORK)


def side_by_side(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    """Those that may be compared: with invented clients only when there are no others."""
    # Beside real results invented ones would mislead; among each other they serve to learn from.
    every = list(evaluations)
    return [item for item in every if not item.synthetic] or every


def has_costs(evaluation: Evaluation) -> bool:
    """Whether its costs can stand beside those of others: it gives a horizon."""
    return "costs" in evaluation.tables and "horizon_months" in evaluation.assumptions


def _can_be_compared(evaluations: Sequence[Evaluation], library: Library) -> bool:
    """Two of them give a share of one destination, or costs."""
    chosen = side_by_side(evaluations)
    if sum(map(has_costs, chosen)) > 1:
        return True
    seen: set[str] = set()
    for item in chosen:  # two are enough: a thousand others need no analysis
        shares = _shares(item, library)
        if seen & shares:
            return True
        seen |= shares
    return False


def _shares(evaluation: Evaluation, library: Library) -> set[str]:
    """The destinations of which an evaluation gives a share of all its clients."""
    analysis = analysis_named("destinations")
    if not analysis.possible(evaluation):
        return set()
    frame = analysis.result(AnalysisInputs(evaluation, library)).exact
    given = frame["published_share"].notna() | (frame["count"].notna() & frame["n"].notna())
    known = frame[frame["group"].eq("") & given]["destination"]
    return {code for code in known if library.destinations[code].grouping in COMPARED}


def _can_be_checked(evaluations: Sequence[Evaluation], _: Library) -> bool:
    """One of them has published figures, a target with a result or a contradiction."""
    return any(
        "claims" in item.tables
        or item.contradictions
        or ("targets" in item.tables and item.tables["targets"]["result"].notna().any())
        for item in evaluations
    )


ACROSS = (
    AcrossChapter(COMPARISON, "Vergelijking van de evaluaties", _can_be_compared, "vergelijking"),
    AcrossChapter(
        AUDIT,
        "Controle van gepubliceerde cijfers",
        _can_be_checked,
        "controle",
        failed="Van geen enkel gepubliceerd cijfer is nu gezegd of het klopt, en `audit.csv` "
        "heeft geen regels.",
        reads_related=True,
    ),
)


def across_of(evaluations: Sequence[Evaluation], library: Library) -> tuple[AcrossChapter, ...]:
    """The chapters across these evaluations that have something to show."""
    return tuple(chapter for chapter in ACROSS if chapter.given(evaluations, library))


def across_named(name: str) -> AcrossChapter:
    """The chapter across evaluations of a name."""
    return next(chapter for chapter in ACROSS if chapter.name == name)
