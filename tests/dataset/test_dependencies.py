"""A chapter depends on what it reads: not on a remark, a stray file or another evaluation."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from client_data import SPELLS, client_data
from small_data import KEY, SOURCES, write_data

from evalutils.dataset.dependencies import THERE, Dependencies, files_read
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluation
from evalutils.dataset.snapshot import take_snapshot
from evalutils.environment import sha256_of
from evalutils.keys import EvaluationKey
from evalutils.trace import FILE

ROWS = "funnel,order,stage,count,source,locator,note\nWerkfit,1,Start,{},jaarverslag,p. 3,\n"
OTHER_SOURCE = "ander-verslag:\n  title: A\n  publisher: B\n  published: 2024\n  description: C\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data", funnel=ROWS.format(40))


def dependencies(
    data: Path, copy: str, asked: Sequence[str] | None = None, key: bytes = b"", rule: str = ""
) -> dict[str, str]:
    """What a chapter about the evaluation depends on when it asks for these parts, or for all."""
    snapshot = take_snapshot(data, data.parent / copy / "data", FaultList())
    evaluation = load_evaluation(snapshot.folder, EvaluationKey(*KEY.split("/")))
    public = [replace(evaluation, disclosure=rule)]
    found = Dependencies(snapshot, load_library(snapshot.folder), public, key)
    parts = {**found.files, **found.parts([evaluation])}
    names = list(found.parts([evaluation])) if asked is None else asked
    read = [found.always([evaluation]), *(parts.get(name, {}) for name in names)]
    return {path: sha256 for hashes in read for path, sha256 in hashes.items()}


def own(hashes: dict[str, str]) -> dict[str, str]:
    """Those of what stands in the folder of the evaluation."""
    return {path: found for path, found in hashes.items() if KEY in path and found != THERE}


def test_no_hash_of_a_protected_evaluation_can_be_made_again_without_the_key(data: Path) -> None:
    one, two = (own(dependencies(data, key, key=key.encode(), rule="protected")) for key in "ab")
    assert not {*one.values()} & {*two.values()}
    known = {sha256_of(path) for path in data.rglob("*") if path.is_file()}
    assert not {*one.values()} & {*known, *own(dependencies(data, "c", rule="published")).values()}


def test_those_of_a_published_one_are_the_same_everywhere(data: Path) -> None:
    one, two = (dependencies(data, key, key=key.encode(), rule="published") for key in "ab")
    assert one == two
    assert one[f"data/{KEY}/funnel.csv"] == sha256_of(data / KEY / "funnel.csv")


def edited(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_chapter_can_read_its_own_files_and_the_shared_ones(data: Path) -> None:
    assert files_read(dependencies(data, "copy")) == [
        f"data/{KEY}/evaluation.yaml",
        f"data/{KEY}/funnel.csv",
        "data/codelists/destinations.csv",
        "data/ladders/drie-treden.yaml",
        "data/parameters/disclosure_rounding.yaml",
        "data/parameters/disclosure_threshold.yaml",
        "data/sources.yaml",
    ]


def test_it_depends_on_what_it_asks_for_alone(data: Path) -> None:
    always = f"data/{KEY}/evaluation.yaml"
    assert list(dependencies(data, "none", [])) == [always]
    asked = [f"{KEY}/funnel", f"{KEY}/exits", "ladders/drie-treden", "ladders/vijf-treden"]
    read = dependencies(data, "some", asked)
    assert list(read) == [always, f"data/{KEY}/funnel.csv", "data/ladders/drie-treden.yaml"]


def test_whether_a_table_is_there_is_less_than_what_is_in_it(data: Path) -> None:
    asked = [f"{KEY}/funnel?"]
    before = dependencies(data, "before", asked)
    assert files_read(before) == [f"data/{KEY}/evaluation.yaml"]
    edited(data, f"{KEY}/funnel.csv", "40", "41")
    assert dependencies(data, "edited", asked) == before
    (data / KEY / "funnel.csv").unlink()
    assert dependencies(data, "gone", asked) != before


@pytest.mark.parametrize("name", ["*", "contradictions"])
def test_which_tables_there_are_and_what_they_contradict_is_all_of_them(
    data: Path, name: str
) -> None:
    before = dependencies(data, "before", [f"{KEY}/{name}"])
    assert f"data/{KEY}/funnel.csv" in files_read(before)
    edited(data, f"{KEY}/funnel.csv", "Start", "Begin")
    assert dependencies(data, "after", [f"{KEY}/{name}"]) != before


def test_a_document_is_a_part_of_its_file(data: Path) -> None:
    before = dependencies(data, "before", ["sources/jaarverslag"])
    (data / "sources.yaml").write_text(SOURCES + OTHER_SOURCE, encoding="utf-8")
    assert dependencies(data, "after", ["sources/jaarverslag"]) == before
    assert dependencies(data, "other", ["sources/ander-verslag"]) != before
    assert "data/sources.yaml" in files_read(before)


def test_a_table_that_is_counted_from_clients_is_made_of_theirs(tmp_path: Path) -> None:
    rows = "c1,2025-01-10,2025-03-31,paid_work\n"
    data = client_data(tmp_path / "data", spells=SPELLS + rows)
    for name in ("exits", "caseload"):
        assert f"data/{KEY}/spells.csv" in dependencies(data, name, [f"{KEY}/{name}"])
    assert f"data/{KEY}/spells.csv" not in dependencies(data, "ladder", [f"{KEY}/ladder"])


def test_a_file_that_is_read_itself_and_the_names_of_a_folder_count(data: Path) -> None:
    direct, names = f"{FILE}{KEY}/funnel.csv", f"{FILE}*"
    assert f"data/{KEY}/funnel.csv" in dependencies(data, "direct", [direct])
    before = dependencies(data, "names", [names])
    edited(data, f"{KEY}/funnel.csv", "40", "41")
    assert dependencies(data, "edited", [names]) == before
    (data / KEY / "funnel.csv").unlink()
    assert dependencies(data, "gone", [names]) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "codelists" / "README.md").write_text("Uitleg", encoding="utf-8"),
        lambda data: (data / KEY / ".DS_Store").write_bytes(b"\x00"),
        lambda data: (data / "parameters" / ".prijs.yaml.swp").write_bytes(b"\x00"),
        lambda data: edited(data, "sources.yaml", "jaarverslag:", "# van de raad\njaarverslag:"),
        lambda data: edited(data, f"{KEY}/evaluation.yaml", "title:", "# opmerking\ntitle:"),
        lambda data: shutil.copytree(data / KEY, data / "almelo" / "baan" / "2024"),
    ],
    ids=["readme", "DS_Store", "swp", "remark", "own remark", "evaluation"],
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
    changed = {path for path in after if after[path] != before[path]}
    assert {path.partition("#")[0] for path in changed} == {f"data/{name}"}


def test_the_data_folder_bears_the_name_that_the_user_gave_it(data: Path) -> None:
    link = data.parent / "gegevens"
    link.symlink_to(data, target_is_directory=True)
    assert f"gegevens/{KEY}/funnel.csv" in dependencies(link, "copy")
