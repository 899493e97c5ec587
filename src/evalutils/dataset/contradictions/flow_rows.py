"""Rows with flows that can be read in two ways, or of which the account would use a part only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from evalutils.contracts.spans import Span, span_of
from evalutils.dataset.contradictions.rule_view import Row, RuleView, grouped, period_of
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.flows import FLOWS, STOCKS

_TABLES = ("caseload", "exits")
_YEAR = r"(19|20)\d\d"
_MONTH = (
    "jan(uari)?|feb(ruari)?|mrt|maart|apr(il)?|mei|juni?|juli?|aug(ustus)?|sept?(ember)?|"
    "okt(ober)?|nov(ember)?|dec(ember)?"
)
_PART = (
    r"([1-4](e|de|ste)|eerste|tweede|derde|vierde) (kwartaal|halfjaar|half jaar|tertaal)|"
    r"kwartaal [1-4]|[qk] ?[1-4]|h[12]"
)
_PERIOD = re.compile(
    rf"(jaar )?{_YEAR}|({_YEAR}[- ]?)?({_PART}|{_MONTH})([- ]?{_YEAR})?", re.IGNORECASE
)


def flows_of_parts(case: RuleView) -> Iterator[Contradiction]:
    """Several flows of one kind of which some do not say on which day they begin.

    They may be of months, each from the start of the year on, or of the year beside its quarters:
    whatever was taken, some would be counted twice or not at all.
    """
    rows = [row for row in case.rows("caseload") if row["measure"] in FLOWS]
    for found in grouped([] if case.counted else rows, "group").values():
        dated = any(row["period_start"] is not None for row in found)
        for (measure,), same in grouped(found, "measure").items():
            without = [row for row in same if row["period_start"] is None]
            without.sort(key=lambda row: str(row["date"] or ""))
            if without and (dated or len(same) > 1):
                what = (
                    f"{len(same)} rows hold '{measure}', and not all say on which day they begin"
                    if len(same) > 1
                    else "this row does not say on which day its period begins, and others do"
                )
                problem = (
                    f"{what}: months, quarters, a year and counts from January on would be mixed. "
                    "Give each row in column 'period_start' the first day that it counts, and in "
                    "'date' the last."
                )
                about = (("measure", measure),)
                yield without[-1].found("date", problem, about=about, impossible=True)


def periods(case: RuleView) -> Iterator[Contradiction]:
    """Periods that are not complete, and such that cross another one of the same flow."""
    for table in _TABLES:
        for row in case.rows(table):
            if row["period_start"] is None:
                continue
            if row.get("measure") in STOCKS:
                problem = "a stock is of one day, that in 'date'. Leave this cell empty."
                yield row.found("period_start", problem, impossible=True)
            elif row["date"] is None:
                problem = "the period has a first day and no last one. Write that in 'date'."
                yield row.found("period_start", problem, impossible=True)
    flows = [row for row in case.rows("caseload") if row["measure"] not in STOCKS]
    for same in grouped(flows, "measure", "group").values():
        for before, after in combinations([row for row in same if _span(row)], 2):
            one, two = _span(before), _span(after)
            if one and two and one.crosses(two):
                problem = (
                    f"this period and that of row {before['row']} share days, and neither is a "
                    "part of the other: who came then would count twice. Correct a date, or put "
                    "one division into periods in an evaluation of its own."
                )
                yield after.found("period_start", problem, impossible=True)


def _span(row: Row) -> Span | None:
    return span_of(*period_of(row))


def named_as_period(case: RuleView) -> Iterator[Contradiction]:
    """A group that is called after a year, a quarter or a month, and is not declared as one."""
    nesting = case.evaluation.groups.part_of
    declared = {*nesting, *nesting.values()}
    for table in _TABLES:
        for row in case.rows(table):
            if row["group"] in declared:
                continue
            if row["group"] and _PERIOD.fullmatch(row["group"].strip()):
                problem = (
                    "this seems to be a period and no group: its share would be of everyone in "
                    "all periods. Write the first day in 'period_start' and the last in 'date' "
                    "and leave this cell empty; call a group of those who came in a year so, as "
                    "in 'gestart in 2017'."
                )
                yield row.found("group", problem, impossible=True)
