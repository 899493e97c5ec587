"""Examples of every file, written by `evalutils new`; each says that it is one until replaced."""

from __future__ import annotations

from datetime import date, timedelta

from evalutils.contracts.texts import PLACEHOLDER

EVALUATION = f"""\
# Vervang alles waar {PLACEHOLDER} staat; tot dan is het een fout van `evalutils check`.
title: "{PLACEHOLDER}: naam van het programma"
# code: CBS-code zoals GM0153; null voor een regio of heel Nederland
municipality: {{{{name: {{name}}, code: {{code}}}}}}
organisation: "{PLACEHOLDER}: wie het programma uitvoert"
period: {{{{start: {{start}}, end: {{end}}, label: {{label}}}}}}
{{observed}}
ladder: participatieladder     # een bestand uit data/ladders, of null
# protected: kleine aantallen worden verborgen; published: cijfers zijn al openbaar
disclosure: protected
evidence: none                 # none, before_after, comparison of randomised
sources: [{{source}}]          # sleutels uit sources.yaml
description: "{PLACEHOLDER}: wat het programma doet en voor wie, in een of twee zinnen"
# Alleen als groepen van de tabellen in elkaar passen:
# groups: {{{{Noord: {{{{part_of: Stad}}}}}}}}
# Alleen als de bron het zegt: zijn deelnemers gekozen op motivatie of loonwaarde? true, false, null
# selection: {{{{motivation: null, wage_value: true, source: {{source}}, locator: "Doelgroep"}}}}
"""

NAME = f"{PLACEHOLDER}: naam van de gemeente of regio"
DAY = f"{PLACEHOLDER}: dag, zoals 2025-12-31"
# With tables of clients the day on which they were made has to be filled in.
_OBSERVED = "# observed_until: de dag waarop de tabellen van cliënten zijn gemaakt"
OBSERVED = f'{_OBSERVED}\nobserved_until: "{DAY}"'
NOT_OBSERVED = f"{_OBSERVED}, als die er zijn"
YEAR = f"{PLACEHOLDER}: jaartal"
LABEL = f"{PLACEHOLDER}: de periode in woorden, zoals 2025"
LOCATOR = f"{PLACEHOLDER}: kop, tabel of regel in de bron"

SOURCE = f"""\
{{source}}:
  title: "{PLACEHOLDER}: titel van het document over {{programme}}"
  publisher: "{PLACEHOLDER}: wie het uitgaf"
  published: "{PLACEHOLDER}: jaar, maand of dag, zoals 2025-03"
  description: "{PLACEHOLDER}: wat voor document dit is, in een zin"
"""

# Two clients in the form that `evalutils import` gives them.
CLIENT_1, CLIENT_2 = (f"pid_{'b' * 23}{last}" for last in "cd")

# Figures of the example per key of assumptions.yaml.
ASSUMED = {"participants": 125, "exits": 45}
ASSUMPTIONS = "# Laat weg wat u niet weet; niets heeft een stille standaardwaarde.\n" + "".join(
    f'{key}: {{{{value: {value}, source: {{source}}, locator: "{LOCATOR}"}}}}\n'
    for key, value in ASSUMED.items()
)


def rows(
    table: str, *, start: str = "2025-01-01", end: str = "2025-12-31", year: str = "2025"
) -> list[dict[str, str]]:
    """The example of a table, with the days of a period and the year of its end."""
    days = {"start": start, "end": end, "year": year, **_year_before(start)}
    return [{column: text.format(**days) for column, text in row.items()} for row in _ROWS[table]]


def _year_before(start: str) -> dict[str, str]:
    """The days of the year before a day; asked for where that is asked for."""
    if start == DAY:
        return {"before_start": DAY, "before_end": DAY}
    first = date.fromisoformat(start)
    earlier = first.replace(year=first.year - 1, day=min(first.day, 28))
    return {"before_start": str(earlier), "before_end": str(first - timedelta(days=1))}


