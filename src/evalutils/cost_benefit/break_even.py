"""After how many months a saved benefit has paid for what an exit cost."""

from __future__ import annotations

import pandas as pd

from evalutils.cost_benefit.unit_costs import LEVELS, unit_costs
from evalutils.result import KeyFigure, Result


def break_even(costs: pd.DataFrame, assumptions: dict[str, object]) -> Result:
    """Months of saved benefit that cover the cost of one exit, before any correction.

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
        when the cost of an exit or the saving is not known.
    """
    amounts = unit_costs(costs, assumptions).frame.set_index("quantity")
    needed = ["cost_per_exit", "monthly_saving"]
    if not set(needed) <= set(amounts.index):
        return Result(
            pd.DataFrame(columns=["cost_eur", "saving_eur", "months", "status", "source"])
        )
    cost = amounts.loc["cost_per_exit", list(LEVELS)].astype("float64")
    saving = amounts.loc["monthly_saving", list(LEVELS)].astype("float64")
    frame = pd.DataFrame(
        {
            "cost_eur": [cost["central"]],
            "saving_eur": [saving["central"]],
            "months": [cost["central"] / saving["central"]],
            "months_low": [cost["low"] / saving["high"]],
            "months_high": [cost["high"] / saving["low"]],
            "bearer": ["municipality"],
            "status": ["computed"],
            "source": [amounts["source"].iloc[0]],
        }
    )
    method = "cost per exit / monthly saving, undiscounted, every exit counted"
    return Result(
        frame,
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
