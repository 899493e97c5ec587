"""Funnels: how many reach each next stage."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose, Table
from evalutils.literal import markdown
from evalutils.show import columns
from evalutils.show.phrases import share_of, told

COLUMNS = (
    columns.texts("Stap", "stage"),
    columns.counts("Aantal", "count"),
    columns.percents("Van de eerste stap", "share"),
    columns.intervals(),
    columns.percents("Van de vorige stap", "share_previous"),
    columns.intervals("95%-interval, vorige stap", "lower_previous", "upper_previous"),
)


@columns.unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How many reach the last stage of each funnel."""
    sentences = []
    for funnel, part in result.frame.groupby("funnel", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        if pd.isna(last["share"]):
            continue
        reached = share_of(
            last["count"], last["first"], last["share"], last["lower"], last["upper"], article=True
        )
        stages = f"van '{markdown(first['stage'])}' tot '{markdown(last['stage'])}'"
        sentences.append(f"{markdown(dutch.capital(str(funnel)))}, {stages}: {reached}.")
    return told(sentences)


@columns.unless_empty
def table(result: Publishable) -> Table | Nothing:
    """Stages with their share of the first and of the previous stage."""
    several = result.frame["funnel"].nunique() > 1
    return columns.table_of(
        result.frame,
        COLUMNS,
        name="trechters",
        title="Van stap naar stap",
        groups=columns.texts("Trechter", "funnel") if several else None,
    )
