"""provenance.json names what a page was made from, and never a path of this machine."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from evalutils.book.html_check import check_no_machine_paths
from evalutils.book.versions import (
    MEASURED,
    Commit,
    PageRecord,
    Versions,
    provenance,
    read_record,
    read_versions,
)
from evalutils.errors import BuildError, InputError
from evalutils.making import make_book
from evalutils.project import Project

from .sample import ROOT, write_run

VERSIONS = Versions("3.11.7", {"pandas": "3.1.1"}, Commit("a" * 40, ("../README.md",)))
# Of the bytes of each file; a run record holds the hash of what was read in it.
FILES = {"data/sources.yaml": "1" * 64, "data/a/b/c/exits.csv": "2" * 64}


def test_a_page_names_its_parameters_inputs_and_hashes(tmp_path: Path) -> None:
    notebook = write_run(tmp_path, "a/b/c/outflow", "Titel")
    record = read_record(notebook.with_suffix(".json"), "a/b/c/outflow.ipynb", "a/b/c/outflow")
    content = provenance([record], VERSIONS, FILES)
    (page,) = content["pages"]
    assert page["page"] == "a/b/c/outflow.html"
    assert page["inputs"] == {"data/sources.yaml": "1" * 64}
    assert page["notebook_sha256"] == "a" * 64
    assert content["git_commit"] == "a" * 40
    assert content["dirty"] is True


def test_a_missing_or_half_record_asks_to_run_again(tmp_path: Path) -> None:
    record = tmp_path / "outflow.json"
    with pytest.raises(BuildError, match="Run it again"):
        read_record(record, "outflow.ipynb", "outflow")
    record.write_text('{"name": "outflow"', encoding="utf-8")
    with pytest.raises(BuildError, match="no complete run record"):
        read_record(record, "outflow.ipynb", "outflow")
    record.write_text('{"name": "outflow"}', encoding="utf-8")
    with pytest.raises(BuildError, match="lacks parameters"):
        read_record(record, "outflow.ipynb", "outflow")


def test_a_folder_without_version_control_has_no_commit(tmp_path: Path) -> None:
    versions = read_versions(tmp_path)
    assert versions.commit is None
    assert versions.packages["evalutils"]
    assert versions.packages["jupyter-book"].startswith("1.")


def test_a_page_with_a_path_of_this_machine_is_refused(tmp_path: Path) -> None:
    html, secret = tmp_path / "html", tmp_path / "private" / "data"
    html.mkdir()
    page = html / "index.html"
    page.write_text("<p>data/sources.yaml</p>", encoding="utf-8")
    check_no_machine_paths(html, [secret])
    page.write_text(f"<p>{secret}/ladder.csv</p>", encoding="utf-8")
    with pytest.raises(BuildError, match=r"index\.html"):
        check_no_machine_paths(html, [secret])


def test_files_of_a_protected_evaluation_cannot_be_confirmed_by_their_hash(tmp_path: Path) -> None:
    inputs = {"data/a/b/c/exits.csv": "c" * 64, "data/sources.yaml": "b" * 64}
    notebook = write_run(tmp_path, "a/b/c/outflow", "Titel", inputs=inputs)
    record = read_record(notebook.with_suffix(".json"), "a/b/c/outflow.ipynb", "a/b/c/outflow")
    (page,) = provenance([record], VERSIONS, FILES, public=["a/b/d"])["pages"]
    assert page["inputs"] == {"data/a/b/c/exits.csv": None, "data/sources.yaml": "1" * 64}
    assert page["fingerprint"] is None
    # More clients take longer.
    assert [page["seconds"], page["cpu_s"], page["peak_mb"]] == [None, None, None]
    (other,) = provenance([record], VERSIONS, FILES, public=["a/b/c"])["pages"]
    assert other["inputs"] == FILES


@pytest.mark.parametrize("selected", ["a/b/d", "a/b/c/outflow"])
def test_a_guess_of_a_small_table_that_was_only_read_beside_others_is_not_confirmed(
    tmp_path: Path, selected: str
) -> None:
    """A page of a/b/d reads other periods and documents; a/b/c is not in the book itself."""
    truth, guesses = 7, range(20)
    digests = {
        sha256(f"destination,count\npaid_work,{n}\n".encode()).hexdigest(): n for n in guesses
    }
    files = {"data/a/b/c/exits.csv": next(item for item, n in digests.items() if n == truth)}
    notebook = write_run(tmp_path, "a/b/d/outflow", "Titel", inputs=dict(files))
    record = read_record(notebook.with_suffix(".json"), "a/b/d/outflow.ipynb", "a/b/d/outflow")
    published = json.dumps(provenance([record], VERSIONS, files, public=[selected]))
    assert [n for digest, n in digests.items() if digest in published] == []
    before = json.dumps(provenance([record], VERSIONS, files, public=["a/b/c"]))
    assert [n for digest, n in digests.items() if digest in before] == [truth]


def test_only_what_is_measured_differs_between_two_runs_and_a_given_time_fixes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: dict[str, Any] = {"seconds": 2.5, "cpu_s": 2.25, "peak_mb": 91}
    measured["finished"] = "2026-02-02T12:00:00+00:00"
    assert set(measured) == set(MEASURED)
    told = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in MEASURED)
    paths = [
        write_run(tmp_path / str(number), "a/b/c", "Titel", **changes)
        for number, changes in enumerate(({}, measured))
    ]

    def published() -> list[PageRecord]:
        records = (read_record(path.with_suffix(".json"), "c.ipynb", "a/b/c") for path in paths)
        versions = read_versions(tmp_path)
        return [
            provenance([record], versions, FILES, public=["a/b/c"])["pages"][0]
            for record in records
        ]

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    one, two = published()
    assert {name for name in one if one[name] != two[name]} == set(MEASURED)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")  # the second day of 1970
    one, two = published()
    assert one == two
    assert (one["finished"], one["seconds"]) == ("1970-01-02T00:00:00+00:00", None)


@pytest.mark.parametrize("given", ["yesterday", "1.5", "9" * 30])
def test_a_time_that_is_none_is_refused(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(InputError, match="whole seconds since 1970"):
        read_versions(tmp_path)


def test_a_time_that_is_none_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    project = Project(tmp_path, tmp_path / "no data", tmp_path / "_build")
    with pytest.raises(InputError, match="whole seconds since 1970"):
        make_book(project, "build", (), print)
    assert not project.build_dir.exists()
