"""Attacks on random tables: nobody computes a hidden count from what is published.

The relations between the counts are written out here once more, so that a relation that an
analysis forgets to declare is found as well.
"""

import numpy as np
import pandas as pd
import pytest
from filled_tables import caseload, exits, ladder, protected, table, together
from hypothesis import given, settings
from hypothesis import strategies as st

from attack import REST, assert_not_found, seen, seen_cell
from evalutils.cost_benefit import assumed, make_case, needed_exits, unit_costs
from evalutils.ladder import distribution, mean_rungs, moves
from evalutils.outflow import (
    caseload_account,
    caseload_figures,
    destinations,
    durable_shares,
    funnel_shares,
    instrument_shares,
    target_results,
)

# Counts around the threshold and around where rounding turns, where attacks succeed first.
edge = st.sampled_from([0, 1, 4, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18, 22, 23, 27, 40])
CODES = ("paid_work", "education", "care", "moved")
quick = settings(max_examples=15, deadline=None)


@given(st.lists(edge, min_size=1, max_size=4), st.integers(0, 40), edge, st.booleans())
@quick
def test_caseload_account_and_destinations_together(
    parts: list[int], end: int, inflow: int, with_total: bool
) -> None:
    outflow = sum(parts)
    start = end + outflow - inflow
    if start < 0:
        return
    truth = {"stock_start": start, "inflow": inflow, "outflow": outflow, "stock_end": end}
    numbers = caseload(**truth)
    total = {"total": outflow} if with_total else {}
    left = dict(zip(CODES, parts, strict=False))
    left_for = destinations(exits(**total, **left), numbers)
    listed, account, frame = together(
        caseload_figures(numbers), caseload_account(numbers), left_for
    )
    known = {name: seen_cell(listed, row, "count") for row, name in enumerate(truth)}
    for name, bounds in known.items():
        if not account.empty:
            assert seen_cell(account, 0, name) == bounds
    known |= {name: seen_cell(frame, row + len(total), "count") for row, name in enumerate(left)}
    equations = [
        {"stock_start": 1, "inflow": 1, "outflow": -1, "stock_end": -1},
        {"outflow": 1, **dict.fromkeys(left, -1)},
    ]
    assert_not_found({**truth, **left}, known, equations)


@given(st.lists(st.tuples(edge, edge), min_size=2, max_size=3))
@quick
def test_destinations_of_groups_that_make_up_all_clients(groups: list[tuple[int, int]]) -> None:
    rows = []
    truth = {}
    for name, counts in [("", tuple(map(sum, zip(*groups, strict=True)))), *_named(groups)]:
        for code, count in zip(("total", *CODES), (sum(counts), *counts), strict=False):
            rows.append({"destination": code, "group": name or None, "count": count})
            truth[f"{code}:{name}"] = count
    frame = protected(destinations(table("exits", *rows), None)).frame
    known = {name: seen_cell(frame, row, "count") for row, name in enumerate(truth)}
    names = [name for name, _ in _named(groups)]
    equations = [
        {f"total:{name}": 1, f"paid_work:{name}": -1, f"education:{name}": -1}
        for name in ("", *names)
    ]
    for code in ("total", "paid_work", "education"):
        equations.append({f"{code}:": 1, **{f"{code}:{name}": -1 for name in names}})
    for row in frame.itertuples():  # a base repeats a total, and tells no more than it
        if not np.isnan(row.n):
            assert seen(row.n, row.hidden_n) == known[f"total:{row.group}"]
    assert_not_found(truth, known, equations)


def _named(groups: list[tuple[int, int]]) -> list[tuple[str, tuple[int, ...]]]:
    return [(f"groep {place}", counts) for place, counts in enumerate(groups)]


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
@quick
def test_who_came_back_after_leaving(pair: tuple[int, int]) -> None:
    exits_, still_out = pair
    row = {"cohort": "c", "definition": "cbs_status", "exits": exits_, "still_out": still_out}
    frame = protected(durable_shares(table("durability", row))).frame
    truth = {"exits": exits_, "still_out": still_out, "back": exits_ - still_out}
    known = {name: seen_cell(frame, 0, name) for name in ("exits", "still_out")}
    if exits_ < 10:  # nothing is shown: everything is below 10
        return
    known["back"] = REST
    assert_not_found(truth, known, [{"exits": 1, "still_out": -1, "back": -1}])


