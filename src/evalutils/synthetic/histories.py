"""What becomes of the clients: on the programme, on benefit, and back again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from evalutils.synthetic import constants as c
from evalutils.synthetic import days
from evalutils.synthetic.draws import Flags, Floats, Ints, pick_by_row, uniforms, whole
from evalutils.synthetic.people import People, survival_by_day

CODES = tuple(c.DESTINATIONS)
NONE = len(CODES)  # no destination: still on the programme
_PENSION = CODES.index("pension_age")


class InventedSpells(NamedTuple):
    """One value per spell; `end` is `days.OPEN` while it goes on."""

    client: Ints
    start: Ints
    end: Ints
    destination: Ints

    def joined(self, other: InventedSpells) -> InventedSpells:
        """These spells and others, by client and then by date."""
        both = InventedSpells(*map(np.concatenate, zip(self, other, strict=True)))
        return both.taken(np.lexsort((both.start, both.client)))

    def taken(self, rows: Ints) -> InventedSpells:
        """Some of these spells."""
        return InventedSpells(*(part[rows] for part in self))


def first_spells(people: People, seed: int) -> InventedSpells:
    """The first time that each client is on the programme."""
    everyone = np.arange(len(people.start))
    return _on_programme(people, everyone, people.start, people.elapsed, seed, "first")


def first_benefits(people: People, spells: InventedSpells, seed: int) -> InventedSpells:
    """The benefit during the first time on the programme, for clients who have one."""
    count = len(people.start)
    months = np.interp(
        uniforms(seed, "months on benefit", count),
        np.linspace(0, 1, len(c.MONTHS_ON_BENEFIT)),
        c.MONTHS_ON_BENEFIT,
    )
    before = np.floor(months * c.DAYS_PER_MONTH).astype(np.int64)
    start = np.maximum(people.start - before, days.new_year(people.birth_year + c.ADULT_AGE))
    end = _benefit_end(people, spells, seed, "first")
    on_benefit = np.flatnonzero(uniforms(seed, "without benefit", count) >= c.WITHOUT_BENEFIT)
    return spells._replace(start=start, end=end).taken(on_benefit)


def returns(people: People, benefits: InventedSpells, seed: int) -> InventedSpells:
    """New benefits of clients whose benefit ended, within the period."""
    left = benefits.end < days.OPEN
    pension_day = people.pension_day[benefits.client]
    by_destination = np.array([*(c.RETURN_FACTORS.get(code, 1.0) for code in CODES), 0.0])
    factor = by_destination[benefits.destination] * left * (benefits.end + 1 < pension_day)
    # The published shares are of everybody who left: what some have less, others have more.
    factor *= left.sum() / max(factor.sum(), 1.0)
    may_return = factor > 0
    chance = uniforms(seed, "return", len(benefits.client)) / np.where(may_return, factor, 1.0)
    months = np.interp(chance, c.RETURN_SHARES, c.RETURN_MONTHS)
    start = benefits.end + 1 + np.floor(months * c.DAYS_PER_MONTH).astype(np.int64)
    back = may_return & (chance < c.RETURN_SHARES[-1])
    back &= (start <= days.LAST_DAY) & (start < pension_day)
    chosen = np.flatnonzero(back)
    still_on = np.full(len(chosen), days.OPEN)
    nowhere = np.full(len(chosen), NONE)
    return InventedSpells(benefits.client[chosen], start[chosen], still_on, nowhere)


def second_round(
    people: People, back: InventedSpells, seed: int
) -> tuple[InventedSpells, InventedSpells]:
    """The second time on the programme of some who came back, and the benefits of all of them."""
    count = len(back.client)
    wait = whole(*c.DAYS_TO_SECOND_START, uniforms(seed, "wait", count))
    start = back.start + wait
    again = uniforms(seed, "again", count) < c.BACK_IN_PROGRAMME
    again &= (start <= days.LAST_DAY) & (start < people.pension_day[back.client])
    chosen = np.flatnonzero(again)
    newcomers = np.zeros(len(chosen), dtype=np.int64)
    spells = _on_programme(people, back.client[chosen], start[chosen], newcomers, seed, "second")
    end = np.minimum(back.end, _reached(people.pension_day[back.client] - 1))
    end[chosen] = _benefit_end(people, spells, seed, "second")
    return spells, back._replace(end=end)


def _on_programme(
    people: People, client: Ints, start: Ints, elapsed: Ints, seed: int, which: str
) -> InventedSpells:
    """From each start to an end, or still on the programme at the end of the period."""
    count = len(client)
    end = start + _duration(people.speed[client], elapsed, uniforms(seed, f"{which} end", count))
    end -= 1
    settled = uniforms(seed, f"{which} month end", count) < c.ENDS_ON_LAST_OF_MONTH
    end = np.where(settled, days.month_end(end), end)
    pension = people.pension_day[client]
    pensioned = end >= pension
    end = np.where(pensioned, pension - 1, end)
    chance = uniforms(seed, f"{which} destination", count)
    destination = _destinations(people, client, end - start + 1, chance)
    destination[pensioned] = _PENSION
    still_on = end > days.LAST_DAY
    end[still_on], destination[still_on] = days.OPEN, NONE
    return InventedSpells(client, start, end, destination)


def _duration(speed: Floats, elapsed: Ints, chance: Floats) -> Ints:
    """Days on the programme, given that they are more than those elapsed."""
    survival = survival_by_day()
    # P(T > t | T > e) = (S(t) / S(e)) ** speed, set equal to the chance and solved for t.
    level = survival[elapsed] * chance ** (1 / speed)
    duration = np.searchsorted(-survival, -level, side="left")
    return np.maximum(duration, elapsed + 1).astype(np.int64)


def _destinations(people: People, client: Ints, duration: Ints, chance: Floats) -> Ints:
    """Where clients go: competing destinations by duration, programme and education."""
    early, later, pulled, _ = (
        np.array(part) for part in zip(*c.DESTINATIONS.values(), strict=True)
    )
    by_programme = np.array([profile[2] for profile in c.PROGRAMMES.values()])
    by_education = np.array([level[3] for level in c.EDUCATIONS])
    pull = (by_programme[:, None] * by_education)[None, :, :, None]
    stages = np.stack([early, later])[:, None, None, :]
    weights = stages * np.where(pulled, pull, 1.0)
    stage = (duration > c.EARLY_DAYS).astype(np.int64)
    row = (stage * len(by_programme) + people.programme[client]) * len(by_education)
    return pick_by_row(weights.reshape(-1, len(CODES)), row + people.education[client], chance)


def _benefit_end(people: People, spells: InventedSpells, seed: int, which: str) -> Ints:
    """The benefit ends with the month of departure, on the day before the pension, or goes on."""
    chances = np.array([part[3] for part in c.DESTINATIONS.values()] + [0.0])
    drawn = uniforms(seed, f"{which} benefit", len(spells.client))
    ends: Flags = drawn < chances[spells.destination]
    end = np.where(ends, days.month_end(spells.end), days.OPEN)
    return np.minimum(end, _reached(people.pension_day[spells.client] - 1))


def _reached(day: Ints) -> Ints:
    """The day, or still to come when it lies after the period."""
    return np.where(day > days.LAST_DAY, days.OPEN, day)
