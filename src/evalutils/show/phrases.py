"""Turns of phrase that several chapters share."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evalutils import dutch
from evalutils.contracts.evidence import EVIDENCE, Evidence
from evalutils.display import Nothing, Prose
from evalutils.statistics.proportions import SMALL_BASE

MOST_IN_A_PARAGRAPH = 3

LEFT_OUT = "Kleine aantallen zijn weggelaten."


def caution(evidence: Evidence) -> str:
    """What a change does and does not prove, given how the evaluation was designed."""
    return EVIDENCE[evidence].caution


def share_of(
    count: float, base: float, share: float, lower: float, upper: float, *, article: bool = False
) -> str:
    """``418 van 759, dat is 55,1% (95%-interval 51,5% tot 58,6%)``; a small base has no point.

    Parameters
    ----------
    count, base
        Numbers of persons.
    share, lower, upper
        In percent, all known.
    article
        Whether to write ``van de 759``.
    """
    text = f"{dutch.number(count)} van {'de ' if article else ''}{dutch.number(base)}"
    if base < SMALL_BASE:
        span = f"{dutch.percent(lower)} en {dutch.percent(upper)}"
        return f"{text}; bij zo weinig mensen ligt het aandeel ergens tussen {span}"
    interval = dutch.interval(lower, upper)
    return f"{text}, dat is {dutch.percent(share)} (95%-interval {interval})"


def told(sentences: Sequence[str]) -> Prose | Nothing:
    """A few sentences as a paragraph, many as a list; nothing when there are none."""
    if not sentences:
        return Nothing()
    if len(sentences) <= MOST_IN_A_PARAGRAPH:
        return Prose(" ".join(sentences))
    return Prose("\n".join(f"- {sentence}" for sentence in sentences))


def left_out(frame: pd.DataFrame, *columns: str) -> bool:
    """Whether a number in one of the columns was left out for privacy."""
    return any(bool(frame[f"hidden_{column}"].notna().any()) for column in columns)
