"""How long clients stayed: the share still there by month, and when half had left."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import by_month
from evalutils.show.phrases import told
from evalutils.show.table_columns import each, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

COUNTED = {"programme": "trajecten", "benefit": "uitkeringen"}
CURVES = {"programme": "Nog in het programma", "benefit": "Nog in de uitkering"}


def sentence(result: Publishable, medians: Publishable) -> Prose | Nothing:
    """Share still there after a year, and after how many months half had left."""
    if medians.empty:
        return Nothing()
    sentences = []
    for row in rows(medians.frame):
        what = COUNTED[row.curve]
        curve = result.frame[result.frame["curve"] == row.curve]
        for found in rows(by_month.last_listed(curve, "share")):
            share = by_month.estimated(found.share, found.lower, found.upper, found.clients)
            sentences.append(
                f"Na {found.month} maanden liep naar schatting {share} van de {what} nog"
                f"{by_month.of_whom(found.start)}."
            )
        sentences.append(_median(row, what))
    return told([text for text in sentences if text])


def _median(row: Any, what: str) -> str:
    whom = by_month.of_whom(row.start)
    if pd.isna(row.median):
        if pd.isna(row.hidden_left) and pd.isna(row.hidden_at_risk):
            return f"Zo lang als zij zijn gevolgd, liep meer dan de helft van de {what} door{whom}."
        return ""
    decimals = 0 if row.margin > 0 else 1
    low, high = (dutch.number(value, decimals) for value in (row.lower, row.upper))
    known = dutch.MISSING not in (low, high)
    if row.clients < SMALL_BASE and known:
        return f"Ergens tussen {low} en {high} maanden was de helft van de {what} afgelopen{whom}."
    span = f" (95%-interval {low} tot {high})" if known else ""
    months = dutch.counted(row.median, "maand", "maanden", decimals)
    return f"Na {months}{span} was de helft van de {what} afgelopen{whom}."


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Share still there by month, with its band."""
    return by_month.curves(
        result,
        "curve",
        CURVES,
        start=100,
        name="blijven",
        share="Aandeel van de trajecten, en van de uitkeringen, dat nog loopt",
        since=by_month.SINCE_START,
        lines="Lijnen die dalen vanaf 100%.",
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Share still there at the listed months."""
    return table_of(
        by_month.listed(result.frame),
        by_month.CURVE_COLUMNS,
        name="blijven",
        title="Hoeveel trajecten en uitkeringen nog lopen",
        notes=[by_month.FOLLOWED_NOTE, *by_month.start_notes(result.frame)],
        groups=each("Waar", lambda row: f"{CURVES[row.curve]}{by_month.of_whom(row.start)}"),
    )
