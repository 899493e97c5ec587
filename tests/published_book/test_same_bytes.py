"""The same commit and data give the same bytes, wherever and by whomever the book is made."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from book_project import Project, copy_project

SELECTION = "groningen/kansen-in-kaart/2021"
# Of people who differ in everything but the project; the language need not be installed.
ONE = {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "0"}
TWO = {
    "TZ": "Pacific/Auckland",
    "LC_ALL": "nl_NL.UTF-8",
    "LANG": "nl_NL.UTF-8",
    "PYTHONHASHSEED": "4711",
    "MPLBACKEND": "svg",
}
NAMES = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
TABLES = {"html/data/key_figures.csv", "html/data/audit.csv", "html/data/provenance.json"}


def made(project: Project) -> dict[str, bytes]:
    """Every published file, and every executed notebook."""
    build = project.root / "_build"
    paths = [*(build / "html").rglob("*"), *(build / "runs").rglob("*.ipynb")]
    return {str(path.relative_to(build)): path.read_bytes() for path in paths if path.is_file()}


def test_two_folders_time_zones_languages_hash_seeds_and_numbers_of_jobs_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.setenv(f"GIT_{name}", "somebody")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one = copy_project(tmp_path / "een")
    two = Project(tmp_path / "een andere map" / "met een langere naam" / "twee")
    (one.root / ".gitignore").write_text("_build/\n", encoding="utf-8")
    for command in ("init -q", "add .", "commit -q -m x"):
        subprocess.run(["git", *command.split()], cwd=one.root, check=True)
    subprocess.run(["git", "clone", "-q", str(one.root), str(two.root)], check=True)
    books = []
    for project, around, jobs in ((one, ONE, "1"), (two, TWO, "2")):
        with monkeypatch.context() as patch:
            for name, value in around.items():
                patch.setenv(name, value)
            built = project.evalutils("build", "--jobs", jobs, SELECTION)
        assert built.returncode == 0, built.stdout + built.stderr
        books.append(made(project))
    names = books[0].keys() | books[1].keys()
    assert {name for name in names if books[0].get(name) != books[1].get(name)} == set()
    assert names > TABLES
    assert {Path(name).suffix for name in names} > {".ipynb", ".html", ".js", ".inv", ".svg"}
