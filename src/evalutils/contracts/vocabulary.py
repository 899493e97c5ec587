"""Closed lists of values that several tables share, each value with its Dutch label."""

from __future__ import annotations

from typing import NamedTuple

# Said on every page that uses invented clients.
SYNTHETIC = (
    "Synthetische gegevens: de cliënten zijn verzonnen. Geen enkel cijfer hiervan gaat over "
    "bestaande mensen of een bestaande gemeente."
)

MOMENTS = {
    "current": "huidige trede",
    "expected": "verwachte trede",
    "target": "doeltrede",
    "realised": "bereikte trede",
}

MEASUREMENT_KINDS = {
    "measured": "gemeten trede",
    "expected": "verwachte trede",
    "target": "doeltrede",
}

BASES = {"expected": "verwacht", "realised": "gerealiseerd"}

MEASURES = {
    "stock_start": "stand aan het begin",
    "inflow": "instroom",
    "outflow": "uitstroom",
    "partial_outflow": "gedeeltelijke uitstroom",
    "stock_end": "stand aan het eind",
    "participants": "deelnemers",
    "started": "gestart",
}

QUALIFIERS = {
    "exact": "precies",
    "circa": "ongeveer",
    "at_least": "ten minste",
    "more_than": "meer dan",
    "at_most": "ten hoogste",
    "less_than": "minder dan",
}

DURABILITY_DEFINITIONS = {
    "benefit_not_resumed": "geen nieuwe uitkering aangevraagd of ontvangen",
    "cbs_status": "status op één moment na vertrek (CBS)",
    "continuously_employed": "ononderbroken aan het werk",
    "fixed_date": "nog weg op één peildatum, voor iedereen dezelfde dag",
}

# Per definition: when people are looked at, and who counts as having stayed away.
DURABILITY_WINDOWS = {
    "benefit_not_resumed": (
        "de hele tijd vanaf vertrek, meestal 12 maanden",
        "wie geen nieuwe uitkering vroeg of kreeg; dus ook wie zonder werk of uitkering leeft",
    ),
    "cbs_status": (
        "op één moment, 6, 12 en 18 maanden na vertrek",
        "wie dan geen bijstand heeft of een baan in loondienst heeft; een onderbreking telt niet",
    ),
    "continuously_employed": (
        "de hele tijd vanaf vertrek",
        "wie al die tijd werk had, zonder onderbreking",
    ),
    "fixed_date": (
        "op één kalenderdag: wie later vertrok, is korter gevolgd",
        "wie op die dag nog weg is",
    ),
}

DIRECTIONS = {
    "at_least": "ten minste",
    "at_most": "ten hoogste",
    "equal": "precies",
}

STATEMENTS = {
    "met": "gehaald",
    "nearly_met": "bijna gehaald",
    "not_met": "niet gehaald",
}

UNITS = {
    "person": "personen",
    "percent": "%",
    "percentage_point": "procentpunten",
    "EUR": "€",
    "EUR_per_month": "€ per maand",
    "EUR_per_year": "€ per jaar",
    "EUR_per_hour": "€ per uur",
    "hour": "uren",
    "hour_per_week": "uren per week",
    "day": "dagen",
    "day_per_week": "dagen per week",
    "week": "weken",
    "month": "maanden",
    "year": "jaren",
    "fte": "fte",
    "benefit": "uitkeringen",
    "job": "banen",
    "placement": "plaatsingen",
    "trajectory": "trajecten",
    "event": "bijeenkomsten",
    "visit": "bezoeken",
    "organisation": "organisaties",
    "municipality": "gemeenten",
    "rung": "treden",
    "probability": "kans van 0 tot 1",
    "date": "datum",
    "times": "keer",
    "item": "stuks",
}

COST_KINDS = {"cost": "kosten", "benefit": "baten"}

BEARERS = {
    "municipality": "gemeente",
    "state": "Rijk",
    "client": "cliënt",
    "employer": "werkgever",
    "society": "samenleving",
}

PER = {
    "participant": "per deelnemer",
    "exit": "per uitstroom",
    "participant_month": "per deelnemer per maand",
    "exit_month": "per uitstroom per maand",
    "programme": "voor het hele programma",
}

# Kinds of exit, in the order of the tables: what a programme may claim stands apart from the rest.
EXIT_KINDS = {
    "total": "Alle uitstroom",
    "claimable": "Werk, opleiding en meedoen",
    "passed_on": "Zorg of doorverwezen",
    "other_income": "Ander inkomen",
    "unknown": "Onbekend of niet uitgesplitst",
    "administrative": "Administratief",
    "reason": "Gestopt of niet gestart",
}


class Grouping(NamedTuple):
    """A group of destinations: which of EXIT_KINDS it is, and its Dutch name."""

    kind: str
    label: str


# Every grouping that codelists/destinations.csv may name.
GROUPINGS = {
    "total": Grouping("total", "alles samen"),
    "work": Grouping("claimable", "betaald werk"),
    "work_with_support": Grouping("claimable", "werk met ondersteuning"),
    "self_employed": Grouping("claimable", "zelfstandig ondernemer"),
    "education": Grouping("claimable", "opleiding"),
    "participation": Grouping("claimable", "meedoen zonder loon"),
    "care": Grouping("passed_on", "zorg of wijkteam"),
    "transfer": Grouping("passed_on", "doorverwezen"),
    "other_income": Grouping("other_income", "ander inkomen"),
    "other": Grouping("unknown", "overige bestemmingen"),
    "unknown": Grouping("unknown", "onbekend"),
    "administrative": Grouping("administrative", "administratief (zoals verhuisd, AOW)"),
    "dropout": Grouping("reason", "gestopt of niet gestart"),
}

# Groupings that count as work: what a programme towards work aims at.
WORK = ("work", "work_with_support", "self_employed")
