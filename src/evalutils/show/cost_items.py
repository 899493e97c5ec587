"""The amounts that a source publishes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import BEARERS, COST_KINDS, PER
from evalutils.cost_benefit.cost_units import LEVELS
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show.finance_accounts import DOMINATED_NOTE
from evalutils.show.table_columns import each, names, table_of, texts, unless_empty

ONE_AMOUNT = "De bron noemt geen laagste en hoogste bedrag."


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Every amount, with what it is for, who bears it, and its price year."""
    ranged = has_range(result.frame)
    hidden = result.protected and result.frame["central"].isna().any()
    columns = [
        texts("Post", "item"),
        names("Soort", "kind", COST_KINDS),
        names("Partij", "bearer", BEARERS),
        names("Per", "per", PER),
        each("Bedrag (laag tot hoog)" if ranged else "Bedrag", _spread),
        each("Prijspeil", lambda row: str(row.price_year)),
    ]
    return table_of(
        result.frame,
        columns,
        name="posten",
        title="Gepubliceerde bedragen",
        notes=[*([] if ranged else [ONE_AMOUNT]), *([DOMINATED_NOTE] if hidden else [])],
    )


def has_range(frame: pd.DataFrame) -> bool:
    """Whether a lowest or highest amount says more than the central one."""
    ends = (frame[end].fillna(frame["central"]) for end in ("low", "high"))
    return any(bool((end.ne(frame["central"]) & end.notna()).any()) for end in ends)


def _spread(row: Any) -> str:
    """The central amount, with its range when there is one."""
    low, central, high = (dutch.euro(getattr(row, level)) for level in LEVELS)
    return central if low == central == high else f"{central} ({low} tot {high})"
