"""Clients of the programme and of a group to compare with, in one table of spells."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.contracts.evidence import COMPARED
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE


def programme_only(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Tables of clients without those of the group to compare with: all but the effect is about.

    Parameters
    ----------
    tables
        Tables of an evaluation; of those with column client_id the rows of who is in the control
        arm of ``spells`` are left out.
    """
    spells = tables.get("spells")
    if spells is None or "arm" not in spells or not (control := spells["arm"].eq(CONTROL)).any():
        return tables
    others = spells["client_id"][control].unique()
    return {
        name: frame[~frame["client_id"].isin(others)] if "client_id" in frame else frame
        for name, frame in tables.items()
    }


def check_client_arms(
    spells: pd.DataFrame, name: str, evaluation: Evaluation | None, faults: FaultList
) -> None:
    """Report what keeps the clients of two arms from being compared.

    Parameters
    ----------
    spells
        Table ``spells``, by row of its file; cells with a fault are missing.
    name
        Of its file.
    evaluation
        None when evaluation.yaml has a fault.
    faults
        No message shows a value about a person.
    """
    ours = faults.of(name)
    late = spells.index[spells["groups_date"] > spells["start"]]
    if len(late):
        problem = (
            "this is after the start. What was measured then may be a result of the programme: "
            "give the groups as they were at the start, or leave them out."
        )
        ours.add_rows(problem, sorted(late), column="groups_date")
    arms = spells["arm"]
    if arms.isna().all() or ours.about_column("arm"):
        return  # of a cell with a fault it is not known which arm it was
    empty = arms.index[arms.isna()]
    if len(empty):
        problem = f"the cell is empty beside others that are not. Write {PROGRAMME} or {CONTROL}."
        ours.add_rows(problem, sorted(empty), column="arm")
    known = spells[arms.notna() & spells["client_id"].notna()]
    first = known.groupby("client_id")["arm"].transform("first")
    changed = known.index[known["arm"] != first]
    if len(changed):
        problem = (
            "a client is in one arm, and this one is in another in an earlier row. Write the arm "
            "that the client was assigned to first in each of them."
        )
        ours.add_rows(problem, sorted(changed), column="arm")
    for role in (PROGRAMME, CONTROL):
        if not arms.eq(role).any():
            problem = (
                f"there is no client with '{role}', so that there is nothing to compare. Add the "
                "clients of that arm, or leave this column out."
            )
            ours.add(problem, column="arm")
    if evaluation is not None and evaluation.evidence not in COMPARED:
        problem = (
            f"it says '{evaluation.evidence}', but the spells have a group to compare with. Write "
            "'comparison', or 'randomised' when a lot decided who was in which."
        )
        faults.add(f"{evaluation.key}/{EVALUATION_FILE}", problem, column="evidence")
