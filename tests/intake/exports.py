"""An export as a client system writes it, a mapping for it, and a data folder to bring it into."""

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from evalutils.errors import DataError
from evalutils.intake.exports import Export
from evalutils.intake.importing import ImportOrder, import_export
from evalutils.keys import EvaluationKey

ROOT = Path(__file__).parents[2]
KEY = EvaluationKey("almelo", "werkfit", "2023")
SECRET = bytes(range(32))

# Numbers of clients are citizen service numbers: 9*1+8*1+7*1+6*2+5*2+4*2+3*3+2*3-3 = 66 = 6 * 11.
HEADER = "Cliëntnummer;Achternaam;Regeling;Startdatum;Einddatum;Reden einde;Wijk"
ROWS = [
    "111222333;Jansen;PW;02-01-2023;31-03-2023;34;Noord",
    "123456782;de Vries;PW;15-02-2023;;;Zuid",
    "111222333;Jansen;PW;01-06-2023;30-09-2023;01;Noord",
]
MAPPING = """\
evaluation:
  title: Werkfit
  organisation: Gemeente Almelo
  observed_until: 2024-01-15
spells:
  columns:
    client_id: Cliëntnummer
    start: Startdatum
    end: Einddatum
    destination: Reden einde
    wijk: Wijk
  dates: dd-mm-jjjj
  codes:
    destination: {"34": paid_work, "01": education}
"""


def csv_text(rows: list[str], header: str = HEADER) -> str:
    return "\n".join([header, *rows, ""])


CSV = csv_text(ROWS)


def data_folder(tmp_path: Path) -> Path:
    """A data folder with the shared files only."""
    data = tmp_path / "data"
    for name in ("codelists", "ladders", "parameters"):
        shutil.copytree(ROOT / "data" / name, data / name)
    shutil.copy(ROOT / "data" / "sources.yaml", data)
    return data


def bring_in(
    tmp_path: Path,
    export: str | bytes | Path = CSV,
    mapping: str = MAPPING,
    *,
    name: str = "export.csv",
    address: str = "",
    replace: bool = False,
    key: EvaluationKey = KEY,
    secret: bytes = SECRET,
) -> list[str]:
    """Import it; what was told."""
    data = tmp_path / "data"
    if not data.exists():
        data_folder(tmp_path)
    place = tmp_path / name
    if isinstance(export, Path):
        place = export
    else:
        place.write_bytes(export.encode() if isinstance(export, str) else export)
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    told: list[str] = []
    order = ImportOrder(
        Export(address or str(place)), tmp_path / "mapping.yaml", key, secret, replace
    )
    import_export(data, order, told.append)
    return told


def table(tmp_path: Path, name: str = "spells") -> list[list[str]]:
    """The rows of a table that was made, with its header."""
    text = (tmp_path / "data" / str(KEY) / f"{name}.csv").read_text(encoding="utf-8")
    return [line.split(",") for line in text.splitlines()]


def problems(tmp_path: Path, *args: object, **more: object) -> list[str]:
    """What is wrong with an import, of which nothing was written."""
    with pytest.raises(DataError) as stopped:
        bring_in(tmp_path, *args, **more)  # type: ignore[arg-type]
    assert not (tmp_path / "data" / "almelo").exists()
    assert "111222333" not in str(stopped.value) and "Jansen" not in str(stopped.value)
    return list(stopped.value.faults)


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def cells(text: str) -> list[list[object]]:
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=";")]
