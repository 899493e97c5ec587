"""Amounts, assumptions and claims, each valid under the contract."""

from datetime import date
from typing import Any

from dice import Dice
from draft import SOURCE, Draft, Rows

from evalutils.contracts import vocabulary as v
from evalutils.contracts.units import MONEY

FIRST_DISCOUNT_YEAR = 2016
AMOUNTS = (0, 0.01, 1, 250, 1199.5, 7000, 14400, 146_000, 2_000_000, 10**12)


def costs(dice: Dice, draft: Draft) -> Rows:
    return [_amount(dice, name) for name in dice.names(dice.pick([1, 2, 3, 8]), "post")]


def _amount(dice: Dice, name: str) -> dict[str, Any]:
    kind = "cost" if dice.maybe(0.6) else "benefit"
    row: dict[str, Any] = {
        "item": name,
        "kind": kind,
        "bearer": dice.pick(list(v.BEARERS)),
        "transfer": dice.pick([None, True, False]),
        "per": dice.pick(list(v.PER)),
        "price_year": dice.pick([2015, 2017, 2019, 2023]),
        "start_month": dice.pick([None, None, 0, 6]),
        "months": dice.pick([None, 1, 12, 60]),
    }
    low, central, high = sorted(dice.pick(AMOUNTS) for _ in range(3))
    shape = dice.pick(["central", "central", "range", "both", "error"])
    row |= {"central": central} if shape != "range" else {}
    row |= {"low": low, "high": high} if shape in ("range", "both") else {}
    row |= {"standard_error": low} if shape == "error" else {}
    row["covers"] = dice.pick([None, *v.COVERS])
    if row["transfer"] and dice.maybe():
        row["counterparty"] = dice.pick([name for name in v.BEARERS if name != row["bearer"]])
    return row


def finances(dice: Dice, draft: Draft) -> Rows:
    first, last = draft.start, draft.end
    half = first + (last - first) // 2
    rows: Rows = []
    for begin, end in dice.pick([[(first, last)], [(first, half)], [(first, last), (first, half)]]):
        for name in dice.names(dice.pick([1, 2, 5]), "post"):
            row: dict[str, Any] = {
                "item": name,
                "kind": dice.pick(list(v.FINANCE_KINDS)),
                "period_start": begin,
                "date": end,
                "unit": dice.pick(list(MONEY)),
            }
            columns = ["budget", "revised_budget", "actual", "previous_actual"]
            given = {*dice.some(columns, least=1), dice.pick(columns[:3])}
            # No amount is the sum of others by chance.
            rows.append(row | {column: dice.whole(1, 10**6) + 0.37 for column in given})
    return rows


def assumptions(dice: Dice, draft: Draft) -> dict[str, Any]:
    lock_in = dice.pick([
        None, 0, 4.5, 6, {"low": 3, "high": 12}, {"low": 3, "central": 6.5, "high": 18},
        {"mean": 6.5, "shortest": 3, "longest": 18},
    ])  # fmt: skip
    latest = int(max(lock_in.values()) if isinstance(lock_in, dict) else lock_in or 0)
    participants = dice.pick([None, max(1, dice.count())])
    entries: dict[str, Any] = {
        "participants": participants,
        "exits": dice.pick([None, 0, dice.within(participants or 40)]),
        "horizon_months": dice.pick([None, latest + 1, 24, 36, 60, 120, 600]),
        "lock_in_months": lock_in,
        "counterfactual_exit_share": dice.pick([None, *_shares(dice)]),
        "displacement_share": dice.pick([None, *_shares(dice)]),
        "durability": dice.pick([None, *_durabilities(dice, draft)]),
        "exits_within_participants": dice.pick([None, True, False]),
        "part_time_exit_share": dice.pick([None, *_shares(dice)]),
        "part_time_saving_share": dice.pick([None, *_ranges()]),
        "stayers_cost_share": dice.pick([None, *_ranges()]),
        "natural_exit_rate": dice.pick([None, *_ranges()]),
        "discount_date": dice.pick([None, date(2022, 7, 15)]),
        "optimism_correction": dice.pick([None, None, 0, 0.25, 1]),
    }
    if entries["horizon_months"] and entries["horizon_months"] <= latest:
        entries["horizon_months"] = latest + 1
    if draft.start.year < FIRST_DISCOUNT_YEAR:
        entries["discount_date"] = date(2022, 7, 15)
    given = {key: value for key, value in entries.items() if value is not None}
    return {key: _with_source(dice, key, value) for key, value in given.items()}


