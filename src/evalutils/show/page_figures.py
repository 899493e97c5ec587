"""The table at the foot of a page: every key figure with its status and source."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.key_figures import STATUSES
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import labels
from evalutils.display import HtmlTable, Nothing
from evalutils.show.table_columns import TableColumn, each, names, numbers, table_of


def table(frame: pd.DataFrame) -> HtmlTable | Nothing:
    """Key figures with their Dutch numbers and original indicator names."""
    return table_of(
        frame,
        [
            each("Kengetal", lambda row: row.indicator),
            each("Groep", lambda row: row.group or dutch.MISSING, words=True),
            _value("Waarde", "value"),
            _value("Ondergrens", "lower"),
            _value("Bovengrens", "upper"),
            names("Eenheid", "unit", labels(UNITS)),
            numbers("Basis", "n"),
            names("Status", "status", STATUSES),
            each("Bron", lambda row: row.source, words=True),
        ],
        name="kengetallen",
        title="Kengetallen van deze pagina",
        notes=["Dezelfde rijen staan in data/key_figures.csv."],
    )


def _value(heading: str, column: str) -> TableColumn:
    def written(row: Any) -> str:
        return dutch.number(getattr(row, column), UNITS[row.unit].decimals)

    return each(heading, written)
