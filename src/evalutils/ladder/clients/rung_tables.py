"""Tables from rung to rung: measured steps, and where expectations led."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pandas as pd

from evalutils.frames import computed
from evalutils.ladder.clients.coarse import coarse_step
from evalutils.ladder.clients.links import EXPECTED as STATED
from evalutils.ladder.clients.links import REALISED, among_current, repeated
from evalutils.ladder.clients.measured import followed
from evalutils.ladder.clients.ways import client_ways
from evalutils.result import Balance, Cell, KeyFigure, Repeat, Result
from evalutils.statistics.proportions import percent_interval
from evalutils.statistics.transition_tables import table_of_pairs

REACHED = {1: "below", 0: "on_rung", -1: "above"}  # by the sign of expected minus reached
EXPECTED = ("expected", "measured", "not_measured", "reached", *REACHED.values())
ERROR_DECIMALS = 1
ERROR_STEPS = (0.1, 0.2, 0.5)  # rungs


def client_transitions(
    clients: pd.DataFrame, rungs: Sequence[int], ladder: pd.DataFrame | None = None
) -> Result:
    """Clients by rung at their first and last measurement in the period.

    Parameters
    ----------
    clients
        As `histories` gives them.
    rungs
        Rung numbers of the scheme, low to high.
    ladder
        Table ``ladder`` when it is published too: protects what the two together would tell.

    Returns
    -------
    Result
        A row per pair of rungs: from_rung, to_rung, count, way (up, same, down), way_total and
        last_total (clients who went that way, and who ended on that rung). Indicator
        ``ladder.transition``, group ``from:to``.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.
    """
    pairs = followed(clients)
    frame = _cells(pairs["first_rung"], pairs["last_rung"], rungs)
    step = (frame["to_rung"] - frame["from_rung"]).clip(-1, 1)
    frame["way"] = step.map({1: "up", 0: "same", -1: "down"}).astype("str")
    frame["way_total"] = frame.groupby("way")["count"].transform("sum")
    frame["last_total"] = frame.groupby("to_rung")["count"].transform("sum")
    ends = [
        (rung, (rows[0], "last_total"), int(frame["last_total"].iloc[rows[0]]))
        for rung, rows in _groups(frame, "to_rung")
    ]
    starts = {
        rung: tuple((row, "count") for row in rows) for rung, rows in _groups(frame, "from_rung")
    }
    ways = client_ways(clients, ladder)
    repeats = [
        Repeat((rows[0], "way_total"), ways, (0, way)) for way, rows in _groups(frame, "way")
    ]
    return Result(
        frame,
        counts=("count", "way_total", "last_total"),
        balances=(*_sums(frame, "way", "way_total"), *_sums(frame, "to_rung", "last_total")),
        copies=(*_copies(frame, "way", "way_total"), *_copies(frame, "to_rung", "last_total")),
        repeats=(*repeats, *repeated(ends, ladder, REALISED)),
        ties=among_current(starts, ladder),
        key_figures=(
            KeyFigure("ladder.transition", "count", "person", "first against last measurement"),
        ),
    )


def expectations(
    clients: pd.DataFrame, rungs: Sequence[int], ladder: pd.DataFrame | None = None
) -> Result:
    """What became of the clients whom the coach expected on each rung.

    Of each client the first expectation in the period counts, with the last measurement after it.

    Parameters
    ----------
    clients
        As `histories` gives them.
    rungs
        Rung numbers of the scheme, low to high.
    ladder
        As for `client_transitions`.

    Returns
    -------
    Result
        A row per expected rung and one for all of them (`all`): expected, measured (afterwards),
        not_measured, below, on_rung, above and reached (on_rung or above, clients); share, lower
        and upper (percent of those measured who reached the expected rung or a higher one); and
        mean_error (expected minus reached, in rungs, to 1 decimal; where numbers are protected to
        a step that stands for ten clients, and missing where one is hidden). Indicators
        ``ladder.expected_reached`` and ``ladder.expectation_error``, grouped by the expected
        rung, `all` for all of them.
    """
    known = clients[clients["expected_rung"].notna()]
    parts = [(str(rung), known[known["expected_rung"] == rung]) for rung in rungs]
    parts = [(rung, part) for rung, part in [*parts, ("all", known)] if len(part)]
    frame = pd.DataFrame(
        [(rung, *_arrived(part)) for rung, part in parts],
        columns=["rung", *EXPECTED, "exact_error"],
    )
    frame = computed(frame.assign(group_key=frame["rung"]))
    last = len(frame) - 1
    stated = [
        (rung, (row, "expected"), float(count))
        for row, (rung, count) in enumerate(zip(frame["rung"], frame["expected"], strict=True))
    ]
    return Result(
        frame,
        counts=EXPECTED,
        balances=(
            *(balance for row in range(len(frame)) for balance in _arrivals_of(row)),
            *(
                Balance(((last, name),), tuple((row, name) for row in range(last)))
                for name in (EXPECTED if last > 0 else ())
            ),
        ),
        repeats=repeated(stated, ladder, STATED),
        derive=_reached_shares,
        key_figures=(
            KeyFigure(
                "ladder.expected_reached",
                "share",
                "percent",
                "on the expected rung or higher / measured afterwards, Wilson interval",
                lower="lower",
                upper="upper",
                n="measured",
            ),
            KeyFigure(
                "ladder.expectation_error",
                "mean_error",
                "rung",
                "mean of expected minus reached rung",
                n="measured",
            ),
        ),
    )


def arrivals(
    clients: pd.DataFrame, rungs: Sequence[int], ladder: pd.DataFrame | None = None
) -> Result:
    """Where clients arrived, by the rung that was expected of them.

    Parameters
    ----------
    clients
        As `histories` gives them.
    rungs
        Rung numbers of the scheme, low to high.
    ladder
        As for `client_transitions`.

    Returns
    -------
    Result
        A row per pair of rungs: from_rung (expected), to_rung (reached), count and way_total
        (clients of the expected rung who ended below, on or above it). Indicator
        ``ladder.arrival``, group ``expected:reached``.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.
    """
    pairs = clients[clients["reached_rung"].notna()]
    frame = _cells(pairs["expected_rung"], pairs["reached_rung"], rungs)
    step = (frame["from_rung"] - frame["to_rung"]).clip(-1, 1)
    frame["way"] = frame["from_rung"].astype("str") + ":" + step.map(REACHED)
    frame["way_total"] = frame.groupby("way")["count"].transform("sum")
    original = expectations(clients, rungs, ladder)
    place = {str(rung): row for row, rung in enumerate(original.exact["rung"])}
    repeats = [
        Repeat((rows[0], "way_total"), original, (place[rung], kind))
        for way, rows in _groups(frame, "way")
        for rung, _, kind in [way.partition(":")]
        if rung in place
    ]
    return Result(
        frame,
        counts=("count", "way_total"),
        balances=_sums(frame, "way", "way_total"),
        copies=_copies(frame, "way", "way_total"),
        repeats=tuple(repeats),
        key_figures=(
            KeyFigure("ladder.arrival", "count", "person", "expected against reached rung"),
        ),
    )


def _cells(start: pd.Series[float], end: pd.Series[float], rungs: Sequence[int]) -> pd.DataFrame:
    """A row per pair of rungs with its number of clients; no rows without clients."""
    if start.empty:
        rungs = []
    pairs = pd.DataFrame({"first_rung": start.astype(int), "last_rung": end.astype(int)})
    table = table_of_pairs(pairs, rungs)
    numbers = table.to_numpy().ravel()
    frame = pd.DataFrame(list(product(rungs, rungs)), columns=["from_rung", "to_rung"])
    frame["count"] = numbers
    frame = frame.astype({"from_rung": "int64", "to_rung": "int64", "count": "int64"})
    keys = frame["from_rung"].astype("str") + ":" + frame["to_rung"].astype("str")
    return computed(frame.assign(group_key=keys))


def _groups(frame: pd.DataFrame, column: str) -> Iterator[tuple[str, list[int]]]:
    for value, part in frame.groupby(column):
        yield str(value), [int(str(row)) for row in part.index]


def _sums(frame: pd.DataFrame, column: str, total: str) -> tuple[Balance, ...]:
    return tuple(
        Balance(((rows[0], total),), tuple((row, "count") for row in rows))
        for _, rows in _groups(frame, column)
    )


def _copies(frame: pd.DataFrame, column: str, total: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple((row, total) for row in rows) for _, rows in _groups(frame, column))


def _arrived(part: pd.DataFrame) -> list[float]:
    measured = part[part["reached_rung"].notna()]
    error = measured["expected_rung"] - measured["reached_rung"]
    ways = [int((np.sign(error) == sign).sum()) for sign in REACHED]
    numbers = [len(part), len(measured), len(part) - len(measured), sum(ways[1:]), *ways]
    return [*numbers, float(error.mean())]


def _arrivals_of(row: int) -> tuple[Balance, ...]:
    return (
        Balance(((row, "expected"),), ((row, "measured"), (row, "not_measured"))),
        Balance(((row, "measured"),), ((row, "below"), (row, "reached"))),
        Balance(((row, "reached"),), ((row, "on_rung"), (row, "above"))),
    )


def _reached_shares(frame: pd.DataFrame) -> pd.DataFrame:
    found = percent_interval(frame["reached"], frame["measured"])
    shown = frame[list(REACHED.values())].notna().all(axis=1)
    error = frame["exact_error"]
    if (frame["margin"] > 0).any():
        step = coarse_step(frame["measured"], ERROR_STEPS, 1)
        error = ((error / step).round() * step).where(np.isfinite(step))
    error = error.round(ERROR_DECIMALS).where(shown)
    frame = frame.assign(share=found.estimate, lower=found.lower, upper=found.upper)
    return frame.assign(mean_error=error).drop(columns="exact_error")
