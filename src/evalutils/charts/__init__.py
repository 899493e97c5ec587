"""Dutch charts of publishable results, one module per analysis."""

from evalutils.charts import (
    outflow,
    outflow_clients,
)

__all__ = [
    "outflow",
    "outflow_clients",
]