@given(st.lists(edge, min_size=2, max_size=5))
@quick
def test_who_dropped_out_between_two_stages(counts: list[int]) -> None:
    counts = sorted(counts, reverse=True)
    rows = [
        {"funnel": "a", "order": order, "stage": f"stap {order}", "count": count}
        for order, count in enumerate(counts)
    ]
    frame = protected(funnel_shares(table("funnel", *rows))).frame
    truth = {f"stap {order}": count for order, count in enumerate(counts)}
    known = {name: seen_cell(frame, row, "count") for row, name in enumerate(truth)}
    equations = []
    for order in range(1, len(counts)):
        if counts[order - 1] < 10:
            break
        known[f"weg {order}"] = REST
        truth[f"weg {order}"] = counts[order - 1] - counts[order]
        equations.append({f"stap {order - 1}": 1, f"stap {order}": -1, f"weg {order}": -1})
    assert_not_found(truth, known, equations)
    shown = frame["share"].notna()
    assert (frame.loc[shown, ["count", "first"]] % 5 == 0).all(axis=None)


@given(edge, edge, edge, st.booleans(), st.sampled_from(["started", "participants"]))
@quick
def test_exits_per_instrument(
    work: int, other: int, stayed: int, shares_only: bool, base: str
) -> None:
    total, n = work + other, work + other + stayed
    counts = {"exits_work": work, "exits_other": other, "exits_total": total}
    row: dict[str, object] = {"instrument": "i", base: n}
    if shares_only and n:
        kinds = {"share_work": work, "share_other": other, "share_total": total}
        row |= {name: 100 * count / n for name, count in kinds.items()}
    else:
        row |= counts
    frame = protected(instrument_shares(table("instruments", row))).frame
    if shares_only and n:
        for name, count in (("work", work), ("other", other), ("total", total)):
            share = frame[f"share_{name}"].iloc[0]
            assert np.isnan(share) or count >= 9.999
            if not np.isnan(share):  # made of the rounded count and the rounded base
                rounded = share / 100 * 5 * np.floor(n / 5 + 0.5)
                assert abs(rounded - 5 * round(rounded / 5)) < 1e-6
        return
    known = {name: seen_cell(frame, 0, name) for name in counts}
    known[base] = seen_cell(frame, 0, base)
    known["stayed"] = REST
    truth = {**counts, base: n, **({"stayed": stayed} if n >= 10 else {})}
    equations = [
        {"exits_total": 1, "exits_work": -1, "exits_other": -1},
        {base: 1, "exits_total": -1, "stayed": -1},
    ]
    assert_not_found(truth, known, equations)


@given(st.lists(edge, min_size=2, max_size=4), st.lists(edge, min_size=2, max_size=3))
@quick
def test_a_ladder_with_the_steps_from_its_second_rung(rungs: list[int], steps: list[int]) -> None:
    rungs = [rungs[0], sum(steps), *rungs[2:]]
    data = ladder(current=list(rungs))
    numbers = range(1, len(rungs) + 1)
    rows = [
        {"from_rung": "2", "to_rungs": str(place + 1), "basis": "expected", "count": count}
        for place, count in enumerate(steps)
    ]
    shown, taken = together(distribution(data, numbers), moves(table("ladder_moves", *rows), data))
    truth = {f"trede {rung}": count for rung, count in zip(numbers, rungs, strict=True)}
    known = {name: seen_cell(shown, row, "count") for row, name in enumerate(truth)}
    known["alle"] = seen_cell(shown, 0, "n")
    for place, count in enumerate(steps):
        truth[f"stap {place}"] = count
        known[f"stap {place}"] = seen_cell(taken, place, "count")
    assert seen_cell(taken, 0, "rung_count") == known["trede 2"]
    rung_names = [name for name in truth if name.startswith("trede")]
    step_names = [name for name in truth if name.startswith("stap")]
    equations = [
        {"alle": 1, **dict.fromkeys(rung_names, -1)},
        {"trede 2": 1, **dict.fromkeys(step_names, -1)},
    ]
    assert_not_found({**truth, "alle": sum(rungs)}, known, equations)


