"""No key takes the place of a page or folder that every book has."""

from pathlib import Path

import pytest

from evalutils.contracts.fixed_names import RESERVED, key_problem
from evalutils.errors import BuildError
from evalutils.keys import LONGEST_KEY, is_key_part
from evalutils.system.folders import inside

BOOK = Path(__file__).parents[2] / "book"
BAD_KEYS = (
    *("", "A", "den haag", "a_b", "-a", "a--b", "..", "../../../../README", "a/b", "a\\b", "a.b"),
    *("é", "a\n", "=cmd|x", "~", "a:b", "x" * (LONGEST_KEY + 1)),
)
TAKEN = (
    *("index", "data", "sources", "comparison", "audit", "methods", "definitions", "open-data"),
    *("data-dictionary", "accessibility", "colophon", "genindex", "search"),
    *("parameters", "ladders", "codelists", "evaluations", "versions"),
    *("con", "prn", "aux", "nul", "com1", "lpt9"),
)


@pytest.mark.parametrize("name", BAD_KEYS)
def test_a_key_has_lower_case_letters_digits_and_single_hyphens(name: str) -> None:
    assert "this is not a key" in key_problem(name)


@pytest.mark.parametrize("name", TAKEN)
def test_a_key_is_no_name_of_a_page_or_folder_of_every_book(name: str) -> None:
    assert "Choose another name" in key_problem(name)
    assert "Choose another name" in key_problem(name, "_")


@pytest.mark.parametrize("name", ["werkfit", "2019-q1-q3", "indexatie", "x" * LONGEST_KEY])
def test_other_keys_are_free(name: str) -> None:
    assert key_problem(name) == ""


def test_codes_have_underscores_instead_of_hyphens() -> None:
    assert is_key_part("paid_work", "_")
    assert not is_key_part("paid-work", "_")
    assert not is_key_part("paid_work")
    assert "'paid_work'" in key_problem("paid-work", "_")


def test_every_page_that_people_write_is_reserved() -> None:
    assert {path.stem for path in BOOK.glob("*.md")} <= RESERVED
    assert {path.name for path in BOOK.iterdir() if path.is_dir()} - {"_templates"} <= RESERVED


@pytest.mark.parametrize("name", ["a.md", "a/b/c.md", "a/../b.md"])
def test_a_file_inside_the_folder_has_its_place(name: str, tmp_path: Path) -> None:
    assert inside(tmp_path / "nieuw", name) == tmp_path / "nieuw" / name


@pytest.mark.parametrize("name", ["", ".", "..", "../a.md", "a/../../b.md", "/etc/passwd"])
def test_a_file_outside_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="would be written outside nieuw/"):
        inside(tmp_path / "nieuw", name)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "boek").mkdir()
    (tmp_path / "boek" / "zwolle").symlink_to(tmp_path / "elders", target_is_directory=True)
    with pytest.raises(BuildError, match=r"'zwolle/index\.md' would be written outside boek/"):
        inside(tmp_path / "boek", "zwolle/index.md")
