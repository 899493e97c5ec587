"""A new evaluation: a folder that passes the check, or nothing at all."""

import csv
import os
import shutil
import stat
from pathlib import Path

import pytest
import yaml
from small_data import SOURCES

from evalutils.chapters import chapters_of
from evalutils.contracts import examples
from evalutils.contracts.tables import TABLES
from evalutils.dataset import new_evaluation
from evalutils.dataset.load import load_evaluation, load_evaluations
from evalutils.dataset.new_evaluation import write_new_evaluation
from evalutils.errors import DataError, InputError, RefusedError
from evalutils.keys import EvaluationKey
from evalutils.system.folders import claim
from filled_in import fill_in

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


def faults_about(data: Path) -> list[str]:
    try:
        load_evaluations(data)
    except DataError as error:
        return list(error.faults)
    return []


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def test_the_new_folder_passes_the_check_when_filled_in_and_has_every_analysis(data: Path) -> None:
    folder = fill_in(write_new_evaluation(data, NEW))
    assert folder == data / "almelo" / "werkfit" / "2025"
    (evaluation,) = load_evaluations(data)
    assert evaluation.key == NEW
    assert evaluation.municipality_name == "Almelo"
    assert tuple(item.name for item in chapters_of(evaluation)) == (
        "ladder",
        "outflow",
        "effect",
        "cost_benefit",
    )
    examples = {table.name for table in TABLES.values() if not table.client_level}
    assert set(evaluation.tables) == examples
    assert set(evaluation.assumptions) == {"participants", "exits"}
    assert evaluation.sources == ("almelo-werkfit-2025",)


def test_an_untouched_example_is_a_fault_of_each_file(data: Path) -> None:
    folder = write_new_evaluation(data, NEW)
    for path in folder.iterdir():
        assert [fault for fault in faults_about(data) if f"2025/{path.name} row" in fault], path
    assert [fault for fault in faults_about(data) if fault.startswith(f"{OWN} row")]
    places = " ".join(faults_about(data))
    for key in ("title", "organisation", "description", "participants.locator"):
        assert f"key '{key}'" in places
    for key in ("municipality", "period", "ladder", "disclosure", "evidence"):
        assert f"key '{key}" not in places


@pytest.mark.parametrize("name", [*(name for name in TABLES if name != "benefits"), "assumptions"])
def test_figures_of_the_example_stay_a_fault_when_only_its_texts_are_replaced(
    name: str, data: Path
) -> None:
    fill_in(write_new_evaluation(data, NEW, only=name))
    assert not faults_about(data)
    shutil.rmtree(data / "almelo")
    (path,) = write_new_evaluation(data, NEW, only=name).glob(f"{name}.*")
    text = path.read_text(encoding="utf-8").replace(examples.LOCATOR, "tabel 1")
    fill_in(path.parent)
    path.write_text(text, encoding="utf-8")
    what = f"almelo/werkfit/2025/{path.name}: these are the figures of the example"
    assert [fault for fault in faults_about(data) if fault.startswith(what)]


def test_one_row_of_the_example_among_own_rows_is_a_fault_with_its_row(data: Path) -> None:
    path = fill_in(write_new_evaluation(data, NEW)) / "funnel.csv"
    own = {"funnel": "eigen", "order": "1", "stage": "begonnen", "count": "50"}
    own |= {"source": "almelo-werkfit-2025", "locator": examples.LOCATOR}
    with path.open("a", encoding="utf-8", newline="") as file:
        names = [column.name for column in TABLES["funnel"].all_columns]
        csv.DictWriter(file, names, restval="", lineterminator="\n").writerow(own)
    (fault,) = faults_about(data)
    assert fault.startswith("almelo/werkfit/2025/funnel.csv row 5, column 'locator': this row is")


