"""Dutch charts of publishable results, one module per analysis."""

from evalutils.charts import (
    ladder,
    ladder_clients,
    outflow,
    outflow_clients,
)

__all__ = [
    "ladder",
    "ladder_clients",
    "outflow",
    "outflow_clients",
]
