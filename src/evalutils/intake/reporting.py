"""What is told of an import: every rule with its count, none of a few clients."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from evalutils.contracts.export_mapping import REFUSE
from evalutils.contracts.import_record import (
    KEPT,
    LATE,
    LATE_AFTER,
    LEFT,
    PLANNED,
    READ,
    REGISTERED,
)
from evalutils.dataset.faults import quoted
from evalutils.identifiers.scan import found_in_group
from evalutils.intake.mapping import TableMap
from evalutils.intake.taking_in import Told

# Below it a count may be about somebody whom a reader knows.
FEWEST = 10
# A code is short; a longer text may be a remark about a client.
LONGEST_CODE = 24

_LONG_NUMBER = re.compile(r"[0-9]{5}|[0-9]+[-/.][0-9]+[-/.][0-9]+")
_SHORT_CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9]{1,4}")

_DONE = {
    "keep_one": "one of each was kept",
    "leave_out": "left out",
    "join": "joined with the earlier one",
    "still_there": "read as not ended",
}
_RULES = {
    "repeated": "rows equal to another",
    "reversed": "rows that end before they start",
    "future": "rows that begin after 'observed_until'",
    "planned": "rows that end after 'observed_until'",
    "overlapping": "rows that overlap an earlier one of the same client",
}


def about(count: int) -> str:
    """A count as it may be told."""
    return "fewer than 10" if 0 < count < FEWEST else str(count)


def in_tens(count: int) -> str:
    """A count as it may be told beside a few that are not."""
    return about(count) if count < FEWEST else f"some {round(count, -1)}"


def unmapped(found: Counter[str], column: str) -> Iterator[str]:
    """Say which texts of the export the mapping has no code for."""
    add = f"Add it to 'codes.{column}' in mapping.yaml."
    named = sorted(text for text, count in found.items() if may_be_shown(text, count))
    for text in named:
        yield f"the code {quoted(text)} is not mapped, in {about(found[text])} rows. {add}"
    others = [text for text in found if text not in named]
    if others:
        rows = about(sum(found[text] for text in others))
        yield (
            f"{about(len(others))} other texts are not mapped, in {rows} rows. They are no codes "
            "and are not shown. Choose the column with the code, or map them."
        )


def may_be_shown(text: str, count: int) -> bool:
    """Whether a text is a code and tells of nobody, also when cells stand in a wrong column.

    What many rows have is about nobody in particular; of a text of a few rows that is sure only of
    a number too short to stand for a client, or letters with one.
    """
    if found_in_group([text]) or _LONG_NUMBER.search(text):
        return False
    if count >= FEWEST:
        return len(text) <= LONGEST_CODE
    return _SHORT_CODE.fullmatch(text) is not None


def recorded(table: TableMap, told: Told) -> dict[str, int]:
    """The rows that were read, left out for each reason, and kept, as import.yaml has them."""
    left = {rule: count for (rule, done), count in told.ruled.items() if done != REFUSE}
    left["filtered"] = told.filtered
    counts = {READ: told.read, **{why: left.get(why, 0) for why in LEFT}, KEPT: told.kept}
    if PLANNED in left:
        counts[PLANNED] = left[PLANNED]
    if not table.registered:
        return counts
    late_after = {LATE_AFTER: table.late_after_days}
    return {**counts, REGISTERED: told.registered, LATE: told.late, **late_after}


def lines(table: TableMap, told: Told, clients: int) -> Iterator[str]:
    """What was done with the rows of a table, a line for each kind."""
    # Beside a few that were left out an exact sum would tell how few.
    apart = [count for (_, done), count in told.ruled.items() if done != REFUSE]
    few = any(0 < count < FEWEST for count in (*apart, told.filtered))
    kept = in_tens if few else about
    yield f"{table.table.name}: {about(told.read)} rows read, {kept(told.kept)} written."
    yield f"  clients: {kept(clients)}"
    if told.filtered:
        yield f"  left out by 'keep': {about(told.filtered)}"
    for (rule, done), count in sorted(told.ruled.items()):
        if done != REFUSE:
            yield f"  {_RULES[rule]}: {about(count)}, {_DONE[done]} ('{rule}: {done}')"
    if table.registered:
        yield (
            f"  entered more than {table.late_after_days} days after the start: "
            f"{about(told.late)} of {about(told.registered)} with a day of registration"
        )
    for column, count in sorted(told.empty.items()):
        yield f"  read as empty in '{column}' (named under 'missing'): {about(count)}"
    if told.two_forms:
        yield (
            f"  clients whose number is written in two ways (zeros in front, '.0', capitals), "
            f"taken as one: {about(told.two_forms)}"
        )
