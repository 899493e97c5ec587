"""Where a table or chart of a page comes from, as a notebook carries it to its page."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """What stands under a table or chart.

    Attributes
    ----------
    meaning
        Place on the page with the methods; empty for what has no place there.
    base
        The number of people that it rests on, as Dutch text; empty where it rests on none.
    sources
        Key of each document, and the place on its page of the first row taken from it; without a
        place where the rows may not be shown.
    assumed
        Source file of the page and place on it of the assumptions that it rests on; empty where it
        rests on none.
    """

    meaning: str = ""
    base: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    assumed: tuple[str, str] | tuple[()] = ()


UNKNOWN = Origin()
