"""A new evaluation: a folder that passes the check, or nothing at all."""

import os
import shutil
import stat
from pathlib import Path

import pytest
import yaml
from small_data import SOURCES

from evalutils.chapters import chapters_of
from evalutils.contracts.tables import TABLES
from evalutils.dataset import new_evaluation
from evalutils.dataset.load import load_evaluation, load_evaluations
from evalutils.dataset.new_evaluation import write_new_evaluation
from evalutils.errors import InputError, RefusedError
from evalutils.keys import EvaluationKey
from evalutils.system.folders import claim

ROOT = Path(__file__).parents[2]
NEW = EvaluationKey("almelo", "werkfit", "2025")
SHARED = SOURCES.replace("jaarverslag:", "landelijk:")
OWN = "almelo/sources.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shared files of the repository, one source, one of the municipality; no evaluations."""
    folder = tmp_path / "mijn data"
    folder.mkdir()
    for name in ("ladders", "codelists", "parameters"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    (folder / "sources.yaml").write_text(SHARED, encoding="utf-8")
    (folder / "almelo").mkdir()
    (folder / OWN).write_text(SOURCES, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def test_the_new_folder_passes_the_check_and_has_every_analysis(data: Path) -> None:
    folder = write_new_evaluation(data, NEW)
    assert folder == data / "almelo" / "werkfit" / "2025"
    (evaluation,) = load_evaluations(data)
    assert evaluation.key == NEW
    assert evaluation.municipality_name == "Almelo"
    assert tuple(item.name for item in chapters_of(evaluation)) == (
        "ladder",
        "outflow",
        "cost_benefit",
    )
    examples = {table.name for table in TABLES.values() if not table.client_level}
    assert set(evaluation.tables) == examples
    assert set(evaluation.assumptions) == {"participants", "exits"}
    assert evaluation.sources == ("almelo-werkfit-2025",)


def test_an_example_never_passes_for_published_figures(data: Path) -> None:
    write_new_evaluation(data, NEW)
    evaluation = load_evaluation(data, NEW)
    assert evaluation.disclosure == "protected"
    assert evaluation.evidence == "none"
    assert "VOORBEELD" in (evaluation.folder / "evaluation.yaml").read_text(encoding="utf-8")
    for frame in evaluation.tables.values():
        assert frame["locator"].str.startswith("Voorbeeld").all()


def test_the_new_files_may_be_read_by_others(data: Path) -> None:
    folder = write_new_evaluation(data, NEW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    "text",
    [
        SOURCES,
        SOURCES.rstrip("\n"),
        SOURCES + "\n\n",
        SOURCES + "# einde",
        SOURCES + "\N{NO-BREAK SPACE}".strip() + "   \n",
        "\ufeff" + SOURCES,
        SOURCES.replace("Verslag over een jaar.", ">-\n    Verslag over\n    een jaar."),
        "# bronnen\njaarverslag: {title: a, publisher: b, published: c, description: d}",
    ],
)
def test_the_source_is_added_once_and_the_others_stay(text: str, data: Path) -> None:
    path = data / OWN
    path.write_text(text, encoding="utf-8")
    before = yaml.safe_load(text.lstrip("\ufeff"))
    write_new_evaluation(data, NEW)
    after = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    assert list(after) == ["jaarverslag", "almelo-werkfit-2025"]
    assert after["jaarverslag"] == before["jaarverslag"]
    assert path.read_text(encoding="utf-8").count("almelo-werkfit-2025:") == 1
    assert (data / "sources.yaml").read_text(encoding="utf-8") == SHARED
    assert load_evaluations(data)


def test_a_source_that_is_there_already_is_not_added_again(data: Path) -> None:
    write_new_evaluation(data, NEW)
    before = (data / OWN).read_bytes()
    shutil.rmtree(data / "almelo" / "werkfit")
    write_new_evaluation(data, NEW)
    assert (data / OWN).read_bytes() == before


def test_a_source_that_stands_in_the_shared_file_is_not_added(data: Path) -> None:
    shared = SHARED.replace("landelijk:", "almelo-werkfit-2025:")
    (data / "sources.yaml").write_text(shared, encoding="utf-8")
    write_new_evaluation(data, NEW)
    assert (data / OWN).read_text(encoding="utf-8") == SOURCES
    assert load_evaluation(data, NEW).sources == ("almelo-werkfit-2025",)


def test_a_municipality_without_sources_gets_a_file_of_its_own(data: Path) -> None:
    write_new_evaluation(data, EvaluationKey("borne", "werkfit", "2025"))
    assert list(yaml.safe_load((data / "borne/sources.yaml").read_text())) == ["borne-werkfit-2025"]
    assert (data / "sources.yaml").read_text(encoding="utf-8") == SHARED


def test_no_shared_file_is_needed_beside_that_of_a_municipality(data: Path) -> None:
    (data / "sources.yaml").unlink()
    write_new_evaluation(data, NEW)
    assert load_evaluation(data, NEW).sources == ("almelo-werkfit-2025",)


def test_lines_of_windows_stay_lines_of_windows(data: Path) -> None:
    path = data / OWN
    path.write_bytes(SOURCES.replace("\n", "\r\n").encode())
    write_new_evaluation(data, NEW)
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_sources_in_another_encoding_keep_their_accents(encoding: str, data: Path) -> None:
    path = data / OWN
    path.write_bytes(SOURCES.replace("Jaarverslag", "Coöperatie").encode(encoding))
    write_new_evaluation(data, NEW)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["jaarverslag"]["title"] == "Coöperatie"


@pytest.mark.parametrize(
    "text",
    [
        "{jaarverslag: {title: a, publisher: b, published: c, description: d}}\n",
        "  jaarverslag: {title: a, publisher: b, published: c, description: d}\n",
    ],
)
def test_sources_that_cannot_be_extended_are_left_alone(text: str, data: Path) -> None:
    (data / OWN).write_text(text, encoding="utf-8")
    before = tree(data)
    with pytest.raises(InputError, match=r"almelo/sources\.yaml cannot be extended"):
        write_new_evaluation(data, NEW)
    assert tree(data) == before


@pytest.mark.parametrize("text", ["a: b: c\n", "", "- a\n", "a: {title: b}\n", "a: 1\na: 2\n"])
def test_sources_with_a_fault_are_told_first(text: str, data: Path) -> None:
    (data / OWN).write_text(text, encoding="utf-8")
    before = tree(data)
    with pytest.raises(InputError, match=r"almelo/sources\.yaml"):
        write_new_evaluation(data, NEW)
    assert tree(data) == before


def test_a_folder_that_exists_is_left_alone(data: Path) -> None:
    write_new_evaluation(data, NEW)
    before = tree(data)
    with pytest.raises(InputError, match=r"2025' exists already. Choose another name"):
        write_new_evaluation(data, NEW)
    assert tree(data) == before


def test_a_link_to_nothing_is_left_alone(data: Path) -> None:
    (data / "almelo" / "werkfit").mkdir()
    (data / "almelo" / "werkfit" / "2025").symlink_to(data / "nergens")
    with pytest.raises(InputError, match="exists already"):
        write_new_evaluation(data, NEW)


def test_a_file_in_the_place_of_a_folder_is_left_alone(data: Path) -> None:
    (data / "borne").write_text("notitie", encoding="utf-8")
    before = tree(data)
    with pytest.raises(RefusedError, match=r"Nothing was written\. .*/borne/.*': Not a dir"):
        write_new_evaluation(data, EvaluationKey("borne", "werkfit", "2025"))
    assert tree(data) == before


@pytest.mark.parametrize("name", ["ladders", "codelists", "parameters", "sources", "data", "nul"])
def test_the_name_of_a_folder_of_the_book_or_the_data_is_refused(name: str, data: Path) -> None:
    before = tree(data)
    with pytest.raises(InputError, match=f"'{name}': .* Choose another name"):
        write_new_evaluation(data, EvaluationKey(name, "werkfit", "2025"))
    assert tree(data) == before


def test_a_missing_data_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no data folder"):
        write_new_evaluation(tmp_path / "elders", NEW)
    assert not (tmp_path / "elders").exists()


@pytest.mark.parametrize(
    "key", [("2025", "01", "01"), ("null", "no", "1e5"), ("0", "0x1", "12e3"), ("true", "yes", "1")]
)
def test_names_that_look_like_numbers_or_dates_stay_names(
    key: tuple[str, str, str], data: Path
) -> None:
    write_new_evaluation(data, EvaluationKey(*key))
    (evaluation,) = load_evaluations(data)
    assert evaluation.municipality_name == key[0].title()
    assert evaluation.sources == ("-".join(key),)


@pytest.mark.parametrize("step", ["_write_files", "_replace_text"])
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError, MemoryError])
@pytest.mark.parametrize("neighbours", [True, False])
def test_an_interruption_leaves_nothing(
    step: str,
    interruption: type[BaseException],
    neighbours: bool,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if neighbours:
        write_new_evaluation(data, EvaluationKey("almelo", "werkfit", "2024"))
    before = tree(data)
    real = getattr(new_evaluation, step)

    def interrupted(*arguments: object) -> None:
        if step == "_write_files":
            real(*arguments)  # all files are there, but not in place yet
        raise interruption

    monkeypatch.setattr(new_evaluation, step, interrupted)
    with pytest.raises((interruption, RefusedError)):
        write_new_evaluation(data, NEW)
    assert tree(data) == before


def test_a_full_disk_while_sources_are_written_leaves_nothing(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(data)
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "sources.yaml":
            raise OSError(28, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(RefusedError, match=r"Nothing was written\. .*No space left on device"):
        write_new_evaluation(data, NEW)
    assert tree(data) == before


@pytest.mark.parametrize("left", ["almelo/.new", ".new", "almelo/.new-sources"])
def test_what_a_killed_command_left_is_removed_by_the_next(left: str, data: Path) -> None:
    write_new_evaluation(data, EvaluationKey("almelo", "werkfit", "2024"))
    claim(data / left)
    (data / left / "half.yaml").write_text("title", encoding="utf-8")
    write_new_evaluation(data, NEW)
    assert not [name for name in tree(data) if name.startswith(".") or "/." in name]


def test_a_hidden_folder_of_others_is_left_as_it_was(data: Path) -> None:
    (data / "almelo" / ".new").mkdir()
    (data / "almelo" / ".new" / "mine.txt").write_text("mine", encoding="utf-8")
    before = tree(data)
    with pytest.raises(InputError, match="did not make"):
        write_new_evaluation(data, NEW)
    assert tree(data) == before


def test_a_source_without_its_folder_as_a_kill_leaves_it_is_taken_up(data: Path) -> None:
    write_new_evaluation(data, NEW)
    shutil.rmtree(data / "almelo")
    (data / ".evalutils.lock").write_text("new 1", encoding="ascii")  # its holder is gone
    write_new_evaluation(data, NEW)
    assert load_evaluation(data, NEW).sources == ("almelo-werkfit-2025",)
    assert not (data / ".evalutils.lock").exists()
