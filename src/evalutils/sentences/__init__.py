"""Computed Dutch sentences that read a publishable result, one module per analysis."""

from evalutils.sentences import comparison, cost_benefit, ladder, outflow

__all__ = ["comparison", "cost_benefit", "ladder", "outflow"]
