"""What each programme costs, in one price year, and what is in and out of the figure."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show.cells import span
from evalutils.show.table_columns import each, numbers, table_of, unless_empty


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The amounts beside the exits that they need and that there were."""
    frame = result.frame
    year, months = int(frame["price_year"].iloc[0]), frame["horizon_months"].max()
    return table_of(
        frame,
        [
            each("Programma", lambda row: f"{row.title}, {row.municipality_name}"),
            each(f"Bedrag, prijspeil {year}", _item, words=True),
            each("Extra uitstroom die nodig is, per 100", _needed),
            numbers("Uitstroom, per 100", "observed", 1),
            each("Wat erin zit en wat niet", _note, words=True),
        ],
        name="kosten-vergelijking",
        title="Kosten van programma's naast elkaar",
        notes=[
            f"Nodig voor de gemeente, over {dutch.number(months)} maanden; tussen haakjes 95% van "
            "de trekkingen. Omgerekend met de stijging van de consumentenprijzen (CBS).",
            "De groepen en de bedragen verschillen; dit is geen rangorde.",
        ],
        sentences=True,
    )


def _item(row: Any) -> str:
    return f"{dutch.euro(row.amount)}: {row.item}, {row.per_label}"


def _note(row: Any) -> str:
    return dutch.MISSING if pd.isna(row.note) else str(row.note)


def _needed(row: Any) -> str:
    return f"{dutch.number(row.needed, 1)} {span(row.needed_low, row.needed_high)}".strip()