def test_an_example_is_protected_and_shows_no_effect(data: Path) -> None:
    fill_in(write_new_evaluation(data, NEW))
    evaluation = load_evaluation(data, NEW)
    assert evaluation.disclosure == "protected"
    assert evaluation.evidence == "none"


@pytest.mark.parametrize(
    ("name", "start", "end", "label"),
    [
        ("2023", "2023-01-01", "2023-12-31", "2023"),
        ("2023-h1", "2023-01-01", "2023-06-30", "1e halfjaar 2023"),
        ("2023-h2", "2023-07-01", "2023-12-31", "2e halfjaar 2023"),
        ("2023-q4", "2023-10-01", "2023-12-31", "4e kwartaal 2023"),
        ("2023-q1-q3", "2023-01-01", "2023-09-30", "1e t/m 3e kwartaal 2023"),
        ("2022-q3-2023-q2", "2022-07-01", "2023-06-30", "3e kwartaal 2022 t/m 2e kwartaal 2023"),
        ("2021-2023", "2021-01-01", "2023-12-31", "2021 t/m 2023"),
        ("2022-03", "2022-03-01", "2022-03-31", "maart 2022"),
        ("2024-02", "2024-02-01", "2024-02-29", "februari 2024"),
        ("2022-11-2023-06", "2022-11-01", "2023-06-30", "november 2022 t/m juni 2023"),
    ],
)
def test_the_period_is_that_of_the_folder(
    name: str, start: str, end: str, label: str, data: Path
) -> None:
    fill_in(write_new_evaluation(data, EvaluationKey("almelo", "werkfit", name)))
    (evaluation,) = load_evaluations(data)
    assert (str(evaluation.period_start), str(evaluation.period_end)) == (start, end)
    assert evaluation.period_label == label
    days = evaluation.tables["caseload"]["date"].dt.strftime("%Y-%m-%d")
    assert list(days) == [start, end, end, end]


@pytest.mark.parametrize(
    "name",
    ["voorjaar", "2023-q5", "2023-13", "2023-2021", "2023-q3-q1", "2023-q1-2024", "202", "12023"],
)
def test_another_period_leaves_days_to_fill_in(name: str, data: Path) -> None:
    write_new_evaluation(data, EvaluationKey("almelo", "werkfit", name))
    said = " ".join(faults_about(data))
    for key in ("period.start", "period.end", "period.label"):
        assert f"key '{key}': this is still the text of the example" in said
    assert "is not a date" not in said


@pytest.mark.parametrize(
    ("folder", "name", "code"),
    [
        ("s-gravenhage", "'s-Gravenhage", "GM0518"),
        ("den-haag", "Den Haag", "GM0518"),
        ("s-hertogenbosch", "'s-Hertogenbosch", "GM0796"),
        ("bergen-op-zoom", "Bergen op Zoom", "GM0748"),
        ("capelle-aan-den-ijssel", "Capelle aan den IJssel", "GM0502"),
        ("sudwest-fryslan", "Súdwest-Fryslân", "GM1900"),
        ("noardeast-fryslan", "Noardeast-Fryslân", "GM1970"),
        ("sint-michielsgestel", "Sint-Michielsgestel", "GM0845"),
        ("hengelo", "Hengelo", "GM0164"),
        ("de-bilt", "De Bilt", "GM0310"),
    ],
)
def test_name_and_code_of_the_municipality_come_from_the_code_list(
    folder: str, name: str, code: str, data: Path
) -> None:
    fill_in(write_new_evaluation(data, EvaluationKey(folder, "werkfit", "2023")))
    (evaluation,) = load_evaluations(data)
    assert evaluation.municipality_name == name
    assert evaluation.municipality_code == code


def test_a_municipality_of_an_earlier_year_is_known_in_that_year(data: Path) -> None:
    fill_in(write_new_evaluation(data, EvaluationKey("ten-boer", "werkfit", "2018")))
    (evaluation,) = load_evaluations(data)
    assert evaluation.municipality_code == "GM0009"


