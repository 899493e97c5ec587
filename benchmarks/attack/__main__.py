"""The attack as a whole: arguments, counts, and exit code 1 when any is not zero."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from signal import Signals

from benchmarks.attack.catalogue import KINDS
from benchmarks.attack.kills import SIGNALS, Killer
from benchmarks.attack.mutations import attacked, setting_in
from benchmarks.attack.real import built, is_drawn
from benchmarks.attack.verdict import WORDS, Outcome
from benchmarks.attack.worker import what_is_said


def main() -> int:
    """Attack and count."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutations", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    names = [one.name for one in SIGNALS]
    parser.add_argument("--signal", choices=names, help="that one alone, for every kill")
    parser.add_argument("--only", help="one case again: the number of a mutation, or k and one")
    given = parser.parse_args()
    mutations, kills = range(given.mutations), range(given.kills)
    if given.only:
        is_kill, number = given.only.startswith("k"), int(given.only.removeprefix("k"))
        mutations = range(0) if is_kill else range(number, number + 1)
        kills = range(number, number + 1) if is_kill else range(0)
    with tempfile.TemporaryDirectory(prefix="attack-") as name:
        signals = [one for one in SIGNALS if given.signal in (None, one.name)]
        found = _all(Path(name), given.seed, mutations, kills, signals)
        outcomes = list(_told(found, bool(given.only)))
    print(table(outcomes, given.seed))
    return int(any(outcome.wrong for outcome in outcomes))


def _all(
    root: Path, seed: int, mutations: range, kills: range, signals: Sequence[Signals]
) -> Iterator[Outcome]:
    """Two at a time: workers side by side, then the real command, then the kills."""
    heard: SimpleQueue[Outcome | None] = SimpleQueue()

    def lane(number: int) -> None:
        try:
            numbers = mutations[number::2]
            if numbers:
                setting = setting_in(root / f"lane-{number}")
                for outcome in attacked(setting, seed, numbers):
                    heard.put(outcome)
        finally:
            heard.put(None)

    with ThreadPoolExecutor(2) as pool:
        lanes = [pool.submit(lane, number) for number in range(2)]
        waiting = len(lanes)
        while waiting:
            outcome = heard.get()
            waiting -= outcome is None
            if outcome is not None:
                yield outcome
        for one in lanes:
            one.result()
    setting = setting_in(root / "real")
    setting.fresh_data()
    base = what_is_said(setting.data)
    alone = len(mutations) == 1
    for number in mutations:
        if alone or is_drawn(seed, number, KINDS):
            yield built(setting, seed, number, base)
    if kills:
        killer = Killer(setting, seed, signals)
        killer.prepare()
        yield from killer.outcomes(kills)


def _told(outcomes: Iterable[Outcome], everything: bool) -> Iterator[Outcome]:
    """Say what is wrong as soon as it is found."""
    for outcome in outcomes:
        if outcome.wrong or everything:
            case = f"{'k' * outcome.kind.startswith('kill')}{outcome.number}"
            wrong = ", ".join(outcome.wrong) or "good"
            print(
                f"--only {case}: {outcome.kind}: {outcome.what}: {wrong} {outcome.told}", flush=True
            )
        yield outcome


def table(outcomes: list[Outcome], seed: int) -> str:
    """Counts per kind and per verdict."""
    kinds = sorted({outcome.kind for outcome in outcomes})
    width = max(map(len, [*kinds, "all"]), default=4)
    head = ("tried", "taken", *WORDS)
    lines = [f"seed {seed}", f"{'':{width}}  " + "  ".join(head)]
    for kind in [*kinds, "all"]:
        own = [outcome for outcome in outcomes if kind in ("all", outcome.kind)]
        counts = Counter(word for outcome in own for word in set(outcome.wrong))
        cells = (len(own), sum(outcome.accepted for outcome in own), *(counts[w] for w in WORDS))
        lines.append(
            f"{kind:{width}}  "
            + "  ".join(f"{cell:>{len(name)}}" for name, cell in zip(head, cells, strict=True))
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
