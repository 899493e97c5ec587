"""Programmes beside their mean, and how far a new one may lie from it."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show import cells
from evalutils.show.chart_style import MOST_DRAWN, left_to_table
from evalutils.show.exits_compared import evaluation_of
from evalutils.show.interval_rows import describe, interval_chart
from evalutils.show.table_columns import TableColumn, counts, each, percents, table_of, unless_empty


def sentence(result: Publishable, summary: Publishable) -> Prose:
    """The mean of programmes that may be compared and where a new one may lie, or why not."""
    if summary.empty:
        return Prose(
            "Er is geen gemiddelde: van geen enkel programma is een aandeel uitstroom uit "
            "aantallen te geven."
        )
    row = summary.frame.iloc[0]
    label = markdown(row["label"])
    if result.empty:
        return Prose(
            f"Er is geen gemiddelde. Van {_programmes(row['given'])} is het aandeel met "
            f"bestemming ‘{label}’ uit aantallen berekend, over dezelfde basis. Daarvan "
            f"{_so_many(row['studies'])} te vergelijken met de andere; wat dat verhindert, staat "
            "in de laatste kolom hierboven. Voor een gemiddelde zijn er ten minste "
            f"{row['needed']:.0f} nodig."
        )
    return Prose(
        f"Van {_programmes(row['studies'])} is het aandeel met bestemming ‘{label}’ te "
        f"vergelijken. Het gemiddelde aandeel is {dutch.percent(row['mean'])} "
        f"(95%-interval {dutch.interval(row['lower'], row['upper'])}). Het werkelijke aandeel van "
        "een nieuw programma van dit soort ligt met 95% kans tussen "
        f"{dutch.percent(row['prediction_lower'])} en {dutch.percent(row['prediction_upper'])} "
        "(voorspellingsinterval). Het gemiddelde beschrijft deze programma's en is geen norm."
    )


def _programmes(number: float) -> str:
    return dutch.counted(number, "programma", "programma's")


def _so_many(number: float) -> str:
    if not number:
        return "is er geen enkel"
    return f"{'is' if number == 1 else 'zijn'} er {dutch.number(number)}"


@unless_empty
def chart(result: Publishable, summary: Publishable) -> Chart | Nothing:
    """The forest: programmes with their intervals, below them their mean and the next one."""
    frame, row = result.frame, summary.frame.iloc[0]
    below = pd.DataFrame(
        {
            "share": [row["mean"], row["mean"]],
            "lower": [row["lower"], row["prediction_lower"]],
            "upper": [row["upper"], row["prediction_upper"]],
            # A new programme has a range and no share of its own: drawn as one of few people.
            "n": [frame["n"].sum(), 0],
        }
    )
    drawn = frame.head(MOST_DRAWN - len(below))
    labels = [f"{item.title}, {item.period}" for item in rows(drawn)]
    labels += ["Gemiddelde van deze programma's", "Waar een nieuw programma met 95% kans ligt"]
    together = pd.concat([drawn[list(below)], below], ignore_index=True)
    bounds = (together["share"], together["lower"], together["upper"])
    return Chart(
        interval_chart(labels, *bounds, f"aandeel met bestemming ‘{row['label']}’", together["n"]),
        "gemiddelde",
        "Aandeel per programma, hun gemiddelde en waar het werkelijke aandeel van een nieuw "
        "programma ligt; lijn: 95%-interval, brede balk: 95%-voorspellingsinterval of alleen een "
        "interval" + left_to_table(len(frame), len(drawn)),
        "Aandeel per programma, gemiddelde en voorspelling: "
        + describe(labels, *bounds, together["n"]),
        "gekrompen",
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Shares as counted beside those drawn towards the mean."""
    numbers = range(1, len(result.frame) + 1)
    return table_of(
        result.frame.assign(number=[dutch.number(number) for number in numbers]),
        [
            each("Evaluatie", evaluation_of),
            each("Nummer", lambda row: row.number),
            counts("Basis", "n"),
            TableColumn("Aandeel (95%-interval)", _share),
            percents("Aandeel, dichter bij het gemiddelde", "shrunken"),
        ],
        name="gekrompen",
        title="Aandelen zoals geteld, en dichter bij het gemiddelde",
        notes=[
            "Een klein programma komt dichter bij het gemiddelde dan een groot: zijn aandeel hangt "
            "meer van toeval af. Grote tellen zwaarder, maar niet naar grootte alleen: programma's "
            "verschillen ook echt.",
            "Alleen programma's waarbij geen reden staat om ze niet te vergelijken, tellen mee, "
            "elk met hun laatste periode; en alleen die waarvan een rapport is gepubliceerd.",
        ],
        sentences=True,
    )


def _share(frame: pd.DataFrame) -> cells.Text:
    computed = cells.intervals(frame).ne(dutch.MISSING)
    return cells.shares(frame).mask(computed, cells.with_interval(frame))
