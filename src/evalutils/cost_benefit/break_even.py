"""After how many months a saved benefit has paid for what an exit cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from evalutils.cost_benefit.unit_costs import LEVELS, amounts_per_level, unit_costs
from evalutils.result import KeyFigure, Result

BEARER = "municipality"
NEEDED = ("cost_per_exit", "monthly_saving")
_COLUMNS = ["cost_eur", "saving_eur", "months", "months_low", "months_high"]


def break_even(costs: pd.DataFrame, assumptions: Mapping[str, Any]) -> Result:
    """Months of saved benefit that cover what one exit costs the municipality.

    The favourable bound takes the lowest cost and the highest saving, the unfavourable bound the
    reverse. Nothing is discounted, and every exit counts as a result of the programme.

    Parameters
    ----------
    costs
        Table ``costs`` of the contract; amounts in euro.
    assumptions
        Content of assumptions.yaml.

    Returns
    -------
    Result
        One row with cost_eur, saving_eur (per month) and months, months_low, months_high; empty
        when the cost of an exit or the saving is not known, or their price years differ. A saving
        of zero has no break-even.
    """
    own = costs[costs["bearer"] == BEARER]
    result = unit_costs(own, assumptions)
    known = set(NEEDED) <= set(result.exact["quantity"]) and own["price_year"].nunique() == 1
    method = "cost per exit / monthly saving, undiscounted, every exit counted"
    return replace(
        result,
        exact=result.exact if known else result.exact.iloc[:0],
        derive=_months,
        key_figures=(
            KeyFigure(
                "cost_benefit.break_even_months",
                "months",
                "month",
                method,
                group="bearer",
                lower="months_low",
                upper="months_high",
            ),
        ),
    )


def _months(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return pd.DataFrame(columns=[*_COLUMNS, "bearer", "status", "source"])
    amounts = amounts_per_level(frame).set_index("quantity")
    levels = amounts.loc[list(NEEDED), list(LEVELS)].astype("float64")
    levels = levels.where(np.isfinite(levels))
    cost, saving = levels.loc[NEEDED[0]], levels.loc[NEEDED[1]].replace(0.0, float("nan"))
    return pd.DataFrame(
        {
            "cost_eur": [cost["central"]],
            "saving_eur": [saving["central"]],
            "months": [cost["central"] / saving["central"]],
            "months_low": [cost["low"] / saving["high"]],
            "months_high": [cost["high"] / saving["low"]],
            "bearer": [BEARER],
            "status": ["computed"],
            "source": [frame["source"].iloc[0]],
        }
    )
