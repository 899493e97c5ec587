"""Curves of who is still there and who left: each step is of so many people, of so many.

A curve of Kaplan and Meier or of Aalen and Johansen rises in steps. Of rounded numbers a step is a
fraction of whole numbers, and the many digits of key_figures.csv give that fraction in its lowest
terms. So many people, times some whole number, left in that step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from evalutils.attack.forms import Form
from evalutils.attack.published_book import FIGURES
from evalutils.attack.puzzle import ANY, Name, Range
from evalutils.attack.reading import EVERYONE, Outsider, Spot
from evalutils.attack.schemes.seen_caseload import LEFT, flow
from evalutils.attack.schemes.seen_destinations import EXITS
from evalutils.attack.schemes.seen_groups import sums

STEP, FOLLOWED = "stap van een lijn", "gevolgd"
STAYING, KINDS, GROUPS = "outflow.survival", "outflow.cumulative_incidence", "outflow.group_share"
MEDIAN = "outflow.median_months"
_BACK = "outflow.reentry"
_LEFT_AT_ALL, _SMALL = "left", "other"
# What the book calls the kinds of destination that key_figures.csv names.
KIND_LABELS = {
    "work": "betaald werk",
    "work_with_support": "werk met ondersteuning",
    "self_employed": "zelfstandig ondernemer",
    "education": "opleiding",
    "participation": "meedoen zonder loon",
    "care": "zorg of wijkteam",
    "transfer": "doorverwezen",
    "other_income": "ander inkomen",
    "unknown": "onbekend",
    "administrative": "administratief (zoals verhuisd, aow)",
    "dropout": "gestopt of niet gestart",
}
# What the twelve digits of a percentage leave open, as a fraction.
_NOISE = 1e-11


@dataclass(frozen=True)
class Step:
    """Who left in a step of a curve, up to a month; `lowest` is its share in lowest terms."""

    month: int
    name: Name
    lowest: Fraction


def curves(reading: Outsider, groupings: Mapping[str, str]) -> None:
    """Take in all curves of an evaluation."""
    found = {key: list(_steps(reading, *key)) for key in _keys(reading)}
    everyone = flow(reading, LEFT, EVERYONE)
    own = found.get((STAYING, ""), [])
    if everyone is not None and own:
        reading.left_by_all(everyone, [step.name for step in own], _spot(STAYING, ""))
    kinds = {key[1]: steps for key, steps in found.items() if key[0] == KINDS}
    for kind, steps in kinds.items():
        _kind(reading, kind, steps, groupings)
        _until(reading, own, steps)
    _until(reading, own, [step for steps in kinds.values() for step in steps])
    _small_kinds(reading, kinds, groupings)
    _by_size(reading, [kind for kind in kinds if kind != _SMALL], groupings)
    _groups(reading, found, own)
    _median(reading, own)


def _keys(reading: Outsider) -> list[tuple[str, str]]:
    """Indicator and curve of every curve: the group without its last part, the month."""
    return list(
        dict.fromkeys(
            (row["indicator"], row["group"].rpartition(":")[0])
            for row in reading.evaluation.figures
            if row["indicator"] in (STAYING, KINDS, GROUPS, _BACK)
        )
    )


def _steps(reading: Outsider, indicator: str, curve: str) -> Iterator[Step]:
    """The steps of a curve, up to the first row without a value."""
    before = Fraction(0)
    for row in reading.evaluation.figures:
        key, _, month = row["group"].rpartition(":")
        if (row["indicator"], key) != (indicator, curve):
            continue
        if not row["value"] or not row["n"] or not month.isdigit():
            return
        share = float(row["value"]) / 100
        gone = 1 - share if indicator == STAYING else share
        base = reading.evaluation.rule.base
        most = max(int(10 * float(row["n"]) / base), 1)
        lowest = Fraction(gone - float(before)).limit_denominator(most)
        if lowest <= 0 or abs(float(before + lowest) - gone) > _NOISE:
            return
        before += lowest
        name = reading.name(STEP, indicator, curve, month)
        _so_many_times(reading, name, lowest.numerator, row["group"])
        yield Step(int(month), name, lowest)


def _so_many_times(reading: Outsider, name: Name, numerator: int, group: str) -> None:
    """The rounded number is a multiple of the numerator, and as large as one that is shown."""
    rule, times = reading.evaluation.rule, (*name, "times")
    rounded = reading.puzzle.rounded(name, rule)
    reading.puzzle.relate({rounded: 1, times: -numerator})
    shown = Form(Range(rule.threshold, math.inf), "rounded")
    reading.take(name, shown, _spot(name[2], group))


def _spot(indicator: str, group: str) -> Spot:
    return Spot(FIGURES, indicator, group, "steps of the curve")


def _among(reading: Outsider, whole: Mapping[Name, float], steps: Sequence[Step]) -> None:
    """The steps are all among a whole."""
    parts = dict.fromkeys((step.name for step in steps), -1.0)
    reading.puzzle.relate({**whole, **parts}, ANY, assumed=True)


def _until(reading: Outsider, own: Sequence[Step], steps: Sequence[Step]) -> None:
    """Who left for somewhere until a month is among who left until then at all."""
    last = max((step.month for step in steps), default=0)
    whole = [step for step in own if step.month <= last]
    if whole and whole[-1].month == last:
        _among(reading, dict.fromkeys((step.name for step in whole), 1.0), steps)


def _kind(
    reading: Outsider, kind: str, steps: Sequence[Step], groupings: Mapping[str, str]
) -> None:
    """Who left for a kind is among those who left for its destinations; they are not few."""
    exits = _exits(reading, KIND_LABELS.get(kind, kind), groupings)
    if exits and steps:
        _among(reading, exits, steps)
        enough = Range(reading.evaluation.rule.threshold, math.inf)
        reading.puzzle.relate(exits, enough, assumed=True)


def _small_kinds(
    reading: Outsider, kinds: Mapping[str, Sequence[Step]], groupings: Mapping[str, str]
) -> None:
    """Kinds that are shown as one are together not few either."""
    shown = {KIND_LABELS.get(kind, kind) for kind in kinds}
    others = [
        _exits(reading, label, groupings)
        for label in dict.fromkeys(groupings.values())
        if label not in shown
    ]
    together = {name: weight for exits in others for name, weight in exits.items()}
    if _SMALL in kinds and together:
        enough = Range(reading.evaluation.rule.threshold, math.inf)
        reading.puzzle.relate(together, enough, assumed=True)


def _by_size(reading: Outsider, kinds: Sequence[str], groupings: Mapping[str, str]) -> None:
    """Kinds in another order than that of the codelist stand by size."""
    listed = list(dict.fromkeys(groupings.values()))
    labels = [label for kind in kinds if (label := KIND_LABELS.get(kind, kind)) in listed]
    if labels != sorted(labels, key=listed.index):
        for larger, smaller in pairwise(_exits(reading, label, groupings) for label in labels):
            weights = {**larger, **dict.fromkeys(smaller, -1.0)}
            reading.puzzle.relate(weights, ANY, assumed=True)


def _exits(reading: Outsider, label: str, groupings: Mapping[str, str]) -> dict[Name, float]:
    return {
        name: 1.0
        for name in reading.seen
        if name[1] == EXITS and name[3:] == (EVERYONE,) and groupings.get(name[2]) == label
    }


def _groups(
    reading: Outsider, found: Mapping[tuple[str, str], list[Step]], own: Sequence[Step]
) -> None:
    """The groups of a characteristic are together all, in who was followed and in who left."""
    numbers: dict[tuple[str, ...], dict[str, Name]] = {}
    everyone: Name | None = None
    for row in reading.evaluation.figures:
        if not row["n"]:
            continue
        name = reading.name("kengetal", row["indicator"], row["group"], "n")
        if row["indicator"] == STAYING and ":" not in row["group"]:
            everyone = everyone or name
            reading.puzzle.equal(everyone, name)
        elif row["indicator"] == GROUPS:
            outcome, column, *group, month = row["group"].split(":")
            numbers.setdefault((outcome, column, month), {})[":".join(group)] = name
    for (outcome, column, month), parts in numbers.items():
        sums(reading, everyone, parts.values())
        steps = [
            step
            for group in parts
            for step in found.get((GROUPS, f"{outcome}:{column}:{group}"), ())
        ]
        if outcome == _LEFT_AT_ALL:
            _until(reading, own, [step for step in steps if step.month == int(month)])


def _median(reading: Outsider, own: Sequence[Step]) -> None:
    """Half had left in the month of the median, and not yet half a month before."""
    for row in reading.evaluation.figures:
        if row["indicator"] == MEDIAN and not row["group"] and row["value"] and row["n"]:
            for place, last in enumerate(own, start=1):
                _half(reading, own[:place], float(row["n"]), last.month >= float(row["value"]))


def _half(reading: Outsider, steps: Sequence[Step], followed: float, reached: bool) -> None:
    """Whether half had left after some steps, of which the bases are known but for rounding."""
    rule = reading.evaluation.rule
    bases = [step.lowest.denominator * rule.base for step in steps]
    if all(2 * one > followed + rule.base for one in bases):
        far = rule.base if rule.either else rule.base / 2
        off = -far if reached else far
        weights = {step.name: 1 / (one + off) for step, one in zip(steps, bases, strict=True)}
        within = Range(0.5, math.inf) if reached else Range(0, 0.5)
        reading.puzzle.relate(weights, within, assumed=True)
