"""What one published cell says of a number of persons."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from evalutils.attack.puzzle import ANY, Range, SaidRule

_NUMBER = r"[−-]?\d+(?:\.\d{3})*(?:,\d+)?"
_COUNT = re.compile(rf"^(?:[a-z ]+ )?({_NUMBER})(?:$|;| [a-z]+$)")
_BELOW = re.compile(rf"^(?:[a-z ]+ )?<\s?({_NUMBER})")
_BETWEEN = re.compile(rf"^(?:tussen )?({_NUMBER}) (?:en ({_NUMBER})|of meer)$")
_SHARE = re.compile(rf"^(?:[a-z ]+ )?({_NUMBER})%")
_DAY = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
# What the twelve digits of a computed share leave open.
NOISE = 1e-4
# The dot stands for a number that is in a sum elsewhere.
HIDDEN, NOTHING = ("weggelaten", "·"), ("–", "")


@dataclass(frozen=True)
class Form:
    """What a cell says.

    Attributes
    ----------
    within
        Where the number lies.
    kind
        ``hidden``, ``rounded``, or ``exact`` where it stands as it was counted.
    """

    within: Range
    kind: str


def count_form(text: str, rule: SaidRule) -> Form | None:
    """What a cell says of a number of persons; None when it says nothing or is no such number."""
    if text.startswith(HIDDEN):
        return Form(ANY, "hidden")
    if between := _BETWEEN.match(text):
        low, high = (math.inf if end is None else number(end) for end in between.groups())
        return Form(Range(low, high), "hidden")
    if below := _BELOW.match(text):
        limit = number(below[1])
        countable = limit >= 1 and limit.is_integer()  # a p-value may be below 0,05
        return Form(Range(0, limit - 1), "hidden") if countable else None
    found = _COUNT.match(text)
    if found is None or text in NOTHING or not number(found[1]).is_integer():
        return None
    return number_form(number(found[1]), rule)


def number_form(shown: float, rule: SaidRule) -> Form:
    """What a published number of persons says; binary fractions of computed ones are no matter."""
    whole = round(shown)
    if abs(shown - whole) > NOISE or whole < rule.threshold or whole % rule.base:
        return Form(Range(math.floor(shown), math.ceil(shown)), "exact")
    near = rule.around(whole)
    return Form(near.meets(Range(rule.threshold, near.high)), "rounded")


def share_form(text: str) -> Range | None:
    """Between which percentages a printed one lies: half a unit of its last digit either way."""
    found = _SHARE.match(text)
    if found is None:
        return None
    decimals = len(found[1].partition(",")[2])
    half = 0.5 * 10.0**-decimals
    return Range(number(found[1]) - half, number(found[1]) + half)


def number(text: str) -> float:
    """A number as Dutch readers write it."""
    return float(text.replace("−", "-").replace(".", "").replace(",", "."))


def days(text: str) -> list[date]:
    """The days that a text names; of a year its first and last."""
    if re.fullmatch(r"\d{4}", text):
        return [date(int(text), 1, 1), date(int(text), 12, 31)]
    return [
        date(int(year), _MONTHS.index(month) + 1, int(day))
        for day, month, year in _DAY.findall(text)
        if month in _MONTHS
    ]
