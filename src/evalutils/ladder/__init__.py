"""Ladder analysis: where clients stand, what changed, and for whom that is known."""

from evalutils.ladder.bounds import fall_bounds, minimum_movers, rise_bounds
from evalutils.ladder.clients import calibration, project_interval, signed_rank
from evalutils.ladder.crosswalk import crosswalk
from evalutils.ladder.distribution import coverage, distribution, mean_rungs, totals
from evalutils.ladder.homogeneity import marginal_homogeneity
from evalutils.ladder.movement import movement_bounds
from evalutils.ladder.moves import can_rise, moves, step_shares
from evalutils.ladder.transitions import first_and_last, project, transition_table

__all__ = [
    "calibration",
    "can_rise",
    "coverage",
    "crosswalk",
    "distribution",
    "fall_bounds",
    "first_and_last",
    "marginal_homogeneity",
    "mean_rungs",
    "minimum_movers",
    "movement_bounds",
    "moves",
    "project",
    "project_interval",
    "rise_bounds",
    "signed_rank",
    "step_shares",
    "totals",
    "transition_table",
]
