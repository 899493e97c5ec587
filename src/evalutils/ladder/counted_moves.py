"""Counted steps from one rung to others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import MEASURED
from evalutils.ladder.standings import rung_name
from evalutils.result import Balance, KeyFigure, Result, named, ranged, sums
from evalutils.statistics.proportions import percent_interval

ALL = "all"
WAYS, UNDECIDED = ("up", "same", "down"), "undecided"


def moves(moves_table: pd.DataFrame, ladder: pd.DataFrame | None) -> Result:
    """Steps per starting rung beside the number of clients on that rung.

    Parameters
    ----------
    moves_table
        Table ``ladder_moves`` of the contract.
    ladder
        Table ``ladder``: gives the number of clients on the starting rung now.

    Returns
    -------
    Result
        Columns basis, from_rung, to_rungs, count, way (up, same, down or undecided), rung_count
        (clients on the rung), parts (sum of the rung's moves), surplus (parts minus rung_count)
        and surplus_margin (how much of the surplus rounding can explain).
    """
    frame = moves_table[moves_table["from_rung"] != ALL]
    frame = frame[["basis", "from_rung", "to_rungs", "count", "source"]].reset_index(drop=True)
    frame["rung_count"] = frame["from_rung"].map(_current_counts(ladder)).astype("float64")
    pairs = zip(frame["from_rung"], frame["to_rungs"], strict=True)
    frame["way"] = pd.Series([way_of(*pair) for pair in pairs], index=frame.index, dtype="str")
    frame["status"] = "published"
    steps = zip(frame["basis"], frame["from_rung"], frame["to_rungs"], strict=True)
    standing = [rung_name("current", rung) for rung in frame["from_rung"]]
    return Result(
        frame,
        counts=("count", "rung_count"),
        # The steps from a rung are parts of the clients on it.
        balances=sums(frame, ["basis", "from_rung"], "rung_count", "count"),
        names=named(frame, "rung_count", standing)
        | named(frame, "count", [step_name(*step) for step in steps]),
        derive=_sums,
    )


def step_name(basis: str, from_rung: object, to_rungs: object) -> str:
    """The name of the number of clients who went from a rung to others."""
    return f"steps.{basis}.{from_rung}>{to_rungs}"


def step_shares(moves_table: pd.DataFrame, ladder: pd.DataFrame | None) -> Result:
    """Share of the counted clients that rose, stayed and fell, per starting rung.

    A set of rungs such as ``5-6`` from rung 2 is a rise, whichever of the two it is. A set that
    lies partly above and partly below the starting rung is undecided. The base is the sum of the
    rung's moves, also when that differs from the number of clients on the rung. What counsellors
    expect has no interval: chance moves what happens, and not what they think.

    Returns
    -------
    Result
        Columns basis, from_rung, n, and per way (up, same, down) the number, share, lower and
        upper (percent); undecided (number).
    """
    figures = tuple(share_of_way(way, "column:method", "n") for way in WAYS)
    return replace(moves(moves_table, ladder), derive=_step_shares, key_figures=figures)


def share_of_way(way: str, method: str, n: str, group: str = "group_key") -> KeyFigure:
    """The indicator for the clients who went one way, with the columns of that way."""
    ends = f"lower_{way}", f"upper_{way}"
    share = f"share_{way}"
    return ranged(f"ladder.{share}", share, "percent", method, n, ends=ends, group=group)


def with_ways(
    frame: pd.DataFrame, base: pd.Series[float], known: pd.Series[bool] | bool = True
) -> pd.DataFrame:
    """Add share, lower and upper (percent) of each way, where they are known."""
    for way in WAYS:
        found = percent_interval(frame[way].astype("float64").where(base.notna()), base)
        for name, values in zip(("share", "lower", "upper"), found, strict=True):
            frame[f"{name}_{way}"] = np.where(known, values, np.nan)
    return frame


def _step_shares(frame: pd.DataFrame) -> pd.DataFrame:
    keys = ["basis", "from_rung"]
    frame = frame.assign(count=frame["count"].astype("float64"))
    table = frame.groupby(keys, sort=False).agg(n=("count", _sum), source=("source", "first"))
    for way in (*WAYS, UNDECIDED):
        part = frame[frame["way"] == way].groupby(keys)["count"].agg(_sum)
        # No move of that kind counts as 0 clients, a hidden one as not known.
        table[way] = part.reindex(table.index, fill_value=0.0).astype("float64")
    table = with_ways(table, table["n"], table[UNDECIDED] == 0).reset_index()
    table["group_key"] = table["basis"] + ":" + table["from_rung"]
    table["method"] = _method(table["basis"], "moves / sum of moves from the rung")
    ends = [f"{end}_{way}" for way in WAYS for end in ("lower", "upper")]
    table[ends] = table[ends].where(table["basis"].isin(MEASURED))
    return table.assign(status="computed")


def _method(basis: pd.Series[str], formula: str) -> pd.Series[str]:
    """How a share was made: what was not measured has no interval."""
    measured = pd.Series(f"{formula}, Wilson interval", basis.index, "object")
    return measured.where(basis.isin(MEASURED), f"{formula}; expected, no interval")


def way_of(from_rung: str, to_rungs: str) -> str:
    """Whether a step rises, stays or falls; undecided when its rungs do not tell."""
    if to_rungs in ("same", "higher"):
        return "same" if to_rungs == "same" else "up"
    ends = [int(rung) for rung in to_rungs.split("-")]
    start = int(from_rung)
    if ends[0] > start:
        return "up"
    if ends[-1] < start:
        return "down"
    return "same" if ends == [start] else UNDECIDED


def _sum(part: pd.Series[float]) -> float:
    """A sum with a hidden number is not known."""
    return float(part.sum(skipna=False))


def can_rise(moves_table: pd.DataFrame) -> Result:
    """Clients over all rungs together who can rise, stay, or reach some rungs.

    Where the source gives both who rises and who stays, their shares have the two together as
    their base; other rows can be parts of these and have none.

    Returns
    -------
    Result
        Columns basis, to_rungs, count, n, share, lower, upper (percent); `higher` is the
        indicator ``ladder.can_rise``, grouped by basis when there are several, and
        ``ladder.share_up``; `same` is ``ladder.share_same``.
    """
    frame = moves_table[moves_table["from_rung"] == ALL]
    columns = ["basis", "from_rung", "to_rungs", "count", "source"]
    frame = frame[columns].reset_index(drop=True)
    frame["status"] = "published"
    frame["group_key"] = frame["basis"] if frame["basis"].nunique() > 1 else ""
    shares = (
        ranged(
            f"ladder.{share}",
            share,
            "percent",
            "column:method",
            "n",
            group="basis",
            status="computed",
        )
        for share in ("share_up", "share_same")
    )
    steps = zip(frame["basis"], frame["from_rung"], frame["to_rungs"], strict=True)
    return Result(
        frame.drop(columns="from_rung"),
        counts=("count",),
        balances=tuple(_over_all_rungs(moves_table)),
        names=named(frame, "count", [step_name(*step) for step in steps]),
        derive=_risers,
        key_figures=(
            KeyFigure("ladder.can_rise", "risers", "person", "as published"),
            *shares,
        ),
    )


def _over_all_rungs(moves_table: pd.DataFrame) -> Iterator[Balance]:
    """Who rises or stays, from all rungs together, are the steps from each of them that do."""
    steps = moves_table[moves_table["from_rung"] != ALL]
    for basis, part in steps.groupby("basis", sort=False):
        pairs = list(zip(part["from_rung"], part["to_rungs"], strict=True))
        for way, all_together in (("up", "higher"), ("same", "same")):
            names = tuple(step_name(str(basis), *pair) for pair in pairs if way_of(*pair) == way)
            whole = step_name(str(basis), ALL, all_together)
            yield Balance((whole,), names, "flow")


def _current_counts(ladder: pd.DataFrame | None) -> dict[str, float]:
    """Clients per current rung."""
    if ladder is None:
        return {}
    known = ladder[(ladder["moment"] == "current") & ladder["count"].notna()]
    return dict(zip(known["rung"], known["count"].astype("float64"), strict=True))


def _sums(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    groups = [frame["basis"], frame["from_rung"]]
    count = frame["count"].astype("float64")
    # A sum with a hidden step is unknown: leaving the step out would count it as zero.
    frame["parts"] = count.groupby(groups).transform(lambda part: part.sum(skipna=False))
    frame["surplus"] = frame["parts"] - frame["rung_count"]
    frame["surplus_margin"] = frame["margin"] * (count.groupby(groups).transform("size") + 1)
    return frame


def _risers(frame: pd.DataFrame) -> pd.DataFrame:
    count = frame["count"].astype("float64")
    rises, stays = frame["to_rungs"] == "higher", frame["to_rungs"] == "same"
    both = frame["basis"].map(
        {
            basis: _sum(count[part.index]) if len(part) == 2 else np.nan
            for basis, part in frame[rises | stays].groupby("basis")
        }
    )
    n = both.astype("float64").where(rises | stays)
    share, lower, upper = percent_interval(count.where(n.notna()), n)
    measured = frame["basis"].isin(MEASURED)
    return frame.assign(
        method=_method(frame["basis"], "clients / those who rise or stay"),
        risers=count.where(rises),
        n=n,
        share=share,
        lower=np.where(measured, lower, np.nan),
        upper=np.where(measured, upper, np.nan),
        share_up=np.where(rises, share, np.nan),
        share_same=np.where(stays, share, np.nan),
    )
