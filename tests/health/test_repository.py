"""What stands in the repository: layout, data of every source, no traces of a machine."""

import csv
import re
import subprocess
from pathlib import Path

import pytest

from evalutils.chapters import chapters_of
from evalutils.contracts.tables import TABLES
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
# From the issue that started the project: what each source has and the chapters that follow.
EVALUATIONS = {
    "zwolle/ontwikkelroute/2022-2023": ("ladder", "outflow"),
    "zwolle/startbaan/2021-2023": ("outflow",),
    "zwolle/sociale-cooperatie/2023": ("outflow",),
    "zwolle/duurzame-inzetbaarheid-en-vitaliteit/2022-2023": ("outflow",),
    "zwolle/indicatievrij-aan-de-slag/2023-h1": ("outflow",),
    "enschede/arbeidsmarktaanpak/2019-q1-q3": ("outflow", "cost_benefit"),
    "enschede/doen-beurzen/2019": ("outflow",),
    "groningen/kansen-in-kaart/2021": ("ladder",),
    "den-haag/werkontwikkeltraject/2017": ("outflow", "cost_benefit", "cost_benefit_uncertainty"),
    "nederland/cycloon/2017": (),
    "isd-bol/werkervaringsplekken/2017": ("outflow",),
    "utrecht/uw-werkfit/2017": ("outflow",),
    "lelystad/werkbedrijf/2014-2016": ("outflow", "trend"),
    "fryslan-west/pastiel/2016": ("outflow",),
    "fryslan-west/pastiel/2017": (
        *("outflow", "cost_benefit", "cost_benefit_uncertainty"),
        "trend",
    ),
    "nederland/driekant-arbeidstraining/2017": ("cost_benefit", "cost_benefit_uncertainty"),
    "nederland/werkfit-inventarisatie/2017": (),
}
CLIENT_TABLES = [name for name, table in TABLES.items() if table.client_level]


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_the_top_level_is_laid_out_as_agreed() -> None:
    for name in ("book", "notebooks", "src/evalutils", "data", "tests"):
        assert (ROOT / name).is_dir(), name
    for name in ("_config.yml", "requirements.txt", "README.md", "LICENSE", "CHANGELOG.md"):
        assert (ROOT / name).is_file(), name


def test_every_evaluation_of_the_five_sources_is_there_with_its_chapters() -> None:
    found = {
        str(item.key): tuple(chapter.name for chapter in chapters_of(item))
        for item in load_evaluations(DATA)
    }
    assert found.items() >= EVALUATIONS.items()


def test_every_source_is_used_and_every_evaluation_row_names_its_place() -> None:
    used = {source for item in load_evaluations(DATA) for source in item.sources}
    library = load_library(DATA)
    shared = {item.source for item in (*library.parameters.values(), *library.end_reasons)}
    shared |= {item.source for item in library.inflow_reasons.values()}
    assert used | shared - {""} == set(library.sources)
    for path in DATA.rglob("*.csv"):
        # A row about a client has no place in a document: its source is the registration.
        if path.stem not in TABLES or TABLES[path.stem].client_level:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                assert row["source"] in used, f"{path} row {number}"
                assert row["locator"], f"{path} row {number}"


def test_every_assumption_names_its_place_or_says_that_it_has_no_source() -> None:
    for item in load_evaluations(DATA):
        for name, entry in item.assumptions.items():
            if entry["source"]:
                assert entry["locator"], f"{item.key} {name}"
                assert set(entry["source"].split()) <= set(item.sources), f"{item.key} {name}"
            else:
                assert "geen bron" in entry["note"], f"{item.key} {name}"


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    pattern = re.compile(r"/(?:home|root|Users)/[a-z]|/work/[a-z]|C:\\Users")
    for path in tracked_files():
        if path.suffix in (".png", ".svg", ".xlsx") or path.is_relative_to(ROOT / "tests"):
            continue
        assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_the_only_clients_in_the_repository_are_invented() -> None:
    folders = {path.parent for path in tracked_files() if path.stem in CLIENT_TABLES}
    folders = {folder for folder in folders if folder.is_relative_to(DATA)}
    invented = {item.folder for item in load_evaluations(DATA) if item.synthetic}
    assert folders
    assert folders <= invented


@pytest.mark.parametrize("name", CLIENT_TABLES)
def test_client_level_files_are_ignored_by_git(name: str) -> None:
    check = subprocess.run(
        ["git", "check-ignore", "-q", f"data/gemeente/programma/2025/{name}.csv"],
        cwd=ROOT,
        check=False,
    )
    assert check.returncode == 0
