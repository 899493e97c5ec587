"""Attacks invented protected evaluations with every table filled; counts what it finds out.

Run: python benchmarks/disclosure_attack.py [typed|clients] [HOW MANY] [FIRST SEED]

Typed tables, each third programme with two years, or tables of clients, of 60 to 400 people. The
book is made without Sphinx. Printed is how many numbers of how many are given away, and by table in
which way; no value.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "builds"))

from disclosure_worlds import every_table
from invented_folder import shared_files
from light_book import light_book

from evalutils.attack.findings import Leak, lines
from evalutils.attack.whole_book import attack, look
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).resolve().parents[1]
KIND, MANY, FIRST = "typed", 24, 1
# So many evaluations are one book.
PART = 4


def books(kind: str, many: int, first: int, place: Path) -> None:
    """Make and attack a book per part, and print what is found in all."""
    numbers, spent, found = 0, 0.0, []
    for seed in range(first, first + many, PART):
        data = place / f"data-{seed}"
        invent[kind](data, seed)
        book = light_book(data, place / f"book-{seed}")
        start = time.process_time()
        looked = look(book)
        leaks = attack(looked)
        spent += time.process_time() - start
        numbers += looked.numbers
        found += leaks
        print(f"seed {seed}: {looked.numbers} numbers, {len(found)} found out so far", flush=True)
        print("\n".join(lines(leaks)), flush=True)
    print(f"{many} evaluations, {numbers} numbers, {spent:.0f} s: {len(found)} found out.\n")
    for told, times in Counter(map(kind_of, found)).most_common():
        print(f"{times:6}  {told}")


def typed(data: Path, seed: int) -> None:
    """Tables that are typed."""
    data.mkdir()
    shared_files(data)
    every_table(data, PART, seed)


def clients(data: Path, seed: int) -> None:
    """Tables of clients, of one programme in each of some municipalities."""
    people = random.Random(seed).randint(60, 400)
    order = Order(municipalities=PART, programmes=1, clients=PART * people, seed=seed)
    synthesise(order, ROOT / "data", data)


invent = {"typed": typed, "clients": clients}


def kind_of(leak: Leak) -> str:
    """The table, the column and the problem, without the rows."""
    return f"{leak.place.table} / {leak.place.column}: {leak.problem}"


if __name__ == "__main__":
    given = sys.argv[1:] + [KIND, str(MANY), str(FIRST)][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as folder:
        books(given[0], int(given[1]), int(given[2]), place=Path(folder))
