"""Spells of one client may be alike: errors by client are those of R, and of weights by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.survival import cumulative_incidence, kaplan_meier

REFERENCE = Path(__file__).parents[1] / "reference" / "survival"


@pytest.mark.parametrize("case", ["plain", "late"])
def test_errors_by_client_are_those_of_r(case: str) -> None:
    spells = pd.read_csv(REFERENCE / "cluster_spells.csv").query("case == @case")
    known = pd.read_csv(REFERENCE / "cluster_curves.csv").query("case == @case")
    about = {
        "entry": spells["entry"] if case == "late" else None,
        "times": known["time"],
        "cluster": spells["client"],
    }
    curve = kaplan_meier(spells["stop"], spells["code"] > 0, **about)
    assert curve.survival == pytest.approx(known["survival"].to_numpy(), rel=1e-12)
    assert curve.standard_error == pytest.approx(known["survival_error"].to_numpy(), rel=1e-9)
    causes = cumulative_incidence(spells["stop"], spells["code"], **about)
    assert causes.incidence[0] == pytest.approx(known["incidence"].to_numpy(), abs=1e-12)
    assert causes.standard_error[0] == pytest.approx(known["incidence_error"].to_numpy(), rel=1e-9)


SPELL = st.tuples(st.integers(0, 5), st.integers(0, 9), st.integers(1, 9), st.integers(0, 2))


@given(st.lists(SPELL, min_size=2, max_size=14))
@settings(max_examples=60, deadline=None)
def test_the_error_is_that_of_more_weight_for_each_client(
    spells: list[tuple[int, int, int, int]],
) -> None:
    client, entry, days, code = (np.array(part) for part in zip(*spells, strict=True))
    about = {"entry": entry, "times": [5, 9, 14], "causes": 2}
    found = cumulative_incidence(entry + days, code, cluster=client, **about)
    step, squares = 1e-6, np.zeros((2, 3))
    for one in np.unique(client):
        ends = [
            cumulative_incidence(
                entry + days, code, weights=np.where(client == one, weight, 1.0), **about
            ).incidence
            for weight in (1 + step, 1 - step)
        ]
        squares += ((ends[0] - ends[1]) / (2 * step)) ** 2
    known = ~np.isnan(found.standard_error)
    assert found.standard_error[known] == pytest.approx(np.sqrt(squares)[known], abs=1e-6)


def test_a_client_counted_twice_has_the_error_of_one() -> None:
    # Two equal spells each of 20 clients: as sure as 20 spells, and not as 40.
    days, left = np.arange(1, 21), np.arange(20) % 3 > 0
    once = kaplan_meier(days, left)
    twice = kaplan_meier(np.tile(days, 2), np.tile(left, 2), cluster=np.tile(np.arange(20), 2))
    assert twice.standard_error == pytest.approx(once.standard_error)
    alone = kaplan_meier(days, left, cluster=np.arange(20))
    assert alone.standard_error == pytest.approx(once.standard_error)


def test_clusters_are_as_many_as_the_spells() -> None:
    with pytest.raises(ValueError, match="cluster has shape"):
        kaplan_meier([1, 2], [1, 0], cluster=[1])
