"""What people chose, or what became of applications: the analysis of exits, of what is no exit."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evalutils.outflow.exit_counts import destinations
from evalutils.result import Result, respelled


def other_outcomes(other_outcomes: pd.DataFrame, caseload: pd.DataFrame | None) -> Result:
    """Counts of outcomes that are no exits, each outcome with a base of its own.

    Parameters
    ----------
    other_outcomes
        Table ``other_outcomes`` of the contract.
    caseload
        Table ``caseload``, when there is one.

    Returns
    -------
    Result
        The columns of `destinations`, with the outcome in column ``group``.
    """
    found = destinations(other_outcomes.rename(columns={"outcome": "group"}), caseload)
    count, share, ratio = found.key_figures
    return replace(
        respelled(found, _name),
        key_figures=(
            replace(count, indicator="outflow.other_outcome_count"),
            replace(share, indicator="outflow.other_outcome_share"),
            replace(ratio, indicator="outflow.other_outcome_ratio"),
        ),
    )


def _name(of_exits: str) -> str:
    """The name of a number of an outcome by that of exits of a group."""
    return f"other_{of_exits}" if of_exits.startswith("exits.") else of_exits
