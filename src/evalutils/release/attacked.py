"""Attacks a published book as an outsider would, who has the editions before it too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from evalutils.attack.findings import lines
from evalutils.attack.reading import Spot
from evalutils.attack.whole_book import look, outcome
from evalutils.errors import DisclosureError
from evalutils.release.edition import opened


def require_safe(html: Path, previous: Path | None, tell: Callable[[str], None]) -> pd.DataFrame:
    """Attack a book, and tell how much of it was attacked.

    Parameters
    ----------
    html
        A built book.
    previous
        An edition before it: a built book or its zip file.

    Returns
    -------
    DataFrame
        A row for each place of a number that is hidden or rounded, or of who is left out of one:
        evaluation, page, table, row, column, and ``lowest`` and ``highest``, two numbers of persons
        that fit all that is published. An empty ``highest`` is without bound.

    Raises
    ------
    InputError
        When one of them is no book.
    DisclosureError
        When it gives something away; names places, and no values.
    """
    with opened(previous) as earlier:
        looked = look(html, earlier)
    found, known = outcome(looked)
    tell(f"Attacked: {html}. Protected evaluations: {len(looked.outsiders)}.")
    tell(f"Numbers that it hides or rounds: {looked.numbers}.")
    if found:
        told = lines(found)
        raise DisclosureError("\n".join([f"The book gives numbers away ({len(found)}):", *told]))
    tell("None of them can be found out from what is published.")
    rows = [(one.evaluation, *one.place, one.low, one.high) for one in known]
    table = pd.DataFrame(rows, columns=["evaluation", *Spot._fields, "lowest", "highest"])
    ends = table[["lowest", "highest"]].replace(np.inf, np.nan).astype("Int64")
    return table.assign(**{str(name): values for name, values in ends.items()})
