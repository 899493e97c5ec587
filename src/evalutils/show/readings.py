"""The ways in which a programme may work, in words, and figures from the best to the worst."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.cost_benefit.structure import NATURAL, PART_TIME_SAVING, STAYERS

BEST = "Gunstigste lezing"
ALONE = "Zoals berekend"
# What is open, as it reads after "het hangt ervan af".
OPEN = {
    PART_TIME_SAVING: "hoeveel uitkering parttime uitstroom scheelt",
    STAYERS: "of de kosten ook dekken wie niet uitstroomde",
    NATURAL: "hoeveel mensen ook zonder het programma de uitkering verlaten",
}


def open_in(frame: pd.DataFrame) -> list[str]:
    """The names of what is open, in the order of the page."""
    return [name for name in OPEN if name in frame]


def reading(row: Any) -> str:
    """One reading in words: what differs from the best one."""
    if not row.alternative:
        return BEST
    words = [_words(name, float(getattr(row, name))) for name in row.alternative.split("+")]
    return dutch.capital(dutch.listing(words))


def best_words(row: Any, names: list[str]) -> str:
    """What the best reading says of each thing that is open."""
    return dutch.listing([_words(name, float(getattr(row, name))) for name in names])


def _words(name: str, value: float) -> str:
    share = dutch.percent(100 * value, 0)
    if name == PART_TIME_SAVING:
        saved = {0.0: "niets", 1.0: "de hele uitkering"}.get(value, f"{share} van de uitkering")
        return f"parttime scheelt {saved}"
    if name == STAYERS:
        paid = {0.0: "de kosten dekken iedereen", 1.0: "de kosten gelden per deelnemer"}
        return paid.get(value, f"wie niet uitstroomde, kost {share} van wie uitstroomde")
    if value == 0:
        return "niemand vertrekt zonder het programma"
    return f"{share} per jaar vertrekt ook zonder het programma"


def between(first: float, last: float, unit: str = "", decimals: int = 1) -> str:
    """``34,9% tot 72,7%``, the lowest first; one number when they are the same."""
    low, high = sorted((first, last))
    ends = [f"{dutch.number(number, decimals)}{unit}" for number in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} tot {ends[1]}"
