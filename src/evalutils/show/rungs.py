"""The rungs of a ladder by their names, and the table of its scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import BASES, MOMENTS
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show import cells, table_columns
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

UNKNOWN = "onbekend"
FOLDED = "·"
FOLDED_NOTE = f"{FOLDED}: te klein om te tonen; telt mee in de tabel per groep van treden."
# Columns that several tables of rungs have.
MOMENT = table_columns.names(
    "Moment", "moment", {code: dutch.capital(name) for code, name in MOMENTS.items()}
)
BASIS = table_columns.names("Grondslag", "basis", BASES)
COUNT = table_columns.counts("Aantal", "count")
TO = each("Naar", lambda row: dutch.capital(_goal(row.to_rungs)))


def rung_column(
    heading: str, column: str, scheme: LadderScheme, *, words: bool = False
) -> TableColumn:
    """Rungs by number and name."""
    return each(heading, lambda row: rung_name(str(getattr(row, column)), scheme), words=words)


def rung_name(rung: str, scheme: LadderScheme) -> str:
    """``2 sociale contacten``, or the Dutch word for an unknown rung."""
    names = {str(item.number): f"{item.number} {item.label}" for item in scheme.rungs}
    return names.get(rung, UNKNOWN)


def group_name(group: str, scheme: LadderScheme) -> str:
    """``1-2 contacten``, of the group of the rungs 1 and 2; or the word for an unknown rung."""
    names = {scheme.groups.get(rung.number): rung.group for rung in scheme.rungs}
    return f"{group} {names[group]}" if group in names else UNKNOWN


def rung_label(rung: str, scheme: LadderScheme) -> str:
    """``Trede 2: sociale contacten``, as a chart names it."""
    names = {str(item.number): f"{item.number}: {item.label}" for item in scheme.rungs}
    return f"Trede {names.get(rung, UNKNOWN)}"


def _goal(rungs: str) -> str:
    """``5-6`` as ``trede 5-6``, `same` and `higher` in words."""
    words = {"same": "dezelfde trede", "higher": "een hogere trede"}
    return words.get(rungs, f"trede {rungs}")


def table(scheme: LadderScheme) -> HtmlTable | Nothing:
    """The rungs of the scheme with the rule that decides them."""
    crosswalk = scheme.crosswalk
    national = {} if crosswalk is None else crosswalk.rungs
    return table_of(
        pd.DataFrame({"rung": scheme.rungs}),
        [
            each("Trede", lambda row: f"{row.rung.number} {row.rung.label}"),
            each("Wanneer", lambda row: row.rung.rule, words=True),
            each("Landelijke trede", lambda row: _national(national, row.rung.number), words=True),
        ],
        name="schema",
        title=f"{scheme.title}: de treden",
        notes=[
            *([scheme.decision] if scheme.decision else []),
            *([] if crosswalk is None else [crosswalk.loss]),
        ],
    )


def _national(national: Mapping[int, tuple[int, ...]], rung: int) -> str:
    if rung not in national:
        return dutch.MISSING
    return " of ".join(map(str, national[rung])) or "geen"


@unless_empty
def square_table(
    result: Publishable,
    scheme: LadderScheme,
    corner: str,
    *,
    name: str,
    title: str,
    notes: Sequence[str],
    named_by: Callable[[str, LadderScheme], str] = rung_name,
) -> HtmlTable | Nothing:
    """Clients from rung (rows) to rung (columns); nothing when every number was left out."""
    frame = result.frame
    if result.empty or frame["count"].isna().all():
        return Nothing()
    texts = frame.assign(text=cells.counts(frame, "count"))
    if "folded" in frame and frame["folded"].any():
        texts["text"] = texts["text"].mask(frame["folded"], FOLDED)
        notes = [*notes, FOLDED_NOTE]
    wide = texts.pivot(index="from_rung", columns="to_rung", values="text").reset_index()
    rungs = [TableColumn(f"Naar {rung}", itemgetter(rung)) for rung in wide.columns[1:]]
    return table_of(
        wide,
        [each(corner, lambda row: named_by(str(row.from_rung), scheme)), *rungs],
        name=name,
        title=title,
        notes=[*notes, *cells.left_out_notes(frame)],
    )
