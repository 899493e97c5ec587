"""The units of published figures: their words, and what may be added to what."""

from __future__ import annotations

from typing import Literal, NamedTuple

Measures = Literal["persons", "time", "money", "money_per_time", "share", "ratio", "any", "itself"]


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

    def word(self, value: float) -> str:
        """What stands after a number."""
        several = self.label if self.after is None else self.after
        return self.one or several if value == 1 else several


def _persons(label: str, one: str, *, decimals: int = 1) -> Unit:
    return Unit(label, one, measures="persons", adds_up=True, decimals=decimals)


UNITS = {
    "person": _persons("personen", "persoon", decimals=0),
    "percent": Unit("%", measures="share"),
    "percentage_point": Unit("procentpunten", "procentpunt", measures="share"),
    "EUR": Unit("€", measures="money", decimals=0),
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
    "probability": Unit("kans van 0 tot 1", decimals=3),
    "date": Unit("datum"),
    "times": Unit("keer", measures="ratio"),
    "item": Unit("stuks", after="", measures="any", adds_up=True),
}
