"""Evaluations beside their mean, and how far a new one may lie from it."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show import cells
from evalutils.show.chart_style import MOST_DRAWN, left_to_table
from evalutils.show.exits_compared import evaluation_of, reasons
from evalutils.show.interval_rows import describe, interval_chart
from evalutils.show.table_columns import TableColumn, counts, each, percents, table_of, unless_empty


@unless_empty
def sentence(result: Publishable, summary: Publishable) -> Prose | Nothing:
    """The mean of the evaluations and where a new one may come out."""
    row = summary.frame.iloc[0]
    unlike = int(result.frame["reasons"].ne("").sum())
    text = (
        f"Van {dutch.counted(row['studies'], 'evaluatie', 'evaluaties')} zijn de aantallen met "
        f"bestemming '{markdown(row['label'])}' bekend. Het gemiddelde aandeel is "
        f"{dutch.percent(row['mean'])} "
        f"(95%-interval {dutch.interval(row['lower'], row['upper'])}). "
        "Een nieuwe evaluatie van dit soort kan uitkomen tussen "
        f"{dutch.percent(row['prediction_lower'])} en {dutch.percent(row['prediction_upper'])}. "
    )
    if unlike:
        text += (
            f"Bij {dutch.number(unlike)} van de {dutch.number(row['studies'])} staat een reden "
            "waarom het aandeel niet te vergelijken is; het gemiddelde beschrijft de spreiding en "
            "is geen norm."
        )
    return Prose(text.strip())


@unless_empty
def chart(result: Publishable, summary: Publishable) -> Chart | Nothing:
    """The forest: evaluations with their intervals, below them their mean and the next one."""
    frame, row = result.frame, summary.frame.iloc[0]
    below = pd.DataFrame(
        {
            "share": [row["mean"], row["mean"]],
            "lower": [row["lower"], row["prediction_lower"]],
            "upper": [row["upper"], row["prediction_upper"]],
            # A new evaluation has a range and no share of its own: drawn as one of few people.
            "n": [frame["n"].sum(), 0],
        }
    )
    drawn = frame.head(MOST_DRAWN - len(below))
    labels = [f"{item.title}, {item.period}" for item in rows(drawn)]
    labels += ["Gemiddelde van deze evaluaties", "Waar een nieuwe evaluatie kan uitkomen"]
    together = pd.concat([drawn[list(below)], below], ignore_index=True)
    bounds = (together["share"], together["lower"], together["upper"])
    return Chart(
        interval_chart(labels, *bounds, f"aandeel met bestemming '{row['label']}'", together["n"]),
        "gemiddelde",
        "Aandeel per evaluatie, hun gemiddelde en de spreiding daaromheen; lijn: 95%-interval, "
        "brede balk: alleen het interval" + left_to_table(len(frame), len(drawn)),
        "Aandeel per evaluatie, gemiddelde en spreiding: "
        + describe(labels, *bounds, together["n"]),
    )


def table(result: Publishable) -> HtmlTable | Nothing:
    """Shares as counted beside those drawn towards the mean, and the reason for caution."""
    numbers = range(1, len(result.frame) + 1)
    return table_of(
        result.frame.assign(number=[dutch.number(number) for number in numbers]),
        [
            each("Evaluatie", evaluation_of),
            each("Nummer", lambda row: row.number),
            counts("Basis", "n"),
            TableColumn("Aandeel (95%-interval)", _share),
            percents("Aandeel, naar het gemiddelde getrokken", "shrunken"),
            reasons(),
        ],
        name="gekrompen",
        title="Aandelen zoals geteld, en naar het gemiddelde getrokken",
        notes=[
            "Een klein programma wordt verder naar het gemiddelde getrokken dan een groot: zijn "
            "aandeel hangt meer van toeval af.",
        ],
        sentences=True,
    )


def _share(frame: pd.DataFrame) -> cells.Text:
    computed = cells.intervals(frame).ne(dutch.MISSING)
    return cells.shares(frame).mask(computed, cells.with_interval(frame))
