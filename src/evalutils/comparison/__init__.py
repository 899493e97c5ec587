"""Evaluations side by side, each cleared under its own disclosure rule."""

from evalutils.comparison.exit_shares import Comparison, open_comparison

__all__ = ["Comparison", "open_comparison"]
