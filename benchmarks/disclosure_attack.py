"""Attacks invented protected evaluations with every table filled; counts what it finds out.

Run: python benchmarks/disclosure_attack.py [HOW MANY] [FIRST SEED]

Typed tables and tables of clients in turn, of 60 to 400 people; each third programme of typed ones
has two years. The book is made without Sphinx. Printed is how many numbers of how many are given
away, and by table in which way; no value.
"""

from __future__ import annotations

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

from evalutils.attack.findings import Leak
from evalutils.attack.whole_book import attack, look
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).resolve().parents[1]
MANY, FIRST = 48, 1
# So many evaluations are one book.
PART = 4


def books(many: int, first: int, place: Path) -> None:
    """Make and attack a book per part, and print what is found in all."""
    numbers, spent, found = 0, 0.0, []
    for seed in range(first, first + many, PART):
        data = place / f"data-{seed}"
        if (seed - first) // PART % 2:
            order = Order(municipalities=2, programmes=2, clients=PART * 200, seed=seed)
            synthesise(order, ROOT / "data", data)
        else:
            data.mkdir()
            shared_files(data)
            every_table(data, PART, seed)
        book = light_book(data, place / f"book-{seed}")
        start = time.process_time()
        looked = look(book)
        found += attack(looked)
        spent += time.process_time() - start
        numbers += looked.numbers
        print(f"seed {seed}: {looked.numbers} numbers, {len(found)} found out so far", flush=True)
    print(f"{many} evaluations, {numbers} numbers, {spent:.0f} s: {len(found)} found out.\n")
    for kind, times in Counter(map(kind_of, found)).most_common():
        print(f"{times:6}  {kind}")


def kind_of(leak: Leak) -> str:
    """The table, the column and the problem, without the rows."""
    return f"{leak.place.table} / {leak.place.column}: {leak.problem}"


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        books(*(given + [MANY, FIRST][len(given) :]), place=Path(folder))
