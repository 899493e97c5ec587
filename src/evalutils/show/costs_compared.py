"""What each programme costs, in one price year, and what is in and out of the figure."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.fixed_names import NATIONWIDE
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show import readings
from evalutils.show.table_columns import each, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The amounts beside the exits that they need and that there were."""
    frame = result.frame
    year, months = int(frame["price_year"].iloc[0]), frame["horizon_months"].max()
    return table_of(
        frame,
        [
            each("Programma", _programme),
            each(f"Bedrag, prijspeil {year}", _item, words=True),
            each("Extra uitstroom die nodig is, per 100", _needed),
            each("Uitstroom, per 100", _observed),
            each("Wat erin zit en wat niet", _note, words=True),
        ],
        name="kosten-vergelijking",
        title="Kosten van programma's naast elkaar",
        notes=[
            f"Nodig voor de gemeente, over {dutch.number(months)} maanden; van de gunstigste tot "
            "de ongunstigste lezing van wat de bron openlaat. Omgerekend met de stijging van de "
            "consumentenprijzen (CBS).",
            f"Van minder dan {SMALL_BASE} deelnemers staat bij uitstroom het interval. Horen "
            "vertrekkers niet of niet zeker bij de deelnemers, dan is het een verhouding.",
            "De groepen en de bedragen verschillen; dit is geen rangorde.",
        ],
        sentences=True,
    )


def _programme(row: Any) -> str:
    nationwide = row.evaluation.startswith(f"{NATIONWIDE}/")
    return row.title if nationwide else f"{row.title}, {row.municipality_name}"


def _item(row: Any) -> str:
    return f"{dutch.euro(row.amount)}: {row.item}, {row.per_label}"


def _note(row: Any) -> str:
    return dutch.MISSING if pd.isna(row.note) else str(row.note)


def _needed(row: Any) -> str:
    if pd.isna(row.needed) or pd.isna(row.needed_worst):
        return dutch.number(row.needed, 1)
    return readings.between(row.needed, row.needed_worst)


def _observed(row: Any) -> str:
    if row.participants < SMALL_BASE:
        known = not pd.isna(row.observed_low)
        return readings.between(row.observed_low, row.observed_high) if known else dutch.MISSING
    text = dutch.number(row.observed, 1)
    return text if pd.isna(row.observed) or row.within else f"{text} (verhouding)"
