"""Files in many forms and states of damage give the same table or a fault, never another table."""

from collections import Counter
from importlib.util import find_spec
from random import Random

import pandas as pd
import pytest
from mutations import FEATURES, TABLE_ROWS, Folder, mutate, rows_of, workbook

from evalutils.contracts.tables import TABLES
from evalutils.dataset.reading import large_csv

# More of them: python benchmarks/reading.py
FILES = 400
# What these sheets hold besides is no part of the table, or reads in one way only.
HARMLESS = {
    *("", "wrong dimension", "strict", "prefix", "no references", "percent", "dates"),
    *("empty styles far away", "merged beside", "hidden sheet", "formula"),
}
CLIENT_TABLES = [table for table in TABLE_ROWS if TABLES[table].client_level]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("mutated"))


def test_a_mutated_file_is_read_right_or_refused_with_its_place(folder: Folder) -> None:
    random = Random(20)
    counts: Counter[str] = Counter()
    for _ in range(FILES):
        file = mutate(random)
        rows, faults = folder.read(file.table, file.suffix, file.content)
        assert all(fault.startswith(f"{file.table}.") for fault in faults), file.what
        assert all(fault.isprintable() for fault in faults), file.what
        if faults or not file.same:
            counts["refused"] += bool(faults)
            continue
        assert rows == rows_of(folder.tables[file.table]), f"{file.table}: {file.what}"
        counts["same"] += 1
    assert counts["same"] > FILES / 10
    assert counts["refused"] > FILES / 10


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("table", TABLE_ROWS)
def test_what_a_sheet_hides_is_a_fault_and_what_it_adds_changes_nothing(
    table: str, feature: str, folder: Folder
) -> None:
    if feature in ("bytes", "cut"):
        pytest.skip("by chance: in the test above")
    grid = [list(row) for row in TABLE_ROWS[table]]
    content, *_ = workbook(Random(3), grid, feature)
    rows, faults = folder.read(table, ".xlsx", content)
    # An amount in percent is none.
    if feature in HARMLESS and (table, feature) != ("costs", "percent"):
        assert faults == []
        assert rows == rows_of(folder.tables[table])
    else:
        assert faults


@pytest.mark.parametrize("seed", range(3))
def test_a_large_file_gets_the_table_and_the_faults_of_a_small_one(
    seed: int, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    compared = 0
    while compared < 60:
        file = mutate(random)
        if file.table not in CLIENT_TABLES or file.suffix != ".csv":
            continue
        compared += 1
        monkeypatch.setattr(large_csv, "LARGE_BYTES", 1_000_000)
        small = folder.read(file.table, file.suffix, file.content)
        monkeypatch.setattr(large_csv, "LARGE_BYTES", 0)
        assert folder.read(file.table, file.suffix, file.content) == small, file.what


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is optional")
@pytest.mark.parametrize("seed", range(2))
def test_parquet_gets_the_table_and_the_faults_of_a_csv_file(seed: int, folder: Folder) -> None:
    random = Random(seed)
    compared = 0
    while compared < 40:
        file = mutate(random)
        text = file.content.decode("utf-8", errors="ignore")
        plain = file.suffix == ".csv" and text.encode() == file.content and "\r" not in text
        whole = file.same and plain and text.endswith("\n")
        if file.table not in CLIENT_TABLES or not whole:
            continue
        rows, faults = folder.read(file.table, ".csv", file.content)
        path = folder.path / "cells.csv"
        path.write_bytes(file.content)
        try:
            cells = pd.read_csv(path, dtype=str, keep_default_na=False, skip_blank_lines=False)
        except pd.errors.ParserError:
            continue
        if list(cells.columns)[: len(TABLE_ROWS[file.table][0])] != TABLE_ROWS[file.table][0]:
            continue
        compared += 1
        cells.to_parquet(folder.path / "cells.parquet", index=False)
        content = (folder.path / "cells.parquet").read_bytes()
        found, told = folder.read(file.table, ".parquet", content)
        assert found == rows, file.what
        assert [fault.partition(" ")[2] for fault in told] == [
            fault.partition(" ")[2] for fault in faults
        ]
