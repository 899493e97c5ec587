"""Compares how many cells the protection leaves out with the optimal suppression of tau-ARGUS.

Run: pip install pytauargus, then python benchmarks/optimal_suppression.py [HOW MANY]

Invented tables of two dimensions with their sums. A cell below 10 is left out by both. There are no
zeros: the protection leaves these out as it does other small ones, and tau-ARGUS shows them.
tau-ARGUS publishes the others as they are and leaves out the fewest that keep each small cell
uncertain by 30% either way (FREQ(10,30), suppression OPT, each cell of cost 1). The protection
rounds them to 5 and keeps five possible values.
"""

from __future__ import annotations

import random
import sys
import tempfile
from contextlib import chdir
from itertools import product
from pathlib import Path

import pandas as pd

from evalutils.disclosure import Ledger, Rule
from evalutils.result import Balance, Result

RULE = Rule(threshold=10, rounding=5)
MANY = 40
# Unsafe by the rule, and left out for the sake of those.
_LEFT_OUT = ("U", "M")
Inner = dict[tuple[int, int], int]


def table_of(dice: random.Random) -> Inner:
    """The inner cells of a table."""
    shape = dice.randint(3, 6), dice.randint(3, 5)
    return {
        cell: dice.choice((1, 2, 5, 8, 12, 15, 23, 40, 61)) for cell in product(*map(range, shape))
    }


def with_sums(inner: Inner) -> Inner:
    """All cells; place -1 is the sum over a dimension."""
    cells = dict(inner)
    for (row, column), count in inner.items():
        for place in ((row, -1), (-1, column), (-1, -1)):
            cells[place] = cells.get(place, 0) + count
    return cells


def ours(inner: Inner) -> int:
    """How many cells the protection leaves out."""
    cells = with_sums(inner)
    places = {cell: at for at, cell in enumerate(cells)}
    rows, columns = ({cell[way] for cell in inner} for way in (0, 1))
    sums = [((row, -1), [(row, column) for column in columns]) for row in {*rows, -1}]
    sums += [((-1, column), [(row, column) for row in rows]) for column in {*columns, -1}]
    balances = tuple(
        Balance(((places[whole], "count"),), tuple((places[part], "count") for part in parts))
        for whole, parts in sums
    )
    counts = [float(count) for count in cells.values()]
    frame = pd.DataFrame({"count": counts, "status": "published", "source": None})
    ledger = Ledger({"": Result(frame, counts=("count",), balances=balances)}, RULE)
    return int(ledger.publish("").frame["count"].isna().sum())


def theirs(inner: Inner) -> int:
    """How many cells the optimum of tau-ARGUS leaves out."""
    from pytauargus import protect

    people = [
        {"row": f"r{row}", "column": f"c{column}", "one": 1}
        for (row, column), count in inner.items()
        for _ in range(count)
    ]
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # its log goes where one stands
        done = protect(
            pd.DataFrame(people),
            tables=["row", "column"],
            response="one",
            safety_rules="FREQ(10,30)",
            suppress="OPT(1)",
            cost_var="-2",
            workdir=str(Path(folder)),
        )
        return int(done.tables[0].dataframe()["status"].isin(_LEFT_OUT).sum())


def main(many: int) -> None:
    """Print how many cells both leave out of how many."""
    found, small, more = [0, 0, 0], 0, 0
    for seed in range(many):
        inner = table_of(random.Random(seed))
        numbers = len(with_sums(inner)), ours(inner), theirs(inner)
        found = [one + number for one, number in zip(found, numbers, strict=True)]
        small += sum(count < RULE.threshold for count in with_sums(inner).values())
        more += numbers[1] > 1.1 * numbers[2]
    print(f"{many} tables, {found[0]} cells, {small} small:")
    print(f"{found[1]} left out, by tau-ARGUS {found[2]}")
    print(f"In {more} of the tables more than that and a tenth.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
