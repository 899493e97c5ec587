"""Reads mapping.yaml: which column, code and day of an export is which of ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts.columns import Column
from evalutils.contracts.export_mapping import (
    COLUMNS_HINT,
    IMPORTED,
    LATE_AFTER_DAYS,
    MAPPING,
    REFUSE,
    RULES,
)
from evalutils.contracts.tables import Table
from evalutils.dataset.faults import FileFaults, nearest, quoted
from evalutils.dataset.library import Library
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader
from evalutils.identifiers.person_headings import heading_problem
from evalutils.intake.day_formats import DayReader, day_reader, format_problem
from evalutils.intake.key_texts import KeyTexts
from evalutils.keys import is_key_part
from evalutils.sentence_case import capital

_KEYS_DEEP = 4
# Filled in by us or by no export.
_NOT_MAPPED = ("source", "locator", "note")
# Columns of which the text in the export may be about one person: it is not kept.
_HIDDEN_IN_RESULT = ("client_id", "birth_year")


@dataclass(frozen=True)
class TableMap:
    """How one table of clients is read.

    Attributes
    ----------
    columns
        The column of the export, by our column; groups after those of the contract.
    codes
        What a text of the export is with us, by our column.
    fixed
        What stands in every row, by our column.
    keep
        The texts of rows that count, by column of the export.
    missing
        Texts that say that there is no value.
    rules
        What is done with rows that break each rule.
    registered, late_after_days
        The column of the export with the day on which a row was entered, empty without one, and
        how many days after its start that is too late.
    """

    table: Table
    columns: Mapping[str, str]
    file: str = ""
    sheet: str = ""
    query: str = ""
    days: DayReader = field(default=day_reader(()))
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    keep: Mapping[str, frozenset[str]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    rules: Mapping[str, str] = field(default_factory=dict)
    registered: str = ""
    late_after_days: int = LATE_AFTER_DAYS

    @property
    def groups(self) -> list[str]:
        """Our columns that are no columns of the contract."""
        known = {column.name for column in self.table.all_columns}
        return [name for name in (*self.columns, *self.fixed) if name not in known]

    @property
    def wanted(self) -> list[str]:
        """The columns of the export that are read, each once."""
        entered = [self.registered] if self.registered else []
        return list(dict.fromkeys([*self.columns.values(), *self.keep, *entered]))


@dataclass(frozen=True)
class ImportMapping:
    """What mapping.yaml says.

    `place` is the name and code of the municipality, where the name of the folder is none.
    """

    title: str
    organisation: str
    observed_until: date
    description: str
    ladder: str | None
    place: Mapping[str, str | None] | None
    tables: tuple[TableMap, ...]


def read_mapping(path: Path, library: Library, faults: FileFaults) -> ImportMapping | None:
    """Read mapping.yaml; None when anything is wrong with it."""
    content = read_yaml(path, faults, depth=_KEYS_DEEP)
    if content is None:
        return None
    read = KeyReader(faults, library.codes).keys(content, MAPPING.keys)
    tables = [name for name in IMPORTED if name in content]
    if not tables:
        faults.add(f"no table is mapped. Add {', '.join(IMPORTED)} or one of these.")
    found = [
        _TableReader(IMPORTED[name], read[name], library, faults).table_map()
        for name in tables
        if isinstance(read[name], dict)
    ]
    about = read["evaluation"] or {}
    _check_ladder(about.get("ladder"), tables, library, faults)
    if faults.found:
        return None
    return ImportMapping(
        about["title"],
        about["organisation"],
        about["observed_until"],
        about["description"] or "",
        about["ladder"],
        about["municipality"],
        tuple(found),
    )


def _check_ladder(
    ladder: str | None, tables: Collection[str], library: Library, faults: FileFaults
) -> None:
    if ladder and ladder not in library.ladders:
        meant = nearest(ladder, library.ladders) or ", ".join(library.ladders)
        faults.add(f"{quoted(ladder)} is no ladder. Known: {meant}.", column="evaluation.ladder")
    if "measurements" in tables and not ladder:
        problem = "measurements stand on the rungs of a ladder. Name it: ladder: participatieladder"
        faults.add(problem, column="evaluation.ladder")


@dataclass(frozen=True)
class _TableReader:
    """Reads what the mapping says of one table."""

    table: Table
    content: Mapping[str, Any]
    library: Library
    faults: FileFaults

    @property
    def _read(self) -> KeyTexts:
        return KeyTexts(self.content, self._add)

    def table_map(self) -> TableMap:
        columns, fixed = self._read.texts("columns", COLUMNS_HINT), self._read.texts("fixed")
        self._check_columns(columns, fixed)
        known = {*columns, *fixed}
        codes = self._read.lists("codes", dict)
        self._known_columns("codes", codes, known)
        self._check_kinds(columns, fixed, codes)
        for column in columns:
            if column not in codes and (allowed := self._allowed(column)) is not None:
                codes[column] = {code: code for code in allowed}
        for column, ours in codes.items():
            self._check_codes(column, set(ours.values()), f"codes.{column}")
        for column, ours in fixed.items():
            self._check_codes(column, {ours}, f"fixed.{column}")
        formats = self._read.listed("dates")
        for written in formats:
            if problem := format_problem(written):
                self._add(problem, "dates")
        keep = self._read.lists("keep", list)
        for name, values in keep.items():
            if not values:
                self._add("no value is named, so that no row would count.", f"keep.{name}")
        names = ("file", "sheet", "query", "registered")
        texts = {name: self.content.get(name) or "" for name in names}
        return TableMap(
            self.table,
            columns,
            days=day_reader(() if self.faults.found else tuple(formats)),
            codes=codes,
            fixed=fixed,
            keep={name: frozenset(values) for name, values in keep.items()},
            missing=frozenset(self._read.listed("missing")),
            late_after_days=self.content.get("late_after_days") or LATE_AFTER_DAYS,
            rules={name: self.content.get(name) or REFUSE for name in RULES},
            **texts,
        )

    def _add(self, problem: str, key: str = "") -> None:
        self.faults.add(problem, column=f"{self.table.name}.{key}" if key else self.table.name)

    def _check_columns(self, columns: Mapping[str, str], fixed: Mapping[str, str]) -> None:
        """Our columns are those of the table, and groups with a name that says no person."""
        names = [column.name for column in self.table.columns]
        given = [*columns, *fixed]
        absent = [name for name in names if name not in given]
        for place, name in [
            *(("columns", name) for name in columns),
            *(("fixed", n) for n in fixed),
        ]:
            if name in names:
                self._check_source(name, columns.get(name, ""))
                continue
            meant = nearest(name, absent)
            absent = [other for other in absent if other != meant]
            where = f"{place}.{name}"
            if meant:
                self._add(f"{self.table.name} has no such column. Did you mean '{meant}'?", where)
            elif name in _NOT_MAPPED or not is_key_part(name, "_"):
                problem = "a group has a name of lower case letters, digits and underscores."
                self._add(f"{problem} Write another, or remove the line.", where)
            else:
                self._check_source(name, columns.get(name, name))
        for column in self.table.columns:
            if column.name in absent and not column.may_be_absent:
                self._add(f"'{column.name}' is missing. {capital(COLUMNS_HINT)}", "columns")

    def _check_kinds(
        self, columns: Collection[str], fixed: Collection[str], codes: Collection[str]
    ) -> None:
        """Clients and days are read of every row, and not by a list of codes."""
        days = [column.name for column in self.table.columns if column.kind == "date"]
        for name in fixed:
            if name in columns:
                self._add("this column is mapped already. Remove one of the two.", f"fixed.{name}")
            elif name in ("client_id", "birth_year", *days):
                self._add("this differs per row. Name a column of the export.", f"fixed.{name}")
        for name in codes:
            if name in ("client_id", *days):
                hint = "Write the form of a day under 'dates', and what is none under 'missing'."
                self._add(f"this column has no codes. {hint}", f"codes.{name}")

    def _check_source(self, name: str, theirs: str) -> None:
        """What names a person or a special category is not read, whatever we would call it."""
        if name in _HIDDEN_IN_RESULT:
            return
        column = _column(self.table, name)
        special = column is None or column.kind != "date"
        for heading in (name, theirs):
            if heading and (problem := heading_problem(heading, special=special)):
                self.faults.refuse(problem, column=f"{self.table.name}.columns.{name}")
                return

    def _known_columns(self, key: str, found: Mapping[str, object], known: Collection[str]) -> None:
        for name in found:
            if name not in known:
                meant = nearest(name, known)
                hint = f"Did you mean '{meant}'?" if meant else f"Known: {', '.join(known)}."
                self._add(f"this column is not mapped. {hint}", f"{key}.{name}")

    def _check_codes(self, name: str, ours: set[str], where: str) -> None:
        """What a code becomes is what the contract allows."""
        allowed = self._allowed(name)
        for code in sorted(ours - {""}):
            if allowed is not None and code not in allowed:
                meant = nearest(code, allowed)
                known = f"Did you mean '{meant}'?" if meant else f"Known: {', '.join(allowed)}."
                self._add(f"{quoted(code)} is not allowed. {known}", where)

    def _allowed(self, name: str) -> list[str] | None:
        """The codes of a column, None when it takes any text."""
        column = _column(self.table, name)
        if column is None or column.kind in ("text", "date", "integer", "boolean", "rung"):
            return None
        if column.codelist:
            listed = self.library.destinations.values()
            return [item.code for item in listed if item.grouping != "total"]
        return list(column.allowed)


def _column(table: Table, name: str) -> Column | None:
    return next((column for column in table.columns if column.name == name), None)
