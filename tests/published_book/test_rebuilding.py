"""What a researcher does next: build again, change a number, make a mistake."""

import json
import resource
import shutil

import pytest
from book_project import SELECTION, Project

BROKEN = "zwolle/ontwikkelroute/2022-2023/caseload.csv"


@pytest.fixture
def project(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the built project that a test may spoil."""
    target = tmp_path_factory.mktemp("spoilt") / "project"
    shutil.copytree(built.root, target)
    return Project(target)


def processor_seconds() -> float:
    """Processor time of finished child processes: says the same on a busy machine."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def fingerprint(project: Project) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in project.html.rglob("*.html")}


def test_nothing_changed_means_nothing_is_run_or_built(built: Project) -> None:
    before = fingerprint(built)
    started = processor_seconds()
    again = built.evalutils("build", *SELECTION)
    assert again.returncode == 0, again.stderr
    assert "0 run" in again.stdout
    assert "unchanged" in again.stdout
    assert processor_seconds() - started < 15
    assert fingerprint(built) == before


def test_a_deleted_column_is_a_clear_error_and_the_last_book_stands(project: Project) -> None:
    before = fingerprint(project)
    path = project.root / "data" / BROKEN
    lines = path.read_text(encoding="utf-8").splitlines()
    position = lines[0].split(",").index("count")
    assert position == 2  # before the quoted columns, so that a plain split is safe
    spoilt = [",".join(line.split(",")[:2] + line.split(",")[3:]) for line in lines]
    path.write_text("\n".join(spoilt) + "\n", encoding="utf-8")

    failed = project.evalutils("build", "--replace", "zwolle/ontwikkelroute")

    assert failed.returncode == 2
    assert f"{BROKEN} row 1, column 'count': this column is missing" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert fingerprint(project) == before


def test_a_failing_notebook_is_named_and_the_last_book_stands(project: Project) -> None:
    before = fingerprint(project)
    path = project.root / "notebooks" / "ladder.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][-1]["source"] = "report.no_such_thing()"
    path.write_text(json.dumps(notebook), encoding="utf-8")

    failed = project.evalutils("build", "--replace", "zwolle/ontwikkelroute")

    assert failed.returncode == 1
    assert "zwolle/ontwikkelroute/2022-2023/ladder" in failed.stdout
    assert "no_such_thing" in failed.stdout
    kept = project.root / "_build/failed/zwolle/ontwikkelroute/2022-2023/ladder.txt"
    assert "AttributeError" in kept.read_text(encoding="utf-8")
    assert fingerprint(project) == before


def test_a_changed_number_changes_what_uses_it_and_nothing_else(project: Project) -> None:
    before = content(project)
    path = project.root / "data" / BROKEN
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("stock_end,2023-03-31,414", "stock_end,2023-03-31,412"), "utf-8")

    built = project.evalutils("build", *SELECTION)

    assert built.returncode == 0, built.stdout + built.stderr
    chapter = "zwolle/ontwikkelroute/2022-2023/outflow"
    said = "Dat is ook de stand die de bron aan het eind noemt."
    assert said in project.text(f"{chapter}.html")
    after = content(project)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    drawn = {name for name in changed if name.startswith("_images/")}
    assert len(drawn) == 2  # the chart that was, and the one that is
    assert changed - drawn == {
        f"{chapter}.html",
        "zwolle/ontwikkelroute/2022-2023/quality.html",
        "zwolle/index.html",
        "sources/zwolle-ontwikkelroute-2023.html",  # the row of the document
        f"data/{chapter}/bestand.csv",
        f"data/{chapter}/bestandsrekening.csv",
        f"data/{chapter}/bestandsrekening.svg",
        f"data/{chapter}/kengetallen.csv",
        "data/key_figures.csv",
        "data/kerncijfers.xlsx",
        "data/provenance.json",
        "searchindex.js",
    }


def content(project: Project) -> dict[str, bytes]:
    """Every file of the book."""
    files = (path for path in project.html.rglob("*") if path.is_file())
    return {path.relative_to(project.html).as_posix(): path.read_bytes() for path in files}
