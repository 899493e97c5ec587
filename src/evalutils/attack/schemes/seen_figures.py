"""Rows of key_figures.csv: counts, shares with their base, and what is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalutils.attack.published_book import FIGURES
from evalutils.attack.puzzle import Name, Range
from evalutils.attack.reading import Outsider, Spot
from evalutils.attack.schemes.seen_caseload import CAME, END, LEFT, START, flow
from evalutils.attack.schemes.seen_destinations import EXITS, INFLOW, KIND, TOTAL
from evalutils.attack.schemes.seen_rungs import FROM_RUNG, ON_LADDER, RUNG
from evalutils.attack.wilson import base_of_wilson

_CODED = {
    "outflow.count": (EXITS, "Bestemming"),
    "outflow.share": (EXITS, "Bestemming"),
    "outflow.kind_count": (KIND, "Soort bestemming"),
    "outflow.kind_share": (KIND, "Soort bestemming"),
    "outflow.inflow_count": (INFLOW, "Reden"),
    "outflow.inflow_share": (INFLOW, "Reden"),
}
_MOMENTS = {
    "current": "huidige trede",
    "expected": "verwachte trede",
    "target": "doeltrede",
    "realised": "bereikte trede",
}
ACCOUNTS = {
    "outflow.net_change": {END: 1, START: -1},
    "outflow.flow_residual": {END: 1, START: -1, CAME: -1, LEFT: 1},
    "outflow.implied_stock_start": {END: 1, CAME: -1, LEFT: 1},
}
_WAYS = ("ladder.share_up", "ladder.share_same", "ladder.share_down")
STANDING = ("ladder.share", "ladder.group_share")
_BASES = {"expected": "verwacht door begeleiders", "realised": "gerealiseerd"}
# Twelve digits are printed; what is left is noise.
_NOISE = 1e-6


@dataclass(frozen=True)
class Figures:
    """Reads the rows of an evaluation; `labels` are the Dutch names by code per codelist."""

    reading: Outsider
    labels: Mapping[str, Mapping[str, str]]

    def read(self) -> None:
        """Take in all rows."""
        for row in self.reading.evaluation.figures:
            place = Spot(FIGURES, row["indicator"], row["group"], "value")
            name = self._name(row["indicator"], row["group"])
            if row["n"]:
                base = self._base(row["indicator"], row["group"])
                self.reading.count_of(base, float(row["n"]), place._replace(column="n"))
            if row["value"]:
                self._value(row, name, place)
            if row["value"] and row["lower"] and "Wilson" in row["method"]:
                self._interval(row, name, place)

    def _value(self, row: Mapping[str, str], name: Name, place: Spot) -> None:
        value = float(row["value"])
        if row["unit"] == "person" and row["indicator"].endswith("count"):
            self.reading.count_of(name, value, place)
        elif row["unit"] == "percent" and row["n"] and " / " in row["method"]:
            self.reading.count_of(name, value * float(row["n"]) / 100, place)
        elif row["indicator"] in ACCOUNTS:
            self._account(row["indicator"], row["group"].lower(), value)
        elif row["indicator"] == "ladder.mean_rung":
            self._mean(_MOMENTS.get(row["group"], ""), value)

    def _interval(self, row: Mapping[str, str], name: Name, place: Spot) -> None:
        """The base that an interval gives away, and with it the number that the share is of."""
        base = base_of_wilson(float(row["value"]), float(row["lower"]))
        if base is not None:
            rests_on = self._base(row["indicator"], row["group"])
            self.reading.count_of(rests_on, base, place._replace(column="lower"))
            self.reading.count_of((*name, "of"), base * float(row["value"]) / 100, place)

    def _name(self, indicator: str, group: str) -> Name:
        code, _, rest = group.partition(":")
        if indicator in _CODED:
            what, listed = _CODED[indicator]
            label = TOTAL if code == "total" else self.labels.get(listed, {}).get(code, code)
            return self.reading.name(what, label, rest)
        if indicator in STANDING:
            return self.reading.name(RUNG, _MOMENTS.get(code, code), rest)
        return self.reading.name("kengetal", indicator, group)

    def _base(self, indicator: str, group: str) -> Name:
        """What a figure rests on."""
        moment, _, rung = group.partition(":")
        if indicator in STANDING:
            return self.reading.name(ON_LADDER, _MOMENTS.get(moment, moment))
        if indicator in _WAYS:
            return self.reading.name(FROM_RUNG, _BASES.get(moment, moment), rung)
        return self.reading.name("kengetal", indicator, group, "n")

    def _account(self, indicator: str, group: str, value: float) -> None:
        """What is computed of rounded stocks and flows."""
        rule = self.reading.evaluation.rule
        signs = ACCOUNTS[indicator]
        found = {measure: flow(self.reading, measure, group) for measure in signs}
        weights = {
            self.reading.puzzle.rounded(name, rule): float(rule.base * signs[measure])
            for measure, name in found.items()
            if name is not None
        }
        if len(weights) == len(signs):
            within = Range(value - _NOISE, value + _NOISE)
            self.reading.puzzle.relate(weights, within, assumed=True)

    def _mean(self, moment: str, value: float) -> None:
        """The mean rung of rounded numbers."""
        rule = self.reading.evaluation.rule
        rungs = {
            name: int(name[3])
            for name in self.reading.seen
            if name[1:3] == (RUNG, moment) and len(name) == 4 and name[3].isdigit()
        }
        weights = {
            self.reading.puzzle.rounded(name, rule): number - value
            for name, number in rungs.items()
        }
        if weights:
            self.reading.puzzle.relate(weights, Range(-1e-4, 1e-4), assumed=True)
