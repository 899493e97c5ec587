"""Turns of phrase that several chapters share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.evidence import EVIDENCE, Evidence
from evalutils.contracts.qualifiers import CIRCA, EXACT
from evalutils.counted_shares import unit_of
from evalutils.display import Nothing, Prose
from evalutils.quantities import per_100, qualified, qualified_percent
from evalutils.show import cells
from evalutils.statistics.proportions import SMALL_BASE

# What is more than this reads better as a list.
MOST_IN_A_PARAGRAPH, MOST_CHARACTERS = 3, 400

LEFT_OUT = "Kleine aantallen zijn weggelaten."


def caution(evidence: Evidence) -> str:
    """What a change does and does not prove, given how the evaluation was designed."""
    return EVIDENCE[evidence].caution


@dataclass(frozen=True)
class Said:
    """How precisely a source gives a count and its base, and how precise that makes the share."""

    count: object = EXACT
    base: object = EXACT
    share: object = EXACT
    unit: str = ""  # what is counted; empty where the source does not say it


PLAIN = Said()


def share_of(
    count: float,
    base: float,
    share: float,
    lower: float,
    upper: float,
    *,
    article: bool = False,
    said: Said = PLAIN,
) -> str:
    """``418 van 759, dat is 55,1% (95%-interval 51,5% tot 58,6%)``; a small base has no point.

    Parameters
    ----------
    count, base
        Numbers of persons.
    share, lower, upper
        In percent; a bound or an estimate has no interval, all else is known.
    article
        Whether to write ``van de 759``.
    said
        How precise these are: ``ten minste 418 van 759, dat is ten minste 55%``.
    """
    whole = qualified(cells.of_unit(base, said.unit), said.base)
    text = f"{qualified(dutch.number(count), said.count)} van {'de ' if article else ''}{whole}"
    if base < SMALL_BASE and pd.isna(lower):
        return f"{text}; zo'n kleine groep geeft geen zeker aandeel"
    if base < SMALL_BASE:
        decimals = 0 if said.share == CIRCA else 1
        span = f"{dutch.percent(lower, decimals)} en {dutch.percent(upper, decimals)}"
        return f"{text}; bij zo weinig mensen ligt het aandeel ergens tussen {span}"
    found = f"{text}, dat is {qualified_percent(share, said.share)}"
    if pd.isna(lower):
        return found
    return f"{found} (95%-interval {cells.interval(lower, upper, said.share)})"


def ratio_of(
    count: float, base: float, ratio: float, *, who: tuple[str, str] = ("", ""), said: Said = PLAIN
) -> str:
    """``418 vertrekkers tegenover 759 instromers, 55 per 100``: of people outside the base.

    Parameters
    ----------
    count, base
        Numbers of persons.
    ratio
        Per 100 of the base.
    who
        Dutch words for those counted and for those of the base; empty to leave them out.
    said
        How precise these are, as in `share_of`.
    """
    top, bottom = (
        f"{qualified(dutch.number(number), code)} {word}".strip()
        for number, code, word in zip((count, base), (said.count, said.base), who, strict=True)
    )
    return f"{top} tegenover {bottom}, {per_100(ratio, said.share)}"


def share_in(
    row: Any,
    count: str = "count",
    base: str = "n",
    *,
    of: str = "",
    article: bool = False,
    who: tuple[str, str] = ("", ""),
) -> str:
    """The same of a row of a result: of a count, its base, and the share whose columns end on `of`.

    A row with a ratio says that instead. It is empty when the row gives neither.
    """
    read: Callable[..., Any] = row.get if isinstance(row, pd.Series) else partial(getattr, row)
    names = (count, base, *(f"{part}{of}" for part in ("share", "lower", "upper")))
    numbers = [read(name) for name in names]
    ratio = read(f"ratio{of}", float("nan"))
    if any(pd.isna(number) for number in numbers[:2]):
        return ""
    units = [read(f"unit_{name}", "") for name in names[:2]]
    unit = next((unit for unit in units if isinstance(unit, str) and unit), "")
    codes = [read(f"qualifier_{name}", EXACT) for name in names[:3]]
    said = Said(codes[0], codes[1], codes[2], unit)
    if not pd.isna(ratio):
        return ratio_of(numbers[0], numbers[1], ratio, who=who, said=said)
    return "" if pd.isna(numbers[2]) else share_of(*numbers, article=article, said=said)


def people(number: float, frame: pd.DataFrame, column: str) -> str:
    """``2 mensen``, or ``2 huishoudens`` where the counts in a column are of those."""
    units = set(unit_of(frame, column)) - {"", "person"}
    if len(units) == 1:
        return cells.of_unit(number, units.pop())
    return dutch.counted(number, "persoon", "mensen")


def told(sentences: Sequence[str]) -> Prose | Nothing:
    """A few sentences as a paragraph, many or long ones as a list; nothing when there are none."""
    if not sentences:
        return Nothing()
    together = " ".join(sentences)
    few = len(sentences) <= MOST_IN_A_PARAGRAPH and len(together) <= MOST_CHARACTERS
    if few or len(sentences) == 1:
        return Prose(together)
    return Prose("\n".join(f"- {sentence}" for sentence in sentences))


def left_out(frame: pd.DataFrame, *columns: str) -> bool:
    """Whether a number in one of the columns was left out for privacy."""
    return any(bool(frame[f"hidden_{column}"].notna().any()) for column in columns)
