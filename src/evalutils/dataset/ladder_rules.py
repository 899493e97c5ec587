"""Rules for the tables of the ladder that look beyond one cell."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evalutils.dataset.faults import FaultList

# Sums of decimal fractions are off by about this much in binary arithmetic.
ROUNDING_ERROR = 1e-9


def check_counts_and_shares(
    ladder: pd.DataFrame, rungs: Sequence[int], name: str, faults: FaultList
) -> None:
    """Report a count and a share of one row that cannot both be right.

    The base of the shares is all clients of the moment, or those with a known rung; it is known
    when every rung has a count.

    Parameters
    ----------
    ladder
        Table ``ladder``, index = row in the file.
    rungs
        Rung numbers of the scheme.
    name
        How messages name the file.
    faults
        Receives a fault per contradiction.
    """
    for moment, part in ladder.groupby("moment"):
        complete = {str(rung) for rung in rungs} <= set(part["rung"][part["count"].notna()])
        if not complete or part["count"].isna().any() or not part["share"].between(0, 100).any():
            continue
        counts = part["count"].astype("float64")
        bases = {counts.sum(), counts[part["rung"] != "unknown"].sum()} - {0.0}
        shares = part["share"].astype("float64")
        both = shares.between(0, 100)  # another share is a fault of its own
        off = {base: _contradictions(counts[both], shares[both], base) for base in bases}
        if not off:
            continue
        base = min(off, key=lambda item: (len(off[item]), -item))
        for row in off[base]:
            problem = (
                f"{shares[row]:.12g} is given beside count {counts[row]:.0f}, but "
                f"{counts[row]:.0f} of the {base:.0f} clients of moment '{moment}' is "
                f"{100 * counts[row] / base:.1f}. Correct one of the two or leave the share empty."
            )
            faults.add(name, problem, row=int(row), column="share")


def _contradictions(counts: pd.Series[float], shares: pd.Series[float], base: float) -> list[int]:
    """Rows whose share is not the rounded form of count / base."""
    decimals = shares.map(lambda share: len(f"{share:g}".partition(".")[2])).max()
    allowed = 0.5 * 10.0 ** -int(decimals) + ROUNDING_ERROR
    return [int(str(row)) for row in shares.index[(100 * counts / base - shares).abs() > allowed]]
