"""Leaving to work per combination of groups: what several grouping columns say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from evalutils.contracts.client_groups import TOGETHER, UNKNOWN_GROUP
from evalutils.contracts.tables import grouping_columns
from evalutils.outflow.clients.followed import Codelist, Window
from evalutils.outflow.clients.group_differences import group_differences
from evalutils.result import Balance, Result, cells


def joint_groups(
    spells: pd.DataFrame, codelist: Codelist, window: Window, columns: Sequence[str]
) -> Result:
    """`group_differences` of one column, made of several: a row per combination of their groups.

    Returns
    -------
    Result
        As of `group_differences`; its cells add up to the groups of every column there.
    """
    texts = [spells[column].fillna(UNKNOWN_GROUP).astype(str) for column in columns]
    whole = pd.Series(map(TOGETHER.join, zip(*texts, strict=True)), spells.index, dtype="str")
    others = spells.drop(columns=list(grouping_columns("spells", spells)))
    name = TOGETHER.join(columns)
    result = group_differences(others.assign(**{name: whole}), codelist, window)
    frame = result.exact
    balances = [*result.balances]
    for place, column in enumerate(columns):
        own = frame["group"].str.split(TOGETHER).str[place] if len(frame) else frame["group"]
        for _, rows in frame.groupby([own.rename("own"), "outcome"], sort=False):
            first = int(rows.index[0])
            ending = result.names[first, "clients"].removeprefix(f"{name}={rows['group'].iloc[0]}")
            named = f"{column}={own[first]}{ending}"
            balances.append(Balance((named,), cells(rows.index, "clients"), "remainder"))
    return replace(result, balances=tuple(balances))
