"""What results about two arms share: names of their numbers, and figures that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from evalutils.coarse_steps import coarse_step, coarsely

# What is computed of persons and no count; see `disclosure.publishable`.
EXACT = "exact_{}"


class Coarse(NamedTuple):
    """How coarse a figure is where numbers are protected; see `coarse_step`."""

    steps: tuple[float, ...]
    whole: float  # what it changes by, at most, when all people do, so that one does by 1 / n
    people: tuple[str, ...]  # columns with the numbers of people that it rests on


def everyone(arm: str) -> str:
    """The name of the number of clients of an arm."""
    return f"effect.{arm}.clients"


def by_month(arm: str, part: str, month: int) -> str:
    """The name of the number of clients of an arm to whom something had happened by a month."""
    return f"effect.{arm}.{part}@{month}"


def finished(
    rows: Sequence[Mapping[str, object]], counts: Iterable[str], exact: Iterable[str] = ()
) -> pd.DataFrame:
    """Rows numbered from 0, with where they come from; without rows with their columns alone."""
    if rows:
        frame = pd.DataFrame(list(rows))
    else:
        frame = pd.DataFrame(columns=[*counts, *map(EXACT.format, exact)])
    return frame.assign(status="computed", source=None)


def shown(
    frame: pd.DataFrame, figures: Mapping[str, Coarse], counts: Sequence[str]
) -> pd.DataFrame:
    """The frame with figures in the place of the exact ones.

    Parameters
    ----------
    frame
        Cleared counts, and ``exact_NAME`` per figure.
    figures
        How coarse each is where numbers are protected, by its name.
    counts
        Without one of these there is no figure; the smallest says how coarse it is.
    """
    numbers = frame[[*counts]].astype("float64")
    known, plain = numbers.notna().all(axis=1), frame["margin"] == 0
    found = {}
    for name, coarse in figures.items():
        exact = frame[EXACT.format(name)].astype("float64")
        step = coarse_step(numbers[[*coarse.people]].min(axis=1), coarse.steps, coarse.whole)
        found[name] = exact.where(plain, coarsely(exact, step)).where(known)
    return frame.assign(**found).drop(columns=[EXACT.format(name) for name in figures])
