"""Documents stand in one shared file or in that of their municipality, and never in two."""

import shutil
from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, SOURCES, faults_of, load_one, write_data

from evalutils.dataset.dependencies import Dependencies
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_data_set
from evalutils.dataset.snapshot import take_snapshot

FUNNEL = "funnel,order,stage,count,source,locator,note\nWerkfit,1,Start,40,{},p. 3,\n"
NATIONAL = SOURCES.replace("jaarverslag:", "landelijk:")
OWN = "almelo/sources.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The document of the municipality in its own file, one of the nation in the shared one."""
    folder = write_data(tmp_path / "data", funnel=FUNNEL.format("jaarverslag"))
    (folder / "sources.yaml").write_text(NATIONAL, encoding="utf-8")
    (folder / OWN).write_text(SOURCES, encoding="utf-8")
    return folder


def add_evaluation(data: Path, key: str, source: str) -> None:
    """Another evaluation with a document in the file of its own municipality."""
    shutil.copytree(data / KEY, data / key)
    text = EVALUATION.replace("[jaarverslag]", f"[{source}]")
    (data / key / "evaluation.yaml").write_text(text, encoding="utf-8")
    (data / key / "funnel.csv").write_text(FUNNEL.format(source), encoding="utf-8")
    own = data / key.partition("/")[0] / "sources.yaml"
    before = own.read_text(encoding="utf-8") if own.exists() else ""
    own.write_text(before + SOURCES.replace("jaarverslag:", f"{source}:"), encoding="utf-8")


def read_by_each(data: Path, copy: str) -> dict[str, dict[str, str]]:
    """Of each evaluation what a chapter depends on that asks for its tables and documents."""
    snapshot = take_snapshot(data, data.parent / copy / "data", FaultList())
    loaded = load_data_set(snapshot.folder)
    found = Dependencies(snapshot, loaded.library, (), b"key")
    read = {}
    for item in loaded.evaluations:
        parts = found.parts(item.periods)
        asked = [f"{item.key}/*", *(f"sources/{key}" for key in item.cited)]
        every = [found.always(item.periods), *(parts[name] for name in asked)]
        hashes = {path: sha256 for part in every for path, sha256 in part.items()}
        read[str(item.key)] = {path.partition("#")[0]: hashes[path] for path in hashes}
    return read


def test_the_shared_documents_come_first_and_each_knows_its_file(data: Path) -> None:
    sources = load_library(data).sources
    assert [(source.key, source.file) for source in sources.values()] == [
        ("landelijk", "sources.yaml"),
        ("jaarverslag", OWN),
    ]
    assert load_one(data).sources == ("jaarverslag",)


@pytest.mark.parametrize("other", ["sources.yaml", "borne/sources.yaml"])
def test_a_key_in_two_files_is_a_fault_that_names_both(other: str, data: Path) -> None:
    (data / "borne").mkdir()
    with (data / other).open("a", encoding="utf-8") as file:
        file.write(SOURCES)
    first, last = sorted((other, OWN), key=lambda name: (name != "sources.yaml", name))
    (fault,) = faults_of(data)
    row = (data / last).read_text(encoding="utf-8").splitlines().index("jaarverslag:") + 1
    assert fault.startswith(f"{last} row {row}, key 'jaarverslag': {first} has this key too")


def test_a_file_that_cannot_be_read_is_the_only_fault(data: Path) -> None:
    (data / OWN).write_text("a: b: c\n", encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith(f"{OWN} row 1: this is not YAML")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("almelo/sources.yml", "sources.yml is not read. Rename it to sources.yaml."),
        ("almelo/werkfit/sources.yaml", "Move it to the folder of the municipality, as almelo/"),
        (f"{KEY}/sources.yaml", "Move it to the folder of the municipality, as almelo/"),
    ],
)
def test_documents_in_a_place_that_nobody_reads_are_a_fault(
    name: str, advice: str, data: Path
) -> None:
    (data / OWN).rename(data / name)
    assert any(advice in fault for fault in faults_of(data))


def test_what_the_library_calls_a_municipality_is_no_shared_folder(data: Path) -> None:
    for folder in ("ladders", ".git"):
        (data / folder).mkdir(exist_ok=True)
        (data / folder / "sources.yaml").write_text("kapot: [", encoding="utf-8")
    (data / "ladders" / "sources.yaml").unlink()
    assert list(load_library(data).sources) == ["landelijk", "jaarverslag"]


def test_an_evaluation_depends_on_the_files_of_its_documents_only(data: Path) -> None:
    (found,) = read_by_each(data, "copy").values()
    assert [path for path in found if "sources" in path] == [f"data/{OWN}"]


@pytest.mark.parametrize("key", ["borne/werkfit/2025", "almelo/baan/2025", "almelo/werkfit/2026"])
def test_another_evaluation_with_its_source_changes_nothing_for_the_others(
    key: str, data: Path
) -> None:
    before = read_by_each(data, "before")
    add_evaluation(data, key, "nieuw-verslag")
    after = read_by_each(data, "after")
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("edited", "changed"),
    [("jaarverslag", {KEY}), ("nieuw-verslag", {"almelo/baan/2025"}), ("landelijk", set())],
)
def test_the_description_of_a_document_counts_for_who_cites_it(
    edited: str, changed: set[str], data: Path
) -> None:
    add_evaluation(data, "almelo/baan/2025", "nieuw-verslag")
    before = read_by_each(data, "before")
    for name in ("sources.yaml", OWN):
        text = (data / name).read_text(encoding="utf-8")
        entries = [f"{part}\n" for part in text.split("\n") if part]
        at = entries.index(f"{edited}:\n") if f"{edited}:\n" in entries else None
        if at is not None:
            entries[at + 4] = "  description: Een ander verslag.\n"
            (data / name).write_text("".join(entries), encoding="utf-8")
    after = read_by_each(data, "after")
    assert {name for name in after if after[name] != before[name]} == changed


def test_a_document_that_only_a_row_or_an_assumption_names_counts_too(data: Path) -> None:
    funnel = (data / KEY / "funnel.csv").read_text(encoding="utf-8")
    (data / KEY / "funnel.csv").write_text(funnel.replace("jaarverslag", "landelijk"))
    assumptions = "participants: {value: 12, source: landelijk jaarverslag}\n"
    (data / KEY / "assumptions.yaml").write_text(assumptions, encoding="utf-8")
    assert load_one(data).cited == {"jaarverslag", "landelijk"}
    (found,) = read_by_each(data, "copy").values()
    assert {"data/sources.yaml", f"data/{OWN}"} <= set(found)
