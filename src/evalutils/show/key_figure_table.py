"""The table at the foot of a page: every key figure with its status and source."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.key_figures import STATUSES
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import labels
from evalutils.display import Table
from evalutils.show.rendering import render


def key_figures_table(frame: pd.DataFrame) -> Table:
    """Render key figures with their Dutch numbers and original indicator names."""
    text = pd.DataFrame(index=frame.index)
    text["indicator"] = frame["indicator"]
    text["group"] = frame["group"].replace("", dutch.MISSING)
    for column in ("value", "lower", "upper"):
        pairs = zip(frame[column], frame["unit"], strict=True)
        text[column] = [dutch.number(value, UNITS[unit].decimals) for value, unit in pairs]
    text["unit"] = frame["unit"].map(labels(UNITS))
    text["n"] = frame["n"].map(dutch.number)
    text["status"] = frame["status"].map(STATUSES)
    text["source"] = frame["source"]
    columns = {
        "indicator": "Kengetal",
        "group": "Groep",
        "value": "Waarde",
        "lower": "Ondergrens",
        "upper": "Bovengrens",
        "unit": "Eenheid",
        "n": "Basis",
        "status": "Status",
        "source": "Bron",
    }
    return render(
        text,
        columns,
        name="kengetallen",
        title="Kengetallen van deze pagina",
        notes=["Dezelfde rijen staan in data/key_figures.csv."],
        texts=("group", "unit", "status", "source"),
    )
