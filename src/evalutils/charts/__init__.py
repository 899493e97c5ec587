"""Dutch charts of publishable results, one module per analysis."""

from evalutils.charts import (
    comparison,
    cost_benefit,
    cost_model,
    cost_uncertainty,
)

__all__ = [
    "comparison",
    "cost_benefit",
    "cost_model",
    "cost_uncertainty",
]
