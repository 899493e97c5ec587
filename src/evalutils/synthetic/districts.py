"""Invented districts with and without a programme, over time, of which the effect is known.

Districts differ from each other, each has better and worse half years, and in all of them more
people find work as years go by. In those with the programme more do from its start on: the effect.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from evalutils.synthetic.draws import uniforms, whole

DISTRICTS, WITH_PROGRAMME = 24, 10
HALF_YEARS = tuple((year, half) for year in range(2021, 2025) for half in (1, 2))
# First half year with the programme, which is also the first of the period of the evaluation.
START = (2023, 1)
FEWEST, MOST = 120, 260  # people in a district
# Share that finds work in a half year: lowest and highest district, and how much it grows by each.
LOWEST, HIGHEST, GROWTH = 0.08, 0.16, 0.004
# By how much a half year may be better or worse for a district as a whole.
WOBBLE = 0.02
# Who gets the programme does better in any case.
AHEAD = 0.03
# Percentage points that the programme adds: the effect that is built in.
ADDED = 6.0
OUTCOME = "werk gevonden in een half jaar"
_HEADER = "role,cluster,outcome,period_start,date,phase,people,reached,source,locator\n"
_PLACE = "synthetic,getelde verzonnen mensen"


def panel_text(seed: int) -> str:
    """The table ``panel`` as text."""
    base = LOWEST + (HIGHEST - LOWEST) * uniforms(seed, "district", DISTRICTS)
    people = whole(FEWEST, MOST, uniforms(seed, "district people", DISTRICTS))
    treated = np.arange(DISTRICTS) < WITH_PROGRAMME
    rows = []
    for number, (year, half) in enumerate(HALF_YEARS):
        after = (year, half) >= START
        share = base + AHEAD * treated + GROWTH * number + ADDED / 100 * (treated & after)
        first = date(year, 6 * half - 5, 1)
        last = date(year + half // 2, 7 if half == 1 else 1, 1) - timedelta(days=1)
        for district in range(DISTRICTS):
            chance = uniforms(seed, f"district {district} in {first}", int(people[district]) + 1)
            shifted = share[district] + WOBBLE * (2 * chance[0] - 1)
            rows.append(
                f"{'programme' if treated[district] else 'control'},wijk {district + 1},{OUTCOME},"
                f"{first},{last},{'after' if after else 'before'},{people[district]},"
                f"{int((chance[1:] < shifted).sum())},{_PLACE}\n"
            )
    return _HEADER + "".join(rows)
