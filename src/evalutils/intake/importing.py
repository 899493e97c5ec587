"""Brings an export into the data folder: as a whole, or nothing of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.import_record import KEY_CHECK
from evalutils.dataset.client_rules import check_client_rules
from evalutils.dataset.evaluation_file import read_evaluation_file
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.group_columns import check_groups
from evalutils.dataset.library import Library, read_library, require_data_dir
from evalutils.dataset.new_evaluation import (
    check_place,
    place_evaluation,
    replace_evaluation,
    source_key,
)
from evalutils.dataset.period_names import NamedPeriod, period_of
from evalutils.dataset.sources_file import Source
from evalutils.errors import InputError
from evalutils.identifiers.pseudonyms import DIGEST_BYTES, digest, pseudonyms
from evalutils.intake.client_rows import ClientRows
from evalutils.intake.exports import Export
from evalutils.intake.mapping import ImportMapping, TableMap, read_mapping
from evalutils.intake.reporting import lines, recorded
from evalutils.intake.row_rules import ruled
from evalutils.intake.taking_in import Intake, Told
from evalutils.intake.written import (
    evaluation_text,
    source_text,
    under_another_key,
    write_record,
    write_tables,
)
from evalutils.keys import EvaluationKey

# So many rows are checked at a time, with all rows of a client together.
_AT_A_TIME = 1_000_000
_NEW_SOURCE = Source("", "", "", "", "")


@dataclass(frozen=True)
class ImportOrder:
    """What to import, and to where.

    Without a key, of which `without_key` then says why, all else that is wrong is told and nothing
    is written.
    """

    export: Export
    mapping: Path
    key: EvaluationKey
    pseudonym_key: bytes | None
    replace: bool = False
    without_key: str = ""


def import_export(data_dir: Path, order: ImportOrder, tell: Callable[[str], None]) -> Path:
    """Read an export and make the folder of its evaluation.

    Parameters
    ----------
    data_dir
        The data folder.
    order
        The export, its mapping and the evaluation.
    tell
        Hears what was done with the rows; counts below ten are not told.

    Returns
    -------
    Path
        The folder of the evaluation.

    Raises
    ------
    DataError
        With everything that is wrong with the mapping or the export; nothing was written then.
    IdentifierError
        When what is read tells who somebody is.
    InputError
        When the folder is there already, or one of the files is not.
    """
    require_data_dir(data_dir)
    faults = FaultList(str(data_dir))
    library = read_library(data_dir, faults)
    faults.stop()
    _check_target(data_dir, order)
    faults = FaultList()
    mapping = read_mapping(order.mapping, library, faults.of(order.mapping.name))
    faults.stop()
    assert mapping is not None
    text = evaluation_text(mapping, order.key, _period(order.key), tuple(library.municipalities))
    taken = _take_in(order, mapping, faults)
    if order.pseudonym_key is None:
        faults.add("the key", order.without_key)
    faults.stop()
    write = _writer(order, library, taken, text)
    if order.replace and (data_dir / str(order.key)).exists():
        folder = replace_evaluation(data_dir, order.key, write)
    else:
        folder = place_evaluation(data_dir, order.key, source_text(mapping, order.key), write)
    for table, rows, told in taken:
        for line in lines(table, told, rows.people):
            tell(line)
    if others := under_another_key(folder, _check_of(order)):
        tell(
            "Other periods of this programme have pseudonyms under another key: "
            f"{', '.join(others)}. Import these again with this key; until then a client of two "
            "periods counts as two."
        )
    return folder


def _check_of(order: ImportOrder) -> str:
    """A pseudonym of nobody, under this key and in this programme."""
    scope = f"{order.key.municipality}/{order.key.programme}"
    return pseudonyms(digest(order.pseudonym_key or b"", f"{scope}/{KEY_CHECK}", ""))[0]


def _check_target(data_dir: Path, order: ImportOrder) -> None:
    folder = data_dir / str(order.key)
    if not folder.exists():
        check_place(order.key, folder)
    elif not order.replace:
        raise InputError(
            f"'{folder}' exists already. Give --replace to put these tables in it in the place of "
            "those of the same name; its other files stay as they are."
        )
    elif not (folder / EVALUATION_FILE).is_file():
        raise InputError(f"'{folder}' holds no {EVALUATION_FILE}, so that it is no evaluation.")


def _period(key: EvaluationKey) -> NamedPeriod:
    period = period_of(key.period)
    if period is None:
        raise InputError(
            f"'{key.period}' is no period. Name the folder 2023, 2023-h1, 2023-q1-q3, 2021-2023 or "
            "2022-03."
        )
    return period


class _Taken(NamedTuple):
    """A table that was taken in, and what became of the rows of its export."""

    table: TableMap
    rows: ClientRows
    told: Told


def _take_in(order: ImportOrder, mapping: ImportMapping, faults: FaultList) -> list[_Taken]:
    """Every table of the mapping that has rows."""
    key = order.pseudonym_key or secrets.token_bytes(DIGEST_BYTES)
    scope = f"{order.key.municipality}/{order.key.programme}"
    found = []
    for table in mapping.tables:
        own, parts = order.export.parts(table, faults)
        intake = Intake(table, key, scope, own)
        for part in parts:
            intake.add(part)
        rows = intake.rows()
        if rows is None:
            continue
        for group in table.groups:
            used = pd.DataFrame({group: list(rows.words[group].texts)}, dtype="str")
            check_groups(used, [group], 0, own)
        rows = ruled(rows, table, mapping.observed_until, intake.told, own)
        intake.told.kept = len(rows)
        found.append(_Taken(table, rows, intake.told))
    return found


def _writer(
    order: ImportOrder, library: Library, taken: Sequence[_Taken], text: str
) -> Callable[[Path], None]:
    """Fills a folder, unless what is taken in breaks a rule of the tables."""
    maps = {item.table.table.name: item.table for item in taken}
    tables = {item.table.table.name: item.rows for item in taken}

    def write(folder: Path) -> None:
        folder.chmod(0o700)
        if not (folder / EVALUATION_FILE).exists():
            (folder / EVALUATION_FILE).write_text(text, encoding="utf-8")
        faults = FaultList()
        cites = {**library.sources, source_key(order.key): _NEW_SOURCE}
        own = faults.of(EVALUATION_FILE)
        evaluation = read_evaluation_file(folder, order.key, replace(library, sources=cites), own)
        for frames in _portions(tables, maps):
            names = {name: f"{name} (rows of the export)" for name in frames}
            check_client_rules(evaluation, frames, names, library, date.today(), faults)
        faults.stop()
        write_tables(folder, tables)
        counts = {item.table.table.name: recorded(item.table, item.told) for item in taken}
        write_record(folder, counts, _check_of(order))

    return write


def _portions(
    tables: Mapping[str, ClientRows], maps: Mapping[str, TableMap]
) -> Iterator[dict[str, pd.DataFrame]]:
    """The tables for a part of the clients at a time."""
    number = 1 + max(map(len, tables.values())) // _AT_A_TIME
    for place in range(number):
        which = {
            name: rows.clients[:, 0] % np.uint64(number) == place for name, rows in tables.items()
        }
        yield {
            name: rows.take(which[name]).frame(maps[name])
            for name, rows in tables.items()
            if which[name].any()
        }
