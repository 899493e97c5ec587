"""Which groups are together all of a whole, as far as their numbers say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

# Of so many groups every choice is tried; of more only those that stand beside each other.
MOST_CHOSEN = 12
Counts = npt.NDArray[np.float64]


def together(parts: Counts, whole: Counts) -> list[list[int]]:
    """The groups in sets that exclude each other, as far as is known: all, when all fit in.

    Parameters
    ----------
    parts
        Per thing that is counted (row) the number of each group (column); missing where unknown.
    whole
        Per thing the number that holds each of them.

    Returns
    -------
    list
        Places of groups. Where all together exceed the whole, first those that add up to it, then
        the others, as many together as fit in it.
    """
    everything = list(range(parts.shape[1]))
    if _fits(parts, whole, everything):
        return [everything]
    found = adding_up(parts, whole)
    known = {place for each in found for place in each}
    others: list[list[int]] = []
    for place in everything:
        if place in known:
            continue
        if others and _fits(parts, whole, [*others[-1], place]):
            others[-1].append(place)
        else:
            others.append([place])
    return found + others


def adding_up(parts: Counts, whole: Counts, without: int | None = None) -> list[list[int]]:
    """Sets of groups, none in two of them, that are the whole in each thing, as far as is known.

    Those that stand beside each other go first, and of these the fewest; a group alone goes last. A
    group in which nobody ever is goes with the nearest.
    """
    chosen = _choices(parts.shape[1])
    if without is not None:
        chosen = chosen[~chosen[:, without]]
    choices = chosen.astype("float64")
    known = (choices @ np.isnan(parts).T.astype("float64") == 0) & ~np.isnan(whole)
    same = choices @ np.nan_to_num(parts).T == whole
    found = [np.flatnonzero(one).tolist() for one in chosen[(same | ~known).all(1) & known.any(1)]]
    sets: list[list[int]] = []
    for each in sorted(found, key=_unlike):
        if not any(set(each) & set(other) for other in sets):
            sets.append(each)
    nobody = set(np.flatnonzero(np.nansum(parts, axis=0) == 0).tolist()) - {without}
    nobody -= {place for each in sets for place in each}
    for place in nobody if sets else ():
        min(sets, key=lambda each: min(abs(place - other) for other in each)).append(place)
    return sets


def _unlike(places: list[int]) -> tuple[object, ...]:
    """How little groups look like one grouping."""
    return places[-1] - places[0] - len(places), len(places) == 1, len(places), places


def _fits(parts: Counts, whole: Counts, places: list[int]) -> bool:
    """Whether groups are together never more than the whole."""
    return not (np.nan_to_num(parts[:, places]).sum(axis=1) > whole).any()


def _choices(many: int) -> npt.NDArray[np.bool_]:
    """Each choice of some of so many, a row with whether each is in it."""
    if many <= MOST_CHOSEN:
        numbers = np.arange(1, 2**many)[:, None]
        return np.asarray((numbers >> np.arange(many)) % 2 == 1)
    first, last = np.triu_indices(many)
    places = np.arange(many)
    return np.asarray((first[:, None] <= places) & (places <= last[:, None]))
