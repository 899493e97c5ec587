"""Import of a million spells: mapping, checks, scan and pseudonyms; and of a file of 2 GB.

Promised: 1,000,000 spells within 30 s of processor time and 2 GB; a CSV file of 2 GB within 2 GB.

    python benchmarks/intake.py [--wide]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
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
HEADER = (
    "Cliëntnummer;Achternaam;Geboortedatum;Regeling;Startdatum;Einddatum;Reden einde;Wijk;Memo\n"
)


def days(first: date, last: date) -> list[str]:
    span = (last - first).days
    return [(first + timedelta(days=n)).strftime("%d-%m-%Y") for n in range(span + 1)]


def write_export(path: Path, spells: int, memo: int) -> None:
    """Two spells per client, in an order that says nothing."""
    draw = np.random.default_rng(1)
    starts, ends = (
        days(date(2021, 1, 1), date(2022, 12, 31)),
        days(date(2023, 1, 1), date(2024, 6, 30)),
    )
    births = days(date(1960, 1, 1), date(2000, 12, 31))
    with path.open("w", encoding="cp1252") as file:
        file.write("Export uit het systeem\n\n" + HEADER)
        for at in range(0, spells, 100_000):
            number = min(100_000, spells - at)
            chosen = zip(
                draw.integers(0, spells // 2, number), draw.integers(0, len(births), number),
                draw.integers(0, len(starts), number), draw.integers(0, len(ends), number),
                draw.integers(0, 3, number), draw.integers(0, 8, number), strict=True,
            )  # fmt: skip
            file.writelines(
                f"{100_000_000 + client};Achternaam;{births[born]};PW;{starts[start]};{ends[end]};"
                f"{('34', '01', '02')[why]};Wijk {place};{'x' * memo}\n"
                for client, born, start, end, why, place in chosen
            )


def measured(spells: int, memo: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data = place / "data"
        for name in ("codelists", "ladders", "parameters"):
            shutil.copytree(ROOT / "data" / name, data / name)
        shutil.copy(ROOT / "data" / "sources.yaml", data)
        (place / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
        write_export(place / "export.csv", spells, memo)
        size = (place / "export.csv").stat().st_size / 1e9
        command = [
            sys.executable, "-m", "evalutils.cli", "--project", str(ROOT), "--data", str(data),
            "import", str(place / "export.csv"), "--mapping", str(place / "mapping.yaml"),
            "--to", "almelo/werkfit/2021-2024",
        ]  # fmt: skip
        environment = {**os.environ, "EVALUTILS_KEY": bytes(range(32)).hex()}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{spells:,} spells, {size:.2f} GB: {cpu:.1f} s CPU, {after.ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--wide", action="store_true", help="also a file of 2 GB")
    wide = parser.parse_args().wide
    measured(1_000_000, 0)
    if wide:
        measured(6_000_000, 260)
