"""Periods of one programme: stocks that follow on each other, and flows that are a sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations

from evalutils.attack.forms import days
from evalutils.attack.puzzle import ANY, Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_caseload import CAME, CASELOAD, END, LEFT, START, flow
from evalutils.attack.schemes.seen_destinations import EXITS, INFLOW
from evalutils.attack.schemes.seen_panel import OVER_TIME
from evalutils.attack.schemes.seen_stages import BEFORE, COHORT, TARGET

_DAY = timedelta(days=1)


def over_time(readings: Sequence[Outsider]) -> None:
    """State what the periods of each programme have in common."""
    programmes: dict[tuple[str, ...], list[Outsider]] = {}
    for reading in readings:
        programmes.setdefault(reading.evaluation.key[:2], []).append(reading)
    for periods in programmes.values():
        for one, other in permutations(periods, 2):
            _follows(one, other)
            _told_again(one, other)
        for whole in periods:
            parts = _made_of(whole, periods)
            if parts:
                _adds_up(whole, parts)
            for part in periods:
                if part is not whole and _within(part, whole):
                    _among(whole, part)


def _follows(one: Outsider, other: Outsider) -> None:
    """The stock at the end of a period is that at the start of the next."""
    for name, day in _stocks(one, END):
        for following, first in _stocks(other, START):
            if name[4] == following[4] and day <= first <= day + _DAY:
                one.puzzle.equal(name, following)
                _given_by_others({one.key: name, other.key: following}, (one, other))


def _stocks(reading: Outsider, measure: str) -> Iterator[tuple[Name, date]]:
    for name in list(reading.seen):
        if name[1:3] == (CASELOAD, measure) and len(name) == 5:
            for day in days(name[3])[:1]:
                yield name, day


def _told_again(one: Outsider, other: Outsider) -> None:
    """A cohort, or a period of a panel, stands in another period as well; a result as the last.

    What is one is shown alike in both: of two cohorts with one name a number is shown otherwise.
    """
    both = [name for name in one.seen if other.name(*name[1:]) in other.seen]
    unlike = {name[1:3] for name in both if shown_otherwise(one, other, name)}
    for name in list(one.seen):
        again = other.name(*name[1:])
        repeated = name[1] in (COHORT, OVER_TIME) and name[1:3] not in unlike
        if repeated and again in other.seen and one.key < other.key:
            one.puzzle.equal(name, again)
        before = other.name(*name[1:], BEFORE)
        if name[1] == TARGET and before in other.seen and _just_before(one, other):
            one.puzzle.equal(name, before)


def shown_otherwise(one: Outsider, other: Outsider, name: Name) -> bool:
    """Whether two places show a number, each in another way, and round by one rule."""
    here, there = (
        {seen.form.within for seen in each.seen[called] if seen.form.kind == "rounded"}
        for each, called in ((one, name), (other, other.name(*name[1:])))
    )
    by_one_rule = one.evaluation.rule == other.evaluation.rule
    return by_one_rule and bool(here) and bool(there) and here.isdisjoint(there)


def _just_before(one: Outsider, other: Outsider) -> bool:
    """Whether a period ends on the day before another begins."""
    first, last = _span(one), _span(other)
    return first is not None and last is not None and first[1] + _DAY == last[0]


def _made_of(whole: Outsider, periods: Sequence[Outsider]) -> list[Outsider]:
    """The other periods that are together exactly this one; none when they are not."""
    spans = {one.key: _span(one) for one in periods}
    span, parts = spans[whole.key], list[Outsider]()
    while span is not None and span[0] <= span[1]:
        first, last = span
        following = (
            (one, end)
            for one in periods
            if one is not whole and (found := spans[one.key]) is not None
            for start, end in [found]
            if start == first and end <= last
        )
        part, end = next(following, (None, last))
        if part is None:
            return []
        parts.append(part)
        span = end + _DAY, last
    return parts if len(parts) > 1 else []


def _span(reading: Outsider) -> tuple[date, date] | None:
    """First and last day, as its own page says."""
    for page in reading.evaluation.pages:
        if page.path.endswith("/index.html"):
            for text in page.texts:
                found = days(text)
                if len(found) == 2 and " tot en met " in text:
                    return found[0], found[1]
    return None


def _within(part: Outsider, whole: Outsider) -> bool:
    """Whether every day of a period is one of another, longer one."""
    inner, outer = _span(part), _span(whole)
    if inner is None or outer is None:
        return False
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _among(whole: Outsider, part: Outsider) -> None:
    """Who came or left in a period did so in the longer one that it lies in."""
    for name, smaller in _flows(part).items():
        larger = _flows(whole).get(name)
        if larger is not None:
            whole.puzzle.relate({larger: 1, smaller: -1}, ANY, assumed=True)


def _flows(reading: Outsider) -> dict[tuple[str, ...], Name]:
    """Every number of people who came or left, by what it counts."""
    found: dict[tuple[str, ...], Name] = {
        name[1:]: name for name in reading.seen if name[1] in (EXITS, INFLOW) and len(name) == 4
    }
    groups = {name[4] for name in reading.seen if name[1] == CASELOAD and len(name) == 5}
    for measure in (CAME, LEFT):
        for group in sorted(groups):
            name = flow(reading, measure, group)
            if name is not None:
                found[measure, group] = name
    return found


def _adds_up(whole: Outsider, parts: Sequence[Outsider]) -> None:
    per_period = [_flows(part) for part in parts]
    for what, name in _flows(whole).items():
        same = [flows[what] for flows in per_period if what in flows]
        if len(same) == len(parts):
            whole.puzzle.adds_up(name, same)
            found = zip((whole, *parts), (name, *same), strict=True)
            _given_by_others({one.key: number for one, number in found}, (whole, *parts))


def _given_by_others(names: Mapping[str, Name], readings: Sequence[Outsider]) -> None:
    """Of numbers that hang together the only one that is not public follows from the others."""
    protected = [one for one in readings if not one.public]
    if len(protected) == 1:
        protected[0].given.add(names[protected[0].key])
