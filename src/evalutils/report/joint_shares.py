"""Who left to work per combination of the groups that public programmes share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np
import pandas as pd

from evalutils.chapters import AnalysisInputs
from evalutils.contracts.client_groups import TOGETHER, UNKNOWN_GROUP
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.folder_reading import JOINT_GROUPS
from evalutils.dataset.library import Library
from evalutils.dataset.told import kept
from evalutils.disclosure import publish
from evalutils.report.compared_parts import OUTCOME
from evalutils.trace import late


def joint_rows(
    every: pd.DataFrame, named: Mapping[str, Evaluation], library: Library
) -> pd.DataFrame:
    """A row per programme and combination of the columns that most programmes share.

    Parameters
    ----------
    every
        Rows of single columns, with columns evaluation and column.
    named
        The evaluations by their key.
    library
        The shared files.

    Returns
    -------
    DataFrame
        As `every`, with the columns in ``column`` and the groups in ``group`` joined by `TOGETHER`,
        and ``complete``: whether every combination has a share. No protected programme takes part:
        where only some combinations may be shown, a row less would tell how few are in another.
    """
    every = every[every["evaluation"].map(lambda key: named[key].disclosure != "protected")]
    have = every.groupby("evaluation", sort=False)["column"].agg(frozenset)
    shared = every.groupby("column")["evaluation"].nunique()
    several = frozenset(shared.index[shared > 1])
    columns = sorted(frozenset.intersection(several, *(
        own for own in have if len(own & several) > 1
    )))  # fmt: skip
    if len(columns) < 2:
        return every.iloc[:0]
    chosen = [key for key in have.index if have[key] >= set(columns)]
    about = TOGETHER.join(columns)
    parts = []
    for key in chosen:
        make = partial(_of_one, named[key], columns, library)
        parts.append(kept(named[key], JOINT_GROUPS, make, about).assign(evaluation=key))
    return pd.concat([every.iloc[:0], *parts], ignore_index=True)


def _of_one(evaluation: Evaluation, columns: list[str], library: Library) -> pd.DataFrame:
    inputs = AnalysisInputs(evaluation, library)
    count = late("outflow.joint_groups")
    result = count(inputs.read("spells"), inputs.codelist, inputs.window, columns)
    shown = publish(result, inputs.rule).frame
    if shown.empty:
        return pd.DataFrame()
    told = shown["group"].map(lambda group: UNKNOWN_GROUP not in group.split(TOGETHER))
    frame = shown[shown["outcome"].eq(OUTCOME) & told]
    known = frame["share"].notna() & frame["clients"].notna() & frame["exits"].notna()
    named = ["column", "group", "month", "start", "clients", "effective", "share"]
    return frame.loc[known, named].assign(complete=bool(known.all()))


def levels_of(groups: Iterable[str]) -> list[np.ndarray]:
    """Per column the group in each combination."""
    return [np.array(one) for one in zip(*(text.split(TOGETHER) for text in groups), strict=True)]


def key_of(columns: str) -> str:
    """The names of columns as the open data have them: ``age_group+education``."""
    return columns.replace(TOGETHER, "+")


def by_level(groups: pd.DataFrame) -> pd.DataFrame:
    """Combinations with what was foretold of them, added up per group of each column.

    `groups` has columns column, group, month, clients, share and expected; so has the result, with
    ``modelled`` true.
    """
    found = []
    weight = groups["clients"]
    for place, column in enumerate(groups["column"].iloc[0].split(TOGETHER) if len(groups) else ()):
        level = groups["group"].str.split(TOGETHER).str[place]
        sums = pd.DataFrame(
            {
                "clients": weight,
                "share": weight * groups["share"],
                "expected": weight * groups["expected"],
            }
        )
        whole = sums.groupby(level).sum()
        whole[["share", "expected"]] = whole[["share", "expected"]].div(whole["clients"], axis=0)
        whole = whole.rename_axis("group").reset_index()
        found.append(whole.assign(column=column, month=groups["month"].iloc[0], modelled=True))
    return pd.concat(found, ignore_index=True) if found else groups
