"""Rows that cannot be true together or by themselves: refused, or done with as the mapping says.

Every rule is counted, also where the mapping says what to do: nothing is repaired in silence.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from evalutils.contracts.export_mapping import REFUSE
from evalutils.contracts.import_record import REGISTERED
from evalutils.dataset.client_rules import overlapping
from evalutils.dataset.faults import FileFaults
from evalutils.intake.client_rows import NO_DAY, ClientRows, Days, Mask, Whole
from evalutils.intake.mapping import TableMap
from evalutils.intake.taking_in import Told

_EPOCH = date(1970, 1, 1).toordinal()
_OPEN = np.iinfo(np.int32).max
_PROBLEMS = {
    "repeated": "this row is equal to another one. Remove it from the export, or write "
    "'repeated: keep_one' in mapping.yaml.",
    "reversed": "the end is before the start. Correct it in the client system, or write "
    "'reversed: leave_out' in mapping.yaml.",
    "future": "this begins after 'observed_until'. Correct that day, or write "
    "'future: leave_out' in mapping.yaml.",
    "planned": "the end is after 'observed_until': it is only planned. Correct that day, or write "
    "'planned: still_there' in mapping.yaml.",
    "overlapping": "this begins before an earlier row of the same client has ended. Correct it in "
    "the client system, or write 'overlapping: join' in mapping.yaml.",
}


def ruled(
    rows: ClientRows, table: TableMap, until: date, told: Told, faults: FileFaults
) -> ClientRows:
    """The rows that count, by client and first day; what is refused is a fault."""
    rows = rows.take(rows.order())
    last_day = until.toordinal() - _EPOCH
    first = next(iter(rows.days))
    wrong: dict[str, Mask] = {"future": rows.days[first] > last_day}
    if "end" in rows.days:
        end = rows.days["end"]
        wrong["reversed"] = (end != NO_DAY) & (end < rows.days[first])
    for rule, which in wrong.items():
        _count(rule, which, rows, table, told, faults)
    left = [which for rule, which in wrong.items() if table.rules[rule] != REFUSE]
    if left:
        rows = rows.take(~np.logical_or.reduce(left))
    rows = _without_repeats(rows, table, told, faults)
    if "end" in rows.days:
        rows = _not_ended(rows, last_day, table, told, faults)
        rows = _joined(rows, table, told, faults)
    if not len(rows) and not faults.found:
        faults.add("no row is left: every row was left out. Check the export and mapping.yaml.")
    return _entered(rows, table, told)


def _entered(rows: ClientRows, table: TableMap, told: Told) -> ClientRows:
    """The rows without the day on which they were entered, of which the late ones are counted."""
    if REGISTERED not in rows.days:
        return rows
    entered, first = rows.days[REGISTERED], next(iter(rows.days.values()))
    known = entered != NO_DAY
    told.registered = int(known.sum())
    told.late = int((known & (entered - first.astype(np.int64) > table.late_after_days)).sum())
    return rows.without_days(REGISTERED)


def _count(
    rule: str, which: Mask, rows: ClientRows, table: TableMap, told: Told, faults: FileFaults
) -> None:
    if not which.any():
        return
    done = table.rules[rule]
    told.ruled[rule, done] += int(which.sum())
    if done == REFUSE:
        faults.add_rows(_PROBLEMS[rule], np.sort(rows.numbers[which]).tolist())


def _without_repeats(
    rows: ClientRows, table: TableMap, told: Told, faults: FileFaults
) -> ClientRows:
    """Of rows that are equal in everything one."""
    days = [days for name, days in rows.days.items() if name != REGISTERED]
    columns = [*days, *(own.codes for own in rows.words.values())]
    keys: list[npt.NDArray[Any]] = [*columns[::-1], rows.client_numbers()]
    order = np.lexsort(keys)
    same = np.ones(max(len(rows) - 1, 0), dtype=np.bool_)
    for values in keys:
        same &= values[order][1:] == values[order][:-1]
    again = np.zeros(len(rows), dtype=np.bool_)
    again[order[1:][same]] = True
    _count("repeated", again, rows, table, told, faults)
    return rows.take(~again) if table.rules["repeated"] != REFUSE else rows


def _not_ended(
    rows: ClientRows, last_day: int, table: TableMap, told: Told, faults: FileFaults
) -> ClientRows:
    """Rows of which the end is only planned: without it, and without where it would lead."""
    planned = (rows.days["end"] > last_day) & (next(iter(rows.days.values())) <= last_day)
    _count("planned", planned, rows, table, told, faults)
    if not planned.any() or table.rules["planned"] == REFUSE:
        return rows
    rows = rows.with_days("end", np.where(planned, NO_DAY, rows.days["end"]).astype(np.int32))
    return rows.with_none("destination", planned) if "destination" in rows.words else rows


def _joined(rows: ClientRows, table: TableMap, told: Told, faults: FileFaults) -> ClientRows:
    """Spells of one client that overlap as one, which takes all but its start from the last."""
    start = next(iter(rows.days.values()))
    end = np.where(rows.days["end"] == NO_DAY, _OPEN, rows.days["end"])
    client = rows.client_numbers()
    usable = end >= start
    wrong = np.zeros(len(rows), dtype=np.bool_)
    wrong[usable] = overlapping(client[usable], start[usable], end[usable])
    _count("overlapping", wrong, rows, table, told, faults)
    if not wrong.any() or table.rules["overlapping"] == REFUSE:
        return rows
    spell = np.cumsum(~wrong) - 1
    return _last_of_each(rows, spell, end)


def _last_of_each(rows: ClientRows, spell: Whole, end: Days) -> ClientRows:
    """Of each spell the row that ends last, beginning where the spell does."""
    name = next(iter(rows.days))
    order = np.lexsort((end, spell))
    last = order[np.append(spell[order][1:] != spell[order][:-1], True)]
    first = np.flatnonzero(np.append(True, spell[1:] != spell[:-1]))
    return rows.take(last).with_days(name, rows.days[name][first])
