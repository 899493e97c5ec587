"""Compares the bounds of the attack with those of the audit of tau-ARGUS, on invented tables.

Run: pip install pytauargus, then python benchmarks/tau_argus.py [HOW MANY]

The tables have two or three dimensions and all their sums; some cells are hidden, the others are
exact. The audit of tau-ARGUS solves in fractions, the attack in whole numbers: its bounds may be
narrower, and never wider (De Wolf et al., tau-ARGUS user's manual, the audit of a table).
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from itertools import product
from pathlib import Path

from evalutils.attack.puzzle import Name, Puzzle, Range
from evalutils.attack.solving import solved

MANY = 200
Cell = tuple[int, ...]  # a place per dimension; -1 is the sum over it
Sums = list[tuple[Cell, list[Cell]]]


def table_of(dice: random.Random) -> tuple[dict[Cell, int], Sums, set[Cell]]:
    """Counts with their sums, how they add up, and which cells are hidden."""
    shape = [dice.randint(2, 6) for _ in range(dice.choice((2, 2, 3)))]
    inner = {cell: dice.choice((0, 1, 3, 8, 15, 40)) for cell in product(*map(range, shape))}
    cells: dict[Cell, int] = {}
    sums: Sums = []
    for cell in product(*(range(-1, size) for size in shape)):
        chosen = [range(size) if at < 0 else [at] for at, size in zip(cell, shape, strict=True)]
        cells[cell] = sum(inner[one] for one in product(*chosen))
        for axis, at in enumerate(cell):
            if at < 0:
                parts = [(*cell[:axis], one, *cell[axis + 1 :]) for one in range(shape[axis])]
                sums.append((cell, parts))
    hidden = set(dice.sample(sorted(inner), k=max(2, len(inner) // 3)))
    return cells, sums, hidden


def ours(cells: dict[Cell, int], sums: Sums, hidden: set[Cell]) -> dict[Cell, tuple[float, float]]:
    """The bounds of the attack."""
    puzzle = Puzzle()
    for cell, count in cells.items():
        puzzle.know(
            _name(cell),
            Range(0, cells[(-1,) * len(cell)]) if cell in hidden else Range(count, count),
        )
    for whole, parts in sums:
        puzzle.relate({_name(whole): 1, **{_name(part): -1 for part in parts}})
    found = solved(puzzle, {_name(cell): 10**6 for cell in hidden})
    return {cell: tuple(found[_name(cell)].reach) for cell in hidden}


def _name(cell: Cell) -> Name:
    return tuple(map(str, cell))


def theirs(
    cells: dict[Cell, int], sums: Sums, hidden: set[Cell]
) -> dict[Cell, tuple[float, float]]:
    """The bounds of the audit of tau-ARGUS."""
    from pytauargus.engine import audit_jj

    at = {cell: number for number, cell in enumerate(cells)}
    top = cells[(-1,) * len(next(iter(cells)))]
    lines = ["0", str(len(cells))]
    for cell, count in cells.items():
        state = "u" if cell in hidden else "s"
        lines.append(f"{at[cell]} {float(count)} 1 {state} 0 {float(top)} 0 0 0")
    lines.append(str(len(sums)))
    for whole, parts in sums:
        terms = " ".join(f"{at[part]} (1)" for part in parts)
        lines.append(f"0.0 {len(parts) + 1} : {at[whole]} (-1) {terms}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.jj"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = audit_jj(str(path))
    places = list(cells)
    return {places[row["cell"]]: (round(row["min"], 6), round(row["max"], 6)) for row in rows}


def compare(many: int) -> None:
    """Print how many bounds are equal, narrower and wider."""
    found: Counter[str] = Counter()
    spent = [0.0, 0.0]
    for seed in range(many):
        table = table_of(random.Random(seed))
        answers = []
        for number, solver in enumerate((ours, theirs)):
            start = time.process_time()
            answers.append(solver(*table))
            spent[number] += time.process_time() - start
        for cell in table[2]:
            (low, high), (lowest, highest) = answers[0][cell], answers[1][cell]
            wider = low < lowest - 1e-4 or high > highest + 1e-4
            equal = abs(low - lowest) < 1e-4 and abs(high - highest) < 1e-4
            found["wider" if wider else "equal" if equal else "narrower"] += 1
    print(f"{many} tables, hidden cells: {dict(found)}; {spent[0]:.0f} s against {spent[1]:.0f} s")


if __name__ == "__main__":
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
