"""Why the clients came: the analysis of exits, seen from the other side of the programme."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from evalutils.contracts.outflow_tables import MIRRORED
from evalutils.dataset.nesting import Nesting
from evalutils.nested_groups import NOT_NESTED
from evalutils.outflow.exit_counts import destinations
from evalutils.result import Result, respelled

_FLOW = re.compile(r"(?<=^caseload\.)(inflow|outflow)\b")


def inflow_reasons(
    inflow: pd.DataFrame, caseload: pd.DataFrame | None, nesting: Nesting = NOT_NESTED
) -> Result:
    """Inflow per reason or origin with a Wilson interval for the share.

    A row that names no base takes the total of its group; for all clients together that is the
    inflow of caseload.csv when there is no total row. All else is as in `destinations`.

    Parameters
    ----------
    inflow
        Table ``inflow`` of the contract.
    caseload
        Table ``caseload``, when there is one.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        The columns of `destinations`, with the reason in the place of the destination and everyone
        of the group who came in that of the leavers.
    """
    mirrored = destinations(
        with_mirrored(inflow.rename(columns={"reason": "destination"}), "base"),
        None if caseload is None else with_mirrored(caseload, "measure"),
        nesting,
    )
    frame = with_mirrored(mirrored.exact, "base").rename(columns={"destination": "reason"})
    count, share, ratio = mirrored.key_figures
    return replace(
        respelled(mirrored, _name),
        exact=frame,
        key_figures=(
            replace(count, indicator="outflow.inflow_count"),
            replace(share, indicator="outflow.inflow_share"),
            replace(ratio, indicator="outflow.inflow_ratio"),
        ),
    )


def with_mirrored(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """A table with inflow and outflow in each other's place in a column of measures."""
    return frame.assign(**{column: frame[column].replace(MIRRORED)})


def _name(mirrored: str) -> str:
    """The name of a number of inflow by that of its counterpart."""
    name = _FLOW.sub(lambda found: MIRRORED[found[0]], mirrored)
    return f"inflow.{name.removeprefix('exits.')}" if name.startswith("exits.") else name
