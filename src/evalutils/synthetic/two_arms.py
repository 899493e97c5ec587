"""An invented programme beside a group to compare with, of which the effect is known.

Who is young, has more education or is on benefit for a shorter time takes part more often, and goes
to work sooner with or without the programme: without regard to that it looks better than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from evalutils.synthetic import days
from evalutils.synthetic.coded_columns import TextColumn, client_ids, dates, words
from evalutils.synthetic.draws import Floats, Ints, pick, uniforms, whole

# Per characteristic: (label, weight, odds of taking part, speed of leaving to work).
CHARACTERISTICS = {
    "age_group": (
        ("18 tot 27 jaar", 20, 1.6, 1.3),
        ("27 tot 45 jaar", 40, 1.0, 1.0),
        ("45 tot 60 jaar", 40, 0.6, 0.75),
    ),
    "education": (
        ("vmbo of lager", 50, 0.7, 0.8),
        ("mbo of havo", 35, 1.2, 1.15),
        ("hbo of universiteit", 15, 1.7, 1.4),
    ),
    "benefit_duration": (
        ("korter dan 2 jaar", 40, 1.7, 1.5),
        ("2 tot 5 jaar", 35, 0.9, 0.9),
        ("5 jaar of langer", 25, 0.5, 0.55),
    ),
}
ODDS = 0.75  # of taking part, of who stands at 1 everywhere
# Chance of leaving on a day: to work at speed 1, and elsewhere.
TO_WORK, ELSEWHERE = 0.0008, 0.0003
# By how much the programme makes the chance of work on a day larger: the effect that is built in.
FACTOR = 1.5
DESTINATIONS = (("paid_work", 1.0), ("moved", 0.4), ("other", 0.4), ("unknown", 0.2))


def make_two_arms(clients: int, seed: int) -> tuple[TextColumn, ...]:
    """The table of spells of so many clients who begin in the first twenty months of the period."""
    kinds = characteristics(clients, seed)
    odds, speed = ODDS * product_of(kinds, 2), product_of(kinds, 3)
    treated = uniforms(seed, "arm", clients) < odds / (1 + odds)
    latest = days.LAST_DAY - 120
    start = whole(days.FIRST_DAY, latest, uniforms(seed, "arm start", clients))
    work = days_until(TO_WORK * speed * np.where(treated, FACTOR, 1.0), seed, "arm work", clients)
    away = days_until(np.full(clients, ELSEWHERE), seed, "arm elsewhere", clients)
    end = start + np.minimum(work, away) - 1
    other = pick([weight for _, weight in DESTINATIONS[1:]], uniforms(seed, "arm place", clients))
    destination = np.where(work <= away, 0, 1 + other)
    open_ = end > days.LAST_DAY
    destination[open_], end[open_] = len(DESTINATIONS), days.OPEN
    return (
        TextColumn("client_id", client_ids(clients), np.arange(clients)),
        dates("start", start, days.OPEN),
        dates("end", end, days.OPEN),
        TextColumn("destination", words([*(code for code, _ in DESTINATIONS), ""]), destination),
        TextColumn("arm", words(["control", "programme"]), treated.astype(np.int64)),
        dates("groups_date", start, days.OPEN),
        *(
            TextColumn(name, words([label for label, *_ in CHARACTERISTICS[name]]), kind)
            for name, kind in kinds.items()
        ),
    )


def built_in_shares(day: int) -> tuple[float, float]:
    """Share of the clients of the programme in work by a day, without and with it: the truth."""
    cells = list(product(*CHARACTERISTICS.values()))
    weight, odds, speed = (
        np.array([np.prod([float(level[place]) for level in cell]) for cell in cells])
        for place in (1, 2, 3)
    )
    inside = weight * ODDS * odds / (1 + ODDS * odds)
    without, within = (_reached(TO_WORK * speed * factor, day) for factor in (1.0, FACTOR))
    return float(np.average(without, weights=inside)), float(np.average(within, weights=inside))


def _reached(rate: Floats, day: int) -> Floats:
    """Share that left to work by a day, where on each day work comes first."""
    stay = (1 - rate) * (1 - ELSEWHERE)
    return np.asarray(rate * (1 - stay**day) / (1 - stay))


def characteristics(clients: int, seed: int) -> dict[str, Ints]:
    """The place of each client among the levels of each characteristic."""
    return {
        name: pick([weight for _, weight, *_ in levels], uniforms(seed, name, clients))
        for name, levels in CHARACTERISTICS.items()
    }


def share_at_work(factor: float, day: int) -> float:
    """Share of all clients who left to work by a day, at a chance so much larger: the truth."""
    cells = list(product(*CHARACTERISTICS.values()))
    weight, speed = (
        np.array([np.prod([float(level[place]) for level in cell]) for cell in cells])
        for place in (1, 3)
    )
    return float(np.average(_reached(TO_WORK * speed * factor, day), weights=weight))


def days_until(rate: Floats, seed: int, purpose: str, count: int) -> Ints:
    """Days until something that has this chance on each of them."""
    chance = uniforms(seed, purpose, count)
    return (1 + np.floor(np.log1p(-chance) / np.log1p(-rate))).astype(np.int64)


def product_of(kinds: dict[str, Ints], place: int) -> Floats:
    """The product over the characteristics of one of their numbers, for each client."""
    columns: Sequence[Floats] = [
        np.array([level[place] for level in CHARACTERISTICS[name]], dtype=float)[kind]
        for name, kind in kinds.items()
    ]
    return np.asarray(np.prod(columns, axis=0))
