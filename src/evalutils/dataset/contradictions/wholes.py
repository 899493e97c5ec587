"""Of what count the leavers in a row are a part."""

from __future__ import annotations

from typing import Any, NamedTuple

from evalutils.dataset.contradictions.rule_view import TOTAL, Case

# Counts that may be higher than they are printed, or are not quite what is printed.
OPEN_ABOVE = ("at_least", "more_than", "circa")
# The clients of all groups who left to the same destination.
ALL_CLIENTS = "all"


class Whole(NamedTuple):
    """What rows are a part of: the measure, column or destination it comes from, and how many."""

    name: str
    number: int


def whole_of(case: Case, row: dict[str, Any]) -> Whole | None:
    """The count that the exits of a row are a part of; None when it is not known exactly."""
    total = case.totals.get(row["group"])
    if row["destination"] != TOTAL and total is not None:
        return Whole(TOTAL, total)
    if row["destination"] == TOTAL and row["group"] is not None:
        everyone = case.totals.get(None)
        return None if everyone is None else Whole(TOTAL, everyone)
    measure = str(row["base"] or ("outflow" if row["group"] is None else ""))
    given = case.measured(measure)
    if not given or any(item["qualifier"] in OPEN_ABOVE for item in given):
        return None
    return Whole(measure, max(item["count"] for item in given))


def named(whole: Whole) -> str:
    """The whole in a message, to be followed by another clause."""
    where = {TOTAL: "the total", ALL_CLIENTS: "that of all clients"}
    told = where.get(whole.name, f"'{whole.name}' in caseload.csv")
    return f"{told}, {whole.number},"
