"""What figures look rounded to where the table does not say so: a likely cause, never a verdict."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from evalutils.audit.claims import Claim

# Digits that must be zero, or zero and five, over all figures before they are no chance: over all
# of the document in one unit, and over those of one check.
_ALL, _NEAR = 2, 3
_LARGEST = 9
_NOISE = 1e-9


def rounded_alike(names: Iterable[str], known: Mapping[str, Claim]) -> dict[str, Claim]:
    """These claims with what they look rounded to, those left out where that is not to be seen.

    Parameters
    ----------
    names
        The claims that a check is about.
    known
        All claims of the document.
    """
    chosen = [known[name] for name in names]
    found = {}
    for claim in chosen:
        every, near = (
            [item for item in group if item.unit == claim.unit]
            for group in (known.values(), chosen)
        )
        step = claim.rounded_to or likely_step(every, _ALL) or likely_step(near, _NEAR)
        if step:
            found[claim.name] = replace(claim, rounded_to=step)
    return found


def likely_step(claims: Collection[Claim], digits_enough: float) -> float:
    """The largest step of one or five that all figures are a multiple of; 0 when chance may be."""
    printed = [
        claim for claim in claims if claim.has_number and claim.value and not claim.rounded_to
    ]
    if not printed:
        return 0.0
    digits = max(claim.decimals for claim in printed)
    for power in range(_LARGEST, -digits - 1, -1):
        for step in (5 * 10.0**power, 10.0**power):
            gained = len(printed) * math.log10(step * 10.0**digits)
            if gained >= digits_enough and all(_several(claim, step) for claim in printed):
                return step
    return 0.0


def _several(claim: Claim, step: float) -> bool:
    """Whether a printed figure is a whole number of steps, and more than one."""
    size = abs(claim.value)
    return size > step and abs(math.remainder(size, step)) <= _NOISE * size
