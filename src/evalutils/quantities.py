"""Published figures with their unit, as a Dutch reader expects them."""

from __future__ import annotations

from babel.numbers import format_decimal

from evalutils import dutch
from evalutils.contracts.vocabulary import UNITS

_NO_BREAK = "\N{NO-BREAK SPACE}"


def constant(value: float) -> str:
    """A fixed value with as many decimals as it has, e.g. ``0,0225``."""
    return str(format_decimal(value, format="#,##0.######", locale=dutch.LOCALE))


def quantity(value: float, decimals: int, unit: str) -> str:
    """A number with its unit, e.g. ``36,6%``, ``€ 7.000`` or ``12 maanden``.

    Parameters
    ----------
    value
        The number.
    decimals
        How many decimals to show.
    unit
        A code of the closed list of units.
    """
    if unit == "date":  # a year as digits: 2019, not 2.019
        return f"{value:.0f}"
    shown, label = dutch.number(value, decimals), _label(unit, one=value == 1)
    if label == "%":
        return f"{shown}%"
    if label.startswith("€"):
        return f"€{_NO_BREAK}{shown}{label.removeprefix('€')}"
    return f"{shown}{_NO_BREAK}{label}" if label else shown


# Units whose word after a number is not the plural of the closed list.
_AFTER_NUMBER = {"hour": "uur", "hour_per_week": "uur per week", "year": "jaar", "item": ""}
_AFTER_ONE = {
    "person": "persoon",
    "percentage_point": "procentpunt",
    "day": "dag",
    "day_per_week": "dag per week",
    "week": "week",
    "month": "maand",
    "benefit": "uitkering",
    "job": "baan",
    "placement": "plaatsing",
    "trajectory": "traject",
    "event": "bijeenkomst",
    "visit": "bezoek",
    "organisation": "organisatie",
    "municipality": "gemeente",
    "rung": "trede",
}


def _label(unit: str, *, one: bool) -> str:
    label = _AFTER_NUMBER.get(unit, UNITS[unit])
    return _AFTER_ONE.get(unit, label) if one else label
