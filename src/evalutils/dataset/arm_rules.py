"""Rules of arms.csv: each outcome has one group to compare with, and a group is one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.effect_tables import COMPARED, CONTROL, PROGRAMME
from evalutils.contracts.evidence import Evidence
from evalutils.dataset.faults import FileFaults, number, quoted
from evalutils.frames import rows

# The first of each pair is a part of the second.
_PARTS = (("reached", "people"), ("took_part", "people"), ("people", "invited"))


def check_arms(arms: pd.DataFrame, evidence: Evidence | None, faults: FileFaults) -> None:
    """Report what keeps groups from being compared.

    Parameters
    ----------
    arms
        Table ``arms``, by row of its file; cells with a fault are missing, but for unknown words.
    evidence
        How the evaluation was designed; None when evaluation.yaml has a fault.
    faults
        Of the file.
    """
    # Beside a cell with a fault it is not known what its row is compared with.
    told = not any(map(faults.about_column, ("arm", "role", *COMPARED)))
    _check_numbers(arms, faults)
    for _, part in arms.groupby(COMPARED, dropna=False, sort=False) if told else ():
        _check_roles(part, faults)
    _check_one_thing(arms[arms["arm"].notna()], faults)
    if not faults.about_column("assignment"):
        _check_lot(arms, evidence, faults)


def _check_numbers(arms: pd.DataFrame, faults: FileFaults) -> None:
    for part, whole in _PARTS:
        for row in arms.index[(arms[part] > arms[whole]) & arms[whole].ge(0)]:
            smaller, larger = (number(float(arms.loc[row, name])) for name in (part, whole))
            problem = f"{smaller} is more than {larger} in '{whole}'. Correct one of the two."
            faults.add(problem, row=int(row), column=part)
    problem = "the cell is empty. Beside 'reached' write of how many people that is."
    for row in arms.index[arms["reached"].notna() & arms["people"].isna()]:
        faults.add(problem, row=int(row), column="people")
    problem = "nobody is in this group. Leave it out, or write who was assigned to it."
    for row in arms.index[arms["people"].eq(0)]:
        faults.add(problem, row=int(row), column="people")


def _check_roles(part: pd.DataFrame, faults: FileFaults) -> None:
    """One control group and at least one with the programme."""
    first, about = int(part.index[0]), _about(next(rows(part)))
    controls = part.index[part["role"].eq(CONTROL)]
    if not len(controls):
        problem = (
            f"{about} has no group with role '{CONTROL}', so that there is nothing to compare "
            "with. Add its row, or use exits.csv for numbers without a comparison."
        )
        faults.add(problem, row=first, column="role")
    if not part["role"].eq(PROGRAMME).any():
        problem = f"{about} has no group with role '{PROGRAMME}'. Add its row."
        faults.add(problem, row=first, column="role")
    for row in controls[1:]:
        problem = (
            f"{about} has a control group in row {int(controls[0])} already. Take the two "
            "together, or compare each in an outcome of its own."
        )
        faults.add(problem, row=int(row), column="role")


def _about(row: Any) -> str:
    after = "" if pd.isna(row.months) else f" after {row.months:g} months"
    group = "" if pd.isna(row.group) else f" of group {quoted(row.group)}"
    return f"outcome {quoted(row.outcome)}{after}{group}"


def _check_one_thing(arms: pd.DataFrame, faults: FileFaults) -> None:
    """A group has the same role and assignment wherever it stands."""
    for arm, part in arms.groupby("arm", sort=False):
        for column in ("role", "assignment"):
            given = part[column].dropna()
            for row in given.index[given.ne(given.iloc[0])] if len(given) else ():
                problem = (
                    f"{quoted(arm)} is '{given.iloc[0]}' in row {int(given.index[0])} and "
                    f"'{given[row]}' here. A group has one {column}; give another group a name of "
                    "its own."
                )
                faults.add(problem, row=int(row), column=column)


def _check_lot(arms: pd.DataFrame, evidence: Evidence | None, faults: FileFaults) -> None:
    """A lot decides on all groups of a comparison, and only then the evaluation may say so."""
    lots: Sequence[str] = [code for code, item in ASSIGNMENTS.items() if item.by_lot]
    by_lot = arms["assignment"].isin(lots)
    for _, part in arms.groupby(COMPARED, dropna=False, sort=False):
        mixed = by_lot[part.index]
        for row in part.index[~mixed] if mixed.any() else ():
            problem = (
                f"'{arms.loc[row, 'assignment']}' stands beside groups that a lot decided on. A "
                "lot decides on every group of a comparison, or on none."
            )
            faults.add(problem, row=int(row), column="assignment")
            return
    if evidence == "randomised":
        for row in arms.index[~by_lot][:1]:
            problem = (
                f"'{arms.loc[row, 'assignment']}' is no lot, and evaluation.yaml says 'evidence: "
                "randomised'. Write 'comparison' there, or 'randomised' here."
            )
            faults.add(problem, row=int(row), column="assignment")
