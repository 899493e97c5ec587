"""The columns of targets, in the outflow chapter and in the audit; loads no drawing."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import COUNTED_SINCE, DIRECTIONS, STATEMENTS
from evalutils.counted_shares import precision
from evalutils.quantities import is_sign, qualified, quantity
from evalutils.show import cells, table_columns
from evalutils.show.table_columns import TableColumn

PRO_RATA = (
    "Naar rato: het resultaat als deel van wat bij een gelijk tempo op de peildatum bereikt zou "
    "zijn. Alleen voor aantallen die in de periode oplopen."
)

BUDGET_NOTE = (
    "Een begroting is een plan en geen resultaat. Verschil: het resultaat min de begroting, na "
    "wijziging als die er is; alleen als het resultaat van de hele periode is."
)


def _targets(frame: pd.DataFrame) -> pd.Series:
    text = cells.labels(frame, "direction", DIRECTIONS) + " " + _amounts(frame, "target")
    return text.where(frame["target"].notna(), dutch.MISSING)


def _results(frame: pd.DataFrame) -> pd.Series:
    given = zip(_reached(frame, "result", ""), frame["early"], frame["measured_on"], strict=True)
    texts = [
        f"{text} (stand van {dutch.long_date(day)})" if early and text != dutch.MISSING else text
        for text, early, day in given
    ]
    return pd.Series(texts, index=frame.index, dtype="object")


def _reached(frame: pd.DataFrame, column: str, prefix: str) -> pd.Series:
    text = _amounts(frame, column)
    for kind in ("persons", "percentages"):
        name = f"{prefix}{kind}"
        text = text.where(frame[f"hidden_{name}"].isna(), cells.left_out(frame, name))
    return text


def _periods(frame: pd.DataFrame) -> pd.Series:
    """The period of each row, where an indicator has more than one."""
    days = zip(frame["target_start"], frame["target_end"], strict=True)
    text = pd.Series([dutch.period(*pair) for pair in days], index=frame.index, dtype="object")
    return text if frame["several"].any() else text.mask(text.notna(), dutch.MISSING)


def _amounts(frame: pd.DataFrame, column: str, *, signed: bool = False) -> pd.Series:
    signs, codes = frame["unit"].map(_sign), precision(frame, column)
    rows = zip(frame[column], signs, codes, strict=True)
    texts = [
        dutch.MISSING
        if pd.isna(value)
        else qualified(quantity(value, decimals(value, unit), unit, signed=signed), code)
        for value, unit, code in rows
    ]
    return pd.Series(texts, index=frame.index, dtype="object")


def decimals(value: float, unit: str) -> int:
    """How many decimals a value is shown with: its own, at most two; of money none or two."""
    if float(value).is_integer():
        return 0
    tenths = round(10 * value, 6).is_integer() and not UNITS[unit].measures.startswith("money")
    return 1 if tenths else 2


def _sign(unit: str) -> str:
    """The unit where it is a sign or a time; other words stand in the name of the target."""
    return unit if is_sign(unit) or UNITS[unit].measures == "time" else "item"


def _difference_share(row: Any) -> str:
    return qualified(dutch.signed_percent(row.difference_share), row.qualifier_difference)


COLUMNS = {
    "indicator": table_columns.texts("Doel", "indicator"),
    "period": TableColumn("Periode", _periods, words=True),
    "target": TableColumn("Streefwaarde", _targets),
    "result": TableColumn("Resultaat", _results),
    "counted_since": table_columns.names("Geteld vanaf", "counted_since", COUNTED_SINCE),
    "ratio": table_columns.percents("Deel van doel", "ratio", 0),
    "elapsed": table_columns.percents("Periode voorbij", "elapsed", 0),
    "pro_rata": table_columns.percents("Naar rato", "pro_rata", 0),
    "reached": table_columns.names("Gehaald", "reached", {True: "ja", False: "nee"}),
    "statement": table_columns.names("Oordeel van de bron", "statement", STATEMENTS),
}
# What was budgeted, beside what came of it.
BUDGET_COLUMNS = (
    table_columns.texts("Wat", "indicator"),
    TableColumn("Periode", _periods, words=True),
    *(
        TableColumn(heading, partial(_amounts, column=column))
        for heading, column in (
            ("Begroot", "budget"),
            ("Begroot na wijziging", "revised_budget"),
        )
    ),
    TableColumn("Resultaat", _results),
    TableColumn("Verschil", partial(_amounts, column="difference", signed=True)),
    table_columns.each("Verschil in %", _difference_share),
    TableColumn("Vorig resultaat", partial(_reached, column="previous_result", prefix="previous_")),
)
TARGET_COLUMNS = {name: column.heading for name, column in COLUMNS.items()}


def target_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The finished cells of targets, a row each."""
    return pd.DataFrame({name: column.cells(frame) for name, column in COLUMNS.items()})
