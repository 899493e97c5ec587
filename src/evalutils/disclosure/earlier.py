"""What earlier editions said of a number, and when this one may not say another thing.

Who knows that one client came or left between two editions learns the number from a change that
only happens at one count. Rounded under a key that nobody outside knows, a number changes its
rounded form at any of as many counts as it is rounded to (compare the cell keys of Thompson,
Broadfoot & Elazar 2013, Methodology for the automatic confidentialisation of statistical outputs).
Only the threshold is the same for all, and without a key so is the middle of a step: there nothing
is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from evalutils.dataset.editions import Before, figure_label, hashed
from evalutils.disclosure.recovery import Bounds
from evalutils.disclosure.rule import Rule
from evalutils.result import Cell, Result

_NO_CODES = ("source", "status", "note")


def labels_of(result: Result, name: str) -> dict[Cell, str]:
    """Per cell of a count a name that it has in every edition, whatever the count.

    Parameters
    ----------
    name
        Of the result, after its programme and period.
    """
    rows = row_codes(result.exact)
    again: Counter[str] = Counter()
    found: dict[Cell, str] = {}
    for row, codes in rows.items():
        again[codes] += 1
        for column in result.counts:
            found[row, column] = hashed(name, codes, str(again[codes]), column)
    return found


def figures_of(result: Result, name: str) -> dict[Cell, list[str]]:
    """Per cell of a count the labels of the key figures that tell it.

    Of an edition of which nothing is kept but what everybody has, these are all that is known.
    """
    evaluation = name.partition(": ")[0].replace("\n", "/")
    frame, found = result.derive(result.prepared), dict[Cell, list[str]]()
    for figure in result.key_figures:
        groups = frame[figure.group] if figure.group else pd.Series("", frame.index)
        for part in ("value", "n"):
            column = getattr(figure, part)
            if column in result.counts:
                for row, group in groups.items():
                    label = figure_label(evaluation, figure.indicator, str(group), part)
                    found.setdefault((int(str(row)), column), []).append(label)
    return found


def row_codes(frame: pd.DataFrame) -> dict[int, str]:
    """The codes in each row, as its name."""
    names = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name])]
    codes = frame[[name for name in names if name not in _NO_CODES]].astype(object)
    texts = codes.where(codes.notna(), "").astype(str)
    return {label: "/".join(filter(None, row)) for label, *row in texts.itertuples(name=None)}


def narrowed(now: Bounds, count: float, told: Iterable[Before]) -> Bounds:
    """What a reader knows who has earlier editions too, as far as a number may be the same."""
    for one in told:
        if one.low <= count <= one.high:
            now = Bounds(max(now.low, one.low), min(now.high, one.high))
    return now


def gives_away(count: float, told: Iterable[Before], rule: Rule) -> bool:
    """Whether one client more or less could be seen from what is said now and was said before."""
    return any(_is_a_step(count, one, rule) for one in told)


def _is_a_step(count: float, before: Before, rule: Rule) -> bool:
    low = rule.threshold
    if count < low:
        return before.shown and before.low <= low
    if not before.shown:
        return before.high < low and count < low + rule.rounding
    now = rule.bounds(count)
    apart = not before.low <= count <= before.high
    return not rule.key and apart and before.low - 1 <= now.high and now.low <= before.high + 1
