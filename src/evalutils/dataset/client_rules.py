"""Rules for client tables that look beyond one cell; no message shows a value about a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.client_arms import check_client_arms
from evalutils.dataset.client_links import check_links, check_period
from evalutils.dataset.codelists import DESTINATIONS_FILE, END_REASONS_FILE
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList, FileFaults, folded
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.library import Library, ladder_of
from evalutils.frames import day_numbers
from evalutils.identifiers.pseudonyms import is_damaged, not_accepted

Mask = npt.NDArray[np.bool_]

# Nobody of working age started earlier; 1900-01-01 and the like stand for a day not known.
EARLIEST = date(1950, 1, 1)
_TORN = (
    "this is no whole pseudonym: the file is damaged here. Take it as it was before, or import the "
    "export again."
)


def check_client_rules(
    evaluation: Evaluation | None,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    library: Library,
    today: date,
    faults: FaultList,
) -> None:
    """Check the client tables of an evaluation by themselves.

    `evaluation` is None when evaluation.yaml has a fault; in `tables` cells with a fault are
    missing; `names` is also of tables that cannot be read; no spell or measurement can begin after
    the tables were made, nor after `today`. One fault per kind of problem, with the first rows.
    """
    until = None if evaluation is None else evaluation.observed_until
    for table, name in names.items():
        if TABLES[table].client_level and evaluation is not None:
            _check_privacy(evaluation, faults.of(name))
    for table in ("spells", "benefits", "measurements"):
        if table not in tables:
            continue
        check = _Check(tables[table], today, faults.of(names[table]), until)
        # What is wrong with evaluation.yaml is said there.
        check.clients(synthetic=evaluation is None or evaluation.synthetic)
        check.known("source", library.sources, "sources.yaml")
        if table == "measurements":
            check.measurements()
            check.rungs(evaluation, library)
        else:
            check.spells()
    if "spells" in tables:
        codes = [item.code for item in library.destinations.values() if item.grouping != "total"]
        check = _Check(tables["spells"], today, faults.of(names["spells"]))
        check.known("destination", codes, DESTINATIONS_FILE, _codes_hint(tables["spells"], library))
        check.destinations()
        check_client_arms(tables["spells"], names["spells"], evaluation, faults)
    if evaluation is not None and any(TABLES[table].client_level for table in names):
        check_period(evaluation, today, faults)
    check_links(tables, names, faults)
    if "benefits" in names and "spells" not in names:
        faults.add(names["benefits"], "it is only used beside spells. Add a file of spells.")


def _codes_hint(spells: pd.DataFrame, library: Library) -> str:
    """How to find the codes of destinations, without a value that stands in a row."""
    known = library.destinations
    others = [value for value in spells["destination"].dropna().unique() if value not in known]
    if any(library.reason_hint(value) for value in others):
        return (
            "These look like codes or names of the national benefit statistics: "
            f"{END_REASONS_FILE} says for each which destination to write."
        )
    names = {folded(item.label) for item in known.values()}
    if any(folded(value) in names for value in others):
        return "These are Dutch names: write the code that stands before the name there."
    return "Correct it, or add it there."


def _check_privacy(evaluation: Evaluation, faults: FileFaults) -> None:
    if evaluation.disclosure == "published" and not evaluation.synthetic:
        problem = (
            "data of clients are never public, but evaluation.yaml says 'disclosure: published'. "
            "Write 'disclosure: protected' there, or 'synthetic: true' when the clients are "
            "invented."
        )
        faults.add(problem)


class _Check:
    """The rules of one table; each method reports one group of problems."""

    def __init__(
        self, frame: pd.DataFrame, today: date, faults: FileFaults, until: date | None = None
    ) -> None:
        self.frame = frame
        self.today = pd.Timestamp(today)
        self.until = self.today if until is None else min(pd.Timestamp(until), self.today)
        self.faults = faults

    def _report(self, wrong: pd.Series[bool] | Mask, problem: str, column: str = "") -> None:
        rows = self.frame.index[np.asarray(wrong, dtype=bool)]
        if len(rows):
            self.faults.add_rows(problem, sorted(rows), column=column)

    def clients(self, *, synthetic: bool) -> None:
        """Clients go by a pseudonym that `import` made; invented ones by that of `synthesise`.

        Where most do, another id that is a part of one, or that stands in a row without its day,
        shows that the file is torn: it says of nobody who that is.
        """
        column = self.frame["client_id"]
        ids = column.dropna().unique()
        others = set(not_accepted(ids, synthetic=synthetic))
        if 2 * len(others) < len(ids):
            rows = column.isin(others)
            day = self.frame["start" if "start" in self.frame else "date"]
            torn = rows & (day.isna() | column.where(rows, "").map(is_damaged))
            torn |= rows & torn.shift(fill_value=False)  # the rest of the row before
            others -= set(column[torn])
            self._report(torn, _TORN, "client_id")
        if number := len(others):
            problem = (
                f"{number} of {len(ids)} ids are no pseudonyms of evalutils. Make them of the "
                "export: evalutils import EXPORT --mapping mapping.yaml --to "
                "MUNICIPALITY/PROGRAMME/PERIOD."
            )
            self.faults.refuse(problem, column="client_id")

    def known(
        self,
        column: str,
        codes: Mapping[str, object] | list[str],
        where: str,
        hint: str = "Correct it, or add it there.",
    ) -> None:
        """Codes stand in a shared file, unless that has a fault of its own."""
        values = self.frame[column]
        if codes and values.notna().any():
            problem = f"this is not in {where}. {hint}"
            self._report(values.notna() & ~values.isin(list(codes)), problem, column)

    def spells(self) -> None:
        """Days run forward and spells of one client do not overlap."""
        start, end = self.frame["start"], self.frame["end"]
        self._not_yet("start", "Correct the date, or leave out what is only planned.")
        before = f"this is before {EARLIEST}. Correct the date; leave out a day that is not known."
        self._report(start < pd.Timestamp(EARLIEST), before, "start")
        self._report(end < start, "this is before the start. Correct one of the two.", "end")
        if "birth_year" in self.frame:
            self._born_before("start")
        overlap = (
            "this begins before an earlier row of the same client has ended. Correct the dates, or "
            "make one row of the two."
        )
        self._report(_overlapping(self.frame), overlap, "start")

    def destinations(self) -> None:
        """A spell that has ended went somewhere, and one that has not did not."""
        ended, left = self.frame["end"].notna(), self.frame["destination"].notna()
        no_end = "a destination without an end. Fill in the last day, or empty the destination."
        no_place = "an end without a destination. Write 'unknown' when it is not known."
        self._report(left & ~ended, no_end, "end")
        self._report(ended & ~left, no_place, "destination")

    def measurements(self) -> None:
        """A client is measured while alive, and once per date and kind."""
        self._not_yet("date", "Correct the date.")
        self._born_before("date")
        problem = (
            "a client has several rungs on one date for one kind. Keep one row, or write true in "
            "'correction' of the one that replaces the other."
        )
        self._report(_ambiguous(self.frame), problem, "rung")

    def rungs(self, evaluation: Evaluation | None, library: Library) -> None:
        """Rungs are those of the scheme that the evaluation names."""
        scheme = evaluation and ladder_of(evaluation, library, self.faults)
        if scheme and scheme.numbers:
            allowed = [*map(str, scheme.numbers), "unknown"]
            rungs = self.frame["rung"]
            problem = f"this rung is not in scheme '{scheme.key}'. Write {', '.join(allowed)}."
            self._report(rungs.notna() & ~rungs.isin(allowed), problem, "rung")

    def _not_yet(self, column: str, hint: str) -> None:
        """What had not happened yet when the table was made cannot stand in it."""
        day = self.frame[column]
        self._report(day > self.today, f"this is after today. {hint}", column)
        problem = (
            f"this is after {self.until.date()}, when the tables were made ('observed_until' of "
            f"{EVALUATION_FILE}). {hint}"
        )
        self._report((day > self.until) & (day <= self.today), problem, column)

    def _born_before(self, column: str) -> None:
        year = self.frame["birth_year"].astype("float64")
        wrong = self.frame[column].dt.year < year
        self._report(wrong, "this is before the birth year. Correct one of the two.", column)


def _overlapping(frame: pd.DataFrame) -> Mask:
    """Rows that begin on or before the last day of an earlier row of the same client."""
    usable = frame["client_id"].notna() & frame["start"].notna()
    usable &= ~(frame["end"] < frame["start"])  # has a fault of its own
    places = np.flatnonzero(usable)
    client = pd.factorize(frame["client_id"].to_numpy()[places])[0]
    start, end = day_numbers(frame["start"])[places], day_numbers(frame["end"])[places]
    end[frame["end"].isna().to_numpy()[places]] = np.iinfo(np.int32).max
    wrong = np.zeros(len(frame), dtype=bool)
    wrong[places] = overlapping(client, start, end)
    return wrong


def overlapping(
    client: npt.NDArray[np.int64], start: npt.NDArray[Any], end: npt.NDArray[Any]
) -> Mask:
    """The same of numbered clients and days; a row that is still open ends after all others."""
    order = np.lexsort((start, client))
    latest = pd.Series(end[order]).groupby(client[order]).cummax().to_numpy()
    same = client[order][1:] == client[order][:-1]
    wrong = np.zeros(len(client), dtype=bool)
    wrong[order[1:][same & (start[order][1:] <= latest[:-1])]] = True
    return wrong


def _ambiguous(frame: pd.DataFrame) -> Mask:
    """Rows of a client, date and kind that do not say which single one of them counts."""
    key = ["client_id", "date", "kind"]
    repeated = frame[key].notna().all(axis=1) & frame.duplicated(key, keep=False)
    several = frame[repeated]
    groups = several.assign(marked=several["correction"].fillna(False).astype(bool)).groupby(key)
    marked, size = groups["marked"].transform("sum"), groups["marked"].transform("size")
    wrong = np.zeros(len(frame), dtype=bool)
    wrong[np.flatnonzero(repeated)] = (size != 2) | (marked != 1)
    return wrong
