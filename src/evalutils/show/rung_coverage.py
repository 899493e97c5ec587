"""For which part of the clients the figures of a ladder hold."""

from __future__ import annotations

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Prose
from evalutils.quantities import qualified
from evalutils.show.table_columns import unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose:
    """For which part of the clients the figures hold."""
    if _untold(result):
        return Prose(
            "Van welk deel van de cliënten de trede bekend is, staat hier niet: dat aandeel is "
            "niet te controleren zonder de aantallen."
        )
    return Prose(
        f"De trede is bekend van {_stated(result)} van de cliënten. "
        "Over de andere cliënten zegt deze verdeling niets."
    )


def notes(coverage: Publishable | None) -> list[str]:
    """The same under a table; nothing when the source does not say."""
    if coverage is None or _untold(coverage):
        return []
    return [f"Dekking: {_stated(coverage)} van de cliënten is gemeten."]


def reach(coverage: Publishable | None) -> str:
    """The same as the end of a caption: ``; dekking 51,8%``."""
    return "" if coverage is None or _untold(coverage) else f"; dekking {_stated(coverage)}"


def _untold(coverage: Publishable) -> bool:
    """Whether the source does not say it, or it was left out."""
    return bool(coverage.empty or coverage.frame["share"].isna().all())


def _stated(coverage: Publishable) -> str:
    """``ongeveer 60%``: the share with the reservation of the source."""
    row = coverage.frame.iloc[0]
    return qualified(dutch.printed_percent(row["share"]), row["qualifier"])
