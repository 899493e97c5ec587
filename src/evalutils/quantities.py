"""Published figures with their unit, as a Dutch reader expects them."""

from __future__ import annotations

from babel.numbers import format_decimal

from evalutils import dutch
from evalutils.contracts.units import UNITS

_NO_BREAK = "\N{NO-BREAK SPACE}"


def constant(value: float) -> str:
    """A fixed value with as many decimals as it has, e.g. ``0,0225``."""
    return str(format_decimal(value, format="#,##0.######", locale=dutch.LOCALE))


def is_sign(unit: str) -> bool:
    """Whether a unit belongs to its number; what is counted stands in the name of the figure."""
    known = UNITS[unit]
    return unit == "percent" or known.highest == 1000 or known.measures.startswith("money")


def quantity(value: float, decimals: int, unit: str, *, signed: bool = False) -> str:
    """A number with a unit of the closed list, e.g. ``36,6%``, ``€ 7.000`` or ``12 maanden``.

    Of a difference, which is `signed`, a plus stands before it as well.
    """
    if unit == "date":  # a year as digits: 2019, not 2.019
        return f"{value:.0f}"
    shown = (dutch.signed if signed else dutch.number)(value, decimals)
    label = UNITS[unit].word(value)
    if label == "%":
        return f"{shown}%"
    if label.startswith("€"):
        return f"€{_NO_BREAK}{shown}{label.removeprefix('€')}"
    return f"{shown}{_NO_BREAK}{label}" if label else shown
