"""Which numbers a researcher may show of a protected evaluation: those of cleared results.

A number that came from a cleared result may be shown again, alone or in a chart. What else stands
in a title, sentence or figure was not cleared, unless it stands in the cell as it was typed. This
finds slips, such as a raw count in an f-string; nobody is kept from cheating on purpose.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from evalutils.disclosure import Publishable
from evalutils.errors import InputError

_NUMBER = re.compile(r"\d+(?:[.,\N{NO-BREAK SPACE}]\d+)*")
# Shown numbers are rounded; one that is the same to this many decimals is the same.
DECIMALS = 6


class Cleared(float):
    """A number of a cleared result; what is computed from cleared numbers is cleared too."""

    def _as(self, value: float, other: object) -> float:
        typed = type(other) in (int, float)  # numbers of pandas are types of their own
        return Cleared(value) if typed or isinstance(other, Cleared) else value

    def __add__(self, other: float) -> float:
        return self._as(float(self) + float(other), other)

    def __sub__(self, other: float) -> float:
        return self._as(float(self) - float(other), other)

    def __mul__(self, other: float) -> float:
        return self._as(float(self) * float(other), other)

    def __truediv__(self, other: float) -> float:
        return self._as(float(self) / float(other), other)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: float) -> float:
        return self._as(float(other) - float(self), other)

    def __rtruediv__(self, other: float) -> float:
        return self._as(float(other) / float(self), other)


class ClearedNumbers:
    """The numbers that may be shown.

    Parameters
    ----------
    published
        The cleared results of a page.
    threshold
        A whole number from 1 up to it is never known as cleared: a result can hold it as a month
        or a rung, and a raw count must not pass for that. None when everything may be shown.
    """

    def __init__(self, published: Iterable[Publishable], threshold: int | None) -> None:
        self.everything = threshold is None
        frames = [item.frame for item in published]
        small = set(range(1, threshold or 0))
        self._known = {number for frame in frames for number in numbers_of(frame)} - small
        self._words = {word for frame in frames for word in words_of(frame)}

    def check(self, numbers: Iterable[Any], what: str) -> None:
        """Refuse numbers that are not from a cleared result.

        Raises
        ------
        InputError
            Saying how many there are, and none of them.
        """
        if self.everything:
            return
        strange = [number for number in numbers if not self._holds(number)]
        if strange:
            raise InputError(
                f"{what} has {len(strange)} numbers that are not from a cleared result. Of "
                "protected data show only what `report.count`, `report[...]` or `report.publish` "
                "gave; draw it with `report.draw`."
            )

    def check_text(self, text: str, what: str) -> None:
        """Refuse a text with numbers that neither were cleared nor stand in the cell as typed.

        A text that stands in a cleared result may be shown as it is.
        """
        if text not in self._words:
            typed = set(_NUMBER.findall(_source_of_cell()))
            found = [token for token in _NUMBER.findall(text) if token not in typed]
            self.check((_read(token) for token in found), what)

    def _holds(self, number: float) -> bool:
        if isinstance(number, Cleared) or not np.isfinite(number):
            return True
        return round(float(number), DECIMALS) in self._known


def numbers_of(frame: pd.DataFrame) -> set[float]:
    """The numbers in a frame; not those that say what was left out, or how it was rounded."""
    own = [name for name in frame if not str(name).startswith("hidden_") and name != "margin"]
    numeric = frame[own].select_dtypes("number").to_numpy(dtype="float64", na_value=np.nan)
    return {round(float(value), DECIMALS) for value in numeric.ravel() if np.isfinite(value)}


def words_of(frame: pd.DataFrame) -> set[str]:
    """The texts in a frame."""
    others = frame.select_dtypes(exclude="number")
    return {str(value) for column in others for value in others[column].dropna().unique()}


def _read(token: str) -> float:
    plain = token.replace("\N{NO-BREAK SPACE}", "").replace(".", "").replace(",", ".")
    return float(plain) if plain.count(".") < 2 else float("nan")


def _source_of_cell() -> str:
    """The cell that is running, as it was typed; empty outside a notebook."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    return str(running.user_ns["In"][-1]) if running is not None else ""
