"""Ladder analysis: where clients stand, what changed, and for whom that is known."""

from evalutils.ladder.distribution import coverage, distribution, mean_rungs, totals
from evalutils.ladder.moves import can_rise, moves

__all__ = ["can_rise", "coverage", "distribution", "mean_rungs", "moves", "totals"]
