"""Ladder analysis: where clients stand, what changed, and for whom that is known.

Tables are those of the contract, `rungs` the rung numbers of its scheme from low to high, and
`clients` what `histories` gives.
"""

from evalutils.ladder.clients.joined_rungs import group_arrivals, group_transitions
from evalutils.ladder.clients.measured import follow, histories
from evalutils.ladder.clients.paired_change import client_change, measured_again
from evalutils.ladder.clients.projection import projection
from evalutils.ladder.clients.rung_tables import (
    arrivals,
    client_transitions,
    expectations,
)
from evalutils.ladder.clients.shift_tests import client_tests, months_between
from evalutils.ladder.clients.ways import client_coverage, client_groups, client_ways
from evalutils.ladder.counted_moves import can_rise, moves, step_shares
from evalutils.ladder.joined_standings import group_distribution
from evalutils.ladder.movement import movement_bounds
from evalutils.ladder.national_shares import crosswalk
from evalutils.ladder.standings import coverage, distribution, mean_rungs, totals
from evalutils.statistics.homogeneity import marginal_homogeneity
from evalutils.statistics.paired_measurements import signed_rank
from evalutils.statistics.transition_tables import first_and_last

__all__ = [
    "arrivals",
    "can_rise",
    "client_change",
    "client_coverage",
    "client_groups",
    "client_tests",
    "client_transitions",
    "client_ways",
    "coverage",
    "crosswalk",
    "distribution",
    "expectations",
    "first_and_last",
    "follow",
    "group_arrivals",
    "group_distribution",
    "group_transitions",
    "histories",
    "marginal_homogeneity",
    "mean_rungs",
    "measured_again",
    "months_between",
    "movement_bounds",
    "moves",
    "projection",
    "signed_rank",
    "step_shares",
    "totals",
]
