"""Turns a result into a table that may be published, once it is known what to leave out.

Counts below the threshold are left out, other counts are rounded to a base, and everything else is
derived from what is left. The rule follows OpenSAFELY (redact, then round) with the threshold of
ACRO; the module `suppression` leaves out more where subtraction would still give a count away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.key_figures import AS_PUBLISHED, KEY, SAYS
from evalutils.contracts.qualifiers import EXACT, INEXACT, Stated
from evalutils.contracts.shown_origin import UNKNOWN, Origin
from evalutils.disclosure.numbers import implied_counts
from evalutils.disclosure.rule import Rule
from evalutils.result import Cell, KeyFigure, Result, Share
from evalutils.seal import refuse_by_hand


@dataclass(frozen=True)
class Publishable:
    """A table that may reach a page.

    Attributes
    ----------
    frame
        The derived table. Numbers that were left out are missing; per column of counts or printed
        shares a column ``hidden_NAME`` holds the number they are below, infinite where even that
        is not said, and is missing where nothing was left out. Between which numbers one lies that
        was left out for the sake of others stands in ``hidden_low_NAME`` and ``hidden_high_NAME``.
    key_figures
        Rows of key_figures.csv without the columns that name the evaluation.
    protected
        True when a rule was applied.
    origin
        Where it comes from, once a report knows.
    """

    frame: pd.DataFrame
    key_figures: pd.DataFrame
    protected: bool
    origin: Origin = UNKNOWN

    def __post_init__(self) -> None:
        """Refuse one that a notebook about protected data makes by hand."""
        refuse_by_hand("A Publishable", depth=3)  # from here by way of the generated __init__

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.frame.empty


ROUNDED = "counts rounded to"
"""In the method of each key figure of protected counts."""
# Columns of what is computed of persons and cannot be derived from counts begin with this.
EXACT_OF_PERSONS = "exact_"


class Hidden(NamedTuple):
    """The cells of a result to leave out, and how the others are rounded.

    Attributes
    ----------
    small
        Counts below the threshold, which may be shown as such.
    other
        Counts left out to protect a small one, and small ones of which even that would say too
        much, with the lowest and highest that may be told of each.
    lifts
        For the others, what is added before they are rounded down; see `Rule.lift`.
    """

    small: frozenset[Cell] = frozenset()
    other: Mapping[Cell, tuple[float, float]] = MappingProxyType({})
    lifts: Mapping[Cell, float] = MappingProxyType({})


def uncleared(result: Result) -> Publishable:
    """A result whose figures are public already."""
    refuse_by_hand("disclosure.uncleared")
    derived = result.derive(result.prepared)
    return Publishable(derived, _key_figures(result, derived, derived), False)


def cleared(result: Result, hidden: Hidden, rule: Rule) -> Publishable:
    """A result without the hidden cells, other counts rounded."""
    refuse_by_hand("disclosure.cleared")
    derived = result.derive(_folded(result, _protected(result, hidden, rule)))
    complete = result.derive(_with_ones(result, rule)) if result.key_figures else derived
    table = _key_figures(result, derived, complete)
    if result.counts:
        table["method"] += f", {ROUNDED} {rule.rounding}"
    return Publishable(derived, table, True)


def _key_figures(result: Result, derived: pd.DataFrame, complete: pd.DataFrame) -> pd.DataFrame:
    columns = [name for name in (*KEY, *SAYS) if name not in _NAMING]
    rows = [_rows(derived, complete, figure) for figure in result.key_figures]
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
    return table[columns]


def exact_values(result: Result) -> Iterator[tuple[str, str, Stated]]:
    """Indicator, group and value of every key figure, before disclosure control.

    They serve to check published figures and must not reach a page. A value carries how precise it
    is, and whether a source prints it as it is.
    """
    frame = result.derive(result.prepared)
    for figure in result.key_figures:
        values = frame[figure.value].to_numpy(dtype="float64", na_value=np.nan)
        groups = [""] * len(values) if figure.group is None else frame[figure.group].tolist()
        known = (
            pd.Series(_literal_or_column(frame, text), frame.index)
            for text in (figure.status, figure.method)
        )
        for group, value, status, method in zip(groups, values.tolist(), *known, strict=True):
            if value == value:  # not missing
                code = status if status in INEXACT else EXACT
                stated = Stated(value, code, transcribed=method == AS_PUBLISHED)
                yield figure.indicator, group, stated


_NAMING = ("municipality", "programme", "period", "analysis")


def _with_ones(result: Result, rule: Rule) -> pd.DataFrame:
    """The frame with 1 for every small count, and for what is computed of persons but undefined.

    It only serves to tell which figures there are: that must not depend on how small a count is.
    """
    frame = result.prepared
    for column in result.counts:
        counts = frame[column].astype("float64")
        frame[column] = counts.mask(counts < rule.threshold, 1.0)
    undefined = [name for name in frame if str(name).startswith(EXACT_OF_PERSONS)]
    return frame.fillna(dict.fromkeys(undefined, 1.0)) if undefined else frame


def _folded(result: Result, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with what stands in a coarser row only: it follows from what is left out alone."""
    if result.folds is None:
        return frame
    coarser, hidden = frame[result.folds], frame[f"hidden_{result.counts[0]}"].notna()
    folded = hidden.groupby(coarser).transform("all") & coarser.duplicated(keep=False)
    return frame.assign(folded=folded & coarser.ne(""))


