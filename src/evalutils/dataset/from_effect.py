"""The share that would have left anyway, taken from the comparison that the evaluation has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.effect_tables import CONTROL, EFFECT_MONTHS, PROGRAMME
from evalutils.contracts.yaml_key import FROM_EFFECT
from evalutils.dataset.faults import FileFaults
from evalutils.frames import rows

KEY, MONTHS = "counterfactual_exit_share", "effect_months"
# What of the programme stands in assumptions.yaml, with the column of arms where it stands again;
# of clients in two arms it is counted.
_SAME = {"exits": "reached", "participants": "people"}
_OUTCOME = ["outcome", "months"]
_NO_MONTHS = {"months": -1.0}


def takes_effect(assumptions: Mapping[str, Any]) -> bool:
    """Whether the share that would have left anyway is that of a control group."""
    return bool(assumptions.get(KEY, {}).get("value") == FROM_EFFECT)


def has_client_arms(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether the clients of an evaluation are in arms."""
    spells = tables.get("spells")
    return spells is not None and "arm" in spells and bool(spells["arm"].notna().any())


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
    assumptions: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], faults: FileFaults
) -> None:
    """Report why the share cannot be taken from a comparison; `faults` are of assumptions."""
    _check_months(assumptions, tables, faults)
    if not takes_effect(assumptions):
        return
    if not has_client_arms(tables):
        if problem := _problem(assumptions, tables.get("arms")):
            faults.add(problem, column=KEY)
        return
    for name in (*_SAME, "exits_within_participants"):
        if name in assumptions:
            problem = (
                f"{FROM_EFFECT} counts this from the clients with column 'arm' in spells. Remove "
                "this key."
            )
            faults.add(problem, column=name)


def _check_months(
    assumptions: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], faults: FileFaults
) -> None:
    """The month is one at which there is an estimate, and says of which estimate."""
    if MONTHS not in assumptions:
        return
    if not (takes_effect(assumptions) and has_client_arms(tables)):
        problem = (
            f"it says at which month {FROM_EFFECT} takes the difference of clients in column 'arm' "
            f"of spells, and nothing does. Write '{KEY}: {FROM_EFFECT}' beside such clients, or "
            "remove this key."
        )
        faults.add(problem, column=MONTHS)
    elif assumptions[MONTHS]["value"] not in EFFECT_MONTHS:
        listed = ", ".join(map(str, EFFECT_MONTHS))
        problem = (
            f"{assumptions[MONTHS]['value']} is no month of an estimate. Write one of {listed}."
        )
        faults.add(problem, column=MONTHS)


def _problem(assumptions: Mapping[str, Any], arms: pd.DataFrame | None) -> str:
    if arms is None:
        return (
            f"{FROM_EFFECT} takes the share of the control group in table arms, or of the clients "
            "in column 'arm' of spells, and neither is there. Add one, or write {count: 12, of: "
            "60}."
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
