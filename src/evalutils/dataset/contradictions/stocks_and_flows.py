"""Stocks and flows that do not add up, and days outside the period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from evalutils.contracts.spans import Span, fill, nested
from evalutils.dataset.contradictions.rule_view import Row, RuleView, days_of, grouped
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.faults import number
from evalutils.dataset.flows import ACCOUNT, END, FLOWS, STOCKS, Account, GroupFlows

# A stock may be taken on a day of the month before or after, and so may the end of a flow.
MARGIN = timedelta(days=31)


def account(case: RuleView) -> Iterator[Contradiction]:
    """A closing stock that is not the opening stock plus inflow minus outflow, in any period.

    A period within which one is told already says nothing more.
    """
    for flows in [] if case.counted else case.flows.values():
        told: list[Span] = []
        accounts = flows.accounts() if flows.dated or not _several(flows) else []
        for item in sorted(accounts, key=_length):
            rows = {name: case.entry_rows(item.rows[name]) for name in ACCOUNT}
            exact = all(row.exact for found in rows.values() for row in found)
            within = item.span is not None and any(span.within(item.span) for span in told)
            if not all(rows.values()) or not exact or within:
                continue
            start, inflow, outflow, end = (_sum(found) for found in rows.values())
            expected = start + inflow - outflow
            if end != expected:
                told += [item.span] if item.span else []
                problem = (
                    f"{number(end)} is given, but {number(start)} + {number(inflow)} - "
                    f"{number(outflow)} is {number(expected)}. Correct a count, or write "
                    "circa in 'qualifier' of those that are not exact."
                )
                yield rows[END][0].found("count", problem, computed=expected)


def _several(flows: GroupFlows) -> bool:
    """Whether several rows of a measure could each be meant."""
    measures = [entry.measure for entry in flows.entries]
    return any(measures.count(name) > 1 for name in ACCOUNT)


def _length(item: Account) -> timedelta:
    return timedelta.max if item.span is None else item.span.after - item.span.first


def _sum(rows: Sequence[Row]) -> int:
    return sum(row["count"] for row in rows)


def one_stock(case: RuleView) -> Iterator[Contradiction]:
    """A stock at the end of a day that is not the one at the start of the next."""
    for flows in case.flows.values():
        # An only opening stock after the only closing one has a wrong date.
        several = flows.dated or _several(flows)
        for before, after in map(case.entry_rows, flows.twice() if several else ()):
            if before["count"] == after["count"] or not (before.exact and after.exact):
                continue
            problem = (
                f"{number(after['count'])} is given here and {number(before['count'])} in row "
                f"{before['row']} for the same stock: the end of a day is the start of "
                "the next. Correct one of them."
            )
            yield after.found("count", problem, computed=before["count"])


def parts_of_period(case: RuleView) -> Iterator[Contradiction]:
    """A flow of a period that is not that of the periods within it, or below that of a part."""
    for rows in (*_flows_over_time(case), *_exits_over_time(case)):
        for span, inside in nested(rows):
            row = rows[span]
            parts = [rows[part] for part in inside]
            total = _sum(parts)
            differs = total > row["count"] or (fill(inside, span) and total != row["count"])
            if not differs or not all(part.exact for part in (row, *parts)):
                continue
            listed = " and ".join(str(part["row"]) for part in parts)
            problem = (
                f"{number(row['count'])} is given for the whole period and {number(total)} for "
                f"its parts (row {listed}). Correct a count or a date."
            )
            yield row.found("count", problem, computed=total)


def _flows_over_time(case: RuleView) -> Iterator[dict[Span, Row]]:
    """The rows of each flow of a group by their period."""
    for flows in case.flows.values():
        for measure in FLOWS:
            entries = [entry for entry in flows.entries if entry.measure == measure]
            rows = zip(entries, case.entry_rows(entries), strict=True)
            yield {entry.span: row for entry, row in rows if entry.span}


def _exits_over_time(case: RuleView) -> Iterator[dict[Span, Row]]:
    """The rows of each destination of a group by their period; without one that of all."""
    counted = [row for row in case.rows("exits") if row["count"] is not None]
    for rows in grouped(counted, "destination", "group").values():
        found: dict[Span, Row] = {}
        for row in rows:
            first, last = days_of(row)
            if first is None and last is None:
                first, last = case.evaluation.period_start, case.evaluation.period_end
            if first is not None and last is not None:
                found.setdefault(Span(first, last), row)
        yield found


def outside_period(case: RuleView) -> Iterator[Contradiction]:
    """A count of a day outside the period of the evaluation."""
    first, last = case.evaluation.period_start, case.evaluation.period_end
    for row in (*case.rows("caseload"), *case.rows("exits")):
        early = first - MARGIN if row.get("measure") in STOCKS else first
        for column, bounds in (("period_start", (first, last)), ("date", (early, last + MARGIN))):
            if row[column] is not None and not bounds[0] <= _day(row[column]) <= bounds[1]:
                problem = (
                    f"this lies outside the period of the evaluation, {first} to {last}. Correct "
                    "the date, or leave out the row."
                )
                yield row.found(column, problem)
                break
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
