"""What was left out or rounded, and why: for who checks a release, never for the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library

REASON = "reason"
COLUMNS = ("evaluation", "analysis", "row", "column", "why", REASON, "lowest", "highest")
REASONS = {
    "primary": "klein aantal",
    "secondary": "een klein aantal zou eruit volgen",
    "rounded": "afgerond",
}
_NO_NAMES = ("source", "status", "note")


def suppression_log(evaluations: Sequence[Evaluation], library: Library) -> pd.DataFrame:
    """One row per number of persons about protected data: what was chosen, why, and what follows.

    Returns
    -------
    Columns ``evaluation``, ``analysis``, ``row`` (the codes of its row), ``column``, ``why``
    (primary, secondary or rounded), ``reason`` in Dutch, and ``lowest`` and ``highest``: the
    number of persons that a reader who adds up and subtracts everything can make it. An empty
    ``highest`` is without bound.
    """
    protected = (item for item in evaluations if item.disclosure == "protected")
    rows = [row for item in protected for row in _rows(AnalysisInputs(item, library))]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(inputs: AnalysisInputs) -> Iterator[tuple[Any, ...]]:
    ledger = ledger_of(inputs)
    for analysis in analyses_of(inputs.evaluation):
        names = _names(analysis.result(inputs).exact)
        for (row, column), why, (low, high) in ledger.choices(analysis.name):
            most = int(high) if np.isfinite(high) else None
            key, reason = str(inputs.evaluation.key), REASONS[why]
            yield key, analysis.name, names[row], column, why, reason, int(low), most


def _names(frame: pd.DataFrame) -> dict[int, str]:
    """The codes in a row, as its name."""
    names = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name])]
    codes = frame[[name for name in names if name not in _NO_NAMES]].astype(object)
    texts = codes.where(codes.notna(), "").astype(str)
    return {label: "/".join(filter(None, row)) for label, *row in texts.itertuples(name=None)}
