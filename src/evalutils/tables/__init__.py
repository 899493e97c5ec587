"""Dutch tables of publishable results, one module per analysis."""

from evalutils.tables import (
    audit,
    comparison,
    cost_benefit,
    cost_inputs,
    cost_model,
    cost_uncertainty,
)

__all__ = [
    "audit",
    "comparison",
    "cost_benefit",
    "cost_inputs",
    "cost_model",
    "cost_uncertainty",
]
