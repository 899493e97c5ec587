"""The units of published figures: their words, and what may be added to what."""

from __future__ import annotations

from typing import Literal, NamedTuple

Measures = Literal["persons", "time", "money", "money_per_time", "share", "ratio", "any", "itself"]
# What each measures, as the data dictionary says it.
MEASURED: dict[Measures, str] = {
    "persons": "mensen",
    "time": "tijd",
    "money": "geld",
    "money_per_time": "geld per tijd",
    "share": "deel van een geheel",
    "ratio": "verhouding",
    "any": "wat de naam zegt; past bij alles",
    "itself": "alleen zichzelf",
}


class Unit(NamedTuple):
    """One unit."""

    label: str  # its Dutch name in a list
    one: str = ""  # the word after 1; empty for the same as after other numbers
    after: str | None = None  # the word after a number; None for `label`
    # What it is a number of. A person, a benefit, a job and a visit all count persons, because
    # sources pass from one to the other (a placement is a person); ``any`` is whatever its name
    # says, and ``itself`` fits with nothing else.
    measures: Measures = "itself"
    # True when its number grows over a period, so that a part of a target can be due.
    adds_up: bool = False
    decimals: int = 1  # how many a computed figure has
    # How many of the plain unit of money one of it is; a figure in it is a rounded one.
    factor: int = 1
    # Units that measure the same on another scale are never added up or compared.
    scale: str = ""
    highest: float | None = None  # no figure is above it, nor below 0; None when any can be

    def word(self, value: float) -> str:
        """What stands after a number."""
        several = self.label if self.after is None else self.after
        return self.one or several if value == 1 else several


def _persons(label: str, one: str, *, decimals: int = 1, scale: str = "") -> Unit:
    return Unit(label, one, measures="persons", adds_up=True, decimals=decimals, scale=scale)


def _per_1000(population: str, scale: str) -> Unit:
    return Unit(f"per 1.000 {population}", measures="share", scale=scale, highest=1000)


UNITS = {
    "person": _persons("personen", "persoon", decimals=0, scale="person"),
    "household": _persons("huishoudens", "huishouden", decimals=0, scale="household"),
    "percent": Unit("%", measures="share", scale="percent"),
    "percentage_point": Unit("procentpunten", "procentpunt", measures="share", scale="percent"),
    "per_100": Unit("per 100", measures="ratio"),
    "per_1000_inhabitants": _per_1000("inwoners", "per_1000_inhabitants"),
    "per_1000_households": _per_1000("huishoudens", "per_1000_households"),
    "per_1000_persons": _per_1000("personen", "per_1000_persons"),
    "EUR": Unit("€", measures="money", decimals=0),
    "EUR_thousand": Unit(
        "duizend euro", after="€ duizend", measures="money", decimals=0, factor=1000
    ),
    "EUR_million": Unit("miljoen euro", after="€ miljoen", measures="money", factor=1_000_000),
    "EUR_per_month": Unit("€ per maand", measures="money_per_time"),
    "EUR_per_year": Unit("€ per jaar", measures="money_per_time"),
    "EUR_per_hour": Unit("€ per uur", measures="money_per_time"),
    "hour": Unit("uren", after="uur", measures="time"),
    "hour_per_week": Unit("uren per week", after="uur per week", measures="ratio"),
    "day": Unit("dagen", "dag", measures="time"),
    "day_per_week": Unit("dagen per week", "dag per week", measures="ratio"),
    "week": Unit("weken", "week", measures="time"),
    "month": Unit("maanden", "maand", measures="time"),
    "year": Unit("jaren", after="jaar", measures="time"),
    "fte": Unit("fte"),
    "benefit": _persons("uitkeringen", "uitkering"),
    "job": _persons("banen", "baan"),
    "placement": _persons("plaatsingen", "plaatsing"),
    "trajectory": _persons("trajecten", "traject"),
    "event": Unit("bijeenkomsten", "bijeenkomst", adds_up=True),
    "visit": _persons("bezoeken", "bezoek"),
    "organisation": Unit("organisaties", "organisatie"),
    "municipality": Unit("gemeenten", "gemeente"),
    "rung": Unit("treden", "trede"),
    "rung_number": Unit("trede, met haar nummer", highest=20),
    "probability": Unit("kans van 0 tot 1", decimals=3, highest=1),
    "quarter": Unit("kwartaal, met zijn nummer", highest=4),
    "date": Unit("datum"),
    "standard_deviation": Unit("standaardafwijkingen", "standaardafwijking", decimals=2),
    "times": Unit("keer", measures="ratio"),
    "item": Unit("stuks", after="", measures="any", adds_up=True),
}
# Those of an amount, from small to large, with how many euros each is.
MONEY = {code: float(unit.factor) for code, unit in UNITS.items() if unit.measures == "money"}
