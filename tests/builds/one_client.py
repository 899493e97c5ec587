"""Invented data with one client more, less or elsewhere in each evaluation: an edition before.

A reader who knows that exactly one client came, left or moved lays both editions side by side.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

from draft import Draft

# No other table says how many left for these.
ELSEWHERE = ("moved", "unknown", "care", "volunteer_work")
CLIENT_TABLES = ("spells", "measurements", "benefits")


def with_one_more(draft: Draft, dice: random.Random) -> None:
    """Let one person more come to a programme and leave it for work, in every table that says so.

    The group and the work are drawn; stocks stay as they are, and each sum still fits.
    """
    caseload, inflow, exits = map(draft.rows, ("caseload", "inflow", "exits"))
    group = dice.choice(sorted({row["group"] for row in caseload if row.get("group")}))
    work = dice.choice(("part_time_work", "supported_work", "self_employed"))
    reason = dice.choice(sorted({row["reason"] for row in inflow} - {"total"}))
    for row in caseload:
        if row["measure"] in ("inflow", "outflow", "participants") and _of(row, group):
            row["count"] += 1
    for column, rows, code in (("destination", exits, work), ("reason", inflow, reason)):
        for row in rows:
            if row[column] in ("total", code) and _of(row, group):
                row["count"] += 1
    for row in draft.rows("durability"):
        row |= {"exits": row["exits"] + 1} if row.get("exits") is not None else {}
    for row in draft.rows("targets"):
        row |= {"result": row["result"] + 1} if row["indicator"] == "uitstroom naar werk" else {}
    for row in draft.rows("claims"):
        row |= {"value": row["value"] + 1} if row["quantity"] in ("deelnemers", "uitstroom") else {}
    for name in ("participants", "exits"):
        draft.assumptions[name] += 1
    draft.assumptions["durability"]["share"]["of"] += 1
    _one_step(draft, dice)


def _of(row: dict[str, Any], group: str) -> bool:
    """Whether a row counts a person of a group: its own rows and those of everyone."""
    return row.get("group") in (None, group)


def _one_step(draft: Draft, dice: random.Random) -> None:
    """One person more on the ladder, at both moments."""
    step = dice.choice(draft.rows("ladder_moves"))
    step["count"] += 1
    rungs = {"current": step["from_rung"], "realised": step["to_rungs"]}
    for row in draft.rows("ladder"):
        row["count"] += rungs.get(row["moment"]) == row["rung"]


def with_one_moved(draft: Draft, dice: random.Random) -> None:
    """Let one person have left for elsewhere, and one have come to another rung.

    Who had moved turns out to be in care, for one; each sum still fits.
    """
    exits = draft.rows("exits")
    gone = dice.choice(
        [
            row
            for row in exits
            if row.get("group") and row["destination"] in ELSEWHERE and row["count"]
        ]
    )
    after = dice.choice([code for code in ELSEWHERE if code != gone["destination"]])
    for row in exits:
        if _of(row, gone["group"]) and row["destination"] in (gone["destination"], after):
            row["count"] += 1 if row["destination"] == after else -1
    steps = draft.rows("ladder_moves")
    left = dice.choice([row for row in steps if row["count"]])
    other = dice.choice([row for row in steps if row["from_rung"] == left["from_rung"]])
    for step, more in ((left, -1), (other, 1)):
        step["count"] += more
        for row in draft.rows("ladder"):
            row["count"] += more * (row["moment"] == "realised" and row["rung"] == step["to_rungs"])


def without_one_client(data: Path, seed: int) -> None:
    """Take one client out of the tables of each evaluation in a data folder."""
    dice = random.Random(seed)
    for folder in _folders(data):
        rows = {name: _rows(folder / f"{name}.csv") for name in CLIENT_TABLES}
        gone = dice.choice(sorted({row["client_id"] for row in rows["spells"]}))
        for name, found in rows.items():
            _write(folder / f"{name}.csv", [row for row in found if row["client_id"] != gone])


def with_one_client_moved(data: Path, seed: int) -> None:
    """Let one client of each evaluation have the end, schooling and rung of another."""
    dice = random.Random(seed)
    for folder in _folders(data):
        tables = {name: _rows(folder / f"{name}.csv") for name in CLIENT_TABLES}
        one, other = dice.sample([row for row in tables["spells"] if row["destination"]], 2)
        one["destination"] = other["destination"]
        for row in (row for rows in tables.values() for row in rows if "education" in row):
            if row["client_id"] == one["client_id"]:
                row["education"] = other["education"]
        rungs = [row["rung"] for row in tables["measurements"]]
        if rungs:
            dice.choice(tables["measurements"])["rung"] = dice.choice(rungs)
        for name, rows in tables.items():
            _write(folder / f"{name}.csv", rows)


def _folders(data: Path) -> list[Path]:
    return sorted({path.parent for path in data.glob("*/*/*/spells.csv")})


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    if rows:
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