def _shares(dice: Dice) -> list[Any]:
    of = max(1, dice.count())
    return [*_ranges(), {"count": dice.within(of), "of": of}]


def _ranges() -> list[Any]:
    return [
        0,
        1,
        0.3,
        {"low": 0, "high": 1},
        {"low": 0.2, "high": 0.2},
        {"low": 0.1, "central": 0.2, "high": 0.9},
    ]


def _durabilities(dice: Dice, draft: Draft) -> list[Any]:
    found: list[Any] = [{"share": share, "months": dice.pick([1, 12])} for share in _shares(dice)]
    found += [{"table": {6: 0.9, 12: 0.8, 24: 0.7}}, {"table": {12: 0}}, {"table": {1: 1}}]
    if draft.rows("spells") and draft.rows("benefits"):
        found += ["client_level"] * 10
    return found


def _with_source(dice: Dice, key: str, value: Any) -> Any:
    if key != "optimism_correction" and dice.maybe(0.6):
        return value
    about = {"source": SOURCE, "locator": dice.text("tabel"), "note": dice.text("noot")}
    return {"value": value, **about}


INDICATORS = (
    "outflow.count[total]",
    "outflow.count[paid_work]",
    "outflow.share[paid_work]",
    "outflow.net_change",
    "ladder.mean_rung[current]",
    "ladder.share[current:1]",
    "cost_benefit.cost_per_participant",
    "cost_benefit.net_present_value[municipality]",
)


def claims(dice: Dice, draft: Draft) -> Rows:
    first, second = dice.count(), dice.count()
    right, unit = dice.maybe(0.8), dice.pick(["person", "placement", "household", *MONEY])
    numbers: list[tuple[str, float, str, str]] = [
        ("eerste", first, unit, ""),
        ("tweede", second, unit, ""),
        ("samen", first + second + (0 if right else 7), unit, "eerste + tweede"),
        ("deel", first, unit, "deel <= samen ; min(eerste, samen)"),
        ("maximum", max(first, second), unit, "max(eerste, tweede)"),
        ("per_jaar", 12.0, "month", ""),
    ]
    if min(first, second) > 9 and right:
        share = round(100 * first / (first + second), 1)
        numbers.append(("aandeel", share, "percent", "100 * eerste / samen"))
        numbers.append(("meeste", 0.0, "percent", "100 * eerste / samen > 1"))
    chosen = numbers if dice.maybe(0.8) else numbers[: dice.pick([1, 2])]
    prefix = draft.key.replace("/", "_").replace("-", "_")
    return [_claim(dice, draft, prefix, *number) for number in chosen]


def _claim(
    dice: Dice, draft: Draft, prefix: str, name: str, value: float, unit: str, formula: str
) -> dict[str, Any]:
    for word in ("eerste", "tweede", "samen", "deel"):
        formula = formula.replace(word, f"{prefix}_{word}") if formula else ""
    row: dict[str, Any] = {
        "claim": f"{prefix}_{name}",
        "quantity": dice.text("cijfer"),
        "value": value,
        "decimals": 1 if unit == "percent" else dice.pick([0, 0, 2]),
        "unit": unit,
        "formula": formula or None,
        # Who divides by a figure has to know that it is not zero.
        "qualifier": None if name == "samen" else dice.pick([None, None, None, *v.QUALIFIERS]),
        "topic": dice.pick([None, dice.text("onderwerp")]),
        "source": SOURCE,
        "locator": dice.text("tabel"),
        "explanation": dice.pick([None, None, dice.text("uitleg")]),
    }
    if name == "aandeel" and unit == "percent" and dice.maybe(0.5):
        row["base"] = f"{prefix}_samen"
    if dice.maybe(0.2):
        row["words"] = dice.text("woorden")
    if name == "meeste":
        row |= {"value": None, "decimals": None, "qualifier": None, "words": dice.text("de meeste")}
    if value and dice.maybe(0.2):
        row["rounded_to"] = 10.0 ** -row["decimals"] if value % 10 else 10
    if draft.about["disclosure"] == "protected" or dice.maybe(0.1):
        row["accepted"] = dice.text("omdat")
    if unit == "person" and not formula and dice.maybe(0.05):
        row["indicator"] = dice.pick(INDICATORS)
    return row
