"""Whoever adds up the quarters of one evaluation, and its groups, finds no hidden number."""

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from filled_tables import table
from programme import page, programme
from sample_evaluation import evaluation

from attack import assert_not_found, seen_cell
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure.recovery import Bounds
from thorough import some

EDGES = [0, 1, 4, 6, 9, 10, 12, 14, 17, 22, 23, 40]
QUARTERS = [(date(2020 + n // 4, 1 + n % 4 * 3, 1), n) for n in range(9)]
SPANS = [(first, after - timedelta(days=1)) for (first, _), (after, _) in pairwise(QUARTERS)]


class Numbers:
    """Rows of caseload.csv, with the name of the number in each and how they add up."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.rows: list[dict[str, Any]] = []
        self.names: list[str] = []
        self.truth: dict[str, int] = {}
        self.equations: list[dict[str, int]] = []

    def add(self, name: str, count: int, *, shown: bool = True, **row: Any) -> None:
        self.truth[name] = count
        if shown:
            self.rows.append({"count": count, **row})
            self.names.append(name)

    def group(self, group: str, flows: list[tuple[int, int]], start: int) -> None:
        """An account of quarters, the year beside them, and stocks now and then."""
        about = {"group": group} if group else {}
        stock = start
        first = {"measure": "stock_start", "date": SPANS[0][0], **about}
        self.add(f"stock 0 {group}", stock, **first)
        for place, (came, went) in enumerate(flows):
            days = {"period_start": SPANS[place][0], "date": SPANS[place][1], **about}
            self.add(f"in {place} {group}", came, measure="inflow", **days)
            self.add(f"out {place} {group}", went, measure="outflow", **days)
            stock += came - went
            last = {"measure": "stock_end", "date": SPANS[place][1], **about}
            shown = self.random.random() < 0.6
            self.add(f"stock {place + 1} {group}", stock, shown=shown, **last)
            self.equations.append({
                f"stock {place} {group}": 1, f"in {place} {group}": 1,
                f"out {place} {group}": -1, f"stock {place + 1} {group}": -1,
            })  # fmt: skip
        whole = {"period_start": SPANS[0][0], "date": SPANS[len(flows) - 1][1], **about}
        for measure, name, numbers in zip(
            ("inflow", "outflow"), ("in", "out"), zip(*flows, strict=True), strict=True
        ):
            self.add(f"{name} all {group}", sum(numbers), measure=measure, **whole)
            parts = {f"{name} {place} {group}": 1 for place in range(len(flows))}
            self.equations.append({**parts, f"{name} all {group}": -1})

    def evaluation(self) -> Evaluation:
        found = evaluation(
            "almelo/werkfit/2020", "protected", caseload=table("caseload", *self.rows)
        )
        return programme(found)["2020"]


def turnover(dice: random.Random, quarters: int) -> tuple[int, list[tuple[int, int]]]:
    start = stock = dice.choice(EDGES)
    flows = []
    for _ in range(quarters):
        came = dice.choice(EDGES)
        went = min(dice.choice(EDGES), stock + came)
        stock += came - went
        flows.append((came, went))
    return start, flows


@pytest.mark.parametrize("seed", some(range(6), 3))
@pytest.mark.parametrize("grouped", [False, True])
def test_quarters_their_year_and_groups_give_nothing_away(seed: int, grouped: bool) -> None:
    numbers = Numbers(seed)
    quarters = numbers.random.choice([2, 4] if grouped else [2, 4, 8])
    parts = [turnover(numbers.random, quarters) for _ in range(2 if grouped else 1)]
    flows = [
        (sum(came for came, _ in each), sum(went for _, went in each))
        for each in zip(*(part[1] for part in parts), strict=True)
    ]
    numbers.group("", flows, sum(start for start, _ in parts))
    for name, (start, own) in zip(("Noord", "Zuid") if grouped else (), parts, strict=False):
        numbers.group(name, own, start)
    if grouped:
        everyone = [name for name in numbers.truth if name.endswith(" ")]
        numbers.equations += [{name: -1, f"{name}Noord": 1, f"{name}Zuid": 1} for name in everyone]
    one = numbers.evaluation()
    listed, account = page(one), page(one, "caseload_account")
    known = dict.fromkeys(numbers.truth, Bounds(0, float("inf")))
    for row, name in enumerate(numbers.names):
        known[name] = seen_cell(listed, row, "count")
    for row, item in enumerate(account.itertuples()):
        place = next((n for n, span in enumerate(SPANS) if span[0] == item.first.date()), 0)
        # What the account alone shows: stocks that follow from others.
        name = f"stock {place} {item.group}"
        if (
            account["implied_start"].notna().iloc[row]
            or (account["hidden_implied_start"].notna().iloc[row])
        ):
            known[name] = seen_cell(account, row, "implied_start")
    small = {name for name, count in numbers.truth.items() if count < 10}
    assert small, "nothing to hide"
    shown = {name: count for name, count in numbers.truth.items() if known[name].high < 1e9}
    assert_not_found(shown, known, numbers.equations)
