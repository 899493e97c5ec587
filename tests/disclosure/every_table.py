"""A protected evaluation of invented clients with every table filled, whose numbers are one story.

The tables are typed as a municipality would: one number stands in several of them.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.analysis_inputs import empty_table
from evalutils.dataset.evaluation import Coverage, Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.keys import EvaluationKey

SOURCE = "verslag"
CODES = ("paid_work", "part_time_work", "self_employed", "education", "care", "moved", "other")
WORK = ("paid_work", "part_time_work", "self_employed")
REASONS = ("registration", "referral", "other")
RUNGS = tuple(range(1, 7))
Rows = list[dict[str, Any]]


def shared(data_dir: Path = Path(__file__).parents[2] / "data") -> Library:
    """The shared files of the repository, with the source of the invented figures."""
    return load_library(data_dir)


@dataclass
class Story:
    """What happened in a programme, from which every table is typed."""

    clients: int
    seed: int
    exits: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        inflow = self.dice.randint(self.clients // 5, self.clients // 2)
        self.start, self.inflow = self.clients - inflow, inflow
        outflow = self.dice.randint(self.clients // 6, self.clients // 2)
        self.exits = dict(zip(CODES, self.split(outflow, len(CODES)), strict=True))
        self.groups = {"a": {}, "b": {}}
        for code, count in self.exits.items():
            first = self.dice.randint(0, count)
            self.groups["a"][code], self.groups["b"][code] = first, count - first

    def split(self, whole: int, parts: int) -> list[int]:
        """A whole in parts, some large and some small."""
        weights = [self.dice.random() ** 3 for _ in range(parts)]
        chosen = self.dice.choices(range(parts), weights, k=whole)
        return [chosen.count(part) for part in range(parts)]

    @property
    def outflow(self) -> int:
        return sum(self.exits.values())

    @property
    def to_work(self) -> int:
        return sum(self.exits[code] for code in WORK)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table that is typed."""
        made = {
            "caseload": self.caseload(),
            "exits": self.left(),
            "inflow": self.came(),
            "other_outcomes": self.others(),
            "funnel": self.funnel(),
            "durability": self.durability(),
            "targets": self.targets(),
            "instruments": self.instruments(),
            "costs": self.costs(),
            "finances": self.finances(),
            **self.ladders(),
            "arms": self.arms(),
            "panel": self.panel(),
        }
        return {name: typed(name, rows) for name, rows in made.items()}

    def caseload(self) -> Rows:
        numbers = {
            "stock_start": self.start,
            "inflow": self.inflow,
            "outflow": self.outflow,
            "stock_end": self.clients - self.outflow,
            "participants": self.clients,
        }
        return [{"measure": name, "count": count} for name, count in numbers.items()]

    def left(self) -> Rows:
        rows: Rows = [{"destination": "total", "count": self.outflow}]
        rows += [{"destination": code, "count": count} for code, count in self.exits.items()]
        for group, counts in self.groups.items():
            rows.append({"destination": "total", "group": group, "count": sum(counts.values())})
            rows += [
                {"destination": code, "group": group, "count": count}
                for code, count in counts.items()
            ]
        return rows

    def came(self) -> Rows:
        counts = zip(REASONS, self.split(self.inflow, len(REASONS)), strict=True)
        rows: Rows = [{"reason": "total", "count": self.inflow}]
        return rows + [{"reason": reason, "count": count} for reason, count in counts]

    def others(self) -> Rows:
        asked = self.dice.randint(0, self.clients)
        parts = self.split(asked, 3)
        return [
            {"destination": code, "outcome": "keuzes", "count": count, "within_base": "yes",
             "base_count": asked, "base": "own", "base_label": "gevraagden"}
            for code, count in zip(("volunteer_work", "informal_care", "other"), parts, strict=True)
        ]  # fmt: skip

    def funnel(self) -> Rows:
        talked = self.dice.randint(self.to_work, self.clients)
        stages = (self.clients, talked, self.to_work, self.exits["paid_work"])
        return [
            {"funnel": "werk", "order": place, "stage": f"stap {place}", "count": count}
            for place, count in enumerate(stages, start=1)
        ]

    def durability(self) -> Rows:
        rows: Rows = []
        out = self.to_work
        for months in (6, 12):
            out = self.dice.randint(out // 2, out)
            rows.append(
                {"cohort": "naar werk", "definition": "benefit_not_resumed", "months": months,
                 "exits": self.to_work, "still_out": out, "share": _percent(out, self.to_work)}
            )  # fmt: skip
        return rows

    def targets(self) -> Rows:
        year = {"target_start": date(2023, 1, 1), "target_end": date(2023, 12, 31)}
        year |= {"measured_on": date(2023, 12, 31), "direction": "at_least"}
        before = self.dice.randint(0, self.to_work + 5)
        return [
            {"indicator": "naar werk", "target": self.to_work + 3, "result": self.to_work,
             "previous_result": before, "unit": "person", **year},
            {"indicator": "betaald werk", "target": 10, "result": self.exits["paid_work"],
             "unit": "person", **year},
            {"indicator": "aandeel naar werk", "target": 40, "unit": "percent",
             "result": _percent(self.to_work, self.outflow), **year},
        ]  # fmt: skip

    def instruments(self) -> Rows:
        rows = []
        for name, started in zip(("a", "b", "c"), self.split(self.clients, 3), strict=True):
            work = self.dice.randint(0, started // 2)
            other = self.dice.randint(0, started - work)
            rows.append(
                {"instrument": name, "started": started, "exits_work": work,
                 "exits_other": other, "exits_total": work + other,
                 "share_work": _percent(work, started)}
            )  # fmt: skip
        return rows

    def costs(self) -> Rows:
        amount = {"price_year": 2023, "bearer": "municipality"}
        return [
            {"item": "trajecten", "kind": "cost", "per": "participant", "central": 4321, **amount},
            {"item": "uitkering", "kind": "benefit", "per": "exit_month", "central": 1200,
             "months": 12, **amount},
            {"item": "budget", "kind": "cost", "per": "programme", "central": 250_000, **amount},
        ]  # fmt: skip

    def finances(self) -> Rows:
        year = {"period_start": date(2023, 1, 1), "date": date(2023, 12, 31), "unit": "EUR"}
        return [
            {"item": "trajecten", "kind": "expense", "budget": 4000.0 * self.clients,
             "actual": 4321.0 * self.clients, **year},
        ]  # fmt: skip

    def arms(self) -> Rows:
        """All clients beside others, of whom half are in a group; who reached work did so there."""
        took = self.dice.randint(self.clients // 2, self.clients)
        others = self.dice.randint(self.clients // 2, 2 * self.clients)
        reached = self.dice.randint(0, others)
        alike = {"assignment": "waiting_list", "outcome": "werk", "months": 12}
        ours = {"arm": "traject", "role": "programme", **alike}
        theirs = {"arm": "wachtlijst", "role": "control", **alike}
        rows: Rows = [
            {**ours, "people": self.clients, "reached": self.to_work, "took_part": took,
             "invited": self.clients + self.dice.randint(0, 30)},
            {**theirs, "people": others, "reached": reached},
        ]  # fmt: skip
        first = self.clients // 2, self.to_work // 2, others // 2, reached // 2
        second = [whole - part for whole, part in zip(
            (self.clients, self.to_work, others, reached), first, strict=True)]  # fmt: skip
        for group, (people, work, beside, there) in {"a": first, "b": second}.items():
            rows.append({**ours, "group": group, "people": people, "reached": work})
            rows.append({**theirs, "group": group, "people": beside, "reached": there})
        return rows

    def panel(self) -> Rows:
        """Two clusters of each group, of which some reached the outcome in each period."""
        years = ((2022, "before"), (2023, "after"))
        return [
            {"role": role, "cluster": f"{role} {place}", "outcome": "werk", "phase": phase,
             "period_start": date(year, 1, 1), "date": date(year, 12, 31), "people": people,
             "reached": self.dice.randint(0, people)}
            for role in ("programme", "control")
            for place, people in enumerate((self.clients // 3, 1 + self.clients // 4))
            for year, phase in years
        ]  # fmt: skip

    def ladders(self) -> dict[str, Rows]:
        now = self.split(self.clients, len(RUNGS))
        steps: Rows = []
        later = [0] * len(RUNGS)
        for rung, count in enumerate(now):
            for place, part in zip(
                (rung, min(rung + 1, 5), max(rung - 1, 0)), self.split(count, 3), strict=True
            ):
                later[place] += part
                steps.append({"from": rung, "to": place, "count": part})
        merged: dict[tuple[int, int], int] = {}
        for step in steps:
            key = step["from"], step["to"]
            merged[key] = merged.get(key, 0) + step["count"]
        moves: Rows = [
            {"from_rung": str(start + 1), "to_rungs": str(end + 1), "basis": "realised",
             "count": count}
            for (start, end), count in merged.items()
        ]  # fmt: skip
        up = sum(count for (start, end), count in merged.items() if end > start)
        same = sum(count for (start, end), count in merged.items() if end == start)
        moves += [
            {"from_rung": "all", "to_rungs": name, "basis": "realised", "count": count}
            for name, count in (("higher", up), ("same", same))
        ]
        rungs = [
            {"moment": moment, "rung": str(rung), "count": count}
            for moment, counts in (("current", now), ("realised", later))
            for rung, count in zip(RUNGS, counts, strict=True)
        ]
        return {"ladder": rungs, "ladder_moves": moves}

    def assumptions(self) -> dict[str, Any]:
        lasted = self.dice.randint(0, self.to_work)
        share = {"count": lasted, "of": max(self.to_work, 1)}
        values = {
            "participants": self.clients,
            "exits": self.to_work,
            "horizon_months": 24,
            "lock_in_months": 3,
            "durability": {"share": share, "months": 12},
            "counterfactual_exit_share": {"count": lasted // 2, "of": max(self.outflow, 1)},
        }
        return {name: {"value": value, "source": SOURCE} for name, value in values.items()}


def typed(name: str, rows: Rows) -> pd.DataFrame:
    """A typed table of the contract; columns that a row does not name are missing."""
    empty = empty_table(name)
    usual = {**dict.fromkeys(empty.columns), "source": SOURCE}
    usual |= {"within_base": "yes"} if "within_base" in empty else {}
    unknown = {column for row in rows for column in row} - set(empty.columns)
    assert not unknown, f"{name} has no column {unknown}"
    filled = [{**usual, **row} for row in rows]
    return pd.DataFrame(filled, columns=empty.columns).astype(empty.dtypes.to_dict())


def evaluation(story: Story, disclosure: str = "protected") -> Evaluation:
    """The evaluation of a story."""
    share = _percent(story.clients - story.dice.randint(0, 30), story.clients)
    return Evaluation(
        key=EvaluationKey("almelo", "werkfit", "2023"),
        folder=Path("nergens"),
        title="Werkfit",
        description="",
        municipality_name="Almelo",
        municipality_code=None,
        organisation="Gemeente",
        period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31),
        period_label="heel 2023",
        ladder="participatieladder",
        disclosure=disclosure,  # type: ignore[arg-type]
        evidence="none",
        sources=(SOURCE,),
        coverage=Coverage(share, "exact", SOURCE, ""),
        tables=story.tables(),
        assumptions=story.assumptions(),
    )


def inputs(clients: int, seed: int, library: Library) -> AnalysisInputs:
    """What the analyses of a random protected evaluation work on."""
    return AnalysisInputs(evaluation(Story(clients, seed)), library)


def changed(one: Evaluation, name: str, row: int, column: str, value: float) -> Evaluation:
    """The evaluation with another number in one cell."""
    frame = one.tables[name].copy()
    frame.loc[row, column] = value
    return replace(one, tables={**one.tables, name: frame})


def _percent(count: int, whole: int) -> float | None:
    return round(100 * count / whole, 1) if whole else None
