"""Hand-typed tables of the ladder and of outflow, each valid under the contract."""

from datetime import date, timedelta
from typing import Any

from dice import Dice
from draft import Draft, Rows

from evalutils.contracts import vocabulary as v
from evalutils.contracts.units import UNITS
from evalutils.dataset.library import Library

MOST_STAGES = 6


def ladder(dice: Dice, draft: Draft, library: Library) -> Rows:
    rungs = [str(number) for number in library.ladders[draft.about["ladder"]].numbers]
    rungs = rungs if dice.maybe(0.7) else dice.some(rungs, least=1)
    rungs = [*rungs, "unknown"] if dice.maybe(0.6) else rungs
    shape = dice.pick(["count", "share", "both", "mixed"])
    people, rows = dice.count() * dice.pick([1, 5]), []
    for moment in dice.some(list(v.MOMENTS), least=1):
        people = people if dice.maybe(0.6) else dice.count()
        for rung, count in zip(rungs, dice.split(people, len(rungs)), strict=True):
            share = dice.percent(count, people)
            known = shape if shape != "mixed" else dice.pick(["count", "share", "both"])
            if known == "share" and share is None:
                known = "count"
            row = {"moment": moment, "rung": rung}
            rows.append(
                row
                | ({"count": count} if known != "share" else {})
                | ({"share": share} if known != "count" else {})
            )
    return rows


def ladder_moves(dice: Dice, draft: Draft, library: Library) -> Rows:
    numbers = library.ladders[draft.about["ladder"]].numbers
    rungs = [str(number) for number in numbers]
    ranges = [f"{low}-{high}" for low in numbers for high in numbers if low < high]
    places = [
        (start, end, basis)
        for start in (*rungs, "all")
        for end in (*rungs, *ranges, "same", "higher")
        for basis in v.BASES
    ]
    chosen = dice.some(places, least=1, most=dice.pick([1, 3, 8, 30]))
    return [
        {"from_rung": start, "to_rungs": end, "basis": basis, "count": dice.count()}
        for start, end, basis in chosen
    ]


def caseload(dice: Dice, draft: Draft, library: Library) -> Rows:
    if (draft.end - draft.start).days > 60 and dice.maybe(0.4):
        return caseload_of_periods(dice, draft)
    return caseload_of_the_whole(dice, draft)


def caseload_of_periods(dice: Dice, draft: Draft) -> Rows:
    """Consecutive periods, of all clients and of the groups that they are made of."""
    days = sorted(
        {draft.start, *(dice.day(draft.start, draft.end) for _ in range(dice.whole(1, 6)))}
    )
    lasts = [day - timedelta(days=1) for day in days[1:]] + [draft.end]
    names = dice.names(dice.pick([0, 0, 1, 2]), "wijk")
    parts = [_turnover(dice, len(days)) for _ in (names or [""])]
    columns = zip(*parts, strict=True)
    everyone = [[sum(each) for each in zip(*column, strict=True)] for column in columns]
    groups = dict(zip(names, parts, strict=False)) if len(names) > 1 else {}
    rows: Rows = []
    for group, flows in {None: everyone, **groups}.items():
        rows += _account_rows(dice, group, flows, list(zip(days, lasts, strict=True)))
    return rows


def _turnover(dice: Dice, periods: int) -> list[list[int]]:
    """Stocks, one more than there are periods, and the inflow and outflow of each."""
    stocks, inflow, outflow = [dice.count()], [], []
    for _ in range(periods):
        inflow.append(dice.count())
        outflow.append(dice.within(stocks[-1] + inflow[-1]))
        stocks.append(stocks[-1] + inflow[-1] - outflow[-1])
    return [stocks, inflow, outflow]


def _account_rows(
    dice: Dice, group: str | None, flows: list[list[int]], periods: list[tuple[date, date]]
) -> Rows:
    stocks, *through = flows
    rows: Rows = []
    for measure, counts in zip(("inflow", "outflow"), through, strict=True):
        given = [(*days, count) for days, count in zip(periods, counts, strict=True)]
        if len(given) > 1 and dice.maybe(0.3):  # the whole beside its parts
            given.append((periods[0][0], periods[-1][1], sum(counts)))
        rows += [
            {"measure": measure, "period_start": first, "date": last, "count": count}
            for first, last, count in given
        ]
    moments = [("stock_start", periods[0][0]), *(("stock_end", last) for _, last in periods)]
    for (measure, day), count in zip(moments, stocks, strict=True):
        if dice.maybe(0.6):
            rows.append({"measure": measure, "date": day, "count": count})
    return [row | ({"group": group} if group else {}) for row in rows]


