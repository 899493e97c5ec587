"""What an analysis returns: counts, the rule that derives the rest, and the key figures in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd


Cell = tuple[int, str]
"""Row label and column of one number in a frame."""
Term = Cell | str
"""A cell of the result itself, or the name of a number in any result."""


def unchanged(frame: pd.DataFrame) -> pd.DataFrame:
    """Derive nothing."""
    return frame


@dataclass(frozen=True)
class KeyFigure:
    """Which columns of a result make one indicator of key_figures.csv.

    Attributes
    ----------
    indicator
        Name, e.g. ``outflow.share``.
    value, lower, upper, n
        Column names; None where the indicator has none. Rows without a value are left out.
    unit, method, status
        As published, or ``column:NAME`` to take them from a column.
    group
        Column that holds the group, None for an indicator without groups.
    """

    indicator: str
    value: str
    unit: str
    method: str
    group: str | None = "group_key"
    lower: str | None = None
    upper: str | None = None
    n: str | None = None
    status: str = "column:status"


def ranged(
    indicator: str,
    value: str,
    unit: str,
    method: str,
    n: str | None = None,
    *,
    ends: tuple[str, str] = ("lower", "upper"),
    group: str | None = "group_key",
    status: str = "column:status",
) -> KeyFigure:
    """An indicator with an interval; its bounds stand in columns `ends`."""
    return KeyFigure(indicator, value, unit, method, group, *ends, n, status)


def share_or_ratio(
    indicator: str, n: str, *, of: str = "", group: str = "group_key", method: str = "column:method"
) -> tuple[KeyFigure, KeyFigure]:
    """A share with its interval, and ``..._ratio`` per 100 for rows that are no share.

    All columns but `group` and `n` end on `of`, as `counted_shares` makes them.
    """
    ends, status = (f"lower{of}", f"upper{of}"), f"column:status{of}"
    method = f"{method}{of}" if method.startswith("column:") else method
    ratio = indicator.removesuffix("share") + "ratio"
    return (
        ranged(
            indicator, f"share{of}", "percent", method, n, ends=ends, group=group, status=status
        ),
        KeyFigure(ratio, f"ratio{of}", "per_100", method, group, n=n, status=status),
    )


@dataclass(frozen=True)
class Share:
    """A printed percentage that says something about a number of persons.

    Attributes
    ----------
    column
        The percentage, from 0 to 100.
    count
        Count column that it is the share of; None when there is no such column.
    bases
        Count columns of its base: the first that is known counts. None known: not checkable.
    """

    column: str
    count: str | None = None
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Balance:
    """Counts that a reader can add up or subtract.

    Attributes
    ----------
    wholes, parts
        The numbers on either side: the parts together are the wholes, or fit into them. A number
        is a cell of the result or the name of a number in any result; with a name that no result
        gives, the balance says nothing.
    kind
        ``sum``: parts of a whole. ``among``: the same, of which nobody can know that they are all
        of it. ``remainder``: what the parts leave of the whole is itself a group of persons to
        protect. ``flow``: the two sides are equal or unrelated.
    """

    wholes: tuple[Term, ...]
    parts: tuple[Term, ...]
    kind: Literal["sum", "among", "remainder", "flow"] = "sum"


def cells(rows: Iterable[Any], column: str) -> tuple[Cell, ...]:
    """The cells of a column in some rows."""
    return tuple((int(row), column) for row in rows)


def sums(frame: pd.DataFrame, by: str | list[str], whole: str, part: str) -> tuple[Balance, ...]:
    """In every group of rows the parts add up to the whole that stands in its first row."""
    from evalutils.frames import alike

    groups = alike(frame, by)
    return tuple(Balance(cells(rows[:1], whole), cells(rows, part)) for rows in groups)


def remainders(rows: Iterable[Any], whole: str, *parts: str) -> tuple[Balance, ...]:
    """What parts leave of the whole in a row is itself a group of persons to protect."""
    return tuple(
        Balance(((int(row), whole),), tuple((int(row), part) for part in parts), "remainder")
        for row in rows
    )


@dataclass(frozen=True)
class Result:
    """A table computed by an analysis, not yet cleared for publication.

    Attributes
    ----------
    exact
        One row per thing, with head counts and what the source printed, rows numbered from 0.
        Columns ``status`` and ``source`` say per row where the figures come from. It is kept out
        of the printed form of the object, which a notebook might show.
    counts
        Columns that hold numbers of persons: disclosure control protects these.
    shares
        Printed percentages; protected together with the count that they imply.
    balances
        How counts add up, so that nothing hidden can be found by subtraction.
    names
        What the number in a cell is, such as ``caseload.outflow``. Cells of one evaluation with
        the same name and count hold the same number: they are hidden together. So do stocks of
        one day in several periods. A cell without a name is of this result alone.
    derive
        Computes every other column from the counts. It runs after disclosure control, so that
        nothing derived can reveal a protected count, and gives the same rows either way. Column
        ``margin`` says how far a shown count may lie from the true one.
    key_figures
        The indicators that the derived frame holds.
    folds
        Column with the name of a coarser row, of another result, in which a row is counted; empty
        for none. Rows of which no count may be shown stand in that one only, when none of their
        kin is shown: column ``folded`` of the cleared frame says so, and they give no key figures.
    """

    exact: pd.DataFrame = field(repr=False)
    counts: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    balances: tuple[Balance, ...] = ()
    names: Mapping[Cell, str] = field(default_factory=dict)
    derive: Callable[[pd.DataFrame], pd.DataFrame] = field(default=unchanged, repr=False)
    key_figures: tuple[KeyFigure, ...] = field(default=(), repr=False)
    folds: str | None = None

    @property
    def prepared(self) -> pd.DataFrame:
        """The frame with the columns that disclosure control fills in, nothing left out yet."""
        columns = (*self.counts, *(share.column for share in self.shares))
        hidden = {f"hidden_{column}": float("nan") for column in columns}
        return self.exact.assign(margin=0.0, **hidden)


def named(frame: pd.DataFrame, column: str, names: str | Iterable[str | None]) -> dict[Cell, str]:
    """Names of the numbers in a column: one for all its rows, or one per row; None is no name."""
    each = [names] * len(frame) if isinstance(names, str) else list(names)
    return {
        (int(str(row)), column): name
        for row, name in zip(frame.index, each, strict=True)
        if name is not None
    }


def respelled(result: Result, spelled: Callable[[str], str]) -> Result:
    """A result with other names for its numbers."""

    def terms(found: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(spelled(term) if isinstance(term, str) else term for term in found)

    return replace(
        result,
        names={cell: spelled(name) for cell, name in result.names.items()},
        balances=tuple(
            replace(balance, wholes=terms(balance.wholes), parts=terms(balance.parts))
            for balance in result.balances
        ),
    )
