"""Whether what an evaluation declares of its series is so in the data of both periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from evalutils.contracts.breaks import COHORTS, FOLLOWING
from evalutils.contracts.vocabulary import WORK
from evalutils.dataset.evaluation import Comparable, Evaluation
from evalutils.dataset.faults import FaultList, quoted, suggestion
from evalutils.dataset.find import EVALUATION_FILE, WORKBOOK_FILE
from evalutils.dataset.library import Library
from evalutils.dataset.mergers import border_days

KEY = "comparable_with"
# Nobody said that the clients are others.
_UNDECLARED = Comparable(clients="same")
_REMEDY = "Name '{change}' in 'changed', or correct one of the two."


def check_comparable(
    evaluation: Evaluation, others: Sequence[Evaluation], library: Library, faults: FaultList
) -> None:
    """Report every declared comparison that the data contradict, by file and row.

    Of periods that share days no client may be in both, declared or not: figures beside each other
    would count them twice.

    Parameters
    ----------
    evaluation
        The one that declares.
    others
        The other evaluations of its programme.
    library
        The shared files.
    faults
        Hears what is wrong.
    """
    known = {item.key.period: item for item in others}
    file = f"{evaluation.key}/{EVALUATION_FILE}"
    for period, declared in evaluation.comparable_with.items():
        place = f"{KEY}.{period}"
        if period == COHORTS:
            if "durability" not in evaluation.tables:
                problem = "there is no table durability with cohorts. Add it, or remove this line."
                faults.add(file, problem, column=place)
        elif period not in known:
            hint = suggestion(period, known) or f"This programme has {', '.join(known) or 'none'}."
            problem = f"{quoted(period)} is no other period of this programme. {hint}"
            faults.add(file, problem, column=place)
        elif known[period].period_start >= evaluation.period_start:
            problem = f"{quoted(period)} is not an earlier period. Declare it in the later one."
            faults.add(file, problem, column=place)
        else:
            _Pair(evaluation, known[period], declared, library, faults).check(place)
    for other in others:
        if other.key.period not in evaluation.comparable_with and _place(other) < _place(
            evaluation
        ):
            _Pair(evaluation, other, _UNDECLARED, library, faults).check_clients()


def _place(evaluation: Evaluation) -> tuple[object, ...]:
    return evaluation.period_start, evaluation.period_end, evaluation.key.period


@dataclass(frozen=True)
class _Pair:
    """An evaluation beside the earlier period that it declares itself comparable with."""

    now: Evaluation
    before: Evaluation
    declared: Comparable
    library: Library
    faults: FaultList

    def check(self, place: str) -> None:
        """Report what is not as it is declared."""
        own = self.faults.of(f"{self.now.key}/{EVALUATION_FILE}")
        for change, problem in self._said_apart():
            if change not in self.declared.changed:
                own.add(f"{problem} {_REMEDY.format(change=change)}", column=place)
        for check in (self._bases, self._codes, self._definitions):
            check()
        if self._overlap and not self._both_follow:
            own.add(
                f"{self._days}, so that they count the same people twice. Correct a period, or "
                "remove this line.",
                column=place,
            )
        if self.declared.clients == "same" and self._both_follow and not len(self._in_both):
            own.add(
                f"no client of {self.before.key.period} is in {self._both_follow} here. Write "
                "{clients: other}, or make the pseudonyms of both periods with one key.",
                column=place,
            )
        self.check_clients()

    def _said_apart(self) -> Iterator[tuple[str, str]]:
        """What evaluation.yaml says otherwise than that of the earlier period."""
        now, before, name = self.now, self.before, self.before.key.period
        ladders = {now.ladder, before.ladder} - {None}
        if len(ladders) > 1:
            yield "ladder", f"the ladder here is {now.ladder} and that of {name} {before.ladder}."
        if now.municipality_code != before.municipality_code:
            codes = f"{now.municipality_code} and that of {name} {before.municipality_code}"
            yield "border", f"the code of the municipality here is {codes}."
        elif now.municipality_code:
            span = before.period_start, now.period_end
            for day in border_days(self.library.mergers, now.municipality_code, *span):
                yield "border", f"the municipality got other borders on {day}."

    def _bases(self) -> None:
        """A share of another base is another share."""
        if "base" in self.declared.changed:
            return
        if any("exits" not in item.tables for item in (self.now, self.before)):
            return
        earlier: dict[tuple[str, str], set[str]] = {}
        for _, about, base in _bases_of(self.before.tables["exits"]):
            earlier.setdefault(about, set()).add(base)
        for row, about, base in _bases_of(self.now.tables["exits"]):
            if about in earlier and base not in earlier[about]:
                then = f"{' or '.join(sorted(earlier[about]))} in {self.before.key.period}"
                problem = f"the base is {base} here and {then}. {_REMEDY.format(change='base')}"
                self._add("exits", problem, [row], "base")

    def _codes(self) -> None:
        """Work that one period counts apart is part of another kind of work in the other."""
        if "codes" in self.declared.changed:
            return
        here, there = (self._kinds_of_work(item) for item in (self.now, self.before))
        if not (here and there):
            return
        for destination in sorted({*here} - {*there}):
            problem = f"{destination} is not counted apart in {self.before.key.period}. "
            remedy = _REMEDY.format(change="codes")
            self._add("exits", problem + remedy, here[destination], "destination")
        for destination in sorted({*there} - {*here}):
            problem = f"{destination} is not counted apart in {self.now.key.period}, which "
            problem += f"declares itself comparable ({KEY}). {_REMEDY.format(change='codes')}"
            self._add("exits", problem, there[destination], "destination", of=self.before)

    def _kinds_of_work(self, evaluation: Evaluation) -> dict[str, list[int]]:
        """The typed rows of each destination that is work."""
        if "exits" not in evaluation.tables or "spells" in evaluation.tables:
            return {}
        exits, known = evaluation.tables["exits"], self.library.destinations
        work = [code for code in exits["destination"].unique() if known[code].grouping in WORK]
        return {code: [*exits.index[exits["destination"].eq(code)]] for code in work}

    def _definitions(self) -> None:
        """What lasted under another definition is another share."""
        if "definition" in self.declared.changed:
            return
        tables = [item.tables.get("durability") for item in (self.now, self.before)]
        if any(table is None or table.empty for table in tables):
            return
        here, there = (table["definition"] for table in tables if table is not None)
        rows = here.index[~here.isin(there)]
        if len(rows):
            problem = f"this definition is not that of {self.before.key.period}. "
            remedy = _REMEDY.format(change="definition")
            self._add("durability", problem + remedy, rows, "definition")

    @cached_property
    def _both_follow(self) -> str:
        """A table in which both follow clients; empty without one."""
        both = self.now.tables.keys() & self.before.tables.keys()
        return next((table for table in FOLLOWING if table in both), "")

    @property
    def _overlap(self) -> bool:
        return self.now.period_start <= self.before.period_end

    @property
    def _days(self) -> str:
        until = min(self.before.period_end, self.now.period_end)
        return f"This period and {self.before.key.period} share {self.now.period_start} to {until}"

    @cached_property
    def _in_both(self) -> pd.Index[int]:
        """The rows here of clients whom the earlier period follows too."""
        if not (table := self._both_follow):
            return pd.Index([], dtype="int64")
        here, there = (item.tables[table]["client_id"] for item in (self.now, self.before))
        return here.index[here.isin(there.unique())]

    def check_clients(self) -> None:
        """Report clients that are in two groups of others, or count twice on one day."""
        rows = self._in_both
        if not len(rows) or (self.declared.clients == "same" and not self._overlap):
            return
        table = self._both_follow
        name = f"{self.before.key.period}/{self._file(table, self.before)}"
        remedy = (
            f"{self._days}, so that they count twice. Correct a period, or leave these clients "
            "out of one of the two."
            if self._overlap
            else f"Write {{clients: same}} in {KEY}, or correct the pseudonyms."
        )
        self._add(table, f"these clients are in {name} too. {remedy}", rows, "client_id")

    def _add(
        self,
        table: str,
        problem: str,
        rows: Sequence[int] | pd.Index[int],
        column: str,
        of: Evaluation | None = None,
    ) -> None:
        item = of or self.now
        file = f"{item.key}/{self._file(table, item)}"
        self.faults.add_rows(file, problem, sorted(map(int, rows)), column=column)

    @staticmethod
    def _file(table: str, evaluation: Evaluation) -> str:
        """The name of the file of a table, as messages give it."""
        found = sorted(path.name for path in evaluation.folder.glob(f"{table}.*"))
        return found[0] if found else f"{WORKBOOK_FILE}, sheet {table}"


def _bases_of(exits: pd.DataFrame) -> Iterator[tuple[int, tuple[str, str], str]]:
    """Row, destination with group, and base; an empty base is all who left."""
    columns = ["destination", "group", "base"]
    texts = exits[columns].astype("object").where(exits[columns].notna(), "")
    for row, destination, group, base in texts.itertuples(name=None):
        yield int(row), (str(destination), str(group)), str(base) or "all exits"
