"""Exits per instrument."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.proportions import percent_interval
from evalutils.result import KeyFigure, Result

EXITS = {"work": "exits_work", "other": "exits_other", "total": "exits_total"}
COUNTS = ("participants", "started", *EXITS.values())


def instrument_shares(instruments: pd.DataFrame) -> Result:
    """Share of the clients of an instrument that left, to work and in all.

    The base is the number started, or the number of participants where that is not published.

    Parameters
    ----------
    instruments
        Table ``instruments`` of the contract.

    Returns
    -------
    Result
        The columns of the table plus n (base), base (``started`` or ``participants``) and per
        destination (work, other, total) share_*, lower_*, upper_* in percent and published_*.
    """
    frame = instruments.reset_index(drop=True)
    frame = frame.rename(columns={f"share_{name}": f"published_{name}" for name in EXITS})
    frame["status"] = "computed"
    for name in EXITS:
        frame[f"key_{name}"] = frame["instrument"] + ":" + name
    return Result(
        frame,
        counts=COUNTS,
        shares=tuple((f"published_{name}", "started") for name in EXITS),
        derive=_shares,
        key_figures=tuple(
            KeyFigure(
                "outflow.instrument_share",
                f"share_{name}",
                "percent",
                f"column:method_{name}",
                group=f"key_{name}",
                lower=f"lower_{name}",
                upper=f"upper_{name}",
                n=f"n_{name}",
            )
            for name in EXITS
        ),
    )


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    started = frame["started"].astype("float64")
    frame["n"] = started.fillna(frame["participants"].astype("float64"))
    frame["base"] = np.where(started.notna(), "started", "participants")
    for name, column in EXITS.items():
        interval = percent_interval(frame[column].astype("float64"), frame["n"])
        computed = ~np.isnan(interval.estimate)
        published = frame[f"published_{name}"]
        frame[f"share_{name}"] = np.where(computed, interval.estimate, published)
        frame[f"lower_{name}"], frame[f"upper_{name}"] = interval.lower, interval.upper
        frame[f"n_{name}"] = frame["n"].where(computed)
        frame[f"method_{name}"] = np.where(
            computed, "count / base, Wilson interval", "as published"
        )
    return frame
