"""Who the invented clients are and on which day they joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalutils.synthetic import constants as c
from evalutils.synthetic import days
from evalutils.synthetic.draws import Flags, Floats, Ints, pick, pick_by_row, uniforms, whole

EDUCATION_LABELS = tuple(label for label, *_ in c.EDUCATIONS)
AGE_LABELS = tuple(label for label, *_ in c.AGE_GROUPS)
_PROFILES = tuple(c.PROGRAMMES.values())


@dataclass(frozen=True)
class People:
    """One value per client.

    Programme, age group and education are an index in the constants; a rung is 1 to 6. `elapsed`
    are the days on the programme when the period begins, 0 for who joins during it. `speed` is a
    factor on the chance of leaving; on `pension_day` the client reaches the state pension age.
    """

    programme: Ints
    start: Ints
    elapsed: Ints
    birth_year: Ints
    age_group: Ints
    education: Ints
    rung: Ints
    speed: Floats
    pension_day: Ints


def draw_people(programme: Ints, seed: int) -> People:
    """Draw the clients of each programme, in the order given."""
    count = len(programme)
    elapsed = _elapsed(count, seed)
    start = np.where(elapsed > 0, days.FIRST_DAY - elapsed, _joined(count, seed))
    birth_year, age_group = _ages(start, seed)
    education = pick([weight for _, weight, *_ in c.EDUCATIONS], uniforms(seed, "education", count))
    rungs = np.array([profile[3] for profile in _PROFILES], dtype=float)
    rung = pick_by_row(rungs, programme, uniforms(seed, "rung", count)) + 1
    birthday = whole(0, 364, uniforms(seed, "birthday", count))
    return People(
        programme=programme,
        start=start,
        elapsed=elapsed,
        birth_year=birth_year,
        age_group=age_group,
        education=education,
        rung=rung,
        speed=_speed(programme, age_group, education, rung),
        pension_day=days.new_year(birth_year + c.PENSION_AGE) + birthday,
    )


def survival_by_day() -> Floats:
    """Chance of staying longer than so many days, at speed 1: 1 on day 0 and 0 at the end."""
    ends = np.rint(np.arange(1, len(c.LEAVING_BY_MONTH) + 1) * c.DAYS_PER_MONTH).astype(np.int64)
    lengths = np.diff(ends, prepend=0)
    stay_one_day = (1 - np.array(c.LEAVING_BY_MONTH)) ** (1 / lengths)
    survival = np.concatenate([[1.0], np.cumprod(np.repeat(stay_one_day, lengths))])
    survival[-1] = 0.0
    return survival


def _elapsed(count: int, seed: int) -> Ints:
    """Days on the programme at the start of the period; 0 for newcomers.

    In a caseload with as many people joining as leaving, the share that is there already follows
    from the mean duration, and their elapsed time has the shape of the survival curve.
    """
    survival = survival_by_day()
    in_period = days.LAST_DAY - days.FIRST_DAY + 1
    present: Flags = uniforms(seed, "present", count) * (survival.sum() + in_period) < (
        survival.sum()
    )
    # The last value is 0: nobody has been there for so long.
    elapsed = 1 + pick(survival[1:-1].tolist(), uniforms(seed, "elapsed", count))
    return np.where(present, elapsed, 0)


def _joined(count: int, seed: int) -> Ints:
    """The day on which newcomers join: by season, often on the first of a month."""
    first = np.datetime64(c.PERIOD_START, "M")
    months = np.arange(first, np.datetime64(c.PERIOD_END, "M") + np.timedelta64(1, "M"))
    calendar_month = months.astype(np.int64) % 12
    weights = [c.INFLOW_BY_MONTH[month] for month in calendar_month]
    starts = months.astype("datetime64[D]").astype(np.int64)
    month_start = starts[pick(weights, uniforms(seed, "month", count))]
    day = whole(month_start, days.month_end(month_start), uniforms(seed, "day", count))
    on_first = uniforms(seed, "first of month", count) < c.STARTS_ON_FIRST_OF_MONTH
    return np.where(on_first, month_start, day)


def _ages(start: Ints, seed: int) -> tuple[Ints, Ints]:
    """Year of birth and age group; who joined long ago was an adult then already."""
    count = len(start)
    drawn = pick([group[3] for group in c.AGE_GROUPS], uniforms(seed, "age group", count))
    youngest = np.array([group[1] for group in c.AGE_GROUPS])
    oldest = np.array([group[2] for group in c.AGE_GROUPS])
    age = whole(youngest[drawn], oldest[drawn], uniforms(seed, "age", count))
    reference = days.year(np.maximum(start, days.FIRST_DAY))
    birth_year = np.minimum(reference - age, days.year(start) - c.ADULT_AGE)
    group = np.searchsorted(youngest, reference - birth_year, side="right") - 1
    return birth_year, group.astype(np.int64)


def _speed(programme: Ints, age_group: Ints, education: Ints, rung: Ints) -> Floats:
    by_programme = np.array([profile[1] for profile in _PROFILES])
    by_age = np.array([group[4] for group in c.AGE_GROUPS])
    by_education = np.array([level[2] for level in c.EDUCATIONS])
    by_rung = np.array(c.SPEED_BY_RUNG)
    product = by_programme[programme] * by_age[age_group] * by_education[education]
    speed: Floats = np.clip(product * by_rung[rung - 1], c.SLOWEST, c.FASTEST)
    return speed
