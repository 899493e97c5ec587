"""A Parquet file of clients gives the same table and the same faults as a CSV file."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from client_data import MEASUREMENTS, SPELLS, client_data
from small_data import KEY, faults_of, load_one

from evalutils.dataset.reading import parquet_file
from pseudonymised import pid

needs_pyarrow = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is optional")

LINES = """\
k1,2025-01-10,measured,2,,1980
k1,2025-01-10,measured,3,true,1980
k2,2025-13-10,gemeten,9,,1890
,2025-01-10,measured,unknown,false,
"""


def test_without_pyarrow_the_message_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_file, "find_spec", {}.get)
    data = client_data(tmp_path)
    (data / KEY / "spells.parquet").write_bytes(b"PAR1")
    (fault,) = faults_of(data)
    assert fault.startswith("spells.parquet: reading Parquet needs pyarrow.")
    assert 'python -m pip install "pyarrow>=21"' in fault


def test_only_client_tables_may_be_parquet(tmp_path: Path) -> None:
    data = client_data(tmp_path)
    (data / KEY / "ladder.parquet").write_bytes(b"PAR1")
    (fault,) = faults_of(data)
    assert "this is not a file of an evaluation. Save it as ladder.csv or ladder.xlsx." in fault


@needs_pyarrow
def test_texts_in_parquet_get_the_faults_of_a_csv_file(tmp_path: Path) -> None:
    csv = client_data(tmp_path / "csv", measurements=MEASUREMENTS + LINES)
    parquet = client_data(tmp_path / "parquet")
    texts = pd.read_csv(csv / KEY / "measurements.csv", dtype=str)
    texts.to_parquet(parquet / KEY / "measurements.parquet")
    expected = [fault.replace("measurements.csv", "") for fault in faults_of(csv)]
    found = [fault.replace("measurements.parquet", "") for fault in faults_of(parquet)]
    assert len(found) == 5
    assert found == expected


@needs_pyarrow
@pytest.mark.parametrize("zone", [None, "Europe/Amsterdam"])
def test_typed_columns_in_parquet_are_read_as_they_are_meant(
    zone: str | None, tmp_path: Path
) -> None:
    data = client_data(tmp_path)
    frame = pd.DataFrame(
        {
            "client_id": [pid("a"), pid("b")],
            "date": pd.to_datetime(["2025-07-10", "2025-07-11"]).tz_localize(zone),
            "kind": pd.Categorical(["measured", "expected"]),
            "rung": [2.0, 3.0],
            "correction": [True, None],
            "birth_year": [1980.0, None],
            "wijk": ["noord", None],
        }
    )
    frame.to_parquet(data / KEY / "measurements.parquet")
    found = load_one(data).tables["measurements"]
    assert found["client_id"].tolist() == [pid("a"), pid("b")]
    assert [day.date() for day in found["date"]] == [date(2025, 7, 10), date(2025, 7, 11)]
    assert found["rung"].tolist() == ["2", "3"]
    assert found["birth_year"].tolist() == [1980, pd.NA]
    assert found["correction"].tolist() == [True, pd.NA]
    assert found["wijk"].isna().tolist() == [False, True]
    assert found.index.tolist() == [2, 3]


@needs_pyarrow
@pytest.mark.parametrize("content", [b"", b"PAR1", b"client_id,start\n"])
def test_a_file_that_is_not_parquet_is_named(content: bytes, tmp_path: Path) -> None:
    data = client_data(tmp_path, spells=SPELLS)
    (data / KEY / "spells.csv").unlink()
    (data / KEY / "spells.parquet").write_bytes(content)
    (fault,) = faults_of(data)
    assert fault.startswith("spells.parquet: this is no Parquet file")


@needs_pyarrow
def test_a_parquet_file_without_rows_or_with_lists_is_named(tmp_path: Path) -> None:
    data = client_data(tmp_path)
    path = data / KEY / "spells.parquet"
    pd.DataFrame({"client_id": []}).to_parquet(path)
    (fault,) = faults_of(data)
    assert "the file is empty" in fault
    pd.DataFrame({"client_id": [["a", "b"]]}).to_parquet(path)
    (fault,) = faults_of(data)
    assert "this is no Parquet file of a table" in fault


def test_texts_are_kept_the_same_way_with_and_without_pyarrow(tmp_path: Path) -> None:
    frame = load_one(client_data(tmp_path, spells=f"{SPELLS}a,2025-01-10,,\n")).tables["spells"]
    assert frame["client_id"].dtype.storage == "python"
