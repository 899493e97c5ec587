"""How precisely a source gives a number, and what that makes of a figure computed from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from evalutils.contracts.columns import choice
from evalutils.contracts.vocabulary import QUALIFIERS, Qualifier, labels

EXACT, CIRCA, ESTIMATED = "exact", "circa", "estimated"
# Those of numbers that are not given precisely, in the same order.
INEXACT = tuple(code for code in QUALIFIERS if code != EXACT)
BOUNDS = tuple(code for code in INEXACT if code not in (CIRCA, ESTIMATED))
# Of these a share has an interval; what was not counted has no chance error to tell.
COUNTED = (EXACT, CIRCA)

COLUMN = choice(
    "qualifier",
    "precisie",
    "Hoe precies de bron het aantal, het aandeel of het resultaat van de rij geeft (bij "
    "instrumenten alle getallen van de rij); leeg betekent precies. De basis en het doel in de rij "
    "zijn altijd precies. `estimated` is een getal dat niet is geteld maar uitgerekend, zoals 81% "
    "van 3.317: wat ermee berekend wordt, heeft geen marge. Een grens (ten minste, meer dan, ten "
    "hoogste, minder dan) blijft een grens in wat ermee berekend wordt.",
    labels(QUALIFIERS),
)


# The columns that a qualifier of a row is not about.
PRECISE = {
    "durability": ("exits",),
    "targets": ("target", "budget", "revised_budget", "previous_result"),
}


def known(code: object) -> str:
    """The code in a cell; an empty cell means exact."""
    return code if isinstance(code, str) and code in QUALIFIERS else EXACT


def combined(rising: Iterable[object], falling: Iterable[object] = ()) -> str | None:
    """How precise a figure is that is computed from numbers of a given precision.

    Parameters
    ----------
    rising
        The codes of the numbers with which the figure rises, such as the count of a share.
    falling
        Those of the numbers with which it falls, such as the base of a share.

    Returns
    -------
    str or None
        What the figure is: exact, about, estimated, or a bound. None when the numbers say nothing
        of it: one may make it higher and another lower, so that it is neither a bound nor about
        right.
    """
    rises, falls = list(map(known, rising)), list(map(known, falling))
    up = [QUALIFIERS[code] for code in rises]
    down = [QUALIFIERS[code] for code in falls]
    up += [item._replace(above=item.below, below=item.above) for item in down]
    inexact = [item for item in up if item.above or item.below]
    if all(item.above and item.below for item in inexact):
        about = ESTIMATED if ESTIMATED in (*rises, *falls) else CIRCA
        return about if inexact else EXACT
    found = Qualifier(
        "",
        any(item.above for item in inexact),
        any(item.below for item in inexact),
        any(item.strict for item in inexact),
    )
    same = (code for code, item in QUALIFIERS.items() if item[1:] == found[1:])
    return None if found.above and found.below else next(same)


class Stated(float):
    """A number with how it is known; it calculates as any other."""

    qualifier: str
    transcribed: bool  # as a source prints it, and not computed

    def __new__(cls, value: float, qualifier: str = EXACT, *, transcribed: bool = False) -> Self:
        """Keep how it is known beside the number."""
        made = super().__new__(cls, value)
        made.qualifier, made.transcribed = qualifier, transcribed
        return made


def ends(value: float, code: object) -> tuple[float, float]:
    """The lowest and highest number that a printed one may stand for; of about, any number."""
    found = QUALIFIERS[known(code)]
    infinite = float("inf")
    return (-infinite if found.below else value, infinite if found.above else value)
