"""Stocks and flows that do not add up, flows of parts of the period, and days outside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from evalutils.dataset.contradictions.rule_view import RuleView
from evalutils.dataset.evaluation import Contradiction

FLOWS = ("inflow", "outflow", "partial_outflow", "started")
STOCKS = ("stock_start", "stock_end")
# A stock may be taken on a day of the month before or after, and so may the end of a flow.
MARGIN = timedelta(days=31)


def account(case: RuleView) -> Iterator[Contradiction]:
    """A closing stock that is not the opening stock plus inflow minus outflow."""
    found = {name: case.measured(name) for name in ("stock_start", *FLOWS[:2], "stock_end")}
    if case.counted or any(len(given) != 1 for given in found.values()):
        return
    only = {name: given[0] for name, given in found.items()}
    if any(row["qualifier"] not in (None, "exact") for row in only.values()):
        return
    start, inflow, outflow, end = (row["count"] for row in only.values())
    expected = start + inflow - outflow
    if end != expected:
        problem = (
            f"{end} is given, but {start} + {inflow} - {outflow} is {expected}. Correct a count, "
            "or write circa in 'qualifier' of those that are not exact."
        )
        yield only["stock_end"].found("count", problem, computed=expected)


def flows_of_parts(case: RuleView) -> Iterator[Contradiction]:
    """Several flows of one kind, of which the account would use the last only.

    Each may run from the start of the period (to September, to December): then none is lower than
    the one before it, and the last is that of the whole period. A published evaluation may hold
    these; a new one keeps the last.
    """
    for measure in () if case.counted else FLOWS:
        given = sorted(case.measured(measure), key=lambda row: str(row["date"] or ""))
        if len(given) < 2:
            continue
        counts = [row["count"] for row in given]
        cumulative = counts == sorted(counts) and not _sum_closes(case)
        if cumulative and case.evaluation.disclosure == "published":
            continue
        problem = (
            f"{len(given)} rows hold '{measure}', and an account takes one: the last would count "
            "and the others not. Keep one row for the whole period: the last one where each "
            "includes those before it, else their sum."
        )
        yield given[-1].found("date", problem, about=(("measure", measure),), impossible=True)


def _sum_closes(case: RuleView) -> bool:
    """Whether the account adds up with the sums of the flows and not with the last ones."""
    start, end = case.measured("stock_start"), case.measured("stock_end")
    inflow, outflow = (case.measured(flow) for flow in FLOWS[:2])
    if not (start and end and inflow and outflow):
        return False
    change = end[-1]["count"] - start[0]["count"]
    total = sum(row["count"] for row in inflow) - sum(row["count"] for row in outflow)
    return bool(total == change != inflow[-1]["count"] - outflow[-1]["count"])


def outside_period(case: RuleView) -> Iterator[Contradiction]:
    """A count of a day outside the period of the evaluation."""
    first, last = case.evaluation.period_start, case.evaluation.period_end
    for row in case.rows("caseload"):
        early = first if row["measure"] in FLOWS else first - MARGIN
        if row["date"] is not None and not early <= _day(row["date"]) <= last + MARGIN:
            problem = (
                f"this lies outside the period of the evaluation, {first} to {last}. Correct the "
                "date, or leave out the row."
            )
            yield row.found("date", problem)
    starts, ends = ([row for row in case.measured(name) if row["date"]] for name in STOCKS)
    for row in starts:
        if ends and row["date"] > max(end["date"] for end in ends):
            problem = "the opening stock is of a later day than the closing stock. Correct a date."
            yield row.found("date", problem)
    for row in case.rows("durability"):
        if row["cohort_start"] is not None and _day(row["cohort_start"]) > last + MARGIN:
            problem = f"the cohort begins after the period of the evaluation, which ends on {last}."
            yield row.found("cohort_start", f"{problem} Correct one of the two.")


def _day(value: Any) -> date:
    day: date = value.date()
    return day
