"""Claims of one document, and the values that a printed number may stand for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evalutils.audit.interval import ValueRange, exactly
from evalutils.contracts.units import UNITS
from evalutils.dataset.evaluation import Evaluation

EXACT = ("", "exact")


@dataclass(frozen=True)
class Claim:
    """One published figure."""

    evaluation: str  # ``municipality/programme/period``
    row: int  # row in claims.csv as a spreadsheet numbers it
    source: str
    name: str
    quantity: str
    value: float  # NaN where the source prints no number
    decimals: int
    unit: str
    qualifier: str
    # formula, indicator, alternative, explanation, accepted: as in claims.csv; empty when not
    # given.
    formula: str
    indicator: str
    topic: str
    alternative: str
    explanation: str
    accepted: str
    locator: str
    rounded_to: float = 0.0  # what the source rounds to; 0 for the last printed digit
    base: str = ""  # of a percentage: the claim with the number of people that it is of
    words: str = ""  # what the source prints where it writes no number

    @property
    def has_number(self) -> bool:
        """Whether the source prints a number, in digits or in words."""
        return not math.isnan(self.value)

    @property
    def half_unit(self) -> float:
        """Half of what the figure is rounded to.

        About adds one whole unit; and about 600 may have been rounded to hundreds, for its zeros
        say no more than that.
        """
        unit = self.rounded_to or 10.0**-self.decimals
        if self.qualifier != "circa":
            return 0.5 * unit
        zeros = unit
        while not self.rounded_to and self.value and self.value % (10 * zeros) == 0:
            zeros *= 10
        return max(1.5 * unit, 0.5 * zeros)

    @property
    def reading(self) -> ValueRange:
        """The values that the printed figure allows when it is checked itself."""
        if self.qualifier in ("at_least", "more_than"):
            return ValueRange(self.value, math.inf)
        if self.qualifier in ("at_most", "less_than"):
            return ValueRange(-math.inf, self.value)
        return ValueRange(self.value - self.half_unit, self.value + self.half_unit)

    @property
    def input(self) -> ValueRange:
        """The values it may stand for in the formula of another claim.

        A count or amount printed without decimals is taken at its word; a percentage, a number
        with decimals, thousands of euros and what says so itself were rounded.
        """
        unit = UNITS[self.unit]
        rounded = unit.measures == "share" or self.decimals > 0 or unit.factor > 1
        rounded = rounded or self.rounded_to > 0
        if self.qualifier in EXACT and not rounded:
            return exactly(self.value)
        reading = self.reading
        # Nothing that is counted can be negative: a printed 0 stands for 0 and up.
        return ValueRange(max(reading.low, 0.0), reading.high) if self.value >= 0 else reading


def claims_of(evaluation: Evaluation) -> list[Claim]:
    """The claims of an evaluation's table, without those that miss a cell they need."""
    from evalutils.frames import rows

    table = evaluation.tables.get("claims")
    if table is None:
        return []
    texts = ["source", "qualifier", "formula", "indicator", "topic", "alternative"]
    texts += ["explanation", "accepted", "locator", "base", "words"]
    printed = table[["value", "decimals"]].notna().all(axis=1) | table["words"].notna()
    whole = table[table[["claim", "quantity", "unit"]].notna().all(axis=1) & printed]
    filled = whole.assign(
        rounded_to=whole["rounded_to"].fillna(0.0),
        value=whole["value"].astype("float64"),
        decimals=whole["decimals"].fillna(0),
        **{name: whole[name].fillna("") for name in texts},
    )
    return [
        Claim(
            evaluation=str(evaluation.key),
            row=int(row.Index),
            source=row.source or evaluation.sources[0],
            name=row.claim,
            value=float(row.value),
            decimals=int(row.decimals),
            quantity=row.quantity,
            unit=row.unit,
            rounded_to=float(row.rounded_to),
            **{name: getattr(row, name) for name in texts[1:]},
        )
        for row in rows(filled)
    ]
