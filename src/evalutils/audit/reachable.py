"""Whether a whole number of people can be behind a percentage of a figure of the same document."""

from __future__ import annotations

from evalutils.audit.claims import EXACT, Claim
from evalutils.contracts.units import UNITS
from evalutils.statistics.whole_numbers import counts_behind, may_fail

ABOUT = "circa"


def says_something(claim: Claim, base: Claim) -> bool:
    """Whether the test can fail: a base of so many people that not every percentage is reached.

    The base must be a number of people that the source gives precisely, and the percentage no
    bound.
    """
    counted = UNITS[base.unit].measures == "persons" and base.has_number and base.value > 0
    precise = base.qualifier in EXACT and not base.decimals and not base.rounded_to
    printed = claim.qualifier in (*EXACT, ABOUT)
    return counted and precise and printed and may_fail(int(base.value), claim.half_unit)


def possible_counts(claim: Claim, base: Claim) -> range:
    """The numbers of people that are the percentage, once rounded; of about, more of them."""
    return counts_behind(claim.value, int(base.value), claim.half_unit)


def nearest_percentage(claim: Claim, base: Claim) -> float:
    """The percentage of a whole number of people that is nearest to the printed one."""
    return 100 * round(claim.value * base.value / 100) / base.value
