"""What a reader must know of draws: what was drawn, that each stands alone, and what was not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import label_within

INDEPENDENT = (
    "Elk gegeven krijgt zijn waarde los van de andere. Hangen zij samen, dan is de echte spreiding "
    "groter of kleiner."
)
MEANS = "De berekeningen gaan over gemiddelden, niet over verschillen tussen personen."
# Of draws: below and above these a rounded number would say never or always.
_FEW, _MOST = 0.5, 99.5


def of_draws(percent: Any) -> str:
    """In how many of 100 draws something holds; all of them is not the same as certain."""
    if pd.isna(percent):
        return dutch.MISSING
    if percent in (0, 100):
        return "alle berekeningen" if percent else "geen berekening"
    if percent < _FEW:
        return "minder dan 1 van de 100 berekeningen"
    share = dutch.number(percent) if percent <= _MOST else "meer dan 99"
    return f"{share} van de 100 berekeningen"


def not_drawn(frame: pd.DataFrame, *others: str) -> str:
    """What every draw took for certain, as a note; `others` are words for what else it took."""
    names = [label_within(*pair) for pair in frame["not_drawn"].iloc[0]]
    listed = dutch.listing([*others, *(f"‘{name}’" for name in dict.fromkeys(names))])
    return f"In elke berekening hetzelfde: {listed}." if listed else ""
