"""Computed Dutch sentences that read a publishable result, one module per analysis."""

from evalutils.sentences import (
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
