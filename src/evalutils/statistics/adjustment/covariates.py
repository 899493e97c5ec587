"""Categorical covariates as a table of cells: people with the same values stand in one cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Covariates:
    """What is known of people before the start, one cell per combination that occurs.

    Attributes
    ----------
    cell
        Cell of each person, shape (n,).
    names
        Covariate and level of each indicator, shape (L,).
    indicators
        1 where the people of a cell have a level, shape (C, L).
    """

    cell: Places
    names: tuple[tuple[str, str], ...]
    indicators: Floats

    @property
    def design(self) -> Floats:
        """Rows of a model with main effects: a constant and every level but the first of each."""
        first = [
            place == 0 or self.names[place - 1][0] != name
            for place, (name, _) in enumerate(self.names)
        ]
        rest = self.indicators[:, ~np.array(first, dtype=bool)]
        return np.column_stack([np.ones(len(self.indicators)), rest])

    def counted(self, weights: Floats) -> Floats:
        """Sum of the weights of the people of each cell, shape (C,)."""
        return summed(self.cell, weights, len(self.indicators))


def summed(place: Places, weights: Floats | None, length: int) -> Floats:
    """Sum of the weights at each place, shape (length,); numbers where there are no weights."""
    return np.bincount(place, weights, minlength=length).astype(np.float64)


def covariates_of(columns: Mapping[str, npt.ArrayLike], people: int) -> Covariates:
    """Put people in cells.

    Parameters
    ----------
    columns
        Per covariate the level of each person, shape (n,), of any kind that can be sorted.
    people
        n; with no covariates everybody stands in one cell.

    Raises
    ------
    ValueError
        When a column is not as long as there are people.
    """
    key = np.zeros(people, dtype=np.int64)
    names: list[tuple[str, str]] = []
    codes: list[Places] = []
    for name, values in columns.items():
        given = np.asarray(values)
        if given.shape != (people,):
            raise ValueError(f"covariate {name} has shape {given.shape}; it must be ({people},).")
        code, levels = pd.factorize(given, sort=True)  # texts many times faster than by sorting
        names += [(name, str(level)) for level in levels]
        codes.append(code)
        _, key = np.unique(key * len(levels) + code, return_inverse=True)
    size = int(key.max(initial=-1)) + 1
    someone = np.zeros(size, dtype=np.intp)
    someone[key] = np.arange(people)
    shown = [np.eye(int(code.max(initial=0)) + 1)[code[someone]] for code in codes]
    indicators = np.column_stack(shown) if shown else np.empty((size, 0))
    return Covariates(key, tuple(names), indicators)