def caseload_of_the_whole(dice: Dice, draft: Draft) -> Rows:
    first, last = draft.start, draft.end
    inflow, outflow, end = dice.count(), dice.count(), dice.count()
    closing = end + outflow >= inflow and dice.maybe(0.8)
    start = end + outflow - inflow if closing else dice.count()
    participants = inflow + start
    counts = {
        "stock_start": start,
        "inflow": inflow,
        "outflow": outflow,
        "partial_outflow": dice.within(outflow),
        "stock_end": end,
        "participants": participants,
        "started": dice.within(participants),
    }
    dated = dice.maybe(0.8)
    rows: Rows = []
    for measure in dice.some(list(counts), least=1):
        row: dict[str, Any] = {"measure": measure, "count": counts[measure]}
        if dated:
            row["date"] = first if measure == "stock_start" else last
        rows.append(qualified(dice, row) | unit_of(draft))
    if dated and dice.maybe(0.15):  # a series, as of months
        measure = "stock_end"
        days = {first + timedelta(days=number) for number in range(min(60, (last - first).days))}
        rows += [{"measure": measure, "date": day, "count": dice.count()} for day in sorted(days)]
    return rows


def exits(dice: Dice, draft: Draft, library: Library) -> Rows:
    codes = [code for code in library.destinations if code != "total"]
    codes = codes if dice.maybe(0.15) else dice.some(codes, least=1, most=dice.pick([1, 3, 6, 12]))
    given = draft.rows("caseload")
    measures = sorted({row["measure"] for row in given})
    counted = [row["count"] for row in given if row["measure"] == "outflow"]
    total = counted[-1] if counted and dice.maybe(0.8) else dice.count()
    base = dice.pick([None, None, *measures])
    rows: Rows = []
    groups = ["", *dice.names(dice.pick([0, 0, 1, 2, 5]), "groep")]
    for place, group in enumerate(groups):
        people = total if not place else dice.within(total)
        if not dice.maybe(0.9):
            continue
        named = people if dice.maybe(0.7) else dice.within(people)
        counts = dict(zip(codes, dice.split(named, len(codes)), strict=True))
        if dice.maybe(0.7):
            counts = {"total": people, **counts}
        for code, count in counts.items():
            row: dict[str, Any] = {"destination": code, "group": group or None}
            share = dice.percent(count, people)
            if dice.maybe(0.85) or share is None:
                row["count"] = count
            if share is not None and (dice.maybe(0.3) or "count" not in row):
                row["share"] = share
            if base and code != "total" and dice.maybe(0.5):
                row["base"] = base
                row.pop("share", None)
                row["count"] = count
            if group and dice.maybe(0.5):
                row["overlapping"] = True
            rows.append(qualified(dice, row) | unit_of(draft) | within_base(dice))
    rows += _exits_of_periods(dice, codes, given)
    return rows or [{"destination": "total", "count": total}]


def _exits_of_periods(dice: Dice, codes: list[str], caseload: Rows) -> Rows:
    """Exits of the periods of the caseload, some with a base of their own."""
    periods = [row for row in caseload if row["measure"] == "outflow" and "period_start" in row]
    rows: Rows = []
    for outflow in periods if dice.maybe(0.6) else ():
        about = {
            name: outflow[name] for name in ("period_start", "date", "group") if name in outflow
        }
        chosen = codes[: dice.whole(1, 4)]
        counts = dice.split(outflow["count"], len(chosen))
        for code, count in zip(chosen, counts, strict=True):
            row: dict[str, Any] = {"destination": code, "count": count, **about}
            if dice.maybe(0.3):
                row["base"] = "outflow"
            elif dice.maybe(0.3):
                row |= {"base_label": "begin plus instroom", "base_count": outflow["count"] + count}
            rows.append(row | within_base(dice))
    return rows


def inflow(dice: Dice, draft: Draft, library: Library) -> Rows:
    """Reasons as exits have destinations: the counts of who came, and their bases."""
    codes = [code for code in library.inflow_reasons if code != "total"]
    given = draft.rows("caseload")
    counted = [row["count"] for row in given if row["measure"] == "inflow"]
    total = counted[-1] if counted and dice.maybe(0.8) else dice.count()
    base = dice.pick([None, *sorted({row["measure"] for row in given})])
    rows: Rows = []
    for place, group in enumerate(["", *dice.names(dice.pick([0, 0, 2]), "groep")]):
        people = total if not place else dice.within(total)
        chosen = dice.some(codes, least=1, most=dice.pick([1, 3, 8]))
        counts = dict(zip(chosen, dice.split(people, len(chosen)), strict=True))
        counts = {"total": people, **counts} if dice.maybe(0.6) else counts
        for code, count in counts.items():
            row: dict[str, Any] = {"reason": code, "group": group or None, "count": count}
            if base and code != "total" and dice.maybe(0.4):
                row["base"] = base
            if group and dice.maybe(0.5):
                row["overlapping"] = True
            rows.append(qualified(dice, row) | unit_of(draft) | within_base(dice))
    return rows


