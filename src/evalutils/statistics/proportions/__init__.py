"""Proportions with their uncertainty, alone and side by side: arrays in, arrays out."""

from evalutils.statistics.proportions.funnel import (
    FunnelLimits,
    fewest_to_stand_out,
    funnel_limits,
    overdispersion,
)
from evalutils.statistics.proportions.intervals import (
    SMALL_BASE,
    Interval,
    goodman,
    percent_interval,
    simultaneous,
    wilson,
)
from evalutils.statistics.proportions.pooled_mean import (
    RandomEffects,
    arcsine,
    from_arcsine,
    random_effects,
)
from evalutils.statistics.proportions.shrinkage import Shrunken, shrink

__all__ = [
    "SMALL_BASE",
    "FunnelLimits",
    "Interval",
    "RandomEffects",
    "Shrunken",
    "arcsine",
    "fewest_to_stand_out",
    "from_arcsine",
    "funnel_limits",
    "goodman",
    "overdispersion",
    "percent_interval",
    "random_effects",
    "shrink",
    "simultaneous",
    "wilson",
]
