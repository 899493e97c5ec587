"""Invented people in two arms, of whom the truth is known."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

HORIZON = 12
# Probability to leave in a month: to work without and with the programme, and elsewhere.
ELSEWHERE = 0.02


class Arms(NamedTuple):
    columns: dict[str, npt.NDArray[np.int64]]
    treated: npt.NDArray[np.bool_]
    duration: npt.NDArray[np.int64]
    event: npt.NDArray[np.int64]


def people(seed: int, number: int, odds: float = 1.5) -> Arms:
    """Young people take part more often and leave more often; a quarter is followed shortly.

    `odds` is by how much the monthly probability of work is larger in the programme.
    """
    generator = np.random.default_rng(seed)
    young, skilled = generator.integers(0, 3, number), generator.integers(0, 2, number)
    treated = generator.random(number) < _logistic(-0.6 + 0.5 * young - 0.4 * skilled)
    work = monthly(young, skilled) * np.where(treated, odds, 1.0)
    to_work, away = (generator.geometric(rate, number) for rate in (work, ELSEWHERE))
    until = generator.integers(4, 40, number)
    first = np.minimum(to_work, away)
    event = np.where(first > until, 0, np.where(to_work < away, 1, 2))
    columns = {"young": young, "skilled": skilled}
    return Arms(columns, treated, np.minimum(first, until), event)


def monthly(young: npt.NDArray[np.int64], skilled: npt.NDArray[np.int64]) -> npt.NDArray:
    return 0.02 + 0.012 * young + 0.015 * skilled


def true_share(work: npt.NDArray, months: int = HORIZON) -> npt.NDArray:
    """Share in work by a month: it comes before leaving elsewhere, each month anew."""
    stay = (1 - work) * (1 - ELSEWHERE)
    return work * (1 - ELSEWHERE) * (1 - stay**months) / (1 - stay)


def true_effect(odds: float = 1.5) -> float:
    """Effect on the people of the programme, over all kinds of people that there are."""
    young, skilled = (part.ravel() for part in np.meshgrid(range(3), range(2)))
    inside = _logistic(-0.6 + 0.5 * young - 0.4 * skilled)
    rate = monthly(young, skilled)
    return float(np.average(true_share(rate * odds) - true_share(rate), weights=inside))


def _logistic(odds: npt.NDArray) -> npt.NDArray:
    return 1 / (1 + np.exp(-odds))
