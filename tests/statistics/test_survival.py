"""Curves against R, by hand, and what must always hold."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.survival import cumulative_incidence, kaplan_meier

REFERENCE = Path(__file__).parents[1] / "reference" / "survival"
AGREE = {"rel": 1e-10, "abs": 1e-12, "nan_ok": True}


def number(text: str) -> float:
    return math.nan if text in ("", "NA", "NaN") else float(text)


def reference(name: str, *keys: str) -> dict[tuple[str, ...], dict[str, list[float]]]:
    """Columns of a file of results, by the values of the keys."""
    found: dict[tuple[str, ...], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with (REFERENCE / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            group = found[tuple(row[key] for key in keys)]
            for column in row.keys() - set(keys):
                group[column].append(number(row[column]))
    return found


SPELLS = reference("spells.csv", "case")
INCIDENCE = reference("incidence.csv", "case", "cause")
KAPLAN_MEIER = reference("kaplan_meier.csv", "case")
ETM = reference("etm.csv", "case", "cause")


def data(case: str) -> dict[str, list[float]]:
    """The arguments of a case; entry only where it has late entries."""
    columns = SPELLS[(case,)]
    given = {"duration": columns["duration"], "event": columns["event"]}
    if not math.isnan(columns["entry"][0]):
        given["entry"] = columns["entry"]
    if set(columns["weight"]) != {1.0}:
        given["weights"] = columns["weight"]
    return given


@pytest.mark.parametrize(("case", "cause"), INCIDENCE, ids=str)
def test_incidence_and_its_error_agree_with_survfit_of_r(case: str, cause: str) -> None:
    expected = INCIDENCE[case, cause]
    curve = cumulative_incidence(**data(case))
    row = int(cause) - 1
    assert curve.times.tolist() == expected["time"]
    if "weights" not in data(case):  # With weights survfit 3.5-3 gives numbers of rows here.
        assert curve.at_risk.tolist() == pytest.approx(expected["at_risk"], **AGREE)
    assert curve.survival.tolist() == pytest.approx(expected["survival"], **AGREE)
    assert curve.incidence[row].tolist() == pytest.approx(expected["incidence"], **AGREE)
    error = curve.standard_error[row].tolist()
    assert error == pytest.approx(expected["standard_error"], **AGREE)
    known = [0 < value < 1 for value in expected["incidence"]]
    for bound in ("lower", "upper"):
        ours = getattr(curve, bound)[row][known].tolist()
        theirs = np.array(expected[bound])[known].tolist()
        assert ours == pytest.approx(theirs, **AGREE)


@pytest.mark.parametrize("case", [case for (case,) in KAPLAN_MEIER])
def test_kaplan_meier_and_its_error_agree_with_survfit_of_r(case: str) -> None:
    expected = KAPLAN_MEIER[(case,)]
    arguments = data(case)
    arguments["event"] = [float(code > 0) for code in arguments["event"]]
    curve = kaplan_meier(**arguments)
    assert curve.times.tolist() == expected["time"]
    assert curve.at_risk.tolist() == pytest.approx(expected["at_risk"], **AGREE)
    assert curve.survival.tolist() == pytest.approx(expected["survival"], **AGREE)
    known = [0 < value < 1 for value in expected["survival"]]
    for name in ("standard_error", "lower", "upper"):
        ours = getattr(curve, name)[known].tolist()
        assert ours == pytest.approx(np.array(expected[name])[known].tolist(), **AGREE)


@pytest.mark.parametrize(("case", "cause"), ETM, ids=str)
def test_incidence_with_late_entry_agrees_with_etm_of_r(case: str, cause: str) -> None:
    expected = ETM[case, cause]
    curve = cumulative_incidence(**data(case), times=expected["time"])
    ours = curve.incidence[int(cause) - 1].tolist()
    assert ours == pytest.approx(expected["incidence"], **AGREE)


@pytest.mark.parametrize("case", ["ties", "continuous", "all_leave_at_the_end"])
def test_incidence_agrees_with_statsmodels_where_that_can_be_asked(case: str) -> None:
    # statsmodels knows no late entry; its standard errors are others than those of survfit.
    from statsmodels.duration.survfunc import CumIncidenceRight

    columns = data(case)
    duration, event = columns["duration"], np.array(columns["event"], dtype=int)
    with np.errstate(divide="ignore", invalid="ignore"):  # Its errors at the last time.
        theirs = CumIncidenceRight(duration, event)
    ours = cumulative_incidence(duration, event, times=theirs.times)
    for row, expected in enumerate(theirs.cinc):
        assert ours.incidence[row].tolist() == pytest.approx(expected.tolist(), rel=1e-10)


def test_client_still_followed_is_censored_not_a_failure() -> None:
    # Month 2: 1 of 4 leaves. Month 3: 1 followed no longer. Month 5: 1 of the 2 left leaves.
    curve = kaplan_meier([2, 3, 5, 6], [1, 0, 1, 0])
    assert curve.survival.tolist() == pytest.approx([3 / 4, 3 / 4, 3 / 8, 3 / 8])
    assert curve.at_risk.tolist() == [4, 3, 2, 1]


def test_leaving_at_a_censoring_time_counts_the_censored_as_at_risk() -> None:
    curve = kaplan_meier([4, 4], [1, 0])
    assert curve.survival.tolist() == [1 / 2]


def test_greenwood_is_what_remains_without_weights() -> None:
    curve = kaplan_meier([1, 2, 3, 4], [1, 1, 0, 0])
    # Greenwood: S² (1/(4·3) + 1/(3·2)) with S = 1/2.
    assert curve.standard_error[1] == pytest.approx(math.sqrt((1 / 12 + 1 / 6) / 4))


def test_curves_are_right_continuous_and_start_at_nothing() -> None:
    curve = cumulative_incidence([2, 4], [1, 2], times=[0, 1.9, 2, 3.9, 4, 9])
    assert curve.incidence[0].tolist() == [0, 0, 0.5, 0.5, 0.5, 0.5]
    assert curve.incidence[1].tolist() == [0, 0, 0, 0, 0.5, 0.5]
    assert curve.at_risk.tolist() == [2, 2, 2, 1, 1, 0]


def test_after_the_last_time_nothing_is_known_of_those_still_followed() -> None:
    curve = kaplan_meier([2, 4], [1, 0], times=[4, 4.1])
    assert curve.survival[0] == 0.5
    assert np.isnan(curve.survival[1])
    assert np.isnan(curve.standard_error[1])


def test_all_censored_has_no_incidence_and_no_interval() -> None:
    curve = cumulative_incidence([1, 2, 2], [0, 0, 0], causes=2)
    assert curve.incidence.tolist() == [[0, 0], [0, 0]]
    assert curve.survival.tolist() == [1, 1]
    assert np.isnan(curve.lower).all()


def test_the_last_cause_keeps_its_curve_when_it_does_not_occur() -> None:
    curve = cumulative_incidence([1, 2], [1, 0], causes=3)
    assert curve.causes.tolist() == [1, 2, 3]
    assert curve.incidence[2].tolist() == [0, 0]


def test_a_late_entry_is_not_at_risk_before_it_is_observed() -> None:
    # The exit at 2 is 1 of 1: the other comes under observation at 2.
    curve = kaplan_meier([2, 5], [1, 1], entry=[0, 2])
    assert curve.at_risk.tolist() == [1, 1]
    assert curve.survival.tolist() == [0, 0]


FAULTS = {
    "missing time": ([1, math.nan], [0, 1], {}, "duration at position 1 is missing"),
    "negative time": ([1, 2, -3], [0, 1, 1], {}, "duration at position 2 is negative"),
    "infinite time": ([math.inf, 2], [0, 1], {}, "duration at position 0 is infinite"),
    "negative code": ([1, 2], [1, -1], {}, "event at position 1 lies outside 0..1"),
    "high code": ([1, 2], [1, 3], {"causes": 2}, "event at position 1 lies outside 0..2"),
    "missing code": ([1, 2], [math.nan, 1], {}, "event at position 0 is missing"),
    "half code": ([1, 2], [1, 0.5], {}, "event at position 1 is no whole number"),
    "infinite code": ([1, 2], [1, math.inf], {}, "event at position 1 lies outside"),
    "entry after exit": ([5, 5], [1, 1], {"entry": [0, 6]}, "entry at position 1 does not lie"),
    "entry at exit": ([5, 5], [1, 1], {"entry": [5, 0]}, "entry at position 0 does not lie"),
    "missing entry": ([5, 5], [1, 1], {"entry": [0, math.nan]}, "entry at position 1 is missing"),
    "negative entry": ([5, 5], [1, 1], {"entry": [-1, 0]}, "entry at position 0 is negative"),
    "few codes": ([1, 2, 3], [1, 0], {}, "event has 2 positions and duration has 3; position 2"),
    "many entries": ([1, 2], [1, 0], {"entry": [0, 0, 0]}, "position 2 stands in one of them"),
    "negative weight": ([1, 2], [1, 0], {"weights": [1, -1]}, "weights at position 1 is negative"),
    "missing moment": ([1, 2], [1, 0], {"times": [1, math.nan]}, "times at position 1 is missing"),
    "table": ([[1, 2]], [1, 0], {}, "duration has 2 dimensions"),
    "nothing": ([], [], {}, "duration is empty"),
    "level": ([1, 2], [1, 0], {"level": 95}, "level is 95"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_argument_is_named_with_its_first_position(fault: str) -> None:
    duration, event, other, message = FAULTS[fault]
    with pytest.raises(ValueError, match=message):
        cumulative_incidence(duration, event, **other)


def test_kaplan_meier_knows_one_event_only() -> None:
    with pytest.raises(ValueError, match=r"event at position 1 lies outside 0\.\.1"):
        kaplan_meier([1, 2], [1, 2])


spells = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 3), st.integers(0, 11)), min_size=1, max_size=40
)


def arrays(rows: list[tuple[int, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    duration, event, entry = (np.array(column) for column in zip(*rows, strict=True))
    return duration, event, np.minimum(entry, duration - 1)


@given(spells)
@settings(max_examples=80, deadline=None)
def test_incidences_and_survival_are_1_together(rows: list[tuple[int, int, int]]) -> None:
    duration, event, entry = arrays(rows)
    curve = cumulative_incidence(duration, event, entry=entry)
    assert (curve.incidence.sum(axis=0) + curve.survival).tolist() == pytest.approx(
        [1.0] * len(curve.times)
    )


@given(spells, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_nothing(rows: list[tuple[int, int, int]], mix: object) -> None:
    duration, event, entry = arrays(rows)
    order = np.arange(len(rows))
    mix.shuffle(order)  # type: ignore[attr-defined]
    once = cumulative_incidence(duration, event, entry=entry)
    again = cumulative_incidence(duration[order], event[order], entry=entry[order])
    assert once.times.tolist() == again.times.tolist()
    np.testing.assert_allclose(once.incidence, again.incidence, atol=1e-12)
    np.testing.assert_allclose(once.standard_error, again.standard_error, atol=1e-7)


@given(spells, st.integers(1, 11))
@settings(max_examples=80, deadline=None)
def test_splitting_spells_at_a_time_changes_no_estimate(
    rows: list[tuple[int, int, int]], cut: int
) -> None:
    duration, event, entry = arrays(rows)
    both = (entry < cut) & (cut < duration)
    parts = (
        np.concatenate([np.where(both, cut, duration), duration[both]]),
        np.concatenate([np.where(both, 0, event), event[both]]),
        np.concatenate([entry, np.full(both.sum(), cut)]),
    )
    whole = cumulative_incidence(duration, event, entry=entry, causes=3)
    split = cumulative_incidence(parts[0], parts[1], entry=parts[2], times=whole.times, causes=3)
    np.testing.assert_allclose(whole.incidence, split.incidence, atol=1e-12)
    np.testing.assert_allclose(whole.survival, split.survival, atol=1e-12)
    assert whole.at_risk.tolist() == split.at_risk.tolist()


@given(spells)
@settings(max_examples=60, deadline=None)
def test_without_censoring_the_incidence_is_the_plain_share(
    rows: list[tuple[int, int, int]],
) -> None:
    duration, event, _ = arrays(rows)
    event = np.maximum(event, 1)
    curve = cumulative_incidence(duration, event, times=range(13), causes=3)
    for cause in (1, 2, 3):
        share = [((duration <= time) & (event == cause)).mean() for time in range(13)]
        assert curve.incidence[cause - 1].tolist() == pytest.approx(share)
        # The infinitesimal jackknife of a share is its binomial standard error.
        error = np.sqrt(np.array(share) * (1 - np.array(share)) / len(rows))
        assert curve.standard_error[cause - 1].tolist() == pytest.approx(error, abs=1e-7)


@given(spells)
@settings(max_examples=60, deadline=None)
def test_entry_at_0_is_no_late_entry(rows: list[tuple[int, int, int]]) -> None:
    duration, event, _ = arrays(rows)
    late = cumulative_incidence(duration, event, entry=np.zeros(len(rows)))
    early = cumulative_incidence(duration, event)
    np.testing.assert_allclose(late.standard_error, early.standard_error, atol=1e-7)
    np.testing.assert_allclose(late.incidence, early.incidence, atol=1e-12)


@given(spells)
@settings(max_examples=60, deadline=None)
def test_the_unit_of_time_changes_nothing(rows: list[tuple[int, int, int]]) -> None:
    # Whole numbers are counted, others are sorted: both ways must agree.
    duration, event, _ = arrays(rows)
    days, months = cumulative_incidence(duration, event), cumulative_incidence(duration / 7, event)
    np.testing.assert_allclose(days.incidence, months.incidence, atol=1e-12)
    np.testing.assert_allclose(days.standard_error, months.standard_error, atol=1e-7)


@given(spells, st.integers(2, 5))
@settings(max_examples=40, deadline=None)
def test_a_weight_is_as_many_spells_for_the_estimate(
    rows: list[tuple[int, int, int]], weight: int
) -> None:
    duration, event, entry = arrays(rows)
    weights = np.where(np.arange(len(rows)) % 2, weight, 1)
    weighted = cumulative_incidence(duration, event, entry=entry, weights=weights)
    repeated = cumulative_incidence(
        np.repeat(duration, weights), np.repeat(event, weights), entry=np.repeat(entry, weights)
    )
    np.testing.assert_allclose(weighted.incidence, repeated.incidence, atol=1e-12)
    assert weighted.at_risk.tolist() == repeated.at_risk.tolist()
