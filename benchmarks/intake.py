"""Import of a million spells: mapping, checks, scan and pseudonyms; and of a file of 2 GB.

Promised: 1,000,000 spells within 30 s of processor time and 2 GB; a CSV file of 2 GB within 2 GB.

    python benchmarks/intake.py [--kinds csv,xlsx,parquet] [--spells 1000000] [--wide]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
MAPPING = """\
evaluation: {title: Werkfit, organisation: Gemeente Almelo, observed_until: 2024-12-31}
spells:
  columns:
    client_id: Cliëntnummer
    start: Startdatum
    end: Einddatum
    destination: Reden einde
    birth_year: Geboortedatum
    wijk: Wijk
  dates: dd-mm-jjjj
  codes:
    destination: {"34": paid_work, "01": education, "02": relationship}
  keep: {Regeling: [PW, IOAW]}
  overlapping: join
"""
HEADER = [
    "Cliëntnummer", "Achternaam", "Geboortedatum", "Regeling", "Startdatum", "Einddatum",
    "Reden einde", "Wijk", "Memo",
]  # fmt: skip


def days(first: date, last: date) -> list[str]:
    span = (last - first).days
    return [(first + timedelta(days=n)).strftime("%d-%m-%Y") for n in range(span + 1)]


def rows_of(spells: int, memo: int) -> Iterator[list[str]]:
    """Two spells per client, in an order that says nothing."""
    draw = np.random.default_rng(1)
    starts, ends = (
        days(date(2021, 1, 1), date(2022, 12, 31)),
        days(date(2023, 1, 1), date(2024, 6, 30)),
    )
    births = days(date(1960, 1, 1), date(2000, 12, 31))
    for at in range(0, spells, 100_000):
        number = min(100_000, spells - at)
        chosen = zip(
            draw.integers(0, spells // 2, number), draw.integers(0, len(births), number),
            draw.integers(0, len(starts), number), draw.integers(0, len(ends), number),
            draw.integers(0, 3, number), draw.integers(0, 8, number), strict=True,
        )  # fmt: skip
        for client, born, start, end, why, place in chosen:
            yield [
                str(100_000_000 + client), "Achternaam", births[born], "PW", starts[start],
                ends[end], ("34", "01", "02")[why], f"Wijk {place}", "x" * memo,
            ]  # fmt: skip


def write_csv(path: Path, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="cp1252") as file:
        file.write("Export uit het systeem\n\n" + ";".join(HEADER) + "\n")
        file.writelines(";".join(row) + "\n" for row in rows)


def write_xlsx(path: Path, rows: Iterator[list[str]]) -> None:
    """With every text in its own cell, as systems write it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for folder, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            relation = f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/>'
            text = f'<Relationships xmlns="{package}">{relation}</Relationships>'
            archive.writestr(folder, text)
        sheet = '<sheet name="Blad" sheetId="1" r:id="r1"/>'
        book = f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{sheet}</sheets></workbook>'
        archive.writestr("xl/workbook.xml", book)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            file.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for row in chain([HEADER], rows):
                cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row)
                file.write(f"<row>{cells}</row>".encode())
            file.write(b"</sheetData></worksheet>")


def write_parquet(path: Path, rows: Iterator[list[str]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in HEADER])
    with pq.ParquetWriter(path, schema) as writer:
        while part := list(islice(rows, 100_000)):
            columns = [list(column) for column in zip(*part, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}


def measured(kind: str, spells: int, memo: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data = place / "data"
        for name in ("codelists", "ladders", "parameters"):
            shutil.copytree(ROOT / "data" / name, data / name)
        shutil.copy(ROOT / "data" / "sources.yaml", data)
        (place / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
        export = place / f"export.{kind}"
        WRITERS[kind](export, rows_of(spells, memo))
        size = export.stat().st_size / 1e9
        command = [
            sys.executable, "-m", "evalutils.cli", "--project", str(ROOT), "--data", str(data),
            "import", str(export), "--mapping", str(place / "mapping.yaml"),
            "--to", "almelo/werkfit/2021-2024",
        ]  # fmt: skip
        environment = {**os.environ, "EVALUTILS_KEY": bytes(range(32)).hex()}
        _, status, used = os.wait4(subprocess.Popen(command, env=environment).pid, 0)
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6
    print(f"{kind}, {spells:,} spells, {size:.2f} GB: {cpu:.1f} s CPU, {memory:.2f} GB")
    if status:
        sys.exit(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kinds", default="csv")
    parser.add_argument("--spells", type=int, default=1_000_000)
    parser.add_argument("--wide", action="store_true", help="also a file of 2 GB")
    given = parser.parse_args()
    for each in given.kinds.split(","):
        measured(each, given.spells, 0)
    if given.wide:
        measured("csv", 6_000_000, 260)
