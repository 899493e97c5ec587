"""What a comparison rests on of one evaluation, cleared; kept as long as its data are the same."""

from __future__ import annotations

import pandas as pd

from evalutils.chapters import AnalysisInputs, analysis_named
from evalutils.chapters.clearing import cleared
from evalutils.chapters.quality import Lack, too_little
from evalutils.contracts.client_groups import UNKNOWN_GROUP
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.folder_reading import EXITS, GROUPS, LACKS
from evalutils.dataset.library import Library
from evalutils.dataset.told import kept
from evalutils.disclosure import Publishable

OUTCOME = "work"
_COLUMNS = ("column", "group", "month", "start", "clients", "effective", "share")


def lacks_of(evaluation: Evaluation, library: Library) -> list[Lack]:
    """What keeps it out of comparisons; empty when nothing does."""
    return kept(evaluation, LACKS, lambda: too_little(AnalysisInputs(evaluation, library)))


def exits_of(evaluation: Evaluation, library: Library) -> Publishable:
    """Where people went; empty of one without counts of exits."""
    if "exits" not in evaluation.tables:
        return Publishable(pd.DataFrame(), pd.DataFrame(), False)
    inputs = AnalysisInputs(evaluation, library)
    return kept(evaluation, EXITS, lambda: cleared(inputs, "destinations"))


def groups_of(evaluation: Evaluation, library: Library) -> Publishable | None:
    """Who left to work per group; None of an evaluation that follows no clients.

    Returns
    -------
    Publishable or None
        Columns column, group, month, start, clients, effective and share (percent), of the
        grouping columns of which every number is shown.
    """
    if not analysis_named("group_differences").possible(evaluation):
        return None
    return kept(evaluation, GROUPS, lambda: _groups(AnalysisInputs(evaluation, library)))


def _groups(inputs: AnalysisInputs) -> Publishable | None:
    shown = cleared(inputs, "group_differences")
    if shown.empty:
        return None
    # Of whom nothing is known there is nobody comparable elsewhere.
    known = shown.frame["outcome"].eq(OUTCOME) & shown.frame["group"].ne(UNKNOWN_GROUP)
    frame = shown.frame[known]
    whole = frame["share"].notna() & frame["clients"].notna()
    # A programme of which a group is left out has another composition than it seems.
    complete = whole.groupby(frame["column"]).transform("all")
    of_whole = frame.loc[complete, list(_COLUMNS)].reset_index(drop=True)
    return Publishable(of_whole, pd.DataFrame(), shown.protected) if len(of_whole) else None
