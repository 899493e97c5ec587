"""The distribution on the rungs of the national ladder, as far as they can be told."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show.rungs import MOMENT, UNKNOWN
from evalutils.show.table_columns import each, table_of, unless_empty

NAMES = {"none": "Geen landelijke tegenhanger", "unknown": dutch.capital(UNKNOWN)}


@unless_empty
def table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """Shares on the national rungs, as an interval where a rung can be several."""
    crosswalk = scheme.crosswalk
    if result.empty or result.frame["low"].isna().all() or crosswalk is None:
        return Nothing()
    return table_of(
        result.frame,
        [
            each("Trede", lambda row: NAMES.get(row.rung, f"Landelijke trede {row.rung}")),
            MOMENT,
            each("Aandeel", _share),
        ],
        name="landelijk",
        title="Dezelfde verdeling op de landelijke ladder",
        notes=[crosswalk.loss, f"Versie van de vertaling: {crosswalk.version}."],
    )


def _share(row: Any) -> str:
    exact = row.low == row.high
    return dutch.percent(row.low) if exact else dutch.interval(row.low, row.high)