def other_outcomes(dice: Dice, draft: Draft, library: Library) -> Rows:
    """What became of people without leaving: per outcome some destinations and their total."""
    rows: Rows = []
    for outcome in dice.names(dice.pick([1, 1, 2]), "uitkomst"):
        codes = [code for code in library.destinations if code != "total"]
        chosen = dice.some(codes, least=1, most=dice.pick([1, 3, 6]))
        people = dice.count()
        counts = dict(zip(chosen, dice.split(people, len(chosen)), strict=True))
        counts = {"total": people, **counts} if dice.maybe(0.6) else counts
        for code, count in counts.items():
            row = {"destination": code, "outcome": outcome, "count": count}
            rows.append(qualified(dice, row) | within_base(dice))
    return rows


def qualified(dice: Dice, row: dict[str, Any]) -> dict[str, Any]:
    """A row that now and then is not given precisely."""
    return row | ({"qualifier": dice.pick(list(v.QUALIFIERS))} if dice.maybe(0.1) else {})


def within_base(dice: Dice) -> dict[str, Any]:
    """Whether those counted are among those of the base; mostly so, or not said."""
    return {"within_base": dice.pick([None, "yes", "yes", "no"])}


def unit_of(draft: Draft) -> dict[str, Any]:
    """What the people of some folders are counted in, the same in all tables."""
    return {"unit": "household"} if draft.start.month % 2 else {}


def funnel(dice: Dice, draft: Draft, library: Library) -> Rows:
    rows: Rows = []
    for name in dice.names(dice.pick([1, 1, 2, 4]), "trechter"):
        groups = [None, *dice.names(dice.pick([0, 0, 2]), "groep")]
        most = dict.fromkeys(groups, dice.count())
        for order, stage in enumerate(dice.names(dice.whole(1, MOST_STAGES), "stap"), start=1):
            for group in groups:
                # A group is no more than all clients, nor than it was a stage before.
                most[group] = min(dice.within(most[group]), most[None])
                row = {"funnel": name, "order": order, "stage": stage, "count": most[group]}
                rows.append(
                    qualified(dice, row | {"group": group} | within_base(dice)) | unit_of(draft)
                )
    return rows


def durability(dice: Dice, draft: Draft, library: Library) -> Rows:
    first, last = draft.start, draft.end
    rows: Rows = []
    for cohort in dice.names(dice.pick([1, 2, 4]), "cohort"):
        left = dice.count()
        for definition in dice.some(list(v.DURABILITY), least=1, most=2):
            out = left
            for months in [None] if definition == "fixed_date" else dice.some([6, 12, 18], least=1):
                out = dice.within(out)
                share = dice.percent(out, left)
                row: dict[str, Any] = {"cohort": cohort, "definition": definition}
                row |= {"months": months} | within_base(dice)
                if dice.maybe(0.4):
                    row |= {"cohort_start": first, "cohort_end": last}
                if share is not None and dice.maybe(0.3):
                    row |= {"share": share} | ({"exits": left} if dice.maybe() else {})
                else:
                    row |= {"exits": left, "still_out": out}
                    row |= {"share": share} if dice.maybe(0.3) else {}
                rows.append(qualified(dice, row))
                if "still_out" in row and dice.maybe(0.2) and definition == "fixed_date":
                    part = {"exits": dice.within(left), "group": dice.text("groep"), "share": None}
                    rows.append(row | part | {"still_out": dice.within(min(out, part["exits"]))})
    return rows


def targets(dice: Dice, draft: Draft, library: Library) -> Rows:
    return [
        row
        for name in dice.names(dice.pick([1, 2, 3, 9]), "doel")
        for row in _target_of_years(dice, draft, name)
    ]


