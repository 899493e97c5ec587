"""Dutch tables of publishable results, one module per analysis."""

from evalutils.tables import comparison, cost_benefit, ladder, outflow

__all__ = ["comparison", "cost_benefit", "ladder", "outflow"]
