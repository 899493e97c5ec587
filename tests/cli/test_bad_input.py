"""Every mistake gets one message (what, where, next), exit code 2, and nothing is written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bad_input import CASES
from bad_input.mistakes import CASELOAD, KEY, LADDER, Case, renamed, replaced, workbook, written

from evalutils import cli
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.new_evaluation import write_new_evaluation
from evalutils.errors import DataError
from evalutils.keys import EvaluationKey
from evalutils.system.folders import MARK, MARKER
from filled_in import fill_in

ROOT = Path(__file__).parents[2]
SHARED = ("sources.yaml", "ladders", "codelists", "parameters")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a new evaluation and an earlier book."""
    project = tmp_path_factory.mktemp("template") / "project"
    data = project / "data"
    data.mkdir(parents=True)
    for name in SHARED:
        copy = shutil.copytree if (ROOT / "data" / name).is_dir() else shutil.copy
        copy(ROOT / "data" / name, data / name)
    fill_in(write_new_evaluation(data, EvaluationKey(*KEY.split("/"))))
    page = project / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Het vorige boek</h1>", encoding="utf-8")
    (project / "_build" / MARKER).write_bytes(MARK)
    return project


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "mijn project")


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything in a folder: when each file was written, and its content."""
    found = {}
    for path in sorted(folder.rglob("*")):
        written = (path.lstat().st_mtime_ns, path.read_bytes()) if path.is_file() else (0, b"")
        found[str(path.relative_to(folder))] = written
    return found


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evalutils", *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return int(stopped.value.code or 0)


def evalutils(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evalutils.cli", "--project", str(project), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_folder_of_a_newcomer_has_no_faults(project: Path) -> None:
    assert [str(found.key) for found in load_evaluations(project / "data")] == [KEY]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_gets_one_message_and_nothing_is_written(
    case: Case,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = project / "data"
    case.change(data, data / KEY)
    before = tree(project)
    assert run_main(monkeypatch, "--project", str(project), "build") == 2
    out, err = capsys.readouterr()
    head, message = err.splitlines()
    place, problem = message.strip().split(": ", 1)
    assert head == f"1 fault in the data folder '{data}':"
    assert place == case.place
    assert case.what in problem
    assert case.next in problem
    assert problem.endswith((".", "?"))
    assert message.isprintable()
    assert len(message) < 440
    assert out == ""
    assert tree(project) == before


def several_mistakes(data: Path) -> list[str]:
    """Make mistakes in three evaluations and a shared file; return the places."""
    for name in ("2024", "2026"):
        shutil.copytree(data / KEY, data / "almelo" / "werkfit" / name)
    for year, change in (
        ("2024", replaced("evaluation.yaml", "evidence: none", "evidence: veel")),
        ("2024", replaced("exits.csv", "paid_work", "betaald_werk")),
        ("2024", replaced("exits.csv", "education,,15", "education,,vijftien")),
        ("2024", replaced("ladder.csv", "current,3", "current,2")),
        ("2025", replaced("caseload.csv", "count", "aantal")),
        ("2025", replaced("caseload.csv", "2025-01-01", "gisteren")),
        ("2025", replaced("assumptions.yaml", "value: 120", "value: veel")),
        ("2026", written("costs.csv", b"\x00")),
        ("2026", renamed("claims.csv", "claim.csv")),
    ):
        change(data, data / "almelo" / "werkfit" / year)
    with (data / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("leeg:\n")
    last = len((data / "sources.yaml").read_text(encoding="utf-8").splitlines())
    below = "almelo/werkfit"
    return [
        f"{below}/2024/evaluation.yaml row 11, key 'evidence': 'veel' is not allowed",
        f"{below}/2024/exits.csv row 3, column 'destination': 'betaald_werk' is not in",
        f"{below}/2024/exits.csv row 4, column 'count': 'vijftien' is not a number",
        f"{below}/2024/ladder.csv row 4: same moment and rung as row 3",
        f"{below}/2025/assumptions.yaml row 2, key 'participants': 'veel' is not",
        f"{below}/2025/caseload.csv row 1, column 'aantal': this is not a column",
        f"{below}/2025/caseload.csv row 1, column 'count': this column is missing",
        f"{below}/2025/caseload.csv row 2, column 'date': 'gisteren' is not a date",
        f"{below}/2026/claim.csv: this is not a file of an evaluation",
        f"{below}/2026/costs.csv: this is not a text file",
        f"sources.yaml row {last}, key 'leeg': 'title' is missing",
        f"sources.yaml row {last}, key 'leeg': 'publisher' is missing",
        f"sources.yaml row {last}, key 'leeg': 'published' is missing",
        f"sources.yaml row {last}, key 'leeg': 'description' is missing",
    ]


@pytest.mark.parametrize("command", ["check", "run", "build"])
def test_all_faults_of_all_evaluations_are_told_at_once(
    command: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = several_mistakes(project / "data")
    before = tree(project)
    assert run_main(monkeypatch, "--project", str(project), command) == 2
    out, err = capsys.readouterr()
    head, *lines = err.splitlines()
    assert out == ""
    assert head.startswith("14 faults in the data folder")
    for place in expected:
        assert [line for line in lines if line.startswith(f"  {place}")], place
    assert len(lines) == len(expected)
    assert tree(project) == before


def test_a_real_process_ends_with_code_2_and_without_a_traceback(project: Path) -> None:
    expected = several_mistakes(project / "data")
    before = tree(project)
    done = evalutils(project, "build")
    assert done.returncode == 2
    assert done.stdout == ""
    assert all(place in done.stderr for place in expected)
    assert "Traceback" not in done.stderr
    assert tree(project) == before


def test_no_notebook_is_made_ready_for_the_first_time_before_the_data_are_right(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr("evalutils.ahead.warm_process", lambda *_: started.append(_))
    replaced("ladder.csv", "current,3", "current,2")(project / "data", project / "data" / KEY)
    assert run_main(monkeypatch, "--project", str(project), "build") == 2
    assert not started


def test_the_same_fault_in_many_rows_is_said_once(project: Path) -> None:
    data = project / "data"
    path = data / KEY / "ladder.csv"
    text = path.read_text(encoding="utf-8").replace("almelo-werkfit-2025", "onbekend")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_evaluations(data)
    (message,) = caught.value.faults
    assert message.startswith(f"{KEY}/ladder.csv rows 2-13, column 'source': 'onbekend' is not in")


def test_a_fault_in_one_table_is_not_held_against_another(project: Path) -> None:
    # exits.csv names outflow as its base; the table that should hold it cannot be read.
    data = project / "data"
    written("caseload.csv", "")(data, data / KEY)
    with pytest.raises(DataError) as caught:
        load_evaluations(data)
    assert len(caught.value.faults) == 1


def test_faults_outside_the_selection_do_not_stop_a_command(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = project / "data"
    other = shutil.copytree(data / KEY, data / "almelo" / "baan" / "2024")  # another programme
    replaced("evaluation.yaml", "[almelo-werkfit-2025]", "[enschede-eaa-2019]")(data, other)
    written("costs.csv", "")(data, other)
    monkeypatch.setattr(sys, "argv", ["evalutils", "--project", str(project), "check", KEY])
    cli.main()
    assert "No faults" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["list", "check", "run", "build"])
@pytest.mark.parametrize(
    ("selection", "hint"),
    [
        ("almere", "Did you mean 'almelo'?"),
        ("Almelo", "Did you mean 'almelo'?"),
        ("almelo/werkfit/2052", "Did you mean 'almelo/werkfit/2025'?"),
        ("data/almelo/werkfit", "Did you mean 'almelo/werkfit'?"),
        ("*/*/1999", "These exist:"),
        ("", "These exist:"),
    ],
)
def test_a_selection_that_matches_nothing_lists_what_exists(
    command: str,
    selection: str,
    hint: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = tree(project)
    assert run_main(monkeypatch, "--project", str(project), command, selection) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"No evaluation matches '{selection}'.")
    assert hint in err
    assert err.endswith(f"These exist:\n  {KEY}\n")
    assert tree(project) == before


def test_a_selected_folder_that_cannot_be_an_evaluation_says_why(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "data" / KEY
    folder.rename(folder.with_name("1e helft"))
    selection = "almelo/werkfit/1e helft"
    assert run_main(monkeypatch, "--project", str(project), "check", selection) == 2
    assert "'1e helft' is not a valid folder name" in capsys.readouterr().err


def test_a_missing_data_folder_says_how_to_give_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_main(monkeypatch, "--project", str(tmp_path), "check") == 2
    err = capsys.readouterr().err
    assert "There is no data folder" in err
    assert "--data" in err


def test_a_data_folder_without_evaluations_says_how_to_make_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project / "data" / "almelo")
    assert run_main(monkeypatch, "--project", str(project), "check") == 2
    assert "evalutils new MUNICIPALITY PROGRAMME PERIOD" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
@pytest.mark.parametrize("name", ["exits.csv", "evaluation.yaml", "assumptions.yaml"])
def test_a_file_that_may_not_be_read_is_a_fault(name: str, project: Path) -> None:
    data = project / "data"
    (data / KEY / name).chmod(0)
    with pytest.raises(DataError, match=r"cannot be read \(Permission denied\)") as caught:
        load_evaluations(data)
    assert caught.value.faults[0].startswith(f"{KEY}/{name}: ")


def dutch(text: str) -> str:
    return text.replace(",", ";")


ACCEPTED = {
    "a semicolon": lambda text: dutch(text).encode(),
    "a tab": lambda text: text.replace(",", "\t").encode(),
    "an announced separator": lambda text: b"sep=;\r\n" + dutch(text).encode(),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "lines of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "lines of an old Mac": lambda text: text.replace("\n", "\r").encode(),
    "empty rows at the end": lambda text: (text + ",,,,,,\n,,,,,,\n").encode(),
    "empty columns at the end": lambda text: text.replace("\n", ",,,\n").encode(),
    "an empty row in between": lambda text: text.replace("\n", "\n\n", 2).encode(),
    "spaces around cells": lambda text: text.replace(",", " , ").encode(),
}


@pytest.mark.parametrize("form", ACCEPTED)
def test_the_ways_a_spreadsheet_writes_csv_are_accepted(form: str, project: Path) -> None:
    data = project / "data"
    text = CASELOAD + "outflow,2025-12-31,80,circa,,Coöperatie,één\n"
    (data / KEY / "inflow.csv").unlink()  # it rests on the inflow of caseload.csv
    (data / KEY / "caseload.csv").write_bytes(ACCEPTED[form](text))
    (evaluation,) = load_evaluations(data)
    (row,) = evaluation.tables["caseload"].itertuples()
    assert (row.measure, f"{row.date:%d-%m-%Y}", row.count) == ("outflow", "31-12-2025", 80)
    assert (row.qualifier, row.locator, row.note) == ("circa", "Coöperatie", "één")


def test_a_decimal_comma_is_accepted_in_a_dutch_file(project: Path) -> None:
    data = project / "data"
    text = "moment;rung;count;share\ncurrent;1;;36,6\ncurrent;unknown;1234;\n"
    (data / KEY / "ladder.csv").write_text(text, encoding="utf-8")
    (evaluation,) = load_evaluations(data)
    assert evaluation.tables["ladder"]["share"].iloc[0] == 36.6


def test_a_good_workbook_is_accepted(project: Path) -> None:
    data = project / "data"
    row = ("current", 1, 20.0, 12.5)
    workbook("ladder", LADDER, row, formats={"D2": "0.00"})(data, data / KEY)
    (evaluation,) = load_evaluations(data)
    (read,) = evaluation.tables["ladder"].itertuples()
    assert (read.rung, read.count, read.share) == ("1", 20, 12.5)
