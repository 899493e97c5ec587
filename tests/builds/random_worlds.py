"""Invented protected evaluations of 60 to 400 people, in which every table is filled."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from draft import SOURCE, Draft, Rows
from invented_folder import plain

WORK = ("paid_work", "part_time_work", "supported_work", "self_employed")
OTHER = ("education", "volunteer_work", "care", "moved", "unknown")
REASONS = ("unemployment_benefit_ended", "employment_ended", "moved_in", "unknown")
DISTRICTS = ("noord", "zuid", "west")
FEWEST, MOST = 60, 400


class World:
    """What happened to some people in the years of a programme; every number of it fits."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.people = self.dice.randint(FEWEST, MOST)
        self.stocks = self.split(self.people // 2, len(DISTRICTS))

    def split(self, whole: int, parts: int) -> list[int]:
        """Parts of a whole, of quite different sizes, as real ones have."""
        weights = [self.dice.random() ** 2 + 0.02 for _ in range(parts)]
        found = [int(whole * weight / sum(weights)) for weight in weights]
        for _ in range(whole - sum(found)):
            found[self.dice.randrange(parts)] += 1
        return found

    def _within(self, whole: int, low: float = 0.2, high: float = 0.9) -> int:
        return round(whole * self.dice.uniform(low, high))

    def year(self, key: str) -> Draft:
        """One year of the programme, with the stocks that the year before left."""
        draft = plain("protected", key)
        year = int(key.rpartition("/")[2])
        draft.about["period"] = {
            "start": date(year, 1, 1),
            "end": date(year, 12, 31),
            "label": f"heel {year}",
        }
        draft.about |= {"evidence": "before_after"}
        starts = self.stocks
        came = self.split(self.people - sum(starts), len(DISTRICTS))
        left = [
            self._within(start + new, 0.1, 0.6) for start, new in zip(starts, came, strict=True)
        ]
        self.stocks = [
            start + new - out for start, new, out in zip(starts, came, left, strict=True)
        ]
        self._caseload(draft, starts, came, left)
        self._inflow(draft, came)
        self._exits(draft, left)
        self._rest(draft, sum(starts) + sum(came), sum(left))
        self.people = max(FEWEST, min(MOST, self.people + self.dice.randint(-20, 20)))
        self.people = max(self.people, sum(self.stocks))
        return draft

    def _caseload(self, draft: Draft, starts: list[int], came: list[int], left: list[int]) -> None:
        rows: Rows = []
        for place, group in enumerate((None, *DISTRICTS), start=-1):
            pick = sum if place < 0 else lambda counts, at=place: counts[at]
            numbers = {"stock_start": pick(starts), "inflow": pick(came), "outflow": pick(left)}
            numbers["stock_end"] = pick(starts) + pick(came) - pick(left)
            numbers["participants"] = pick(starts) + pick(came)
            for measure, count in numbers.items():
                day = draft.start if measure == "stock_start" else draft.end
                rows.append({"measure": measure, "date": day, "count": count, "group": group})
        self.started = self._within(self.people, 0.6, 0.95)
        rows.append({"measure": "started", "date": draft.end, "count": self.started})
        draft.tables["caseload"] = rows

    def _inflow(self, draft: Draft, came: list[int]) -> None:
        per = [self.split(count, len(REASONS)) for count in came]
        draft.tables["inflow"] = self._flows("reason", REASONS, per, "inflow")

    def _exits(self, draft: Draft, left: list[int]) -> None:
        codes = (*WORK, *OTHER)
        per = [self.split(count, len(codes)) for count in left]
        draft.tables["exits"] = self._flows("destination", codes, per, "outflow")
        self.left = {code: sum(row[at] for row in per) for at, code in enumerate(codes)}

    def _flows(self, column: str, codes: Sequence[str], per: list[list[int]], base: str) -> Rows:
        rows: Rows = []
        everyone = [sum(each) for each in zip(*per, strict=True)]
        for group, counts in zip((None, *DISTRICTS), (everyone, *per), strict=True):
            rows.append({column: "total", "group": group, "count": sum(counts)})
            rows += [
                {column: code, "group": group, "count": count, "base": base, "within_base": "yes"}
                for code, count in zip(codes, counts, strict=True)
            ]
        return rows

    def _rest(self, draft: Draft, people: int, left: int) -> None:
        work = sum(self.left[code] for code in WORK)
        self._other_outcomes(draft)
        self._funnel(draft, people)
        self._durability(draft, work)
        self._instruments(draft)
        self._arms(draft)
        self._panel(draft)
        self._ladder(draft)
        self._amounts(draft, people, work, left)
        self._typed_shares(draft, people, work)
        self._claims(draft, people, left)

    def _other_outcomes(self, draft: Draft) -> None:
        codes = ("paid_work", "education", "volunteer_work")
        counts = self.split(self._within(self.people, 0.05, 0.2), len(codes))
        name = {"outcome": "keuze op een beurs"}
        draft.tables["other_outcomes"] = [
            {"destination": "total", "count": sum(counts), **name}
        ] + [
            {"destination": code, "count": count, **name}
            for code, count in zip(codes, counts, strict=True)
        ]

    def _funnel(self, draft: Draft, people: int) -> None:
        draft.tables["funnel"] = rows = []
        counts = self.split(people, len(DISTRICTS))
        for order, stage in enumerate(("aangemeld", "intake", "gestart", "afgerond", "werk"), 1):
            if order > 1:
                counts = [self._within(count, 0.5, 0.98) for count in counts]
            for group, count in zip((None, *DISTRICTS), (sum(counts), *counts), strict=True):
                row = {"funnel": "traject", "order": order, "stage": stage, "count": count}
                rows.append({**row, "group": group, "within_base": "yes" if order > 1 else None})

    def _durability(self, draft: Draft, work: int) -> None:
        draft.tables["durability"] = rows = []
        out = work
        for months in (6, 12):
            out = self._within(out, 0.5, 0.99)
            rows.append(
                {
                    "cohort": "uitstroom naar werk",
                    "cohort_start": draft.start,
                    "months": months,
                    "cohort_end": draft.end,
                    "definition": "benefit_not_resumed",
                    "exits": work,
                    "still_out": out,
                    "within_base": "yes",
                }
            )
        self.durable = out

    def _instruments(self, draft: Draft) -> None:
        names = ("werkervaringsplek", "jobcoach", "taaltraject")
        work, other = self.left["paid_work"], self.left["education"]
        draft.tables["instruments"] = rows = []
        for name, done, else_ in zip(names, self.split(work, 3), self.split(other, 3), strict=True):
            started = done + else_ + self.dice.randint(0, 30)
            rows.append(
                {
                    "instrument": name,
                    "participants": started + self.dice.randint(0, 10),
                    "started": started,
                    "exits_work": done,
                    "exits_other": else_,
                    "exits_total": done + else_,
                    "within_base": "yes",
                }
            )

    def _arms(self, draft: Draft) -> None:
        """Who took part beside who waited, in each district and in all."""
        draft.tables["arms"] = rows = []
        for arm, role, size in (("traject", "programme", 0.5), ("wachtlijst", "control", 0.4)):
            alike = {"arm": arm, "role": role, "assignment": "waiting_list", "outcome": "werk"}
            people = self.split(self._within(self.people, size, 0.9), len(DISTRICTS))
            reached = [self._within(count, 0.1, 0.7) for count in people]
            for group, count, done in zip(
                (None, *DISTRICTS), (sum(people), *people), (sum(reached), *reached), strict=True
            ):
                row = {**alike, "months": 12, "group": group, "people": count, "reached": done}
                if group is None:
                    row["invited"] = count + self.dice.randint(0, 40)
                    row["took_part"] = self._within(count) if role == "programme" else None
                rows.append(row)

    def _panel(self, draft: Draft) -> None:
        """Two districts with the programme and two without, in three years."""
        draft.tables["panel"] = rows = []
        sizes = self.split(self.people, 4)
        for place, size in enumerate(sizes):
            for year in range(draft.end.year - 2, draft.end.year + 1):
                people = size + self.dice.randint(1, 5)
                rows.append({
                    "role": "programme" if place < 2 else "control", "cluster": f"wijk {place}",
                    "outcome": "werk", "period_start": date(year, 1, 1),
                    "date": date(year, 12, 31),
                    "phase": "before" if year < draft.end.year else "after",
                    "people": people, "reached": self._within(people, 0.1, 0.5),
                })  # fmt: skip

    def _ladder(self, draft: Draft) -> None:
        moves = [self.split(count, 6) for count in self.split(self._within(self.people), 6)]
        rungs = [str(number) for number in range(1, 7)]
        before, after = (
            [sum(row) for row in moves],
            [sum(column) for column in zip(*moves, strict=True)],
        )
        draft.tables["ladder"] = [
            {"moment": moment, "rung": rung, "count": count}
            for moment, counts in (("current", before), ("realised", after))
            for rung, count in zip(rungs, counts, strict=True)
        ]
        draft.tables["ladder_moves"] = [
            {"from_rung": first, "to_rungs": last, "basis": "realised", "count": moves[at][to]}
            for at, first in enumerate(rungs)
            for to, last in enumerate(rungs)
        ]

    def _amounts(self, draft: Draft, people: int, work: int, left: int) -> None:
        usual = {"bearer": "municipality", "price_year": 2023}
        draft.tables["costs"] = [
            {"item": "begeleiding", "kind": "cost", "central": 3001.7, "per": "participant",
             **usual},
            {"item": "bespaarde uitkering", "kind": "benefit", "central": 1400, "per": "exit_month",
             "transfer": True, **usual},
        ]  # fmt: skip
        spent = people * 3000 + self.dice.randint(1, 999)
        about = {"kind": "expenditure", "period_start": draft.start, "date": draft.end}
        draft.tables["finances"] = [
            {"item": "begeleiding", **about, "unit": "EUR", "budget": 400_000, "actual": spent}
        ]
        draft.tables["targets"] = [
            {"indicator": "uitstroom naar werk", "unit": "person", "target": 40, "result": work,
             "direction": "at_least"},
            {"indicator": "duurzaam aan het werk", "unit": "person", "target": 20,
             "result": self.durable, "direction": "at_least"},
            {"indicator": "aandeel naar werk", "unit": "percent", "target": 50,
             "result": round(100 * work / max(left, 1), 1), "direction": "at_least"},
        ]  # fmt: skip
        for row in draft.tables["targets"]:
            row |= {"target_start": draft.start, "target_end": draft.end, "measured_on": draft.end}
        draft.assumptions = {
            "participants": people, "exits": work, "horizon_months": 36,
            "durability": {"share": {"count": self.durable, "of": max(work, 1)}, "months": 12},
            "counterfactual_exit_share": {"low": 0.1, "high": 0.4},
        }  # fmt: skip

    def _typed_shares(self, draft: Draft, people: int, work: int) -> None:
        """Percentages as a source prints them, where it gives no number."""
        where = {"source": SOURCE, "locator": "tabel"}
        seen = self._within(people)
        draft.about["coverage"] = {
            "share": round(100 * seen / people, 1),
            "qualifier": "exact",
            **where,
        }
        draft.tables["durability"].append({
            "cohort": "uitstroom naar school", "definition": "continuously_employed", "months": 12,
            "cohort_start": draft.start, "cohort_end": draft.end, "within_base": "yes",
            "share": round(100 * self._within(people) / people, 1),
        })  # fmt: skip
        instrument = {"instrument": "cursus", "started": people, "within_base": "yes"}
        share = round(100 * self._within(people) / people, 1)
        draft.tables["instruments"].append({**instrument, "share_work": share})
        part = round(self._within(work) / max(work, 1), 3)
        draft.assumptions["part_time_exit_share"] = {"value": part, **where}

    def _claims(self, draft: Draft, people: int, left: int) -> None:
        draft.tables["claims"] = [
            {"claim": f"{name} {draft.key}", "quantity": name, "value": value, "decimals": 0,
             "unit": "person", "locator": "tabel",
             "indicator": indicator}
            for name, value, indicator in (
                ("deelnemers", people, None),
                ("uitstroom", left, "outflow.count[total]"),
                ("naar opleiding", self.left["education"], "outflow.count[education]"),
            )
        ]  # fmt: skip


def every_table(
    data: Path, many: int, seed: int, change: Callable[[Draft], None] | None = None
) -> list[Draft]:
    """Write so many evaluations, each changed before; some programmes have two years."""
    drafts: list[Draft] = []
    while len(drafts) < many:
        world = World(seed + len(drafts))
        years = (2022, 2023) if len(drafts) % 3 == 0 and len(drafts) < many - 1 else (2023,)
        drafts += [world.year(f"almelo/werkfit-{len(drafts)}/{year}") for year in years]
    for draft in drafts:
        if change is not None:
            change(draft)
        draft.write(data)
    return drafts
