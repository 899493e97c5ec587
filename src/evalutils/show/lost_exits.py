"""Figures per number of 100 exits that are additional: its words, columns and lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from evalutils import dutch
from evalutils.display import HtmlTable, Nothing
from evalutils.show.cells import left_out_notes
from evalutils.show.chart_style import SERIES
from evalutils.show.table_columns import TableColumn, table_of
from evalutils.statistics.proportions import SMALL_BASE

KNOWN, ESTIMATED = "volgens de bron", "naar schatting"


def extra_names(frame: pd.DataFrame, own: str = "", ending: str = " extra") -> pd.Series:
    """How many of 100 exits are additional, per row; `own` where that is known."""
    if frame["net_known"].all():
        known = KNOWN if frame["corrected"].iloc[0] is None else ESTIMATED
        return pd.Series(own or known, index=frame.index)
    return frame["lost"].map(lambda lost: f"{extra_of(lost)}{ending}")


def extra_of(lost: Any) -> str:
    """``75 van de 100`` for a quarter that is lost."""
    return f"{dutch.number(100 * (1 - float(lost)))} van de 100"


def few(row: Any) -> bool:
    """Whether so few people took part that a figure is its interval only."""
    return bool(row.participants < SMALL_BASE)


def with_span(row: Any, name: str, write: Callable[[float], str]) -> str:
    """A figure with its interval, of few people the interval alone.

    A figure without an interval is the same in every draw: it does not hang on how many left.
    """
    value, low, high = (getattr(row, column) for column in (name, f"{name}_low", f"{name}_high"))
    if pd.isna(low) or pd.isna(high):
        return dutch.MISSING if pd.isna(value) else write(value)
    span = f"{write(low)} tot {write(high)}"
    return span if few(row) else f"{write(value)} ({span})"


def table_per_share(
    frame: pd.DataFrame,
    first: TableColumn,
    values: str,
    own: str,
    write: Callable[[Any], str],
    *,
    index: str,
    name: str,
    title: str,
    notes: list[str],
) -> HtmlTable | Nothing:
    """A table with a row per value of `index` and a column per number that is additional.

    Parameters
    ----------
    frame
        Rows with index, lost, net_known and the values.
    first
        The column that names the rows.
    values, write
        The column in the cells, and its text.
    own
        Heading where the source knows the share.
    """
    heads = dict(zip(frame["lost"], extra_names(frame, own), strict=True))
    wide = frame.pivot(index=index, columns="lost", values=values).reindex(frame[index].unique())

    def column(lost: Any) -> TableColumn:
        return TableColumn(heads[lost], lambda shown: shown[lost].map(write))

    columns = [first, *(column(lost) for lost in wide.columns)]
    notes = [*notes, *left_out_notes(frame)]
    return table_of(wide.reset_index(), columns, name=name, title=title, notes=notes)


def drawn_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that a chart draws, with the name of their line; none if all exits are lost."""
    return frame.assign(name=extra_names(frame))[frame["lost"] < 1]


def colours(frame: pd.DataFrame) -> dict[str, str]:
    """The colour of each name, in the order of the shares."""
    return dict(zip(frame["name"].unique(), SERIES, strict=False))


def share_lines(axes: Axes, frame: pd.DataFrame, across: str, up: str) -> None:
    """Draw a line per share, told apart by dashes as well as by colour."""
    sns.lineplot(
        frame,
        x=across,
        y=up,
        hue="name",
        style="name",
        palette=colours(frame),
        estimator=None,
        errorbar=None,
        linewidth=2.2,
        ax=axes,
    )
