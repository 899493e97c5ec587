"""Filled-in example rows of every table, written by `evalutils new`."""

from __future__ import annotations

EVALUATION = """\
# VOORBEELD: vervang alle waarden door die van uw evaluatie.
title: Voorbeeldprogramma
# code: CBS-code zoals GM0153; null voor een regio of heel Nederland
municipality: {{name: {municipality}, code: null}}
organisation: Naam van de uitvoerder
period: {{start: 2025-01-01, end: 2025-12-31, label: "2025"}}
ladder: participatieladder     # een bestand uit data/ladders, of null
# protected: kleine aantallen worden verborgen; published: cijfers zijn al openbaar
disclosure: protected
evidence: none                 # none, before_after, comparison of randomised
sources: [{source}]            # sleutels uit sources.yaml
description: Wat het programma doet en voor wie, in een of twee zinnen.
# Alleen als de bron het zegt: zijn deelnemers gekozen op motivatie of loonwaarde? true, false, null
# selection: {{motivation: null, wage_value: true, source: {source}, locator: "Doelgroep"}}
"""

SOURCE = """\
{source}:
  title: Voorbeeldbron van {programme}
  publisher: Naam van de uitgever
  published: "2025"
  description: Wat voor document dit is, in een zin.
"""

ASSUMPTIONS = """\
# VOORBEELD: laat weg wat u niet weet; niets heeft een stille standaardwaarde.
participants: {{value: 120, source: {source}, locator: "Resultaten, tabel 1"}}
exits: {{value: 45, source: {source}, locator: "Resultaten, tabel 1"}}
"""

ROWS: dict[str, list[dict[str, str]]] = {
    "ladder": [
        {"moment": moment, "rung": str(rung), "count": str(count)}
        for moment, counts in {
            "current": (20, 45, 25, 15, 10, 5),
            "realised": (15, 35, 30, 20, 12, 8),
        }.items()
        for rung, count in enumerate(counts, start=1)
    ],
    "ladder_moves": [
        {"from_rung": "2", "to_rungs": "same", "basis": "realised", "count": "25"},
        {"from_rung": "2", "to_rungs": "3-4", "basis": "realised", "count": "20"},
    ],
    "caseload": [
        {"measure": "stock_start", "date": "2025-01-01", "count": "400"},
        {"measure": "inflow", "date": "2025-12-31", "count": "60"},
        {"measure": "outflow", "date": "2025-12-31", "count": "80"},
        {"measure": "stock_end", "date": "2025-12-31", "count": "380"},
    ],
    "exits": [
        {"destination": "total", "count": "80"},
        {"destination": "paid_work", "count": "45", "base": "outflow"},
        {"destination": "education", "count": "15", "base": "outflow"},
        {"destination": "unknown", "count": "20", "base": "outflow"},
    ],
    "funnel": [
        {"funnel": "traject", "order": "1", "stage": "aangemeld", "count": "160"},
        {"funnel": "traject", "order": "2", "stage": "gestart", "count": "120"},
        {"funnel": "traject", "order": "3", "stage": "afgerond", "count": "90"},
    ],
    "durability": [
        {"cohort": "uitstroom naar werk 2024", "cohort_start": "2024-01-01",
         "cohort_end": "2024-12-31", "definition": "benefit_not_resumed", "months": "12",
         "exits": "50", "still_out": "40"},
    ],
    "targets": [
        {"indicator": "uitstroom naar werk", "target": "60", "result": "45", "unit": "person",
         "direction": "at_least", "target_start": "2025-01-01", "target_end": "2025-12-31",
         "measured_on": "2025-10-01"},
    ],
    "instruments": [
        {"instrument": "werkervaringsplek", "goal": "arbeidsfit maken",
         "stage": "arbeidsfit worden", "participants": "60", "started": "55", "exits_work": "20",
         "exits_total": "30"},
    ],
    "costs": [
        {"item": "begeleiding", "kind": "cost", "bearer": "municipality", "transfer": "false",
         "low": "2500", "central": "3000", "high": "3500", "per": "participant",
         "price_year": "2025"},
        {"item": "bespaarde uitkering", "kind": "benefit", "bearer": "municipality",
         "transfer": "true", "central": "1400", "per": "exit_month", "price_year": "2025"},
    ],
    "claims": [
        {"claim": "deelnemers", "quantity": "aantal deelnemers", "value": "120", "decimals": "0",
         "unit": "person", "topic": "deelname"},
    ],
}  # fmt: skip
