"""A chapter depends on what it reads: not on a remark, a stray file or another evaluation."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_data import KEY, SOURCES, write_data

from evalutils.dataset.dependencies import Dependencies
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluation
from evalutils.dataset.snapshot import take_snapshot
from evalutils.keys import EvaluationKey

ROWS = "funnel,order,stage,count,source,locator,note\nWerkfit,1,Start,{},jaarverslag,p. 3,\n"
OTHER_SOURCE = "ander-verslag:\n  title: A\n  publisher: B\n  published: 2024\n  description: C\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data", funnel=ROWS.format(40))


def dependencies(data: Path, copy: str) -> dict[str, str]:
    snapshot = take_snapshot(data, data.parent / copy / "data", FaultList())
    evaluation = load_evaluation(snapshot.folder, EvaluationKey(*KEY.split("/")))
    return Dependencies(snapshot, load_library(snapshot.folder)).of([evaluation])


def edited(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_chapter_reads_its_own_files_and_the_shared_ones_that_it_needs(data: Path) -> None:
    assert list(dependencies(data, "copy")) == [
        f"data/{KEY}/evaluation.yaml",
        f"data/{KEY}/funnel.csv",
        "data/codelists/destinations.csv",
        "data/ladders/drie-treden.yaml",
        "data/parameters/disclosure_rounding.yaml",
        "data/parameters/disclosure_threshold.yaml",
        "data/sources.yaml",
    ]


def write_another_evaluation(data: Path) -> None:
    shutil.copytree(data / KEY, data / "almelo" / "baan" / "2024")
    (data / "sources.yaml").write_text(SOURCES + OTHER_SOURCE, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "codelists" / "README.md").write_text("Uitleg", encoding="utf-8"),
        lambda data: (data / KEY / ".DS_Store").write_bytes(b"\x00"),
        lambda data: (data / "parameters" / ".prijs.yaml.swp").write_bytes(b"\x00"),
        lambda data: edited(data, "sources.yaml", "jaarverslag:", "# van de raad\njaarverslag:"),
        lambda data: edited(data, f"{KEY}/evaluation.yaml", "title:", "# opmerking\ntitle:"),
        lambda data: (data / "ladders" / "andere.yaml").write_text(
            "title: Andere\nversion: 1\nrungs:\n  1: {label: a, rule: b}\n", encoding="utf-8"
        ),
        write_another_evaluation,
    ],
    ids=["readme", "DS_Store", "swp", "remark", "own remark", "other ladder", "evaluation"],
)
def test_what_a_chapter_does_not_read_changes_nothing(
    data: Path, change: Callable[[Path], object]
) -> None:
    before = dependencies(data, "before")
    change(data)
    assert dependencies(data, "after") == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (f"{KEY}/funnel.csv", "40", "41"),
        (f"{KEY}/evaluation.yaml", "Werkfit", "Werkfit Plus"),
        ("sources.yaml", "Jaarverslag", "Jaarrekening"),
        ("ladders/drie-treden.yaml", "midden", "tussen"),
        ("parameters/disclosure_threshold.yaml", ": 10}", ": 11}"),
        ("codelists/destinations.csv", "betaald werk", "werk"),
    ],
)
def test_what_it_reads_changes_one_hash(data: Path, name: str, old: str, new: str) -> None:
    before = dependencies(data, "before")
    edited(data, name, old, new)
    after = dependencies(data, "after")
    assert {path for path in after if after[path] != before[path]} == {f"data/{name}"}


def test_the_data_folder_bears_the_name_that_the_user_gave_it(data: Path) -> None:
    link = data.parent / "gegevens"
    link.symlink_to(data, target_is_directory=True)
    assert f"gegevens/{KEY}/funnel.csv" in dependencies(link, "copy")
