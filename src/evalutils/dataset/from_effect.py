"""The share that would have left anyway, taken from the control group of a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.contracts.yaml_files import FROM_EFFECT
from evalutils.dataset.faults import FileFaults
from evalutils.frames import rows

KEY = "counterfactual_exit_share"
# What of the programme stands in assumptions.yaml, with the column of arms where it stands again.
_SAME = {"exits": "reached", "participants": "people"}
_OUTCOME = ["outcome", "months"]
_NO_MONTHS = {"months": -1.0}


def takes_effect(assumptions: Mapping[str, Any]) -> bool:
    """Whether the share that would have left anyway is that of a control group."""
    return bool(assumptions.get(KEY, {}).get("value") == FROM_EFFECT)


def control_rows(arms: pd.DataFrame, assumptions: Mapping[str, Any]) -> pd.DataFrame:
    """The control group of each outcome that the exits of the participants are.

    Parameters
    ----------
    arms
        Table ``arms`` of the contract.
    assumptions
        Content of assumptions.yaml: its exits and participants are those of one group with the
        programme.

    Returns
    -------
    DataFrame
        Rows of `arms`; one where all is well.
    """
    known = {name: assumptions.get(name, {}).get("value") for name in _SAME}
    everyone = arms[arms["group"].isna()]
    programme = everyone[everyone["role"].eq(PROGRAMME)]
    for name, column in _SAME.items():
        programme = programme[programme[column].eq(known[name] or 0)]
    controls = everyone[everyone["role"].eq(CONTROL)]
    outcomes = pd.MultiIndex.from_frame(programme[_OUTCOME].fillna(_NO_MONTHS))
    return controls[pd.MultiIndex.from_frame(controls[_OUTCOME].fillna(_NO_MONTHS)).isin(outcomes)]


def check_from_effect(
    assumptions: Mapping[str, Any], arms: pd.DataFrame | None, faults: FileFaults
) -> None:
    """Report why the share cannot be taken from a control group; `faults` are of assumptions."""
    if takes_effect(assumptions) and (problem := _problem(assumptions, arms)):
        faults.add(problem, column=KEY)


def _problem(assumptions: Mapping[str, Any], arms: pd.DataFrame | None) -> str:
    if arms is None:
        return (
            f"{FROM_EFFECT} takes the share of the control group in table arms, and arms.csv is "
            "not there. Add it, or write {count: 12, of: 60}."
        )
    found = control_rows(arms, assumptions)
    if len(found) != 1:
        return (
            f"{FROM_EFFECT} takes the outcome in table arms of which 'exits' and 'participants' "
            f"are the numbers of a group with the programme; there are {len(found)}. Write the "
            "numbers of that group, of all clients, in both files."
        )
    control = next(rows(found))
    if not ASSIGNMENTS[str(control.assignment)].by_lot:
        return (
            f"the control group of row {control.Index} in table arms came about by "
            f"'{control.assignment}', and nothing is adjusted for: what it reached is not what "
            "the participants would have. Without a lot leave this key out."
        )
    if found[["reached", "people"]].isna().any(axis=None):
        return (
            f"the control group of row {control.Index} in table arms has no 'reached' and "
            "'people', so that nobody knows how sure its share is. Add them, or leave this key out."
        )
    return ""
