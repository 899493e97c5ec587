"""What something unmeasured must do to take an effect away: against R."""

import csv
from pathlib import Path

import numpy as np
import pytest

from evalutils.statistics.adjustment.sensitivity import (
    e_value,
    rosenbaum_bound,
    rosenbaum_p,
    tipping_point,
)

REFERENCE = Path(__file__).parents[1] / "reference" / "effect"


def of_r(figure: str) -> dict[float, float]:
    with (REFERENCE / "sensitivity.csv").open(encoding="utf-8") as file:
        return {
            float(row["input"]): float(row["value"])
            for row in csv.DictReader(file)
            if row["figure"] == figure
        }


def test_e_values_are_where_r_finds_the_largest_bias_to_be_the_ratio() -> None:
    # Ratios of VanderWeele and Ding (2017): bottle feeding and infant death 3.9 (1.8 to 8.7),
    # breast feeding and ovarian cancer 0.5 (0.3 to 0.8).
    found = of_r("e_value")
    assert e_value(3.9) == pytest.approx(found[3.9])
    assert e_value(3.9, 1.8) == pytest.approx(found[1.8])
    assert e_value(0.5) == pytest.approx(found[0.5])
    assert e_value(0.5, 0.8) == pytest.approx(found[0.8])


def test_interval_with_1_in_it_needs_nothing_unmeasured() -> None:
    assert e_value(1.4, 0.9) == 1
    assert e_value(0.7, 1.2) == 1


def test_rosenbaum_bounds_of_smoking_and_lung_cancer() -> None:
    # Of Hammond (1964): in 110 of 122 pairs in which one of two died the heavy smoker did. A pair
    # is a stratum of two.
    pairs = np.full(122, 2), np.ones(122), np.ones(122)
    for odds, exact in of_r("rosenbaum_p").items():
        found = rosenbaum_p(*pairs, 110, odds)
        assert found == pytest.approx(exact, abs=0.006)  # a normal approximation


def test_moments_are_those_of_the_noncentral_hypergeometric_distribution_of_scipy() -> None:
    from scipy.special import ndtr
    from scipy.stats import nchypergeom_fisher

    strata = [12, 30, 9], [5, 11, 3], [6, 7, 8]
    mean, variance = nchypergeom_fisher.stats(*map(np.array, strata), 1.7)
    expected = ndtr(-(14 - mean.sum() - 0.5) / np.sqrt(variance.sum()))
    assert rosenbaum_p(*strata, 14, 1.7) == pytest.approx(expected, rel=1e-8)


def test_largest_gamma_lies_where_the_p_value_passes() -> None:
    pairs = np.full(122, 2), np.ones(122), np.ones(122)
    bound = rosenbaum_bound(*pairs, 110, significant=0.05)
    assert rosenbaum_p(*pairs, 110, bound) < 0.05 < rosenbaum_p(*pairs, 110, bound * 1.01)
    # In as many pairs the one as the other: there is nothing to explain away.
    assert np.isnan(rosenbaum_bound(*pairs, 61))


def test_strata_in_which_everybody_or_nobody_succeeds_tell_nothing() -> None:
    told = rosenbaum_p([10], [5], [4], 4, 1.5)
    assert rosenbaum_p([10, 6, 8], [5, 3, 4], [4, 6, 0], 4 + 3, 1.5) == pytest.approx(told)


def test_gamma_1_is_the_test_of_mantel_and_haenszel() -> None:
    from statsmodels.stats.contingency_tables import StratifiedTable

    tables = [np.array([[12, 28], [9, 41]]), np.array([[20, 20], [11, 29]])]
    people = [table.sum() for table in tables]
    inside = [table[0].sum() for table in tables]
    reached = [table[:, 0].sum() for table in tables]
    found = rosenbaum_p(people, inside, reached, 12 + 20, 1.0)
    peer = StratifiedTable(tables).test_null_odds(correction=True).pvalue
    assert 2 * found == pytest.approx(peer, rel=1e-6)


def test_tipping_point_by_hand() -> None:
    # Without: 20 of 80 known, 20 unknown. With: 40 of 80 known, 20 unknown. With 25% of the 20
    # control people 25 of 100 reached it; 40 of 100 did already, so no share of the 20 is enough.
    found = tipping_point((20, 40), (80, 80), (20, 20))
    assert found.assumed == 0.25
    assert found.share == pytest.approx((25 - 40) / 20)
    assert found.worst == pytest.approx(40 / 100 - 40 / 100)
    assert found.best == pytest.approx(60 / 100 - 20 / 100)


def test_tipping_point_of_an_adjusted_difference_by_hand() -> None:
    # After adjustment 30 of the 50 in the programme would have reached it without; 22 did, and of
    # 20 it is not known: 8 of those 20.
    found = tipping_point((20, 22), (80, 30), (20, 20), expected=30 / 50)
    assert found.share == pytest.approx(8 / 20)
