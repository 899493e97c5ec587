"""A chapter that could not be made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failed:
    """Why a chapter could not be made, as far as anybody may read it.

    Attributes
    ----------
    cell
        Number of the cell that failed; None when it was none of them.
    error
        The kind of error, such as ``KeyError``; empty when that is not known.
    message
        What went wrong in one line; empty for protected data, since it may hold a number of them.
    """

    cell: int | None = None
    error: str = ""
    message: str = ""
