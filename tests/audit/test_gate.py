"""The gate: a new evaluation whose figures contradict each other is not published."""

import re
import shutil
from pathlib import Path

import pytest

from filled_in import fill_in
from in_process import evalutils

DATA = Path(__file__).parents[2] / "data"
FOLDER = "almelo/werkfit/2025"
COLUMNS = "claim,quantity,value,decimals,unit,qualifier,formula,indicator,topic,accepted"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("gate")
    (root / "data").mkdir()
    for path in DATA.iterdir():
        # The shared files, and one published report.
        if path.is_file():
            shutil.copy(path, root / "data" / path.name)
        elif path.name in ("ladders", "codelists", "parameters", "groningen"):
            shutil.copytree(path, root / "data" / path.name)
    shutil.copytree(DATA.with_name("book"), root / "book")
    made = evalutils(root, "new", *FOLDER.split("/"))
    assert made.returncode == 0, made.stderr
    fill_in(root / "data" / FOLDER)
    return root


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "project")


def write_claims(project: Path, *rows: str, columns: str = COLUMNS) -> None:
    lines = [f"{columns},source,locator,note"]
    lines += [f"{row},almelo-werkfit-2025,tabel 1," for row in rows]
    path = project / "data" / FOLDER / "claims.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


PARTS = ("a,deel a,40,0,person,,,,,", "b,deel b,50,0,person,,,,,")


def test_a_contradiction_in_a_new_report_stops_it_with_exit_code_three(project: Path) -> None:
    write_claims(project, *PARTS, "all,samen,95,0,person,,a + b,,,")
    for command in ("check", "build"):
        stopped = evalutils(project, command, FOLDER)
        assert stopped.returncode == 3, stopped.stderr
        # Without a number: what is printed can end in a log.
        assert f"{FOLDER}/claims.csv row 4: all is not what 'a + b' gives" in stopped.stderr
        assert not {"95", "90"} & set(re.findall(r"\d+", stopped.stderr))
        assert "accepted" in stopped.stderr
        assert "Traceback" not in stopped.stderr
    assert not (project / "_build" / "html").exists()


def test_a_reason_to_accept_it_opens_the_gate(project: Path) -> None:
    write_claims(project, *PARTS, "all,samen,95,0,person,,a + b,,,vijf mensen zonder deel")
    assert evalutils(project, "check", FOLDER).returncode == 0


def test_figures_that_add_up_pass_the_gate(project: Path) -> None:
    write_claims(project, *PARTS, "all,samen,90,0,person,,a + b,,,")
    assert evalutils(project, "check", FOLDER).returncode == 0


def test_a_published_report_with_a_contradiction_is_a_finding_not_an_error(project: Path) -> None:
    checked = evalutils(project, "check", "groningen")
    assert checked.returncode == 0
    assert "current_total is ‘verdeling’, recomputed 100,7" in checked.stdout


@pytest.mark.parametrize(
    ("formula", "unit", "problem"),
    [
        ("c + b", "person", "names 'c', which is no claim of almelo-werkfit-2025"),
        ("all", "person", "uses the claim itself"),
        ("a / (b - b)", "percent", "divides by zero"),
        ("a + price", "person", "mixes person and EUR"),
        ("a +", "person", "is not a formula"),
        ("__import__('os').system('x')", "person", "is not allowed"),
    ],
)
def test_a_formula_that_cannot_be_computed_is_named_with_file_and_row(
    project: Path, formula: str, unit: str, problem: str
) -> None:
    price = "price,prijs,100,0,EUR,,,,,"
    write_claims(project, *PARTS, price, f'all,samen,90,0,{unit},,"{formula}",,,')
    refused = evalutils(project, "check", FOLDER)
    assert refused.returncode == 2
    assert f"{FOLDER}/claims.csv row 5, column 'formula': '{formula}" in refused.stderr
    assert problem in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_cycle_is_shown_with_its_formula(project: Path) -> None:
    write_claims(project, "a,een,1,0,person,,b,,,", "b,twee,1,0,person,,a,,,")
    refused = evalutils(project, "check", FOLDER)
    assert refused.returncode == 2
    assert "'b' goes round in a circle: a -> b -> a" in refused.stderr


def test_a_claim_without_locator_is_refused(project: Path) -> None:
    path = project / "data" / FOLDER / "claims.csv"
    columns = "claim,quantity,value,decimals,unit,qualifier,formula,indicator,topic,source"
    path.write_text(f"{columns}\na,een,1,0,person,,,,,almelo-werkfit-2025\n", encoding="utf-8")
    refused = evalutils(project, "check", FOLDER)
    assert refused.returncode == 2
    assert "row 2, column 'locator'" in refused.stderr


def test_faults_of_formulas_and_of_other_files_come_out_together(project: Path) -> None:
    write_claims(project, *PARTS, "all,samen,90,0,person,,a + c,,,")
    caseload = project / "data" / FOLDER / "caseload.csv"
    caseload.write_text(caseload.read_text().replace("inflow", "inflw"), encoding="utf-8")
    for command in ("check", "run", "build"):
        stopped = evalutils(project, command, FOLDER)
        assert stopped.returncode == 2, stopped.stderr
        assert "names 'c', which is no claim of almelo-werkfit-2025" in stopped.stderr
        assert "'inflw'" in stopped.stderr
