"""Computed Dutch sentences that read a publishable result, one module per analysis."""

from evalutils.sentences import (
    like_for_like,
    outflow,
    outflow_clients,
)

__all__ = [
    "like_for_like",
    "outflow",
    "outflow_clients",
]
