"""Dutch tables of publishable results, one module per analysis."""

from evalutils.tables import (
    audit,
    comparison,
    cost_benefit,
    cost_model,
    cost_uncertainty,
    ladder,
    like_for_like,
    outflow,
)

__all__ = [
    "audit",
    "comparison",
    "cost_benefit",
    "cost_model",
    "cost_uncertainty",
    "ladder",
    "like_for_like",
    "outflow",
]
