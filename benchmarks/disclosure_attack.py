"""Attacks invented protected evaluations with every table filled; counts what it finds out.

Run: python benchmarks/disclosure_attack.py [typed|clients] [MANY] [FIRST SEED] [plain|key|edition]

Typed tables, each third programme with two years, or tables of clients, of 60 to 400 people. The
book is made without Sphinx: rounded to the nearest, under a key, or under a key beside an edition
that had one client more, less or elsewhere and that the attack has too. Printed is how many
numbers of how many are given away, and by table in which way; no value.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "builds"))

from chapters import NOTHING, check
from invented_folder import shared_files
from light_book import light_book
from one_client import (
    with_one_client_moved,
    with_one_more,
    with_one_moved,
    without_one_client,
)
from random_worlds import every_table

from evalutils.attack.findings import Leak, lines
from evalutils.attack.whole_book import attack, look
from evalutils.chapters.clearing import told_by
from evalutils.dataset.editions import Beforehand
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).resolve().parents[1]
KIND, MANY, FIRST, WAY = "typed", 24, 1, "edition"
KEYED = Beforehand(bytes(range(32)))
CHANGES = ("moved", "more", "less")
# So many evaluations are one book.
PART = 4


def books(kind: str, many: int, first: int, way: str, place: Path) -> None:
    """Make and attack a book per part, and print what is found in all."""
    numbers, spent, found = 0, 0.0, []
    for seed in range(first, first + many, PART):
        book, before = in_way[way](kind, seed, place / str(seed))
        start = time.process_time()
        looked = look(book, before)
        leaks = attack(looked)
        spent += time.process_time() - start
        numbers += looked.numbers
        found += leaks
        print(f"seed {seed}: {looked.numbers} numbers, {len(found)} found out so far", flush=True)
        print("\n".join(lines(leaks)), flush=True)
    print(f"{many} evaluations, {numbers} numbers, {spent:.0f} s: {len(found)} found out.\n")
    for told, times in Counter(map(kind_of, found)).most_common():
        print(f"{times:6}  {told}")


def alone(standing: Beforehand, kind: str, seed: int, place: Path) -> tuple[Path, None]:
    """A book without an edition before it."""
    invent[kind](place / "data", seed, "")
    return light_book(place / "data", place / "book", (), standing), None


def beside_an_edition(kind: str, seed: int, place: Path) -> tuple[Path, Path]:
    """A book that is protected beside an edition with a client more or less, and that edition."""
    change = CHANGES[seed // PART % len(CHANGES)]
    for name, changed in (("before", change != "less"), ("now", change == "less")):
        invent[kind](place / name, seed, change if changed else "")
    before = light_book(place / "before", place / "book-before", (), KEYED)
    told = told_by(check(place / "before", KEYED).data)
    standing = Beforehand(KEYED.key, (told,))
    return light_book(place / "now", place / "book", (), standing), before


def typed(data: Path, seed: int, change: str) -> None:
    """Tables that are typed; changed with one client more or elsewhere in each evaluation."""
    data.mkdir(parents=True)
    shared_files(data)
    dice = random.Random(seed)
    way = with_one_moved if change == "moved" else with_one_more
    every_table(data, PART, seed, (lambda draft: way(draft, dice)) if change else None)


def clients(data: Path, seed: int, change: str) -> None:
    """Tables of clients, of one programme in each of some municipalities; one fewer or moved."""
    data.parent.mkdir(parents=True, exist_ok=True)
    people = random.Random(seed).randint(60, 400)
    order = Order(municipalities=PART, programmes=1, clients=PART * people, seed=seed)
    synthesise(order, ROOT / "data", data)
    if change:
        (with_one_client_moved if change == "moved" else without_one_client)(data, seed)


invent = {"typed": typed, "clients": clients}
in_way = {
    "plain": partial(alone, NOTHING),
    "key": partial(alone, KEYED),
    "edition": beside_an_edition,
}


def kind_of(leak: Leak) -> str:
    """The table, the column and the problem, without the rows."""
    return f"{leak.place.table} / {leak.place.column}: {leak.problem}"


if __name__ == "__main__":
    given = sys.argv[1:] + [KIND, str(MANY), str(FIRST), WAY][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as folder:
        books(given[0], int(given[1]), int(given[2]), given[3], Path(folder))
