"""What was left out or rounded, and why: for who checks a release, never for the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure.earlier import row_codes

REASON = "reason"
COLUMNS = ("evaluation", "analysis", "row", "column", "why", REASON)
REASONS = {
    "primary": "klein aantal",
    "secondary": "een klein aantal zou eruit volgen",
    "rounded": "afgerond",
}


def suppression_log(evaluations: Sequence[Evaluation], library: Library) -> pd.DataFrame:
    """One row per number of persons about protected data: what was chosen, and why.

    Returns
    -------
    Columns ``evaluation``, ``analysis``, ``row`` (the codes of its row), ``column``, ``why``
    (primary, secondary or rounded) and ``reason`` in Dutch.
    """
    protected = (item for item in evaluations if item.disclosure == "protected")
    rows = [row for item in protected for row in _rows(AnalysisInputs(item, library))]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(inputs: AnalysisInputs) -> Iterator[tuple[Any, ...]]:
    ledger = ledger_of(inputs)
    for analysis in analyses_of(inputs.evaluation):
        names = row_codes(analysis.result(inputs).exact)
        for (row, column), why, _ in ledger.choices(analysis.name):
            key, reason = str(inputs.evaluation.key), REASONS[why]
            yield key, analysis.name, names[row], column, why, reason
