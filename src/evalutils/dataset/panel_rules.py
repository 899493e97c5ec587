"""Rules of panel.csv: two groups of clusters, in the same periods before and after one start."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from evalutils.contracts.effect_tables import AFTER, BEFORE, PHASES, ROLES
from evalutils.dataset.faults import FileFaults, number, quoted

_PERIOD = ["period_start", "date"]


def check_panel(panel: pd.DataFrame, faults: FileFaults) -> None:
    """Report what keeps groups from being followed beside each other.

    Parameters
    ----------
    panel
        Table ``panel``, by row of its file; cells with a fault are missing, but for unknown words.
    faults
        Of the file.
    """
    _check_numbers(panel, faults)
    named = ["cluster", "outcome", "role", "phase", *_PERIOD]
    known = panel[panel[named].notna().all(axis=1)]
    # Of a row with a fault it is not known what it stands for.
    told = not any(map(faults.about_column, named))
    one_role = _check_one_role(known, faults)
    for outcome, part in known.groupby("outcome", sort=False):
        about = f"outcome {quoted(str(outcome))}"
        if one_role and told:
            _check_there(part, about, faults)
        _check_periods(part, faults)


def _check_numbers(panel: pd.DataFrame, faults: FileFaults) -> None:
    for row in panel.index[(panel["reached"] > panel["people"]) & panel["people"].gt(0)]:
        reached, people = (number(float(panel.loc[row, name])) for name in ("reached", "people"))
        problem = f"{reached} is more than {people} in 'people'. Correct one of the two."
        faults.add(problem, row=int(row), column="reached")
    problem = (
        "nobody is in this cluster and period, so that it has no share. Leave the cluster out of "
        "all periods, or take it together with another."
    )
    faults.add_rows(problem, panel.index[panel["people"].eq(0)], column="people")


def _check_one_role(panel: pd.DataFrame, faults: FileFaults) -> bool:
    """Whether every cluster is in one group."""
    right = True
    for cluster, part in panel.groupby("cluster", sort=False):
        first = part["role"].iloc[0]
        for row in part.index[part["role"].ne(first)]:
            problem = (
                f"{quoted(str(cluster))} is '{first}' in row {int(part.index[0])} and "
                f"'{part.loc[row, 'role']}' here. A cluster is in one group all the time: it has "
                "the programme from the start on, or not at all."
            )
            faults.add(problem, row=int(row), column="role")
            right = False
    return right


def _check_there(part: pd.DataFrame, about: str, faults: FileFaults) -> None:
    """Both groups and both phases are there, and every cluster in every period."""
    first = int(part.index[0])
    missing = [role for role in ROLES if not part["role"].eq(role).any()]
    for role in missing:
        problem = f"{about} has no cluster with role '{role}', so that there is nothing to compare."
        faults.add(f"{problem} Add its rows.", row=first, column="role")
    for phase, why in ((BEFORE, "how they differed"), (AFTER, "when the programme started")):
        if not part["phase"].eq(phase).any():
            problem = (
                f"{about} has no period '{phase}', so that nobody knows {why}. Write '{BEFORE}' in "
                f"the periods before the start and '{AFTER}' in those from the start on."
            )
            faults.add(problem, row=first, column="phase")
    if missing:
        return
    periods = list(dict.fromkeys(zip(*(part[name] for name in _PERIOD), strict=True)))
    for role in ROLES:
        own = part[part["role"].eq(role)]
        there = set(zip(*(own[name] for name in _PERIOD), strict=True))
        for start, end in periods:
            if (start, end) not in there:
                problem = (
                    f"the group '{role}' has no row for {start:%Y-%m-%d} to {end:%Y-%m-%d} of "
                    f"{about}. Add its rows, or leave that period out of both groups."
                )
                faults.add(problem, row=first, column="period_start")
        for cluster, rows in own.groupby("cluster", sort=False):
            if len(rows) < len(there):
                problem = (
                    f"{quoted(str(cluster))} has {len(rows)} of the {len(there)} periods of "
                    f"{about}: a cluster that comes or goes looks like a change. Add its rows, or "
                    "leave it out of all periods."
                )
                faults.add(problem, row=int(rows.index[0]), column="cluster")


def _check_periods(part: pd.DataFrame, faults: FileFaults) -> None:
    """Periods do not overlap, and each is before or after the start for everybody."""
    first = part.drop_duplicates(_PERIOD).sort_values(_PERIOD)
    phases = dict(zip(zip(*(first[name] for name in _PERIOD), strict=True), first.index,
                      strict=True))  # fmt: skip
    for row in part.index:
        start, end, phase = (part.loc[row, name] for name in (*_PERIOD, "phase"))
        beside = phases[start, end]
        if phase != part.loc[beside, "phase"]:
            problem = (
                f"this period is '{phase}' here and '{part.loc[beside, 'phase']}' in row "
                f"{int(beside)}. The start is one day for both groups: the comparison group has no "
                "programme after it either."
            )
            faults.add(problem, row=int(row), column="phase")
            return
    order = list(PHASES)
    for one, two in pairwise(first.index):
        if first.loc[two, "period_start"] <= first.loc[one, "date"]:
            problem = (
                f"the period shares days with that of row {int(one)}, of which the last day is "
                f"{first.loc[one, 'date']:%Y-%m-%d}. Give periods that follow each other."
            )
            faults.add(problem, row=int(two), column="period_start")
        elif order.index(first.loc[two, "phase"]) < order.index(first.loc[one, "phase"]):
            problem = (
                f"this period is '{BEFORE}' and comes after row {int(one)}, which is '{AFTER}'. "
                f"Everything from the first period with the programme on is '{AFTER}'."
            )
            faults.add(problem, row=int(two), column="phase")
