"""A data folder with the shipped shared files and one evaluation, almelo/proef/2023."""

import shutil
from pathlib import Path

from evalutils.dataset.load import load_evaluations
from evalutils.errors import DataError
from pseudonymised import with_pseudonyms

ROOT = Path(__file__).parents[2]
KEY = "almelo/proef/2023"
SHARED = ("codelists", "ladders", "parameters")
SOURCE = """\
bron:
  title: Een bron
  publisher: Gemeente Almelo
  published: 2023
  description: Een verzonnen bron.
"""
EVALUATION = """\
title: Proef
municipality: {name: Almelo, code: GM0141}
organisation: Gemeente Almelo
period: {start: 2023-01-01, end: 2023-12-31, label: "2023"}
ladder: null
disclosure: protected
evidence: none
sources: [bron]
observed_until: 2024-01-31
"""


def lay_out(folder: Path, files: dict[str, str | bytes], key: str = KEY) -> Path:
    """Write the folder; `files` of the evaluation by name, or below the data folder with a path."""
    data = folder / "data"
    for name in SHARED:
        if not (data / name).exists():
            shutil.copytree(ROOT / "data" / name, data / name)
    (data / "sources.yaml").write_text(SOURCE, encoding="utf-8")
    for name, content in {"evaluation.yaml": EVALUATION, **files}.items():
        path = data / name if "/" in name else data / key / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and path.stem in ("spells", "benefits", "measurements"):
            content = with_pseudonyms(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return data


def faults_of(data: Path) -> list[str]:
    """What `check` says, without the place of the evaluation."""
    try:
        load_evaluations(data)
    except DataError as error:
        return [fault.removeprefix(f"{KEY}/") for fault in error.faults]
    return []


def the_fault(folder: Path, files: dict[str, str | bytes]) -> str:
    """The one fault of an evaluation with these files."""
    (fault,) = faults_of(lay_out(folder, files))
    return fault


def workbook(*rows: str) -> bytes:
    """A plain workbook: cells by ``|``, a cell with ``%`` shown in percent, digits as numbers."""
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([_value(cell.strip()) for cell in row.split("|")])
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and cell.value.endswith("%"):
                cell.value, cell.number_format = float(cell.value[:-1]) / 100, "0%"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _value(cell: str) -> object:
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell or None
