"""A printed share of a known base that no whole number of people can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalutils.dataset.contradictions.rule_view import Row, RuleView
from evalutils.dataset.contradictions.shares import (
    INSTRUMENT_PARTS,
    exit_bases,
    half_unit,
    instrument_bases,
)
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.faults import number
from evalutils.statistics.whole_numbers import counts_behind, may_fail


def no_whole_number(case: RuleView) -> Iterator[Contradiction]:
    """A share without a count beside it; one with a count is held against that."""
    for row in case.rows("exits"):
        yield from _reached(row, "count", "share", exit_bases(case, row))
    for row in case.rows("instruments"):
        for part in INSTRUMENT_PARTS:
            bases = instrument_bases(row, part)
            yield from _reached(row, f"exits_{part}", f"share_{part}", bases)
    for row in case.rows("durability"):
        yield from _reached(row, "still_out", "share", [row["exits"]])
    for row in case.rows("arms"):
        yield from _reached(row, "reached", "share", [row["people"]])


def _reached(
    row: Row, count: str, share: str, bases: Sequence[int | None]
) -> Iterator[Contradiction]:
    printed = row[share]
    known = [base for base in bases if base]
    if row[count] is not None or printed is None or not known or not row.exact:
        return
    half = half_unit([printed])
    if any(not may_fail(base, half) or counts_behind(printed, base, half) for base in known):
        return
    nearest = {base: 100 * round(printed * base / 100) / base for base in known}
    base = min(known, key=lambda item: abs(nearest[item] - printed))
    about = ", or say in 'qualifier' that it is about" if "qualifier" in row else ""
    problem = (
        f"no whole number of {number(base)} is {number(printed)} percent; the nearest is "
        f"{number(round(nearest[base], 2))}. Correct the share or its base{about}."
    )
    yield row.found(share, problem, computed=nearest[base], tolerance=half, beside=count)
