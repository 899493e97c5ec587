"""A printed share is the rounded form of its count, and shares of a whole are together 100%."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from evalutils.contracts.qualifiers import EXACT, known
from evalutils.dataset.contradictions.rule_view import (
    TOTAL,
    Row,
    RuleView,
    Whole,
    base_of,
    grouped,
    period_of,
    shown,
    whole_of,
)
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.faults import number

# Sums of decimal fractions are off by about this much in binary arithmetic.
NOISE = 1e-9
INSTRUMENT_PARTS = ("work", "other", "total")
_CORRECT = "Correct one of the two or leave the share empty."
_NAME_BASE = "Correct one of the two, or name in 'base' or 'base_label' what the share is of."
# Fractions that are together one whole, rounded.
_ONE = (0.95, 1.05)


def half_unit(shares: Sequence[float]) -> float:
    """Half the last printed digit of shares; of those printed with most decimals."""
    decimals = max(len(f"{share:.10g}".partition(".")[2]) for share in shares)
    return 0.5 * float(10.0**-decimals)


def beside_count(case: RuleView) -> Iterator[Contradiction]:
    """A share that is not that of the count beside it, whatever of the printed bases it is of.

    Sources also cut off digits instead of rounding them.
    """
    yield from _exits(case)
    yield from _instruments(case)
    yield from _durability(case)
    yield from _arms(case)
    yield from _ladder(case)


def _exits(case: RuleView) -> Iterator[Contradiction]:
    for row in case.rows("exits"):
        hint = "" if row["base"] or row["base_label"] else _NAME_BASE
        yield from _compare(row, "count", "share", exit_bases(case, row), hint)


def exit_bases(case: RuleView, row: Row) -> list[int]:
    """What the share of a row of exits may be of, where the source gives that precisely."""
    if row["base"]:
        ways = [way for way in case.bases(row, row["base"]) if row.counts_as(*way)]
        exact = all(part.exact for way in ways for part in way)
        return [sum(part["count"] for part in way) for way in ways] if exact else []
    whole = base_of(case, row) if _names_base(row) else whole_of(case, row)
    return [] if whole is None or not _exactly(case, whole, row) else [whole.number]


def _names_base(row: Row) -> bool:
    """Whether the base of a row is its own; a total that names none is of nothing."""
    return bool(row["base_label"]) or row["destination"] == TOTAL


def _exactly(case: RuleView, whole: Whole, part: Row) -> bool:
    """Whether the source gives the whole of a row precisely."""
    if whole.name != TOTAL:
        return all(row.exact for way in case.bases(part, whole.name) for row in way)
    alike = case.totals_of_group.get((part["group"],), [])
    return all(row.exact for row in alike if period_of(row) == period_of(part))


def _instruments(case: RuleView) -> Iterator[Contradiction]:
    for row in case.rows("instruments"):
        for part in INSTRUMENT_PARTS:
            yield from _compare(row, f"exits_{part}", f"share_{part}", instrument_bases(row, part))


def instrument_bases(row: Row, part: str) -> list[int | None]:
    """Some sources give the share of those who left, others of those who took part.

    Shares that the source gives about are of none.
    """
    if known(row.get("share_qualifier")) != EXACT:
        return []
    bases = [row["started"], row["participants"]]
    if not any(base is not None for base in bases):
        return []
    return [*bases, row["exits_total"]] if part != "total" else bases


def _durability(case: RuleView) -> Iterator[Contradiction]:
    for row in case.rows("durability"):
        yield from _compare(row, "still_out", "share", [row["exits"]])


def _arms(case: RuleView) -> Iterator[Contradiction]:
    for row in case.rows("arms"):
        yield from _compare(row, "reached", "share", [row["people"]])


def _compare(
    row: Row, count: str, share: str, bases: Sequence[int | None], hint: str = ""
) -> Iterator[Contradiction]:
    counted, printed = row[count], row[share]
    given = [base for base in bases if base]
    # A count above its base is told by itself.
    if counted is None or printed is None or not given or counted > max(given) or not row.exact:
        return
    half = half_unit([printed])
    possible = [100 * counted / base for base in given]
    if any(printed - half - NOISE <= value < printed + 2 * half - NOISE for value in possible):
        return
    nearest = min(possible, key=lambda value: abs(value - printed))
    base = given[possible.index(nearest)]
    fraction = _is_fraction(printed, possible)
    hint = f"Write {nearest:.1f}." if fraction else hint or _CORRECT
    problem = (
        f"{number(printed)} is given beside count {number(counted)}, but {number(counted)} of "
        f"{number(base)} is {number(round(nearest, 1))} percent. {hint}"
    )
    yield row.found(
        share, problem, computed=nearest, tolerance=half, beside=count, impossible=fraction
    )


def _is_fraction(printed: float, possible: Sequence[float]) -> bool:
    """Whether the share is right but for its scale: 0.55 for 55 percent."""
    unit = 2 * half_unit([printed]) * 100
    return printed < 1 and any(abs(100 * printed - value) <= unit for value in possible)


def _ladder(case: RuleView) -> Iterator[Contradiction]:
    """Of a ladder the base follows from the counts of all rungs, with or without unknown."""
    for (moment,), part in grouped(case.rows("ladder"), "moment").items():
        counts = {row["rung"]: row["count"] for row in part}
        complete = {str(rung) for rung in case.rungs} <= set(counts)
        both = [row for row in part if row["share"] is not None]
        if not case.rungs or not complete or None in counts.values() or not both:
            continue
        everyone = sum(counts.values())
        bases = {everyone, everyone - counts.get("unknown", 0)} - {0}
        half = half_unit([row["share"] for row in both])
        off = {base: [row for row in both if _differs(row, base, half)] for base in bases}
        if not off:
            continue
        base = min(off, key=lambda item: (len(off[item]), -item))
        for row in off[base]:
            true = 100 * row["count"] / base
            problem = (
                f"{number(row['share'])} is given beside count {number(row['count'])}, but "
                f"{number(row['count'])} of the {number(base)} clients of moment '{moment}' is "
                f"{number(round(true, 1))}. {_CORRECT}"
            )
            yield row.found("share", problem, computed=true, tolerance=half, beside="count")


def _differs(row: Row, base: int, half: float) -> bool:
    return bool(abs(100 * row["count"] / base - row["share"]) > half + NOISE)


def two_units(case: RuleView) -> Iterator[Contradiction]:
    """A share of a base that counts something else: people in households, for example."""
    for row in case.rows("exits"):
        for base in case.measured(row["base"]) if row["base"] else ():
            if not row.counts_as(base):
                problem = (
                    f"the row counts in '{row['unit']}' and '{row['base']}' in caseload.csv in "
                    f"'{base['unit']}', so that there is no share. Correct a unit, or leave the "
                    "base empty."
                )
                yield row.found("base", problem, beside=row["base"])
                break


def together(case: RuleView) -> Iterator[Contradiction]:
    """Shares of one whole that are together more than 100%, or not 100% though all are there."""
    for (moment,), part in grouped(case.rows("ladder"), "moment").items():
        given = {row["rung"]: row["share"] for row in part if row["share"] is not None}
        whole = bool(case.rungs) and {str(rung) for rung in case.rungs} <= set(given)
        # The base may leave out who has no known rung.
        ways = [list(given.values()), [given[rung] for rung in given if rung != "unknown"]]
        yield from _add_up(part, "share", ways, whole=whole, about=(("moment", moment),))
    yield from _exits_together(case)
    for row in case.rows("instruments"):
        both = [name for name in ("share_work", "share_other") if row[name] is not None]
        shares = [row[name] for name in both if math.isfinite(row.least(name))]
        yield from _add_up([row], "share_work", [shares], whole=False)


def _exits_together(case: RuleView) -> Iterator[Contradiction]:
    apart = [
        row
        for row in case.rows("exits")
        if case.is_part(row["destination"])
        and not row["overlapping"]
        and row["share"] is not None
        and math.isfinite(row.least("share"))
    ]
    about = ("group", "period_start", "date", "base", "base_label")
    for part in grouped(apart, *about).values():
        shares = [row["share"] for row in part]
        named = tuple((name, shown(part[0][name])) for name in about if part[0][name])
        yield from _add_up(part, "share", [shares], whole=False, about=named)


def _add_up(
    part: Sequence[Row], column: str, ways: Sequence[list[float]], *, whole: bool, **details: Any
) -> Iterator[Contradiction]:
    """Compare sums of shares with 100; each way leaves out other rows."""
    ways = [shares for shares in ways if len(shares) > 1]
    if not ways:
        return
    sums = [sum(shares) for shares in ways]
    margins = [len(shares) * half_unit(shares) + NOISE for shares in ways]
    low = 100.0 if whole else 0.0
    fractions = _are_fractions(ways[0])
    closes = (low - off <= total <= 100 + off for total, off in zip(sums, margins, strict=True))
    if any(closes) and not fractions:
        return
    total = min(sums, key=lambda item: abs(item - 100))
    hint = "Write percentages: 55 for 0.55." if fractions else "Correct a share."
    limit = "" if whole else " at most"
    problem = f"the shares are together {number(round(total, 9))}, and not 100{limit}. {hint}"
    yield part[-1].found(
        column,
        problem,
        published=100.0,
        computed=total,
        tolerance=margins[sums.index(total)],
        impossible=fractions,
        **details,
    )


def _are_fractions(shares: Sequence[float]) -> bool:
    """Whether shares are on a scale to 1: none above it, and together one."""
    return len(shares) > 1 and max(shares) <= 1 and _ONE[0] <= sum(shares) <= _ONE[1]
