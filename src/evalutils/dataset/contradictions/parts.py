"""A part is never more than its whole, and nor are parts together that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from evalutils.contracts.units import UNITS
from evalutils.dataset.contradictions.rule_view import (
    ALL_CLIENTS,
    ALL_GROUPS,
    ASSUMPTIONS,
    GROUP,
    OTHER_PEOPLE,
    TOTAL,
    Row,
    RuleView,
    Whole,
    base_of,
    grouped,
    named,
    period_of,
    whole_of,
)
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.faults import number
from evalutils.dataset.nesting import EVERYONE


class Parts(NamedTuple):
    """Columns of one row that are parts of a whole in the same row.

    Several parts exclude each other; of several wholes that are filled in the largest counts.
    """

    table: str
    parts: tuple[str, ...]
    wholes: tuple[str, ...]


# Every row of exits is part of these, whatever its base.
ALL = (TOTAL, ALL_CLIENTS)
_TOTAL = ("exits_total",)
_LEFT = ("exits_work", "exits_other")
_JOINED = ("started", "participants")
IN_ONE_ROW = (
    Parts("durability", ("still_out",), ("exits",)),
    *(Parts("instruments", (part,), _TOTAL) for part in _LEFT),
    Parts("instruments", _LEFT, _TOTAL),
    *(Parts("instruments", (part,), _JOINED) for part in (*_LEFT, "exits_total")),
    Parts("instruments", _LEFT, _JOINED),
)


def above_whole(case: RuleView) -> Iterator[Contradiction]:
    """Counts above the count that they are a part of; of each cell the first such count."""
    seen: set[tuple[str, int]] = set()
    for found in (
        *_in_one_row(case),
        *_exits(case),
        *_within_wholes(case),
        *_more_exits_than_participants(case),
    ):
        if (found.table, found.row) not in seen:
            seen.add((found.table, found.row))
            yield found


def _in_one_row(case: RuleView) -> Iterator[Contradiction]:
    for table, parts, wholes in IN_ONE_ROW:
        for row in case.rows(table):
            if row.outside and wholes != _TOTAL:
                continue
            given = {name: row[name] for name in wholes if row[name] is not None}
            if not given or any(row[part] is None for part in parts):
                continue
            beside = max(given, key=lambda name: given[name])
            printed, whole = sum(row[part] for part in parts), given[beside]
            if sum(row.least(part) for part in parts) > row.most(beside):
                what = " and ".join(f"'{part}'" for part in parts)
                verb = "is" if len(parts) == 1 else "are together"
                problem = (
                    f"{what} {verb} {number(printed)}, more than {number(whole)} in '{beside}'. "
                    f"Correct one of them{'' if wholes == _TOTAL else OTHER_PEOPLE}."
                )
                yield row.found(parts[0], problem, published=printed, computed=whole, beside=beside)


def _exits(case: RuleView) -> Iterator[Contradiction]:
    rows = case.rows("exits")
    everyone = {(row["destination"], *period_of(row)): row["count"] for row in rows if _of_all(row)}
    for row in rows:
        if not row.counts_as(*case.held_against(row)):
            continue
        wholes = [whole_of(case, row)]
        has_base = (row["base"] or row["base_label"]) and not row.outside
        if has_base and wholes[0] and wholes[0].name == TOTAL:
            # A count is a part of the total and of the base that its share is of.
            wholes.append(base_of(case, row, row["base"]))
        alike = everyone.get((row["destination"], *period_of(row)))
        if row["group"] and alike is not None:
            wholes.append(Whole(ALL_CLIENTS, alike))
        for whole in wholes:
            if whole and row["count"] is not None and row.least("count") > whole.number:
                other = OTHER_PEOPLE if has_base and whole.name not in ALL else ""
                problem = (
                    f"{number(row['count'])} is more than {named(whole)} of which it is a part. "
                    f"Correct one of them{other}."
                )
                yield row.found("count", problem, computed=whole.number, beside=whole.name)


# Of each table the columns in which rows of different groups are alike, and their counts.
GROUPED = {
    "caseload": (("measure", "period_start", "date"), ("count",)),
    "exits": (("destination", "base", "period_start", "date"), ("count",)),
    "funnel": (("funnel", "order"), ("count",)),
    "durability": (("cohort", "definition", "months"), ("exits", "still_out")),
    "targets": (("indicator", "target_start", "unit"), ("result",)),
    "arms": (("arm", "outcome", "months"), ("people", "reached", "took_part")),
}


def _within_wholes(case: RuleView) -> Iterator[Contradiction]:
    """Groups above all clients or above a group that holds them, each against the smallest."""
    for table, (alike, counts) in GROUPED.items():
        for part in grouped(case.rows(table), *alike).values():
            # A percentage of a group may be higher than that of all.
            if table == "targets" and UNITS[part[0]["unit"]].measures != "persons":
                continue
            by_group = {row["group"] or EVERYONE: row for row in reversed(part)}
            for group, row in by_group.items():
                whole = case.evaluation.groups.parent(group, by_group)
                if group == EVERYONE or whole not in by_group:
                    continue
                if table == "exits" and whole == EVERYONE:
                    continue  # also across bases: told above
                for column in counts:
                    yield from _above(row, by_group[whole], column)


def _above(part: Row, whole: Row, column: str) -> Iterator[Contradiction]:
    if part[column] is None or whole[column] is None or not part.counts_as(whole):
        return
    if part.least(column) > whole.most(column):
        holds = Whole(f"{GROUP}{whole['group']}" if whole["group"] else ALL_GROUPS, whole[column])
        problem = (
            f"{number(part[column])} is more than {named(holds)} of which it is a part (row "
            f"{whole['row']}). Correct one of them, or the groups in evaluation.yaml."
        )
        yield part.found(column, problem, computed=whole[column], beside=holds.name)


def _more_exits_than_participants(case: RuleView) -> Iterator[Contradiction]:
    entries = [case.assumptions.get(key) or {} for key in ("exits", "participants")]
    exits, participants = (entry.get("value") for entry in entries)
    if isinstance(exits, int) and isinstance(participants, int) and exits > participants:
        yield Contradiction(
            kind="",
            table=ASSUMPTIONS,
            row=0,
            column="exits",
            about=(),
            published=exits,
            computed=participants,
            beside="participants",
            problem=(
                f"{number(exits)} is more than {number(participants)} in 'participants'. "
                "Correct one of them."
            ),
            source=entries[0].get("source"),
        )


def together_above_whole(case: RuleView) -> Iterator[Contradiction]:
    """Counts that exclude each other and are together more than their whole."""
    yield from _destinations(case)
    yield from _groups(case)
    yield from _steps(case)


def _destinations(case: RuleView) -> Iterator[Contradiction]:
    """Each client leaves to one destination; reasons to stop may be told beside it."""
    parts: dict[tuple[Any, ...], dict[str, Row]] = {}
    for row in _apart(case):
        whole = whole_of(case, row)
        if whole is not None and case.is_part(row["destination"]):
            about = (row["group"], *period_of(row), whole)
            parts.setdefault(about, {}).setdefault(row["destination"], row)
    for (*_, whole), found in parts.items():
        yield from _surplus(list(found.values()), whole)


def _groups(case: RuleView) -> Iterator[Contradiction]:
    """Groups that do not overlap are parts of all clients, per destination."""
    everyone: dict[tuple[Any, ...], int] = {}
    for row in filter(_of_all, case.rows("exits")):
        everyone.setdefault((row["destination"], *period_of(row)), row["count"])
    groups: dict[tuple[Any, ...], dict[str, Row]] = {}
    for row in _apart(case):
        if row["group"] is not None:
            about = (row["destination"], *period_of(row))
            groups.setdefault(about, {}).setdefault(row["group"], row)
    for about, found in groups.items():
        for whole, parts in case.evaluation.groups.parts(found).items():
            rows = [found[group] for group in parts]
            if whole == EVERYONE and about in everyone:
                yield from _surplus(rows, Whole(TOTAL, everyone[about]))
            elif whole != EVERYONE and math.isfinite(found[whole].most("count")):
                yield from _surplus(rows, Whole(f"{GROUP}{whole}", found[whole]["count"]))


def _of_all(row: Row) -> bool:
    """Whether it counts all clients of a destination, and no more than there are."""
    return row["group"] is None and row["count"] is not None and math.isfinite(row.most("count"))


def _apart(case: RuleView) -> list[Row]:
    """The exits with a count of clients who count in no other row, and no less than there are."""
    given = [row for row in case.rows("exits") if row["count"] is not None]
    return [row for row in given if not row["overlapping"] and math.isfinite(row.least("count"))]


def _surplus(parts: Sequence[Row], whole: Whole) -> Iterator[Contradiction]:
    together = sum(row["count"] for row in parts)
    # One part above the whole is told by itself.
    if together <= whole.number or any(row["count"] > whole.number for row in parts):
        return
    listed = ", ".join(str(row["row"]) for row in parts)
    problem = (
        f"rows {listed} are together {number(together)}, more than {named(whole)} of which they "
        "are parts. Correct a count, or write true in 'overlapping' where clients count in several "
        "rows."
    )
    yield parts[-1].found(
        "count", problem, published=whole.number, computed=together, beside=whole.name
    )


def _steps(case: RuleView) -> Iterator[Contradiction]:
    """The steps from a rung are parts of the clients who stand on it now."""
    standing = {
        row["rung"]: row["count"]
        for row in case.rows("ladder")
        if row["moment"] == "current" and row["count"] is not None
    }
    for (_, rung), found in grouped(case.rows("ladder_moves"), "basis", "from_rung").items():
        together = sum(row["count"] for row in found)
        if together > standing.get(rung, together):
            problem = (
                f"the steps from rung {rung} are together {number(together)}, more than the "
                f"{number(standing[rung])} clients on it in ladder.csv. Correct one of them."
            )
            yield found[-1].found(
                "count",
                problem,
                about=(("from_rung", rung),),
                published=standing[rung],
                computed=together,
                beside="ladder",
            )