_ROWS: dict[str, list[dict[str, str]]] = {
    "ladder": [
        {"moment": moment, "rung": str(rung), "count": str(count)}
        for moment, counts in {
            "current": (25, 45, 25, 15, 10, 5),
            "realised": (15, 35, 30, 20, 12, 8),
        }.items()
        for rung, count in enumerate(counts, start=1)
    ],
    "ladder_moves": [
        {"from_rung": "2", "to_rungs": "same", "basis": "realised", "count": "22"},
        {"from_rung": "2", "to_rungs": "3-4", "basis": "realised", "count": "20"},
    ],
    "caseload": [
        {"measure": "stock_start", "date": "{start}", "count": "410"},
        {"measure": "inflow", "date": "{end}", "count": "60"},
        {"measure": "outflow", "date": "{end}", "count": "80"},
        {"measure": "stock_end", "date": "{end}", "count": "390"},
    ],
    "inflow": [
        {"reason": "total", "count": "60"},
        {"reason": "unemployment_benefit_ended", "count": "30", "base": "inflow",
         "within_base": "yes"},
        {"reason": "employment_ended", "count": "15", "base": "inflow", "within_base": "yes"},
        {"reason": "unknown", "count": "15", "base": "inflow", "within_base": "yes"},
    ],
    "exits": [
        {"destination": "total", "count": "80"},
        {"destination": "paid_work", "count": "45", "base": "outflow", "within_base": "yes"},
        {"destination": "education", "count": "10", "base": "outflow", "within_base": "yes"},
        {"destination": "unknown", "count": "25", "base": "outflow", "within_base": "yes"},
    ],
    "other_outcomes": [
        {"destination": "total", "outcome": "aanmeldingen die niet zijn doorgezet", "count": "50"},
        {"destination": "paid_work", "outcome": "aanmeldingen die niet zijn doorgezet",
         "count": "15"},
    ],
    "funnel": [
        {"funnel": "traject", "order": "1", "stage": "aangemeld", "count": "170"},
        {"funnel": "traject", "order": "2", "stage": "gestart", "count": "120",
         "within_base": "yes"},
        {"funnel": "traject", "order": "3", "stage": "afgerond", "count": "90",
         "within_base": "yes"},
    ],
    "durability": [
        {"cohort": "uitstroom naar werk", "cohort_start": "{start}", "cohort_end": "{end}",
         "definition": "benefit_not_resumed", "months": "12", "exits": "55", "still_out": "40",
         "within_base": "yes"},
    ],
    "targets": [
        {"indicator": "uitstroom naar werk", "target": "60", "result": "48", "unit": "person",
         "direction": "at_least", "target_start": "{start}", "target_end": "{end}",
         "measured_on": "{end}"},
        {"indicator": "mensen met bijstand", "budget": "400", "revised_budget": "390",
         "result": "380", "previous_result": "400", "unit": "person", "target_start": "{start}",
         "target_end": "{end}"},
    ],
    "instruments": [
        {"instrument": "werkervaringsplek", "goal": "arbeidsfit maken",
         "stage": "arbeidsfit worden", "participants": "65", "started": "55", "exits_work": "20",
         "exits_total": "30", "within_base": "yes"},
    ],
    "arms": [
        {"arm": "extra begeleiding", "role": "programme", "assignment": "waiting_list",
         "outcome": "betaald werk", "months": "12", "people": "120", "reached": "48",
         "invited": "150", "took_part": "100"},
        {"arm": "gewone aanpak", "role": "control", "assignment": "waiting_list",
         "outcome": "betaald werk", "months": "12", "people": "115", "reached": "35"},
    ],
    "panel": [
        {"role": role, "cluster": cluster, "outcome": "betaald werk", "period_start": start,
         "date": date, "phase": phase, "people": "120", "reached": reached}
        for role, cluster, counts in (
            ("programme", "Noord", ("24", "36")),
            ("programme", "Oost", ("22", "31")),
            ("control", "Zuid", ("25", "28")),
            ("control", "West", ("27", "29")),
        )
        for (start, date, phase), reached in zip(
            (("{before_start}", "{before_end}", "before"), ("{start}", "{end}", "after")),
            counts, strict=True,
        )
    ],
    "costs": [
        {"item": "begeleiding", "kind": "cost", "bearer": "municipality", "transfer": "false",
         "low": "2600", "central": "3000", "high": "3500", "per": "participant",
         "price_year": "{year}"},
        {"item": "bespaarde uitkering", "kind": "benefit", "bearer": "municipality",
         "transfer": "true", "central": "1400", "per": "exit_month", "price_year": "{year}"},
        {"item": "loonkostensubsidie na de uitstroom", "kind": "cost", "bearer": "municipality",
         "transfer": "true", "counterparty": "employer", "central": "450", "per": "exit_month",
         "months": "12", "price_year": "{year}"},
    ],
    "finances": [
        {"item": "begeleiding", "kind": "expenditure", "period_start": "{start}",
         "date": "{end}", "unit": "EUR_thousand", "budget": "410", "revised_budget": "400",
         "actual": "425"},
        {"item": "bijdrage van het Rijk", "kind": "income", "period_start": "{start}",
         "date": "{end}", "unit": "EUR_thousand", "budget": "380", "revised_budget": "380",
         "actual": "382"},
    ],
    "claims": [
        {"claim": "deelnemers", "quantity": "aantal deelnemers", "value": "125", "decimals": "0",
         "unit": "person", "topic": "deelname"},
    ],
    "spells": [
        {"client_id": CLIENT_1, "start": "{start}", "end": "{end}",
         "destination": "paid_work", "birth_year": "1980"},
        {"client_id": CLIENT_2, "start": "{start}", "birth_year": "1985"},
    ],
    "benefits": [
        {"client_id": CLIENT_1, "start": "{start}", "end": "{end}"},
        {"client_id": CLIENT_2, "start": "{start}"},
    ],
    "measurements": [
        {"client_id": client, "date": date, "kind": kind, "rung": rung}
        for client, date, kind, rung in (
            (CLIENT_1, "{start}", "measured", "2"),
            (CLIENT_1, "{start}", "target", "4"),
            (CLIENT_1, "{end}", "measured", "3"),
            (CLIENT_2, "{start}", "measured", "1"),
        )
    ],
}  # fmt: skip
