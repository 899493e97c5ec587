"""How a page says how much of something is missing."""

from __future__ import annotations

import math

from evalutils.chapters.quality import DESTINATION, LAST_MONTHS, RUNG
from evalutils.quantities import qualified_percent

TITLES = {
    DESTINATION: "Bestemming van wie vertrok",
    LAST_MONTHS: "Vertrek in de laatste drie maanden",
    RUNG: "Trede van de cliënten",
}
"""What may be missing."""


def percent_of(share: float, qualifier: str) -> str:
    """How much is missing, or that this is not known."""
    return "niet te zeggen" if math.isnan(share) else qualified_percent(share, qualifier, 0)
