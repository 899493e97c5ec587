"""How long the book alone takes: from nothing, one chapter changed, one title, nothing.

Run: python benchmarks/book.py [HOW MANY EVALUATIONS, separated by spaces]

The evaluations have one short chapter each, run before; so this is what composing, Jupyter Book and
replacing take. After each change the book is compared with one that is made from nothing.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from book.sample import ROOT, evaluation, figure, write_run
from book.test_book import Shop
from evalutils.dataset.evaluation import Evaluation

MANY = (22, 100, 300)


def processor_s() -> float:
    """Processor time of this process and its children."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def build(shop: Shop, evaluations: list[Evaluation], what: str) -> dict[str, bytes]:
    """Build, print what it took, and give what was published."""
    before = processor_s()
    result = shop.build(*evaluations)
    took = processor_s() - before
    print(f"| {result.pages:,} | {what} | {result.seconds:.1f} | {took:.1f} |", flush=True)
    files = (path for path in shop.html.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(shop.html).as_posix(): path.read_bytes() for path in files}


def chapter(shop: Shop, item: Evaluation, title: str, text: str) -> None:
    """Run a chapter, as far as the book is concerned."""
    write_run(shop.runs, f"{item.key}/outflow", title, text=text, figures=[figure()])


def measure(root: Path, many: int) -> None:
    """Measure a book of so many evaluations, three to a municipality."""
    shop = Shop(root)
    (root / "data").mkdir(parents=True)
    shutil.copytree(ROOT / "book", root / "book")
    shutil.copy(ROOT / "_config.yml", root)
    items = [evaluation(f"plaats-{n // 3:03}/traject-{n % 3}/2023") for n in range(many)]
    for item in items:
        chapter(shop, item, f"Uitstroom: {item.title}", "Tien.")
    write_run(shop.runs, "comparison", "Vergelijking")
    build(shop, items, "from nothing")
    build(shop, items, "nothing changed")
    chapter(shop, items[1], f"Uitstroom: {items[1].title}", "Twintig.")
    build(shop, items, "one chapter changed")
    chapter(shop, items[1], "Vertrek", "Twintig.")
    part = build(shop, items, "one title changed")
    shutil.rmtree(shop.html)
    whole = build(shop, items, "from nothing, again")
    assert part == whole, "a part that was made again differs from the whole"


def main() -> None:
    """Print a table in Markdown."""
    print(f"{date.today()}, {os.cpu_count()} processors\n")
    print("| pages | what | wall-clock s | processor s |\n|---|---|---|---|")
    for many in [int(text) for text in sys.argv[1:]] or MANY:
        with tempfile.TemporaryDirectory() as name:
            measure(Path(name) / "shop", many)


if __name__ == "__main__":
    main()
