"""How long the protection takes: an evaluation with every table, and 200 tables that are linked.

Run as ``python benchmarks/disclosure.py``. CPU seconds of this process, without imports: at most 5
for an evaluation of which every table is filled, and 20 for the linked tables.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pandas as pd

from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.disclosure import Ledger, Rule
from evalutils.result import Balance, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "disclosure"))

from every_table import Story, evaluation, shared

RULE = Rule(threshold=10, rounding=5)
TABLES, ROWS = 200, 12


def main() -> None:
    """Measure both, and print a line for each."""
    library = shared()
    whole(AnalysisInputs(evaluation(Story(100, 1)), library))  # imports
    for clients in (60, 100, 200, 400):
        inputs = AnalysisInputs(evaluation(Story(clients, clients)), library)
        print(f"every table, {clients} clients: {whole(inputs):.1f} s")
    print(f"{TABLES} linked tables: {linked(Ledger(tables(), RULE)):.1f} s")


def whole(inputs: AnalysisInputs) -> float:
    """Seconds to clear all results of an evaluation, with the results themselves."""
    started = time.process_time()
    ledger = ledger_of(inputs)
    for analysis in analyses_of(inputs.evaluation):
        ledger.publish(analysis.name)
    return time.process_time() - started


def linked(ledger: Ledger) -> float:
    """Seconds to clear tables of which each shares numbers with the one before."""
    started = time.process_time()
    for place in range(TABLES):
        ledger.publish(str(place))
    return time.process_time() - started


def tables() -> dict[str, Result]:
    """Tables with a total that is a part of the next one: one system of equations."""
    dice, found, last = random.Random(1), dict[str, Result](), 15
    for place in range(TABLES):
        parts = [last, *(dice.choice([0, 2, 4, 7, 9, 11, 14, 23, 40]) for _ in range(ROWS))]
        counts = [sum(parts), *parts]
        frame = pd.DataFrame({"count": [float(item) for item in counts]})
        frame = frame.assign(status="published", source=None)
        names = {(0, "count"): f"total {place}", (1, "count"): f"total {place - 1}"}
        cells = tuple((row, "count") for row in range(1, len(counts)))
        balances = (Balance(((0, "count"),), cells),)
        found[str(place)] = Result(frame, counts=("count",), names=names, balances=balances)
        last = sum(parts)
    return found


if __name__ == "__main__":
    main()
