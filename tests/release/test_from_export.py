"""An export of a client system goes all the way: mapping, import, check, run, build and release."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from in_process import evalutils

ROOT = Path(__file__).parents[2]
PLACE = "almelo/werkfit/2022-2023"
UNTIL = date(2024, 3, 31)
CLIENTS = 420
# Codes of the system, with their place in the list that it exports beside the clients.
REASONS = {
    "W01": "Betaald werk",
    "O02": "Onderwijs",
    "V03": "Naar elders",
    "R04": "Aangaan relatie",
}
HEADER = [
    "Klantnr.", "Naam klant", "BSN", "Geb.datum", "Geslacht", "Regeling", "Datum aanvang",
    "Datum einde", "Reden beëindiging", "Wijk", "Ingevoerd op", "Opmerkingen",
]  # fmt: skip


def citizen_numbers(draw: Random) -> Iterator[int]:
    """Numbers that meet the test: 9*a + 8*b + ... + 2*h - i is a multiple of 11."""
    while True:
        number = draw.randrange(10_000_000, 99_999_999)
        digits = [int(digit) for digit in f"{number:08}"]
        last = sum((9 - place) * digit for place, digit in enumerate(digits)) % 11
        if last < 10:
            yield 10 * number + last


def dutch(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def clients() -> list[list[str]]:
    """A row per client: some twice, some with an end before the start or one that is planned."""
    draw = Random(3)
    rows = []
    for number, bsn in zip(range(CLIENTS), citizen_numbers(draw), strict=False):
        start = date(2022, 1, 3) + timedelta(days=draw.randrange(660))
        end = start + timedelta(days=draw.randrange(40, 500))
        left = draw.random() < 0.75 and end < UNTIL
        turned = number % 60 == 7
        row = [
            f"{52000 + number:07}", f"Jansen-{number}", str(bsn),
            dutch(date(1960 + draw.randrange(45), 5, 1)), "MV"[number % 2],
            "IOAW" if number % 20 == 0 else "PW", dutch(start),
            dutch(start - timedelta(days=3) if turned else end) if left or turned else "",
            draw.choice([*REASONS, "W01", "W01"]) if left or turned else "",
            ("Noord", "Zuid", "Centrum")[draw.randrange(3)],
            dutch(start + timedelta(days=draw.choice([1, 5, 12, 45]))),
            f"Belde op {dutch(start)}; komt terug",
        ]  # fmt: skip
        rows.append(row)
        if number % 40 == 9:
            rows.append(row)
    return rows


def write_export(folder: Path) -> None:
    """Files as a client system writes them: notes above the names, semicolons, Windows-1252."""
    folder.mkdir()
    with (folder / "Trajecten 2024-03-31.csv").open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([["Overzicht trajecten"], ["Gemaakt op:", "31-03-2024"], [], HEADER])
        writer.writerows(clients())
        writer.writerows([[""] * len(HEADER)])
    with (folder / "Redenen.csv").open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([["Code", "Omschrijving"], *REASONS.items()])


@dataclass
class Road:
    """A project with that export."""

    root: Path

    def __call__(self, *arguments: str, code: int = 0) -> str:
        done = evalutils(self.root, *arguments)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Road]:
    place = tmp_path_factory.mktemp("weg")
    root = place / "project"
    for name in ("codelists", "ladders", "parameters"):
        shutil.copytree(ROOT / "data" / name, root / "data" / name)
    shutil.copy(ROOT / "data" / "sources.yaml", root / "data")
    for name in ("book", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "_config.yml", root)
    write_export(place / "uitvoer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(place / "settings"))
        patch.setenv("EVALUTILS_RELEASE_KEY", bytes(range(32)).hex())
        yield Road(root)


CHANGES = {
    "VUL IN: naam van het programma": "Werkfit",
    "VUL IN: wie het programma uitvoert": "Gemeente Almelo",
    "VUL IN: dag van de export, zoals 2024-12-31": "2024-03-31",
    "VUL IN: code van destinations.csv": "moved",
}
# `regeling` is a group of its own in the proposal, which the filter leaves with one value.
RULES = """\
  keep: {Regeling: [PW]}
  repeated: keep_one
  reversed: leave_out
"""


@pytest.mark.usefixtures("warmth")
def test_an_export_becomes_a_released_book_that_tells_of_nobody(road: Road) -> None:
    export, mapping = road.root.parent / "uitvoer", road.root.parent / "mapping.yaml"
    text = road("import", str(export), "--suggest")
    for before, after in CHANGES.items():
        text = text.replace(before, after)
    text = text.replace('    regeling: "Regeling"\n', "")
    mapping.write_text(text + RULES, encoding="utf-8")
    road("key", "new")
    told = road("import", str(export), "--mapping", str(mapping), "--to", PLACE)
    # each 20th of 420 clients is not of the PW, each 40th from 9 stands there twice
    assert "left out by 'keep': 21" in told and "rows equal to another: 11" in told
    assert "rows that end before they start: fewer than 10" in told  # each 60th from 7
    assert "No faults" in road("check")
    assert "2 run, 0 unchanged, 0 failed" in road("run")
    assert "0 run, 2 unchanged, 0 failed" in road("build")
    html = road.root / "_build" / "html"
    quality = (html / f"{PLACE}/quality.html").read_text(encoding="utf-8")
    assert "niet vrijgegeven" in quality and "meer dan 31 dagen na het begin" in quality
    assert "None of them can be found out" in road("release")
    assert "Released: " in road("release", "--made-by", "A. Maker", "--checked-by", "B. Kijker")
    assert "niet vrijgegeven" not in (html / f"{PLACE}/quality.html").read_text(encoding="utf-8")
    assert [path.suffix for path in sorted((road.root / "releases").iterdir())] == [".yaml", ".zip"]
    names = {row[1] for row in clients()} | {row[2] for row in clients()}
    for path in [*html.rglob("*.*"), *(road.root / "data" / "almelo").rglob("*.*")]:
        content = path.read_bytes().decode("utf-8", "replace")
        assert not [name for name in names if name in content], path