def _protected(result: Result, hidden: Hidden, rule: Rule) -> pd.DataFrame:
    """The frame with counts left out or rounded, and printed shares in step with them.

    Beside a count a printed share says the same more precisely, so there it is dropped.
    """
    frame = result.prepared
    implied = implied_counts(result)
    kept = {
        column: _cleared(frame.index, column, implied, hidden, rule) for column in result.counts
    }
    for share in result.shares:
        alone = frame[share.column].notna()
        if share.count is not None:
            alone &= frame[share.count].isna()
        printed = _cleared_share(frame, share, kept).where(alone)
        frame[f"hidden_{share.column}"] = np.where(alone & printed.isna(), np.inf, np.nan)
        frame[share.column] = printed
    for column in result.counts:
        frame[column] = kept[column].where(frame[column].notna())
    for name, below in _below(hidden, rule).items():
        frame[name] = pd.Series(below, dtype="float64").reindex(frame.index)
    frame["margin"] = float(rule.margin)
    return frame


def _below(hidden: Hidden, rule: Rule) -> Mapping[str, Mapping[int, float]]:
    """The columns that say of hidden cells what they are below and between, by row."""
    columns: dict[str, dict[int, float]] = defaultdict(dict)
    for row, column in hidden.small:
        columns[f"hidden_{column}"][row] = rule.threshold
    for (row, column), (low, high) in hidden.other.items():
        columns[f"hidden_{column}"][row] = np.inf
        columns[f"hidden_low_{column}"][row] = low
        columns[f"hidden_high_{column}"][row] = high
    return columns


def _cleared(
    index: pd.Index[int],
    column: str,
    implied: dict[tuple[int, str], float],
    hidden: Hidden,
    rule: Rule,
) -> pd.Series[float]:
    """A column of known and implied counts, rounded, without the hidden ones."""
    left_out = hidden.small | hidden.other.keys()
    cells = [(row, column) for row in index]
    values = [
        rule.shown(implied[cell], hidden.lifts.get(cell))
        if cell in implied and cell not in left_out
        else np.nan
        for cell in cells
    ]
    return pd.Series(values, index=index, dtype="float64")


def _cleared_share(
    frame: pd.DataFrame, share: Share, cleared: dict[str, pd.Series[float]]
) -> pd.Series[float]:
    """A printed share as that of rounded counts; one of an unknown number cannot be checked."""
    if share.count is None or not share.bases:
        return pd.Series(np.nan, index=frame.index)
    base = cleared[share.bases[0]].copy()
    given = frame[share.bases[0]].notna()
    for column in share.bases[1:]:
        # The first base that the source gives, hidden or not: never another one in its place.
        base = base.where(given, cleared[column])
        given |= frame[column].notna()
    return 100 * cleared[share.count] / base


def _rows(cleared: pd.DataFrame, complete: pd.DataFrame, figure: KeyFigure) -> pd.DataFrame:
    """Rows of key_figures.csv: a figure that only the complete table holds is suppressed."""
    keep = complete[figure.value].notna()
    if "folded" in cleared:
        keep &= ~cleared["folded"]
    if not keep.all():
        same = cleared is complete
        complete = complete[keep]
        cleared = complete if same else cleared[keep]

    def number(name: str | None) -> pd.Series[float] | float:
        return np.nan if name is None else cleared[name].astype("float64")

    rows = pd.DataFrame(
        {
            "indicator": figure.indicator,
            "group": "" if figure.group is None else complete[figure.group],
            **{part: number(getattr(figure, part)) for part in ("value", "lower", "upper", "n")},
            "unit": _literal_or_column(complete, figure.unit),
            "method": _literal_or_column(complete, figure.method),
            "status": _literal_or_column(complete, figure.status),
            "source": complete["source"],
        },
        index=complete.index,
    )
    suppressed = rows["value"].isna()
    if suppressed.any():
        rows[["lower", "upper"]] = rows[["lower", "upper"]].mask(suppressed)
        rows["status"] = rows["status"].mask(suppressed, "suppressed")
    return rows


def _literal_or_column(frame: pd.DataFrame, text: str) -> pd.Series[str] | str:
    return frame[text.removeprefix("column:")] if text.startswith("column:") else text
