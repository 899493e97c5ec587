"""The mean of several evaluations, their spread, and how far chance alone reaches."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.disclosure import Publishable
from evalutils.statistics.proportions import (
    arcsine,
    from_arcsine,
    funnel_limits,
    overdispersion,
    random_effects,
    shrink,
)

# With fewer evaluations an interval for their mean says nothing.
FEWEST = 3
# Funnel limits: names of columns, and the part of the evaluations within them.
SMALLEST, POINTS = 5.0, 200
LEVELS = {"95": 0.95, "998": 0.998}


def pool(shares: Publishable) -> tuple[Publishable, Publishable]:
    """Programmes that may be compared, for the destination and base that most of them give.

    Only shares with an interval count for which no reason against comparing stands. Two periods of
    one programme are not two programmes: the last one counts.

    Parameters
    ----------
    shares
        What `Comparison.exit_shares` gives, already cleared for publication.

    Returns
    -------
    tuple of Publishable
        One row per programme, with column shrunken (percent) and funnel limits lower_95, upper_95,
        lower_998, upper_998; and one row with mean, lower, upper, prediction_lower,
        prediction_upper (percent), i2, dispersion, studies (programmes that may be compared), given
        (programmes with such a share), needed (the fewest for a mean), label. With fewer than that
        the first has no rows, and the second says only label, given, studies and needed; it has no
        rows without such shares.
    """
    nothing = Publishable(pd.DataFrame(), pd.DataFrame(), shares.protected)
    if shares.empty:
        return nothing, nothing
    frame = shares.frame[shares.frame["count"].notna() & shares.frame["lower"].notna()]
    frame = frame[frame["n"] > 0]
    if frame.empty:
        return nothing, nothing
    frame = frame.assign(programme=frame["evaluation"].map(programme_of))
    # A mean of shares of different bases is a share of nothing.
    by = [frame["label"], frame["base_label"]]
    comparable = frame["programme"].where(frame["reasons"].eq(""))
    known = pd.DataFrame(
        {
            "studies": comparable.groupby(by).nunique(),
            "given": frame["programme"].groupby(by).nunique(),
        }
    )
    most = known.sort_values(["studies", "given"], kind="stable").iloc[-1]
    label, base = known.loc[[most.name]].index[0]
    alike = frame["label"].eq(label) & frame["base_label"].eq(base) & frame["reasons"].eq("")
    chosen = last_periods(frame[alike]).reset_index(drop=True)
    given = {"given": int(most["given"]), "studies": len(chosen), "needed": FEWEST}
    if len(chosen) < FEWEST:
        told = Publishable(
            pd.DataFrame([{"label": label, **given}]), pd.DataFrame(), shares.protected
        )
        return nothing, told
    summary = _summary(chosen).assign(label=label, **given)
    rows = _with_limits(chosen, summary)
    return (
        Publishable(rows, pd.DataFrame(), shares.protected),
        Publishable(summary, pd.DataFrame(), shares.protected),
    )


def programme_of(evaluation: str) -> str:
    """The programme of an evaluation: its key without the period."""
    return evaluation.rpartition("/")[0] or evaluation


def last_periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Of each programme in column ``programme`` the row of its last period."""
    last = frame.sort_values("evaluation", kind="stable").drop_duplicates("programme", keep="last")
    return frame.loc[frame.index.isin(last.index)]


def funnel_curve(summary: Publishable, largest: float) -> Publishable:
    """Funnel limits in percent for a row of sizes n, up to a little above the largest."""
    if summary.empty or "mean" not in summary.frame:
        return Publishable(pd.DataFrame(), pd.DataFrame(), summary.protected)
    n = np.unique(np.round(np.geomspace(SMALLEST, 1.1 * max(largest, SMALLEST), POINTS)))
    frame = pd.DataFrame({"n": n, **limits(summary.frame, n)})
    return Publishable(frame, pd.DataFrame(), summary.protected)


def _summary(frame: pd.DataFrame) -> pd.DataFrame:
    count, n = frame["count"].to_numpy(np.float64), frame["n"].to_numpy(np.float64)
    effects = random_effects(*arcsine(count, n))
    names = ("mean", "lower", "upper", "prediction_lower", "prediction_upper")
    numbers = {name: 100 * from_arcsine(getattr(effects, name)) for name in names}
    # One mean: the funnel stands around that of programmes which really differ.
    mean = numbers["mean"] / 100
    spread = overdispersion(count, n, mean) if 0 < mean < 1 else 1.0
    return pd.DataFrame([{**numbers, "i2": effects.i2, "dispersion": spread}])


def _with_limits(frame: pd.DataFrame, summary: pd.DataFrame) -> pd.DataFrame:
    frame = frame.assign(shrunken=100 * shrink(frame["count"], frame["n"]).estimate)
    return frame.assign(**limits(summary, frame["n"].to_numpy(np.float64)))


def limits(summary: pd.DataFrame, n: np.ndarray) -> dict[str, np.ndarray]:
    """Funnel limits in percent for groups of size n, by column name."""
    row = summary.iloc[0]
    found: dict[str, np.ndarray] = {}
    for name, level in LEVELS.items():
        target = float(row["mean"]) / 100
        lower = upper = np.full(len(n), target)
        if 0 < target < 1:
            lower, upper = funnel_limits(target, n, level, float(row["dispersion"]))
        found |= {f"lower_{name}": 100 * lower, f"upper_{name}": 100 * upper}
    return found
