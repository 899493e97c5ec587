"""Tables from rung to rung: measured steps, and where expectations led."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from evalutils.coarse_steps import coarse_step
from evalutils.frames import computed
from evalutils.ladder.clients.measured import followed
from evalutils.ladder.standings import FOLDS, rung_name
from evalutils.result import Balance, KeyFigure, Result, cells, named, ranged, sums
from evalutils.statistics.proportions import percent_interval
from evalutils.statistics.transition_tables import table_of_pairs

REACHED = {1: "below", 0: "on_rung", -1: "above"}  # by the sign of expected minus reached
EXPECTED = ("expected", "measured", "not_measured", "reached", *REACHED.values())
REACHED_METHOD = "on the expected rung or higher / measured afterwards, Wilson interval"
ERROR_METHOD = "mean of expected minus reached rung"
ERROR_DECIMALS = 1
ERROR_STEPS = (0.1, 0.2, 0.5)  # rungs
Groups = Mapping[int, str]
NO_GROUPS: Groups = MappingProxyType({})
TRANSITION, ARRIVAL = "transition", "arrival"


def client_transitions(
    clients: pd.DataFrame, rungs: Sequence[int], fewest: int = 1, groups: Groups = NO_GROUPS
) -> Result:
    """Clients by rung at their first and last measurement in the period.

    Where numbers below `fewest` are hidden every pair has a row, also without any client; in the
    tables about expectations every rung has one.

    Returns
    -------
    Result
        A row per pair of rungs: from_rung, to_rung, count, way (up, same, down), way_total and
        last_total (clients who went that way, and who ended on that rung). Indicator
        ``ladder.transition``, group ``from:to``. With `groups` of rungs a pair of which no number
        of its groups may be shown stands in their sum only: see `group_transitions`.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.
    """
    pairs = followed(clients)
    frame = _cells(pairs["first_rung"], pairs["last_rung"], rungs, fewest, groups)
    step = (frame["to_rung"] - frame["from_rung"]).clip(-1, 1)
    frame["way"] = step.map({1: "up", 0: "same", -1: "down"}).astype("str")
    frame["way_total"] = frame.groupby("way")["count"].transform("sum")
    frame["last_total"] = frame.groupby("to_rung")["count"].transform("sum")
    # Who stepped from a rung is among those who stood there first; the others were measured once.
    starts = (
        Balance((rung_name("current", rung),), cells(part.index, "count"), "among")
        for rung, part in frame.groupby("from_rung")
    )
    return Result(
        frame,
        counts=("count", "way_total", "last_total"),
        balances=(
            *sums(frame, "way", "way_total", "count"),
            *sums(frame, "to_rung", "last_total", "count"),
            *starts,
        ),
        names=named(frame, "count", _pair_names(TRANSITION, frame))
        | named(frame, "way_total", "clients." + frame["way"])
        | named(frame, "last_total", [rung_name("realised", rung) for rung in frame["to_rung"]]),
        key_figures=(
            KeyFigure("ladder.transition", "count", "person", "first against last measurement"),
        ),
        folds=FOLDS if groups else None,
    )


def expectations(clients: pd.DataFrame, rungs: Sequence[int], fewest: int = 1) -> Result:
    """What became of the clients whom the coach expected on each rung.

    Of each client the first expectation in the period counts, with the last measurement after it.

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
    parts = [(rung, part) for rung, part in [*parts, ("all", known)] if len(part) or fewest > 1]
    frame = pd.DataFrame(
        [(rung, *_arrived(part)) for rung, part in parts],
        columns=["rung", *EXPECTED, "exact_error"],
    )
    frame = computed(frame.assign(group_key=frame["rung"]))
    last = len(frame) - 1
    return Result(
        frame,
        counts=EXPECTED,
        balances=(
            *(balance for row in range(len(frame)) for balance in _arrivals_of(row)),
            *(
                Balance(((last, name),), cells(range(last), name))
                for name in (EXPECTED if last > 0 else ())
            ),
        ),
        names=named(frame, "expected", [rung_name("expected", rung) for rung in frame["rung"]])
        | {
            cell: name
            for kind in REACHED.values()
            for cell, name in named(frame, kind, _arrived_name(frame["rung"], kind)).items()
        },
        derive=_reached_shares,
        key_figures=(
            ranged("ladder.expected_reached", "share", "percent", REACHED_METHOD, "measured"),
            KeyFigure("ladder.expectation_error", "mean_error", "rung", ERROR_METHOD, n="measured"),
        ),
    )


def arrivals(
    clients: pd.DataFrame, rungs: Sequence[int], fewest: int = 1, groups: Groups = NO_GROUPS
) -> Result:
    """Where clients arrived, by the rung that was expected of them.

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
    frame = _cells(pairs["expected_rung"], pairs["reached_rung"], rungs, fewest, groups)
    step = (frame["from_rung"] - frame["to_rung"]).clip(-1, 1)
    frame["way"] = _arrived_name(frame["from_rung"], step.map(REACHED))
    frame["way_total"] = frame.groupby("way")["count"].transform("sum")
    return Result(
        frame,
        counts=("count", "way_total"),
        balances=sums(frame, "way", "way_total", "count"),
        names=named(frame, "count", _pair_names(ARRIVAL, frame))
        | named(frame, "way_total", frame["way"]),
        key_figures=(
            KeyFigure("ladder.arrival", "count", "person", "expected against reached rung"),
        ),
        folds=FOLDS if groups else None,
    )


def _pair_names(kind: str, frame: pd.DataFrame) -> pd.Series[str]:
    """The names of the numbers of clients by pair of rungs."""
    return f"{kind} " + frame["group_key"]


def _cells(
    start: pd.Series[float],
    end: pd.Series[float],
    rungs: Sequence[int],
    fewest: int,
    groups: Groups,
) -> pd.DataFrame:
    """A row per pair of rungs with its number of clients; without clients only where it hides."""
    if start.empty and fewest == 1:
        rungs = []
    pairs = pd.DataFrame({"first_rung": start.astype(int), "last_rung": end.astype(int)})
    table = table_of_pairs(pairs, rungs)
    numbers = table.to_numpy().ravel()
    frame = pd.DataFrame(list(product(rungs, rungs)), columns=["from_rung", "to_rung"])
    frame["count"] = numbers
    frame = frame.astype({"from_rung": "int64", "to_rung": "int64", "count": "int64"})
    keys = frame["from_rung"].astype("str") + ":" + frame["to_rung"].astype("str")
    if groups:
        both = (frame[name].map(groups).astype("str") for name in ("from_rung", "to_rung"))
        frame[FOLDS] = [":".join(pair) for pair in zip(*both, strict=True)]
    return computed(frame.assign(group_key=keys))


def _arrived_name(rung: pd.Series[Any], kind: str | pd.Series[str]) -> pd.Series[str]:
    """The name of the number of clients who were expected on a rung and ended below or above it."""
    return "expected." + rung.astype("str") + "." + kind


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
