"""Computed Dutch sentences that read a publishable result, one module per analysis."""

from evalutils.sentences import (
    audit,
    comparison,
    cost_benefit,
    cost_model,
)

__all__ = [
    "audit",
    "comparison",
    "cost_benefit",
    "cost_model",
]
