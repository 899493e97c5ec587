"""Client tables, each valid under the contract: from one client to some hundreds."""

from datetime import date, timedelta
from typing import Any

from dice import Dice
from draft import Draft, Rows

from evalutils.dataset.library import Library
from pseudonymised import pid

# Nothing is invented that lies in the future of whoever runs this.
LAST_DAY = date(2025, 12, 31)
SIZES = (1, 2, 5, 12, 30, 80, 250)
# What the tables of clients do not tell, so that it may be typed beside them.
TYPED = {
    "caseload": lambda row: row["measure"] in ("participants", "started", "partial_outflow"),
    "exits": lambda row: bool(row.get("group")) and not row.get("base"),
    "ladder": lambda row: False,
}
DISTRICTS = ("noord", "zuid", "Łódź & Oost", "west", "midden")


class Clients:
    """Who they are and in which groups."""

    def __init__(self, dice: Dice, draft: Draft) -> None:
        self.dice = dice
        self.draft = draft
        self.size = dice.pick(SIZES)
        self.first = draft.start - timedelta(days=dice.pick([0, 30, 400]))
        columns = dice.some(["district", "neighbourhood", "startgroep", "age", "followed"], most=2)
        values = {column: dice.some(DISTRICTS, least=1) for column in columns}
        self.groups = [
            {column: dice.pick(values[column]) for column in columns} for _ in range(self.size)
        ]
        if dice.maybe(0.4):
            years = dice.pick([(1980, 1980), (1950, 1985)])
            for group in self.groups:
                group["birth_year"] = dice.pick([None, dice.whole(*years)])  # type: ignore[assignment]

    def row(self, number: int, **values: Any) -> dict[str, Any]:
        return {"client_id": pid(f"c{number:04}"), **values, **self.groups[number]}


def spells(clients: Clients, library: Library) -> Rows:
    dice, draft = clients.dice, clients.draft
    codes = [code for code in library.destinations if code != "total"]
    codes = codes if dice.maybe(0.3) else dice.some(codes, least=1, most=dice.pick([1, 3, 8]))
    leaving = dice.pick([0, 0.1, 0.6, 1])
    same_day = draft.end if dice.maybe(0.15) else None
    rows: Rows = []
    for number in range(clients.size):
        start = dice.day(clients.first, draft.end)
        for _ in range(dice.pick([1, 1, 1, 2, 3])):
            row = clients.row(number, start=start)
            if dice.maybe(leaving):
                row["end"] = same_day or dice.day(start, max(start, draft.end))
                row["destination"] = dice.pick(codes)
                rows.append(row)
                start = row["end"] + timedelta(days=dice.pick([1, 40, 200]))
                if start <= draft.end:
                    continue
            else:
                rows.append(row)
            break
    return rows


def benefits(clients: Clients, spells_of: Rows) -> Rows:
    """Benefit around the time in the programme, ended after it, and for some once more."""
    dice = clients.dice
    back, rows = dice.pick([0, 0.3, 1]), Rows()
    for number in range(clients.size):
        own = [row for row in spells_of if row["client_id"] == pid(f"c{number:04}")]
        if not own or dice.maybe(0.1):
            continue
        start = own[0]["start"] - timedelta(days=dice.pick([0, 90, 2000]))
        end = own[-1].get("end")
        row = {"client_id": pid(f"c{number:04}"), "start": start}
        if end is None or dice.maybe(0.1):
            rows.append(row)
            continue
        end += timedelta(days=dice.pick([0, 0, 1, 31, 90]))
        rows.append(row | {"end": end})
        again = end + timedelta(days=dice.pick([1, 2, 60, 400]))
        if dice.maybe(back) and again <= LAST_DAY:
            rows.append({"client_id": pid(f"c{number:04}"), "start": again})
    return rows


def measurements(clients: Clients, rungs: list[str]) -> Rows:
    dice, draft = clients.dice, clients.draft
    rungs = rungs if dice.maybe(0.7) else dice.some(rungs, least=1, most=1)
    kinds, again = ["expected", "target"], dice.pick([0, 0.8, 1])
    rows: Rows = []
    for number in range(clients.size):
        if dice.maybe(0.1):
            continue
        day = dice.day(draft.start, draft.end)
        rungs_known = [*rungs, "unknown"] if dice.maybe(0.2) else rungs
        rows.append(clients.row(number, date=day, kind="measured", rung=dice.pick(rungs_known)))
        rows += [
            clients.row(number, date=day, kind=kind, rung=dice.pick(rungs_known))
            for kind in kinds
            if dice.maybe(0.4)
        ]
        later = dice.day(day, draft.end)
        if dice.maybe(again) and later > day:
            rows.append(clients.row(number, date=later, kind="measured", rung=dice.pick(rungs)))
            if dice.maybe(0.1):
                right = clients.row(number, date=later, kind="measured", rung=dice.pick(rungs))
                rows.append(right | {"correction": True})
    return rows or [clients.row(0, date=draft.end, kind="measured", rung=rungs[0])]


def beside(table: str, rows: Rows) -> Rows:
    """The rows that may stand beside the tables of clients."""
    return [row for row in rows if TYPED[table](row)]
