"""Exit shares of all evaluations side by side: alphabetical, no ranking."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import qualified, qualified_percent
from evalutils.show.cells import ratio_notes
from evalutils.show.chart_style import FEWEST_DRAWN
from evalutils.show.interval_rows import describe, interval_chart, legend_of, of_one_base
from evalutils.show.table_columns import (
    TableColumn,
    counts,
    each,
    intervals,
    ratios,
    shares,
    table_of,
    texts,
    unless_empty,
)
from evalutils.statistics.proportions import SMALL_BASE


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How wide the shares differ and why they cannot be ranked."""
    frame = result.frame
    if len(frame) == 1:
        return Prose(f"Alleen van {_evaluations(frame)} is een aandeel uitstroom te geven.")
    return Prose(
        f"Van {_evaluations(frame)} is een aandeel uitstroom te geven. {_range(frame)}De aandelen "
        f"zijn niet rechtstreeks te vergelijken: zij gaan over {_bases(frame)}verschillende "
        "groepen mensen en over perioden van verschillende lengte. De volgorde is daarom "
        f"alfabetisch en geen rangorde.{_small(frame)}"
    )


def _evaluations(frame: pd.DataFrame) -> str:
    return dutch.counted(frame["evaluation"].nunique(), "evaluatie", "evaluaties")


def _range(frame: pd.DataFrame) -> str:
    """The lowest and highest share of the destination that most evaluations give."""
    evaluations = frame.groupby("label")["evaluation"].nunique()
    label = str(evaluations.idxmax())
    if evaluations.max() < 2:
        return ""
    part = frame[frame["label"] == label].sort_values("share")
    low, high = (_point(row) for row in rows(part.iloc[[0, -1]]))
    return f"Het aandeel met bestemming ‘{markdown(label)}’ loopt van {low} tot {high}. "


def _point(row: Any) -> str:
    """A share; of few people only where it lies between."""
    code = getattr(row, "qualifier_share", EXACT)
    if pd.isna(row.lower):
        few = f" (van {dutch.number(row.n)} mensen)" if row.n < SMALL_BASE else ""
        return f"{qualified(dutch.printed_percent(row.share), code)}{few}"
    if row.n < SMALL_BASE:
        span = f"{dutch.percent(row.lower)} en {dutch.percent(row.upper)}"
        return f"ergens tussen {span} (bij {dutch.number(row.n)} mensen)"
    return qualified_percent(row.share, code)


def _bases(frame: pd.DataFrame) -> str:
    bases = frame.loc[frame["base_label"] != dutch.MISSING, "base_label"].nunique()
    return f"{dutch.number(bases)} verschillende bases, over " if bases > 1 else ""


def _small(frame: pd.DataFrame) -> str:
    small = int((frame["n"] < SMALL_BASE).sum())
    if not small:
        return ""
    verb = "gaat" if small == 1 else "gaan"
    return (
        f" {dutch.counted(small, 'aandeel', 'aandelen')} {verb} over minder dan {SMALL_BASE} "
        f"mensen en {'is' if small == 1 else 'zijn'} daardoor onzeker."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """A dot with its interval per evaluation and destination, of the base that most have."""
    frame, of = of_one_base(result.frame, list(result.frame["base_label"]), "evaluation")
    if len(frame) < FEWEST_DRAWN:
        return Nothing()
    labels = [f"{row.title}, {row.period}: {row.label}" for row in rows(frame)]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel van de eigen basis", frame["n"]),
        "vergelijking",
        f"Aandeel uitstroom per evaluatie{of}; geen rangorde; "
        + legend_of(frame["share"], frame["lower"], frame["n"]),
        "Aandeel uitstroom per evaluatie: " + describe(labels, *bounds, frame["n"]),
    )


def reasons() -> TableColumn:
    """Why a share is not to be compared with the others."""

    def written(row: Any) -> str:
        return dutch.capital(row.reasons or dutch.MISSING)

    return each("Niet vergelijkbaar omdat…", written, words=True)


def evaluation_of(row: Any) -> str:
    """The evaluation of a share, with its place and period."""
    return f"{row.municipality_name}: {row.title}, {row.period}"


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The shares with their base and interval, under a heading per evaluation."""
    return table_of(
        result.frame,
        [
            texts("Bestemming", "label"),
            shares(),
            intervals(),
            each("Van", lambda row: row.base_label, words=True),
            counts("Basis", "n"),
            reasons(),
        ],
        name="vergelijking",
        title="Aandelen uitstroom naast elkaar, geen rangorde",
        notes=[
            "Elk aandeel heeft een eigen basis. Zonder interval: overgenomen uit de bron.",
            "Een reden staat er als een evaluatie afwijkt van wat bij die bestemming het meest "
            "voorkomt. Ook zonder reden kan een verschil aan de mensen liggen.",
        ],
        sentences=True,
        groups=each("Evaluatie", evaluation_of),
    )


@unless_empty
def ratio_sentence(result: Publishable) -> Prose | Nothing:
    """Of how many evaluations the leavers are not known to be among those of the base."""
    return Prose(
        f"Van {_evaluations(result.frame)} is er een verhouding in plaats van een aandeel: wie "
        "vertrok, hoort niet bij de basis, of de bron laat dat open. Verhoudingen tellen niet mee "
        "in een gemiddelde."
    )


@unless_empty
def ratio_table(result: Publishable) -> HtmlTable | Nothing:
    """Exits beside a base that they are no part of, under a heading per evaluation."""
    return table_of(
        result.frame,
        [
            texts("Bestemming", "label"),
            counts("Aantal", "count"),
            each("Tegenover", lambda row: row.base_label, words=True),
            counts("Basis", "n"),
            ratios(),
        ],
        name="verhoudingen",
        title="Verhoudingen naast elkaar, geen rangorde",
        notes=[] if result.empty else ratio_notes(result.frame, "ratio"),
        groups=each("Evaluatie", evaluation_of),
    )
