"""Attacks a published book as an outsider would, who has the editions before it too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evalutils.attack.findings import lines
from evalutils.attack.whole_book import attack, look
from evalutils.errors import DisclosureError
from evalutils.release.edition import opened


def require_safe(html: Path, previous: Path | None, tell: Callable[[str], None]) -> None:
    """Attack a book, and tell how much of it was attacked.

    Parameters
    ----------
    html
        A built book.
    previous
        An edition before it: a built book or its zip file.

    Raises
    ------
    InputError
        When one of them is no book.
    DisclosureError
        When it gives something away; names places, and no values.
    """
    with opened(previous) as earlier:
        looked = look(html, earlier)
    found = attack(looked)
    tell(f"Attacked: {html}. Protected evaluations: {len(looked.outsiders)}.")
    tell(f"Numbers that it hides or rounds: {looked.numbers}.")
    if found:
        told = lines(found)
        raise DisclosureError("\n".join([f"The book gives numbers away ({len(found)}):", *told]))
    tell("None of them can be found out from what is published.")
