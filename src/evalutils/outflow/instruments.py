"""Exits per instrument."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.counted_shares import with_shares
from evalutils.result import Balance, Result, Share, remainders, share_or_ratio

EXITS = {"work": "exits_work", "other": "exits_other", "total": "exits_total"}
BASES = ("started", "participants")


def instrument_shares(instruments: pd.DataFrame) -> Result:
    """Share of the clients of an instrument that left, to work and in all.

    The base is the number started, or the number of participants where that is not published.

    Returns
    -------
    Result
        The columns of the table plus n (base), base (``started`` or ``participants``) and per
        destination (work, other, total) share_*, lower_*, upper_* in percent, ratio_* per
        100, and published_*.
    """
    frame = instruments.reset_index(drop=True)
    frame = frame.rename(columns={f"share_{name}": f"published_{name}" for name in EXITS})
    frame = frame.rename(columns={"within_base": "within_n"})
    frame["base"] = np.where(frame["started"].notna(), *BASES)
    frame["status"] = "published"
    # A row says once how precise all its numbers are.
    for column in (*BASES, *EXITS.values(), "n"):
        frame[f"qualifier_{column}"] = frame["qualifier"]
    shares = frame["share_qualifier"].fillna(frame["qualifier"])
    for name in EXITS:
        frame[f"qualifier_published_{name}"] = shares
        frame[f"key_{name}"] = frame["instrument"] + ":" + name
    return Result(
        frame,
        counts=(*BASES, *EXITS.values()),
        shares=tuple(Share(f"published_{name}", column, BASES) for name, column in EXITS.items()),
        balances=_balances(frame),
        derive=_shares,
        key_figures=tuple(
            figure
            for name in EXITS
            for figure in share_or_ratio(
                "outflow.instrument_share", f"n_{name}", of=f"_{name}", group=f"key_{name}"
            )
        ),
    )


def by_stage(frame: pd.DataFrame) -> pd.DataFrame:
    """Instruments together per stage of the chain, stages as the file first names them.

    Instruments of which the source does not tell the stage come last.
    """
    stages = [stage for stage in frame["stage"].unique() if not pd.isna(stage)]
    place = frame["stage"].map({stage: number for number, stage in enumerate(stages)})
    return frame.loc[place.fillna(len(stages)).sort_values(kind="stable").index]


def _balances(frame: pd.DataFrame) -> tuple[Balance, ...]:
    """Work and other are the total; who did not leave, and who did not begin, is a remainder."""
    return tuple(
        balance
        for row, base in enumerate(frame["base"])
        for balance in (
            Balance(((row, "exits_total"),), ((row, "exits_work"), (row, "exits_other"))),
            *remainders([row], *reversed(BASES)),
            *remainders([row], base, "exits_total"),
            *remainders([row], base, "exits_work", "exits_other"),
        )
    )


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    started, participants = (frame[column].astype("float64") for column in BASES)
    frame["n"] = started.where(frame["base"] == "started", participants)
    for name, column in EXITS.items():
        frame = with_shares(frame, column, "n", "count / base", of=f"_{name}")
        frame[f"n_{name}"] = frame["n"].where(frame[f"method_{name}"] != "as published")
    return frame