@given(st.lists(st.integers(0, 60), min_size=3, max_size=5))
@quick
def test_a_mean_rung_is_one_of_rounded_counts_or_none(counts: list[int]) -> None:
    numbers = range(1, len(counts) + 1)
    frame = protected(mean_rungs(ladder(current=list(counts)), numbers)).frame
    if frame.empty or any(count < 10 for count in counts):
        assert frame.empty or frame["mean_rung"].isna().all()
        return
    rounded = [5 * np.floor(count / 5 + 0.5) for count in counts]
    expected = np.average(list(numbers), weights=rounded)
    hidden = protected(distribution(ladder(current=list(counts)), numbers)).frame["count"].isna()
    if not hidden.any():
        assert (
            frame["mean_rung"].iloc[0] == expected
            or abs(frame["mean_rung"].iloc[0] - expected) < 1e-9
        )


@given(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["at_least", "at_most", "equal"]))
@quick
def test_a_target_tells_nothing_about_a_small_result(
    result: int, target: int, direction: str
) -> None:
    verdict = "met" if result == target else "not_met"
    row = {"indicator": "d", "unit": "person", "direction": direction, "target": target}
    frame = protected(
        target_results(table("targets", {**row, "result": result, "statement": verdict}))
    ).frame
    published = frame[["result", "ratio", "reached", "statement", "pro_rata"]].iloc[0]
    if result < 10:
        assert published.isna().all()
    else:
        assert published["result"] == 5 * np.floor(result / 5 + 0.5)


@given(st.integers(1, 60), st.integers(1, 60))
@quick
def test_amounts_per_person_tell_rounded_numbers_of_persons_only(
    participants: int, exits_: int
) -> None:
    item = {"item": "a", "kind": "cost", "bearer": "municipality", "price_year": 2020}
    data = table("costs", {**item, "central": 1e6, "per": "programme"})
    assumed = {"participants": {"value": participants}, "exits": {"value": exits_}}
    frame = protected(unit_costs(data, assumed)).frame.set_index("quantity")["central"]
    for name, count in (("cost_per_participant", participants), ("cost_per_exit", exits_)):
        shown = 1e6 / frame[name]
        if count < 10:
            assert pd.isna(shown)
        elif not pd.isna(shown):
            assert shown == pytest.approx(5 * np.floor(count / 5 + 0.5))


@given(st.integers(1, 45), edge, st.integers(0, 45), edge)
@quick
def test_persons_behind_a_balance_are_the_same_on_every_table_and_give_nobody_away(
    exits_: int, stayed: int, still_out: int, back: int
) -> None:
    truth = {"participants": exits_ + stayed, "exits": exits_, "durability_count": still_out}
    truth |= {"durability_of": max(still_out + back, 1)}
    lasted = {"count": still_out, "of": truth["durability_of"]}
    values = {"participants": truth["participants"], "exits": exits_, "horizon_months": 24}
    values |= {"lock_in_months": 3, "durability": {"share": lasted, "months": 12}}
    entries = {name: {"value": value, "source": "v"} for name, value in values.items()}
    item = {"kind": "cost", "bearer": "municipality", "price_year": 2020, "central": 1e6}
    saving = {**item, "item": "b", "kind": "benefit", "per": "exit_month"}
    data = table("costs", {**item, "item": "a", "per": "programme"}, saving)
    case = make_case(data, entries, rate_per_year=0.0)
    first, listed, units = together(needed_exits(case), assumed(case), unit_costs(data, entries))
    known = {name: seen_cell(first, 0, name) for name in truth}
    listed = listed.set_index("input", drop=False)
    for name in ("participants", "exits"):
        place = listed.index.get_loc(name)
        assert seen_cell(listed, place, "count") == known[name]
        assert seen_cell(units, 0, name) == known[name]
    place = listed.index.get_loc("durability")
    assert seen_cell(listed, place, "count") == known["durability_count"]
    assert seen_cell(listed, place, "of") == known["durability_of"]
    truth |= {"stayed": stayed, "back": truth["durability_of"] - still_out}
    equations = [
        {"participants": 1, "exits": -1, "stayed": -1},
        {"durability_of": 1, "durability_count": -1, "back": -1},
    ]
    assert_not_found(truth, known | {"stayed": REST, "back": REST}, equations)
