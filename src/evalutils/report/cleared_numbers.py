"""Which numbers a researcher may show of a protected evaluation: those of cleared results.

A number that came from a cleared result may be shown again, alone or in a chart. What else stands
in a title, sentence or figure was not cleared, unless it stands in the cell as it was typed. This
finds slips, such as a raw count in an f-string; nobody is kept from cheating on purpose.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from numbers import Real
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from evalutils.disclosure import Publishable
from evalutils.errors import InputError

_TYPED = re.compile(r"\d[\d_]*(?:\.\d+)?")
_NUMBER = re.compile(r"\d+(?:[.,\N{NO-BREAK SPACE}]\d+)*")
# Shown numbers are rounded; one that is the same to this many decimals is the same.
DECIMALS = 6


class Cleared(float):
    """A number of a cleared result; what is computed from cleared numbers is cleared too.

    So is what is computed from it and a number that was typed, or that names a row of a cleared
    result, such as a rung. A number that was counted otherwise makes it an ordinary one.
    """

    made: ClassVar[set[float]] = set()
    """All of them, because matplotlib makes ordinary numbers of what it draws."""

    def __new__(cls, value: float) -> Cleared:
        """The number, which is remembered."""
        cls.made.add(round(float(value), DECIMALS))
        return super().__new__(cls, value)

    def _as(self, value: float, other: object) -> float:
        typed = type(other) in (int, float) and _was_typed(float(str(other)))
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

    def __neg__(self) -> Cleared:
        return Cleared(-float(self))

    def __abs__(self) -> Cleared:
        return Cleared(abs(float(self)))

    def __round__(self, digits: int | None = None) -> Cleared:  # type: ignore[override]
        return Cleared(round(float(self), digits))


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
        self._small = set(range(1, threshold or 0))
        self._columns: dict[str, set[float]] = {}
        for name, numbers in (pair for frame in frames for pair in _columns_of(frame)):
            self._columns.setdefault(name, set()).update(numbers)
        shown = [own for name, own in self._columns.items() if not _about_hiding(name)]
        self._known = set().union(*shown) - self._small
        self._words = {word for frame in frames for word in words_of(frame)}

    def check(
        self, numbers: Iterable[Any], what: str, also: Iterable[float] = (), column: str = ""
    ) -> None:
        """Refuse numbers that are not from a cleared result.

        Parameters
        ----------
        numbers
            The numbers.
        what
            What they stand in, to begin the message with.
        also
            Further numbers that may be shown there.
        column
            The column that they stand in: one of a cleared result has its small numbers too.

        Raises
        ------
        InputError
            Saying how many there are, and none of them.
        """
        if self.everything:
            return
        passed = {round(float(number), DECIMALS) for number in also}
        passed |= self._columns.get(column, set())
        strange = [
            number
            for number in numbers
            if not self._holds(number) and round(float(number), DECIMALS) not in passed
        ]
        if strange:
            raise InputError(
                f"{what} has {len(strange)} numbers that are not from a cleared result. Of "
                "protected data show only what `report.count`, `report[...]` or `report.publish` "
                "gave; draw it with `report.draw`."
            )

    def check_drawn(self, numbers: Iterable[float], what: str, before: Iterable[float]) -> None:
        """The same of a chart: `before` was drawn of a cleared result, and some may be typed."""
        if not self.everything:
            computed = Cleared.made - self._small
            self.check(numbers, what, {*before, *computed, *_typed_in(_source_of_cell()), 0.0})

    def check_frame(self, frame: pd.DataFrame, what: str) -> None:
        """Refuse a table with numbers or texts that are not of a cleared result."""
        if self.everything:
            return
        numbers: list[tuple[str, set[float]]] = list(_columns_of(frame))
        for name, own in numbers:
            self.check(own, what, column=name)
        for text in words_of(frame):
            self.check_text(text, what)

    def check_text(self, text: str, what: str) -> None:
        """Refuse a text with numbers that neither were cleared nor stand in the cell as typed.

        A text that stands in a cleared result may be shown as it is.
        """
        if text in self._words or self.everything:
            return
        typed = set(_NUMBER.findall(_source_of_cell()))
        found = [token for token in _NUMBER.findall(text) if token not in typed]
        self.check((_read(token) for token in found if not self._rounds_to(token)), what)

    def _holds(self, number: float) -> bool:
        if isinstance(number, Cleared) or not np.isfinite(number):
            return True
        return round(float(number), DECIMALS) in self._known

    def _rounds_to(self, token: str) -> bool:
        """Whether a text with decimals, as a chart writes them, is a cleared number rounded."""
        whole, sign, decimals = token.replace(",", ".").rpartition(".")
        if not sign or not whole.isdigit():
            return False
        value, known = float(f"{whole}.{decimals}"), self._known | (Cleared.made - self._small)
        return any(round(number, len(decimals)) == value for number in known)


def _columns_of(frame: pd.DataFrame) -> Iterable[tuple[str, set[float]]]:
    """The numbers per column; a column of objects can hold some too."""
    for place, name in enumerate(frame.columns):
        values = frame.iloc[:, place].dropna()
        if pd.api.types.is_numeric_dtype(values):
            found = values.to_numpy(dtype="float64", na_value=np.nan)
        else:
            found = np.array([float(v) for v in values if isinstance(v, Real)], dtype="float64")
        yield str(name), {round(float(value), DECIMALS) for value in found if np.isfinite(value)}


def _about_hiding(column: str) -> bool:
    """Whether a column says what was left out, or how it was rounded."""
    return column.startswith("hidden_") or column == "margin"


def words_of(frame: pd.DataFrame) -> set[str]:
    """The texts in a frame."""
    others = frame.select_dtypes(exclude="number")
    places = range(len(others.columns))
    values = [value for place in places for value in others.iloc[:, place].dropna().unique()]
    return {str(value) for value in values if not isinstance(value, Real)}


def _read(token: str) -> float:
    plain = token.replace("\N{NO-BREAK SPACE}", "").replace(".", "").replace(",", ".")
    return float(plain) if plain.count(".") < 2 else -1.0  # a date or so, never a count


def _was_typed(number: float) -> bool:
    """Whether a number stands in a cell that ran, or is 0; anything does outside a notebook."""
    cells = _cells()
    return not cells or not number or any(number in _typed_in(cell) for cell in cells)


def _typed_in(source: str) -> set[float]:
    return {float(token.replace("_", "")) for token in _TYPED.findall(source)}


def _source_of_cell() -> str:
    """The cell that is running, as it was typed; empty outside a notebook."""
    return (_cells() or [""])[-1]


def _cells() -> list[str]:
    """The cells that ran, the one that is running last; none outside a notebook."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    return list(map(str, running.user_ns["In"])) if running is not None else []
