"""Dutch tables of publishable results, one module per analysis."""

from evalutils.tables import (
    like_for_like,
    outflow,
    outflow_clients,
)

__all__ = [
    "like_for_like",
    "outflow",
    "outflow_clients",
]
