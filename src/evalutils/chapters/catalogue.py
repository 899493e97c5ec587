"""The chapters of the book, in its order, and what may be asked of an evaluation."""

from __future__ import annotations

from evalutils.chapters.chapter import Analysis, Chapter
from evalutils.chapters.cost_chapters import COST_BENEFIT, UNCERTAINTY
from evalutils.chapters.effect_chapters import EFFECT, EFFECT_CLIENTS
from evalutils.chapters.ladder_chapters import LADDER, LADDER_CLIENTS
from evalutils.chapters.outflow_chapters import OUTFLOW, OUTFLOW_CLIENTS
from evalutils.dataset.evaluation import Evaluation, Outlined, closes_series
from evalutils.errors import InputError

TREND = Chapter(
    name="trend",
    title="Jaren naast elkaar",
    question="is het beter of slechter dan eerder?",
    asked=closes_series,
    means="jaren",
    reads_programme=True,
)

CHAPTERS = (
    LADDER,
    LADDER_CLIENTS,
    OUTFLOW,
    OUTFLOW_CLIENTS,
    EFFECT,
    EFFECT_CLIENTS,
    COST_BENEFIT,
    UNCERTAINTY,
    TREND,
)

# What key_figures.csv calls the analysis of a notebook of a researcher's own.
OWN = "own"

_ANALYSES = {item.name: item for chapter in CHAPTERS for item in chapter.analyses}


def chapters_of(evaluation: Outlined) -> tuple[Chapter, ...]:
    """The chapters that an evaluation has data for, in the order of the book; own ones last."""
    own = (
        Chapter(item.name, item.title, item.question, figures=OWN, notebook=item.path)
        for item in evaluation.own_notebooks
    )
    return (*(chapter for chapter in CHAPTERS if chapter.given(evaluation)), *own)


def compares(evaluation: Outlined) -> bool:
    """Whether a chapter lays its people beside others who did without the programme."""
    return any(chapter.published_as == EFFECT.name for chapter in chapters_of(evaluation))


def analyses_of(evaluation: Evaluation) -> tuple[Analysis, ...]:
    """All that can be computed for an evaluation, in the order of the book."""
    return tuple(
        item
        for chapter in chapters_of(evaluation)
        for item in chapter.analyses
        if item.possible(evaluation)
    )


def analysis_named(name: str) -> Analysis:
    """The analysis of a name.

    Raises
    ------
    InputError
        When there is none, with the names that there are.
    """
    if name not in _ANALYSES:
        raise InputError(f"There is no analysis '{name}'. There are: {', '.join(_ANALYSES)}.")
    return _ANALYSES[name]
