"""Rows and columns are taken away, doubled, swapped or renamed."""

from __future__ import annotations

import csv
import io
from random import Random

from benchmarks.attack.mutation import REFUSED, Change, Mutator, Right, Target
from benchmarks.attack.reading import Grid, grid_of, said_by_table

from evalutils.contracts.tables import TABLES


def other_rows(draw: Random, target: Target) -> Change:
    """A row more or less, or rows in another order; that is what the file says then."""
    grid = grid_of(target.text())
    row = draw.randrange(1, len(grid))
    way = draw.choice(["removed", "twice", "swapped", "blank before", "header again", "half"])
    if way == "removed":
        del grid[row]
    elif way == "twice":
        grid.insert(row, list(grid[row]))
    elif way == "swapped":
        other = draw.randrange(1, len(grid))
        grid[row], grid[other] = grid[other], grid[row]
    elif way == "blank before":
        grid.insert(row, [""] * len(grid[0]))
    elif way == "header again":
        grid.insert(row, list(grid[0]))
    else:
        grid[row] = grid[row][: draw.randrange(1, len(grid[0]))]
    right: Right = [said_by_table(target.table, grid)]
    if way == "header again" or (way == "removed" and len(grid) == 1):
        right = REFUSED
    _write(target, grid)
    return Change(f"row {row + 1} {way}", right)


def other_columns(draw: Random, target: Target) -> Change:
    """A column more or less, under another name, or in another place."""
    grid = grid_of(target.text())
    column = draw.randrange(len(grid[0]))
    ways = ["removed", "twice", "renamed", "moved", "nameless", "capitals", "empty name", "blank"]
    way = draw.choice(ways)
    name = grid[0][column]
    right: Right = [said_by_table(target.table, grid)]
    if way == "removed":
        grid = [row[:column] + row[column + 1 :] for row in grid]
        right = [said_by_table(target.table, grid)]
    elif way == "twice":
        grid = [[*row, row[column]] for row in grid]
    elif way == "renamed":
        grid[0][column] = f"{name}_oud"
        own = TABLES[target.table].client_level
        right = [said_by_table(target.table, grid)] if own else REFUSED
    elif way == "moved":
        order = draw.sample(range(len(grid[0])), len(grid[0]))
        grid = [[row[place] for place in order] for row in grid]
    elif way == "nameless":
        grid = [[*row, "" if number != 1 else "toen"] for number, row in enumerate(grid)]
        right = REFUSED
    elif way == "capitals":
        grid[0][column] = f" {name.title()} "
        own = {key.replace(name, name.title()): text for key, text in target.said.items()}
        right = [target.said, own] if TABLES[target.table].client_level else [target.said]
    elif way == "empty name":
        grid[0][column] = ""
        right = REFUSED if any(row[column] for row in grid) else right
    else:
        grid = [[*row[:column], "", *row[column:]] for row in grid]
    _write(target, grid)
    return Change(f"column {name} {way}", right)


def _write(target: Target, grid: Grid) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(grid)
    target.path.write_bytes(file.getvalue().encode())


MUTATORS: dict[str, Mutator] = {"rows": other_rows, "columns": other_columns}
