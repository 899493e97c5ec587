"""The columns of a client table that its contract does not name: groups of clients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evalutils.contracts.tables import Table
from evalutils.dataset.faults import FileFaults, nearest
from evalutils.dataset.refused import refusal
from evalutils.identifiers.scan import found_in_group

if TYPE_CHECKING:
    import pandas as pd

# More different values, or longer ones, are names, addresses or remarks: about persons.
MOST_VALUES = 20
LONGEST_VALUE = 40

_NAME = re.compile(r"[a-z][a-z0-9_]*")
# What analyses call their own columns: a group of that name would take their place.
_TAKEN = {
    "code",
    "days",
    "entry",
    "expected_rung",
    "first_date",
    "first_rung",
    "last_date",
    "last_rung",
    "left",
    "measurements",
    "reached_rung",
}


def group_names(header: Sequence[str], table: Table) -> list[str]:
    """The columns of a file that are groups; none for a table that is not about clients.

    A name that looks like a missing column of the contract is a misspelling and not a group.
    """
    if not table.client_level:
        return []
    known = [column.name for column in table.all_columns]
    missing = [
        column.name
        for column in table.all_columns
        if column.name not in header and not column.may_be_absent
    ]
    return [
        column
        for column in dict.fromkeys(header)
        if column not in known and _NAME.fullmatch(column) and nearest(column, missing) is None
    ]


def check_groups(
    frame: pd.DataFrame, groups: Sequence[str], header_row: int, faults: FileFaults
) -> None:
    """Report every group that looks like data about one person.

    No message shows a value of the column.
    """
    for group in groups:
        values = frame[group].dropna().unique()
        if found := found_in_group(values.tolist(), group):
            faults.refuse(refusal(found), row=header_row, column=group)
            continue
        if group in _TAKEN:
            problem = "this name is used for what is computed of clients. Rename the column."
        elif len(values) > MOST_VALUES:
            problem = (
                f"a group has at most {MOST_VALUES} different values, this column {len(values)}. "
                "Remove it, or take values together."
            )
        elif any(len(value) > LONGEST_VALUE for value in values):
            problem = (
                f"a group has a short name, at most {LONGEST_VALUE} characters. Remove the column "
                "when it holds remarks, or shorten its values."
            )
        else:
            continue
        faults.add(problem, row=header_row, column=group)
