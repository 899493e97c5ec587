"""Dutch tables of publishable results, one module per analysis."""

from evalutils.tables import (
    ladder,
    ladder_clients,
    like_for_like,
    outflow,
    outflow_clients,
)

__all__ = [
    "ladder",
    "ladder_clients",
    "like_for_like",
    "outflow",
    "outflow_clients",
]
