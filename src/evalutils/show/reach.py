"""For which part of the clients a chart of the ladder holds, as the end of its caption."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.disclosure import Publishable


def reach(coverage: Publishable | None) -> str:
    """``; dekking 51,8%``, or nothing when the source does not say."""
    if coverage is None or coverage.empty:
        return ""
    row = coverage.frame.iloc[0]
    word = "" if row["qualifier"] == "exact" else f"{QUALIFIERS[row['qualifier']]} "
    return f"; dekking {word}{dutch.printed_percent(row['share'])}"
