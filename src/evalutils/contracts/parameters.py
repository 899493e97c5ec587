"""Dated parameters: every constant has a date, a unit and a reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evalutils.errors import InputError


@dataclass(frozen=True)
class Parameter:
    """A value that changes on known dates."""

    key: str  # file name without extension
    description: str
    unit: str
    values: Mapping[date, float]  # value from each date on, in `unit`
    reference: str  # title of the publication the values come from
    href: str  # where that publication stands
    source: str = ""  # key of that document in sources.yaml; empty when it is not listed there
    # Why a threshold or rounding lies below the floor of the project; the book prints it.
    lower_because: str = ""

    def at(self, day: date) -> float:
        """The value on a day.

        Raises
        ------
        InputError
            When the parameter has no value yet on that day.
        """
        dates = [start for start in self.values if start <= day]
        if not dates:
            first = min(self.values)
            raise InputError(
                f"parameters/{self.key}.yaml has no value on {day}; the first is from {first}. "
                "Add a value for that date with its reference."
            )
        return self.values[max(dates)]

    def known_at(self, day: date) -> float | None:
        """The value on a day, None when there is none yet."""
        return None if day < min(self.values) else self.at(day)

    @property
    def latest(self) -> float:
        """The value in force from the last date on."""
        return self.values[max(self.values)]
