"""The time between the first and the last measurement of a client."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.table_columns import each, table_of, unless_empty

POINTS = {
    "lower_quartile": "Een kwart zat onder",
    "median": "De helft zat onder (mediaan)",
    "upper_quartile": "Driekwart zat onder",
}


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How long the time between the measurements is."""
    points = result.frame.set_index("group_key")["months"]
    if pd.isna(points["median"]):
        return Nothing()
    text = (
        "Tussen de eerste en de laatste meting van een cliënt zat in het midden "
        f"{dutch.months(points['median'])}"
    )
    if points.isna().any():
        return Prose(f"{text}.")
    low, high = (dutch.months(points[f"{name}_quartile"]) for name in ("lower", "upper"))
    return Prose(f"{text}; bij de middelste helft was het {low} tot {high}.")


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Quartiles of the time between the first and the last measurement."""
    if result.frame["months"].isna().all():
        return Nothing()
    return table_of(
        result.frame,
        [
            table_columns.names("Deel van de cliënten", "group_key", POINTS),
            each("Tijd", lambda row: dutch.months(row.months)),
        ],
        name="tussentijd",
        title="Tijd tussen eerste en laatste meting",
    )