@pytest.mark.parametrize(
    ("folder", "period"),
    [("twente", "2023"), ("bergen", "2023"), ("ten-boer", "2019"), ("haren", "2020")],
)
def test_a_region_and_a_name_of_two_are_to_be_filled_in(
    folder: str, period: str, data: Path
) -> None:
    write_new_evaluation(data, EvaluationKey(folder, "werkfit", period))
    (fault,) = (fault for fault in faults_about(data) if "municipality" in fault)
    assert "key 'municipality.name': this is still the text of the example" in fault


def test_only_the_files_that_are_asked_for_are_written(data: Path) -> None:
    folder = write_new_evaluation(data, NEW, only="caseload, exits")
    assert sorted(path.name for path in folder.iterdir()) == [
        "caseload.csv",
        "evaluation.yaml",
        "exits.csv",
    ]
    fill_in(folder)
    (evaluation,) = load_evaluations(data)
    assert set(evaluation.tables) == {"caseload", "exits"}


def test_examples_of_clients_are_written_when_asked_for(data: Path) -> None:
    folder = write_new_evaluation(data, NEW, only="spells,benefits,measurements")
    for table in ("spells", "benefits", "measurements"):
        assert [fault for fault in faults_about(data) if f"{table}.csv rows 2-" in fault]
    fill_in(folder)
    (evaluation,) = load_evaluations(data)
    assert {"spells", "benefits", "measurements", "caseload", "exits", "ladder"} == set(
        evaluation.tables
    )


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("spells,caseload", "caseload would be counted from spells"),
        ("exits,spells,caseload", "caseload and exits would be counted from spells"),
        ("measurements,ladder", "ladder would be counted from measurements"),
        ("exit", "'exit' is no file of an evaluation. Did you mean 'exits'?"),
        ("evaluation", "is no file of an evaluation"),
    ],
)
def test_files_that_do_not_exist_or_contradict_each_other_are_refused(
    only: str, said: str, data: Path
) -> None:
    before = tree(data)
    with pytest.raises(InputError, match=said):
        write_new_evaluation(data, NEW, only=only)
    assert tree(data) == before


def test_a_second_new_evaluation_does_not_wait_for_the_first_to_be_filled_in(data: Path) -> None:
    write_new_evaluation(data, NEW)
    write_new_evaluation(data, EvaluationKey("almelo", "werkfit", "2024"))


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
    fill_in(data / str(NEW))
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
    fill_in(write_new_evaluation(data, NEW))
    assert (data / OWN).read_text(encoding="utf-8") == SOURCES
    assert load_evaluation(data, NEW).sources == ("almelo-werkfit-2025",)


def test_a_municipality_without_sources_gets_a_file_of_its_own(data: Path) -> None:
    write_new_evaluation(data, EvaluationKey("borne", "werkfit", "2025"))
    assert list(yaml.safe_load((data / "borne/sources.yaml").read_text())) == ["borne-werkfit-2025"]
    assert (data / "sources.yaml").read_text(encoding="utf-8") == SHARED


def test_no_shared_file_is_needed_beside_that_of_a_municipality(data: Path) -> None:
    (data / "sources.yaml").unlink()
    fill_in(write_new_evaluation(data, NEW))
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
    fill_in(write_new_evaluation(data, EvaluationKey(*key), only="ladder,caseload"))
    (evaluation,) = load_evaluations(data)
    assert evaluation.sources == ("-".join(key),)


@pytest.mark.parametrize("step", ["write_examples", "_replace_text"])
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

    def interrupted(*arguments: object, **named: object) -> None:
        if step == "write_examples":
            real(*arguments, **named)  # all files are there, but not in place yet
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
    fill_in(write_new_evaluation(data, NEW))
    assert load_evaluation(data, NEW).sources == ("almelo-werkfit-2025",)
    assert not (data / ".evalutils.lock").exists()
