"""Where what a chapter shows comes from: its meaning, its base, and its rows in the documents."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from evalutils import dutch
from evalutils.chapters.chapter import Analysis
from evalutils.contracts.fixed_names import assumptions_place, html_address, source_file
from evalutils.contracts.shown_origin import Origin
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure import Publishable
from evalutils.keys import row_anchor


def origin_of(analysis: Analysis, evaluation: Evaluation, cleared: Publishable) -> Origin:
    """The origin of what an analysis gives for an evaluation."""
    table = analysis.needs[0] if analysis.needs else ""
    assumed = assumptions_place(str(evaluation.key)) if analysis.assumes else ()
    sources = sources_of(evaluation, table)
    return Origin(analysis.meaning, _base(cleared.key_figures), sources, assumed)


def sources_of(evaluation: Evaluation, table: str = "") -> tuple[tuple[str, str], ...]:
    """The documents of a table that was typed, each with its first row there, or of all.

    Of protected data no row is told, nor which documents have one: that can tell a number.
    """
    shown = evaluation.disclosure != "protected" and table in evaluation.tables
    if not shown or TABLES[table].client_level:
        return tuple((source, "") for source in evaluation.sources)
    stated = evaluation.tables[table]["source"].fillna(evaluation.sources[0])
    return tuple(
        (str(source), row_anchor(evaluation.key, table, row))
        for row, source in stated.drop_duplicates().items()
    )


def places_of(
    evaluation: Evaluation, table: str, rows: pd.DataFrame, root: str
) -> dict[Hashable, str]:
    """Per row of a table the address of it in the list of its document; `root` leads to those."""
    stated = rows["source"].fillna(evaluation.sources[0])
    return {
        row: root + html_address(source_file(source), row_anchor(evaluation.key, table, row))
        for row, source in stated.items()
    }


def _base(key_figures: pd.DataFrame) -> str:
    """How many people the figures rest on: one number, or the fewest and the most."""
    known = key_figures["n"].dropna()
    ends = dict.fromkeys(dutch.number(n) for n in (known.min(), known.max())) if len(known) else ()
    return " tot ".join(ends)
