"""The words that tie a difference to a programme, as far as the design of the study allows.

No other module says that a programme did something.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import group_within
from evalutils.contracts.evidence import Evidence
from evalutils.literal import markdown
from evalutils.quantities import quantity

# Above this a difference may well be chance.
CHANCE = 0.05
_UNCORRECTED = "zonder correctie voor andere verschillen tussen de groepen"
_UNKNOWN = "of dat door het programma komt, is hieruit niet op te maken"


def tied(
    evidence: Evidence, who: str, what: str, *, by_lot: bool = False, corrected: Sequence[str] = ()
) -> str:
    """A difference that is no chance, without a stop: what the programme did, or goes with.

    Parameters
    ----------
    evidence
        How the evaluation was designed.
    who, what
        Dutch: the programme, without a capital, and the difference, such as ``9 procentpunten meer
        mensen met werk``.
    by_lot
        Whether a lot decided on these groups.
    corrected
        Dutch: what the difference was corrected for.
    """
    if evidence == "randomised" and by_lot:
        return f"{dutch.capital(who)} leidde tot {what}"
    if evidence in ("comparison", "randomised"):
        how = f"na correctie voor {dutch.listing(list(corrected))}" if corrected else _UNCORRECTED
        return f"{dutch.capital(who)} hangt samen met {what}, {how}"
    return f"Bij {who} waren er {what}; {_UNKNOWN}"


def rests_on(corrected: Sequence[str]) -> str:
    """What an amount says that counts on a difference with other people, in a sentence.

    Parameters
    ----------
    corrected
        Columns of the clients that the difference was corrected for.
    """
    named = [markdown(group_within(name)) for name in corrected]
    how = f"na correctie voor {dutch.listing(named)}" if named else _UNCORRECTED
    return (
        f"Dit rekent met uitstroom die samenhangt met het programma, {how}. Verschillen de groepen "
        "ook in iets anders, dan is een deel daarvan niet van het programma."
    )


def more_or_less(points: float, decimals: int = 1) -> str:
    """``9,0 procentpunten meer``; of nothing ``evenveel``."""
    size = quantity(abs(points), decimals, "percentage_point")
    if dutch.number(points, decimals) == dutch.number(0, decimals):
        return "evenveel"
    return f"{size} {'meer' if points > 0 else 'minder'}"


def than(points: float) -> str:
    """What follows on `more_or_less`: ``meer dan``, ``evenveel als``."""
    return "als" if more_or_less(points) == more_or_less(0) else "dan"


def points_interval(lower: Any, upper: Any) -> str:
    """``−3,4 tot 13,7``; an end that the numbers do not give is open, a dash without both."""
    if pd.isna(lower) and pd.isna(upper):
        return dutch.MISSING
    return f"{dutch.signed(lower, 1)} tot {dutch.signed(upper, 1)}"
