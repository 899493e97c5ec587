"""Two municipalities with protected data, each with a book of its own from the real notebooks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from draft import Draft
from invented_folder import plain, shared_files, write
from light_book import rendered
from quick_runs import run_quickly

from evalutils import municipal_books
from evalutils.attack.whole_book import attack, look
from evalutils.book import building
from evalutils.book.jupyter_book import BUILT
from evalutils.project import Project
from evalutils.running.job import Job
from evalutils.running.summary import RunSummary

ROOT = Path(__file__).parents[2]
HENGELO, LOSSER = "hengelo/werkfit/2023", "losser/baan/2023"
CODES = {"hengelo": ("Hengelo", "GM0164"), "losser": ("Losser", "GM0168")}


def evaluation(key: str, claim: str, formula: str, **exits: int) -> Draft:
    """Who left, by destination; how many in all is printed too, with a formula for it."""
    draft = plain("protected", key)
    name, code = CODES[key.partition("/")[0]]
    draft.about |= {"title": f"Programma van {name}", "synthetic": False}
    draft.about["municipality"] = {"name": name, "code": code}
    draft.tables["exits"] = [{"destination": code, "count": count} for code, count in exits.items()]
    printed = {"claim": claim, "quantity": claim, "value": exits["total"], "formula": formula}
    more = {"decimals": 0, "unit": "person", "locator": "blz. 1"}
    draft.tables["claims"] = [{**printed, **more}]
    return draft


@pytest.fixture
def project(tmp_path: Path) -> Project:
    data = tmp_path / "data"
    data.mkdir()
    shared_files(data)
    return Project(ROOT, data, tmp_path / "_build")


def run(_: Any, __: Any, tell: Any, *, jobs: Sequence[Job], **___: Any) -> RunSummary:
    """Run the cells of each notebook here; the record says that it read all that it may."""
    for job in jobs:
        run_quickly(job)
        record = json.loads(job.record.read_text(encoding="utf-8"))
        job.record.write_text(json.dumps({**record, "inputs": job.read(None)}), encoding="utf-8")
    return RunSummary((), (), (), (), 0, 0.0)


def stand_in(_: Any, source: Path, *, output: Path, **__: Any) -> Path:
    html = rendered(source, output / BUILT / "html")
    shutil.rmtree(html / "data")  # the build puts the published data there
    return html


def naming(texts: Mapping[str, str], *names: str) -> set[str]:
    return {path for path, text in texts.items() if any(name in text for name in names)}


def everything(folder: Path) -> dict[str, str]:
    """The text of each file, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_book_of_one_holds_of_the_other_what_a_formula_refers_to_and_gives_no_small_number_away(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of 44 in Hengelo 4 found work, of 43 in Losser 3. Both are in one document, in which the
    # second number is 1 less than the first.
    drafts = [
        evaluation(HENGELO, "hengelo_left", "", total=44, moved=40, paid_work=4),
        evaluation(LOSSER, "losser_left", "hengelo_left - 1", total=43, moved=40, paid_work=3),
    ]
    write(drafts, project.data_dir)
    monkeypatch.setattr(municipal_books, "run_notebooks", run)
    monkeypatch.setattr(building, "run_jupyter_book", stand_in)
    municipal_books.make_books(project, [], lambda _: None, workers=1)
    books = project.build_dir / "municipalities"
    for name in CODES:
        assert attack(look(books / name)) == []

    hengelo, losser = everything(books / "hengelo"), everything(books / "losser")
    assert {f"{HENGELO}/outflow.html", "audit.html"} <= set(hengelo)
    assert naming(hengelo, LOSSER, "Losser") == set()
    assert naming(losser, HENGELO, "Hengelo") == {"data/provenance.json"}
    pages = json.loads(losser["data/provenance.json"])["pages"]
    (named,) = [page for page in pages if HENGELO in json.dumps(page)]
    assert named["page"].startswith("audit")
    assert {path for path in named["inputs"] if HENGELO in path} <= {
        f"data/{HENGELO}/{name}" for name in ("claims.csv", "evaluation.yaml", "exits.csv")
    }