def _target_of_years(dice: Dice, draft: Draft, name: str) -> Rows:
    """One goal, for the period or for years to come as well."""
    unit = dice.pick(["person", "placement", "percent", *UNITS])
    unit = "person" if unit == "date" else unit
    top = UNITS[unit].highest or (100 if UNITS[unit].measures == "share" else None)
    dated, rows = dice.maybe(0.7), []
    for later in range(dice.pick([1, 1, 3]) if dated else 1):
        first, last = (day + timedelta(days=366 * later) for day in (draft.start, draft.end))

        def value() -> int:
            return dice.count() if top is None else dice.whole(0, int(top))

        plan = dice.some(["target", "budget", "revised_budget"], least=1)
        row: dict[str, Any] = {"indicator": name, "unit": unit}
        row |= {column: value() for column in plan}
        if "target" in plan:
            row["direction"] = dice.pick(list(v.DIRECTIONS))
        row |= {"target_start": first, "target_end": last} if dated else {}
        if dice.maybe(0.85) and not later:
            early = draft.start - timedelta(days=1)
            row["result"] = value()
            row["measured_on"] = dice.pick([None, early, dice.day(first, last), last])
        if dice.maybe(0.3):
            row["previous_result"] = value()
        row["target_qualifier"] = dice.pick([None, None, None, *v.QUALIFIERS])
        row["counted_since"] = dice.pick([None, None, *v.COUNTED_SINCE])
        if "result" in row and "target" in row and dice.maybe(0.3):
            row["statement"] = dice.pick(list(v.STATEMENTS))
        rows.append(qualified(dice, row))
        if "result" in row and dice.maybe(0.2):
            part = {"group": dice.text("groep"), "statement": None, "qualifier": None}
            rows.append(row | part | {"result": dice.within(row["result"])})
    return rows


def instruments(dice: Dice, draft: Draft, library: Library) -> Rows:
    stages = [None, *dice.names(2, "fase")]
    rows: Rows = []
    for name in dice.names(dice.pick([1, 2, 3, 12, 40]), "instrument"):
        people = dice.count()
        started = dice.within(people)
        left = dice.within(started)
        work = dice.within(left)
        counts = {
            "participants": people,
            "started": started,
            "exits_work": work,
            "exits_other": left - work,
            "exits_total": left,
        }
        row: dict[str, Any] = {"instrument": name, "stage": dice.pick(stages)}
        row |= {"goal": dice.pick([None, dice.text("doel")])}
        row |= {column: counts[column] for column in dice.some(list(counts))}
        base = row.get("started", row.get("participants"))
        for part in ("work", "other", "total"):
            if dice.maybe(0.2) and (base is None or base):
                whole = base or started
                share = dice.percent(counts[f"exits_{part}"], whole) if whole else None
                row[f"share_{part}"] = None if share is None else min(share, 100)
        rows.append(qualified(dice, row | within_base(dice)))
    return rows


def arms(dice: Dice, draft: Draft) -> Rows:
    """Groups with the programme beside one without, by a lot where the evaluation says so."""
    lot = draft.about["evidence"] == "randomised"
    how = "randomised" if lot else dice.pick(["waiting_list", "earlier_cohort", "other_people"])
    groups = dice.names(dice.pick([2, 2, 3]), "groep")
    rows: Rows = []
    for outcome in dice.names(dice.pick([1, 2]), "uitkomst"):
        months, printed = dice.pick([None, 6, 12]), dice.maybe(0.2)
        for name in groups:
            people = max(1, dice.count())
            reached = dice.within(people)
            role = "control" if name == groups[0] else "programme"
            row: dict[str, Any] = {"arm": name, "role": role}
            row |= {"assignment": how, "outcome": outcome, "months": months}
            if printed:
                rows.append(row | {"share": dice.percent(reached, people)})
                continue
            row |= {"people": people, "reached": reached}
            row |= {"took_part": dice.within(people)} if dice.maybe(0.4) else {}
            row |= {"invited": people + dice.whole(0, 40)} if dice.maybe(0.4) else {}
            rows.append(row)
    return rows


def panel(dice: Dice, draft: Draft) -> Rows:
    """Some clusters with the programme and some without, in a few years about its start."""
    years = range(draft.start.year - dice.pick([1, 2, 4]), draft.start.year + dice.pick([1, 2]))
    rows: Rows = []
    for outcome in dice.names(dice.pick([1, 2]), "uitkomst"):
        for number, cluster in enumerate(dice.names(dice.pick([2, 3, 6]), "wijk")):
            for year in years:
                people = max(1, dice.count())
                rows.append({
                    "role": "control" if number % 2 else "programme", "cluster": cluster,
                    "outcome": outcome, "period_start": date(year, 1, 1),
                    "date": date(year, 12, 31),
                    "phase": "before" if year < draft.start.year else "after",
                    "people": people, "reached": dice.within(people),
                })  # fmt: skip
    return rows


TABLES = {
    "ladder": ladder,
    "ladder_moves": ladder_moves,
    "caseload": caseload,
    "inflow": inflow,
    "exits": exits,
    "other_outcomes": other_outcomes,
    "funnel": funnel,
    "durability": durability,
    "targets": targets,
    "instruments": instruments,
}
