"""A programme with several periods, in memory."""

from dataclasses import replace
from datetime import date

import pandas as pd
from filled_tables import caseload, exits
from sample_evaluation import LIBRARY, evaluation

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.clearing import ledger_of
from evalutils.dataset.evaluation import Evaluation

ACCOUNT = ("stock_start", "inflow", "outflow", "stock_end")


def year(
    period: str, *counts: int | None, disclosure: str = "protected", **left: int
) -> Evaluation:
    """A year, or the first half of it (``2022-h1``), with its account and its exits."""
    numbers = {
        name: count for name, count in zip(ACCOUNT, counts, strict=True) if count is not None
    }
    tables = {"caseload": caseload(**numbers)} | ({"exits": exits(**left)} if left else {})
    number = int(period[:4])
    start = date(number, 7, 1) if period.endswith("h2") else date(number, 1, 1)
    end = date(number, 6, 30) if period.endswith("h1") else date(number, 12, 31)
    found = evaluation(f"almelo/werkfit/{period}", disclosure, **tables)
    return replace(found, period_start=start, period_end=end)


def programme(*periods: Evaluation) -> dict[str, Evaluation]:
    """Evaluations of one programme that know each other, by their period."""

    def knowing(evaluation: Evaluation) -> Evaluation:
        others = tuple(item for item in periods if item.key != evaluation.key)
        return replace(evaluation, others=lambda: others)

    return {item.key.period: knowing(item) for item in periods}


def page(evaluation: Evaluation, name: str = "caseload_figures") -> pd.DataFrame:
    """What a page of the evaluation shows of an analysis."""
    return ledger_of(AnalysisInputs(evaluation, LIBRARY)).publish(name).frame
