"""Funnels: how many reach each next stage."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.literal import markdown
from evalutils.show import cells, groups, table_columns
from evalutils.show.phrases import share_in, told


def _of_first(frame: pd.DataFrame) -> pd.Series[str]:
    return cells.shares_or_ratios(frame)


def _of_previous(frame: pd.DataFrame) -> pd.Series[str]:
    """Of a second stage the previous one is the first, and the column before this one says it."""
    second = frame.groupby(["funnel", "group"], sort=False).cumcount().eq(1)
    return cells.shares_or_ratios(frame, "_previous").mask(second, dutch.MISSING)


COLUMNS = (
    table_columns.texts("Stap", "stage"),
    table_columns.counts("Aantal", "count"),
    table_columns.TableColumn("Van de eerste stap (95%-interval)", _of_first),
    table_columns.TableColumn("Van de stap ervoor (95%-interval)", _of_previous),
)


@table_columns.unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How many reach the last stage of each funnel."""
    sentences = []
    for (funnel, group), part in result.frame.groupby(["funnel", "group"], sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        name = groups.with_group(dutch.capital(str(funnel)), str(group))
        if said := reached(name, str(first["stage"]), last):
            sentences.append(said)
    return told(sentences)


def reached(name: str, first: str, last: Any, count: str = "count") -> str:
    """How many of the first stage of a funnel reached the last one; empty when it is not known.

    Parameters
    ----------
    name, first
        Funnel and its first stage, as the data have them.
    last
        The row of the last stage, with its number in the column `count`.
    """
    start, end = (f"‘{markdown(stage)}’" for stage in (first, last.stage))
    what = share_in(last, count, "first", article=True, who=(end, start))
    ways = f", van {start} tot {end}" if pd.isna(last.ratio) else ""
    return what and f"{markdown(name)}{ways}: {what}."


@table_columns.unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Stages with their share of the first and of the previous stage."""
    frame = result.frame
    several = len(frame.groupby(["funnel", "group"])) > 1
    return table_columns.table_of(
        frame,
        COLUMNS,
        name="trechters",
        title="Van stap naar stap",
        groups=table_columns.each("Trechter", _name) if several else None,
        notes=[
            *groups.notes(frame),
            *cells.unit_notes(frame, ("count", "first"), ("count", "previous")),
            *cells.ratio_notes(frame, "ratio", "ratio_previous"),
        ],
    )


def _name(row: Any) -> str:
    return groups.with_group(dutch.capital(row.funnel), row.group)
