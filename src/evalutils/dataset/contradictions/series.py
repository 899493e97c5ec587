"""Counts that cannot rise from one row to the next, and two counts of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from evalutils.contracts.vocabulary import DURABILITY
from evalutils.dataset.contradictions.rule_view import (
    OTHER_PEOPLE,
    Row,
    RuleView,
    grouped,
    period_of,
)
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.faults import number

UNBROKEN = {code for code, definition in DURABILITY.items() if definition.unbroken}


def grows(case: RuleView) -> Iterator[Contradiction]:
    """A stage of a funnel that more clients reach than the stage before it."""
    for found in grouped(case.rows("funnel"), "funnel", "group").values():
        for before, after in pairwise(sorted(found, key=lambda row: row["order"])):
            if after.outside or not after.counts_as(before):
                continue
            if after.least("count") > before.most("count"):
                problem = (
                    f"{number(after['count'])} reach this stage and {number(before['count'])} the "
                    f"one before it (row {before['row']}). Correct one of them, or the order"
                    f"{OTHER_PEOPLE}."
                )
                yield after.found("count", problem, computed=before["count"])


def longer(case: RuleView) -> Iterator[Contradiction]:
    """More clients who stayed away for longer; who did so had stayed away for shorter too."""
    rows = case.rows("durability")
    lasting = [row for row in rows if row["definition"] in UNBROKEN and row["months"] is not None]
    for found in grouped(lasting, "cohort", "definition", "group").values():
        for before, after in pairwise(sorted(found, key=lambda row: row["months"])):
            for column in ("still_out", "share"):
                earlier, later = before[column], after[column]
                if earlier is None or later is None:
                    continue
                if after.least(column) > before.most(column):
                    if column == "still_out" and before["exits"] != after["exits"]:
                        continue
                    problem = (
                        f"{number(later)} is more than {number(earlier)} after fewer months (row "
                        f"{before['row']}). Correct one of them."
                    )
                    yield after.found(column, problem, computed=earlier)
                    break


def two_counts(case: RuleView) -> Iterator[Contradiction]:
    """One destination of one group and period with two counts, beside different bases."""
    first: dict[tuple[Any, ...], Row] = {}
    for row in case.rows("exits"):
        if row["count"] is None:
            continue
        other = first.setdefault((row["destination"], row["group"], *period_of(row)), row)
        if other.least("count") > row.most("count") or row.least("count") > other.most("count"):
            problem = (
                f"{number(row['count'])} is given here and {number(other['count'])} in row "
                f"{other['row']} for the same destination and group. Correct one of them."
            )
            yield row.found("count", problem, computed=other["count"])
