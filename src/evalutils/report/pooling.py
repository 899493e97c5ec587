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
    """Evaluations that give counts for the destination, of the base, that most of them give.

    Parameters
    ----------
    shares
        What `Comparison.exit_shares` gives, already cleared for publication.

    Returns
    -------
    tuple of Publishable
        One row per evaluation, with column shrunken (percent) and funnel limits lower_95, upper_95,
        lower_998, upper_998; and one row with mean, lower, upper, prediction_lower,
        prediction_upper, target (percent), i2, studies, dispersion, label. Both without rows when
        there are too few evaluations.
    """
    nothing = Publishable(pd.DataFrame(), pd.DataFrame(), shares.protected)
    if shares.empty:
        return nothing, nothing
    frame = shares.frame[shares.frame["count"].notna() & shares.frame["lower"].notna()]
    # A mean of shares of different bases is a share of nothing.
    given = frame.groupby(["label", "base_label"])["evaluation"].nunique()
    if not len(given) or given.max() < FEWEST:
        return nothing, nothing
    label, base = map(str, given.index[int(given.to_numpy().argmax())])
    alike = frame["label"].eq(label) & frame["base_label"].eq(base)
    chosen = frame[alike].drop_duplicates("evaluation").reset_index(drop=True)
    chosen = chosen[chosen["n"] > 0].reset_index(drop=True)
    summary = _summary(chosen).assign(label=label)
    rows = _with_limits(chosen, summary)
    return (
        Publishable(rows, pd.DataFrame(), shares.protected),
        Publishable(summary, pd.DataFrame(), shares.protected),
    )


def funnel_curve(summary: Publishable, largest: float) -> Publishable:
    """Funnel limits in percent for a row of sizes n, up to a little above the largest."""
    if summary.empty:
        return summary
    n = np.unique(np.round(np.geomspace(SMALLEST, 1.1 * max(largest, SMALLEST), POINTS)))
    frame = pd.DataFrame({"n": n, **limits(summary.frame, n)})
    return Publishable(frame, pd.DataFrame(), summary.protected)


def _summary(frame: pd.DataFrame) -> pd.DataFrame:
    count, n = frame["count"].to_numpy(np.float64), frame["n"].to_numpy(np.float64)
    effects = random_effects(*arcsine(count, n))
    names = ("mean", "lower", "upper", "prediction_lower", "prediction_upper")
    numbers = {name: 100 * from_arcsine(getattr(effects, name)) for name in names}
    target = float(count.sum() / n.sum())
    spread = overdispersion(count, n, target) if 0 < target < 1 else 1.0
    extra = {"target": 100 * target, "i2": effects.i2, "studies": effects.studies}
    return pd.DataFrame([{**numbers, **extra, "dispersion": spread}])


def _with_limits(frame: pd.DataFrame, summary: pd.DataFrame) -> pd.DataFrame:
    frame = frame.assign(shrunken=100 * shrink(frame["count"], frame["n"]).estimate)
    return frame.assign(**limits(summary, frame["n"].to_numpy(np.float64)))


def limits(summary: pd.DataFrame, n: np.ndarray) -> dict[str, np.ndarray]:
    """Funnel limits in percent for groups of size n, by column name."""
    row = summary.iloc[0]
    found: dict[str, np.ndarray] = {}
    for name, level in LEVELS.items():
        target = float(row["target"]) / 100
        lower = upper = np.full(len(n), target)
        if 0 < target < 1:
            lower, upper = funnel_limits(target, n, level, float(row["dispersion"]))
        found |= {f"lower_{name}": 100 * lower, f"upper_{name}": 100 * upper}
    return found
