"""What cannot have been counted yet: after today, or after its own source was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from evalutils.dataset.contradictions.rule_view import Row, RuleView
from evalutils.dataset.evaluation import Contradiction

# Per table the day up to and including which the figures of a row were counted.
DAYS = {
    "caseload": "date",
    "exits": "date",
    "inflow": "date",
    "other_outcomes": "date",
    "durability": "cohort_end",
    "finances": "date",
}
# Of these tables only rows with one of these figures say what happened; others say what was meant.
HAPPENED = {"targets": ("result",), "finances": ("actual",)}
# The stock at the end of a year is also written as that of the first day of the next.
_NEXT = timedelta(days=1)
# What is not counted yet is a plan, which has columns of its own.
_PLANS = {"finances": "'budget' of this row"}
_PLAN = "'budget' of targets.csv"


def after_today(case: RuleView) -> Iterator[Contradiction]:
    """A count of a day that has not come, or clients followed for longer than has passed."""
    for row, column, day in _counted(case):
        if day > case.today:
            problem = (
                "this is after today: nothing has been counted yet. Correct the date, or write a "
                f"planned figure in {_PLANS.get(row.table, _PLAN)}."
            )
            yield row.found(column, problem, impossible=True)
    for row, first in _followed(case):
        if first > case.today:
            problem = (
                f"{row['months']:g} months after the first of the cohort left have not passed yet. "
                "Correct the months or the cohort."
            )
            yield row.found("months", problem, impossible=True)


def after_published(case: RuleView) -> Iterator[Contradiction]:
    """A count of a day after its source was published: a plan that passes for what happened.

    With several sources the latest counts where a row names none.
    """
    for row, column, day in _counted(case):
        limit = _published(case, row)
        if limit < day - _NEXT and day <= case.today:
            problem = (
                f"its source was published on {limit} at the latest, and cannot have counted this "
                f"day. Write a planned figure in {_PLANS.get(row.table, _PLAN)}; else correct the "
                "date, or 'published' in sources.yaml."
            )
            yield row.found(column, problem, impossible=True)
    for row, first in _followed(case):
        limit = _published(case, row)
        if limit < first <= case.today:
            problem = (
                f"its source was published on {limit} at the latest, and {row['months']:g} months "
                "after the first of the cohort left had not passed then. Correct the months, the "
                "cohort, or 'published' in sources.yaml."
            )
            yield row.found("months", problem, impossible=True)


def _counted(case: RuleView) -> Iterator[tuple[Row, str, date]]:
    """Every row about what happened, with the column of its last day and that day."""
    for table, column in DAYS.items():
        for row in case.rows(table):
            if row.get(column) is not None and _happened(row):
                yield row, column, row[column].date()
    for row in case.rows("targets"):
        # A result without a day is at least of a day in its period.
        column = "measured_on" if row["measured_on"] is not None else "target_start"
        if row[column] is not None and (column == "measured_on" or _happened(row)):
            yield row, column, row[column].date()


def _happened(row: Mapping[str, Any]) -> bool:
    columns = HAPPENED.get(getattr(row, "table", ""), ())
    return not columns or any(row[column] is not None for column in columns)


def _followed(case: RuleView) -> Iterator[tuple[Row, date]]:
    """Cohorts that were followed for some months, with the first day on which these had passed."""
    for row in case.rows("durability"):
        left, months = row["cohort_start"] or row["cohort_end"], row["months"]
        if left is not None and months is not None:
            # Twenty-eight days a month: what has not passed then has not passed at all.
            begin = min(left.date(), date(2900, 1, 1))
            yield row, begin + timedelta(days=28 * months)


def _published(case: RuleView, row: Row) -> date:
    """The last day on which the source of a row can have appeared."""
    if row["source"]:
        return case.published.get(row["source"], date.max)
    return max(case.published.get(source, date.max) for source in case.evaluation.sources)
