"""`evalutils check --disclosure`."""

from pathlib import Path

import pytest
from written_book import table, write_book

from in_process import evalutils

CASELOAD = "Maat | Dag of periode | Aantal"


def leaking(folder: Path) -> Path:
    """A book in which a flow can be found out: 6 to 9."""
    return write_book(
        folder,
        table(
            "bestand",
            CASELOAD,
            "Stand aan het begin | 1 januari 2023 | 15",
            "Instroom | t/m 31 december 2023 | 10",
            "Uitstroom | t/m 31 december 2023 | <10",
            "Stand aan het eind | 31 december 2023 | 15",
        ),
    )


def test_a_book_that_gives_a_number_away_ends_with_code_4_and_no_value(tmp_path: Path) -> None:
    book = leaking(tmp_path / "book")
    said = evalutils(tmp_path, "check", "--disclosure", str(book))
    assert said.returncode == 4
    assert "almelo/werkfit/2023/outflow.html, 'bestand', Aantal" in said.stderr
    assert "Uitstroom" in said.stderr
    assert not {*"6789"} & {*said.stderr.replace("2023", "")}


def test_the_book_of_the_project_is_attacked_when_none_is_named(tmp_path: Path) -> None:
    write_book(tmp_path / "_build" / "html", table("bestand", CASELOAD, "Instroom | – | 20"))
    said = evalutils(tmp_path, "check", "--disclosure")
    assert said.returncode == 0, said.stderr
    assert "None of them can be found out" in said.stdout


def test_a_folder_without_a_book_is_named(tmp_path: Path) -> None:
    said = evalutils(tmp_path, "check", "--disclosure", str(tmp_path))
    assert said.returncode == 2
    assert "holds no book" in said.stderr


def test_a_book_is_attacked_as_a_whole(tmp_path: Path) -> None:
    book = leaking(tmp_path / "book")
    said = evalutils(tmp_path, "check", "almelo", "--disclosure", str(book))
    assert said.returncode == 2
    assert "as a whole" in said.stderr


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("data/key_figures.csv", b"\xff\x80", "is no text"),
        ("data/key_figures.csv", b"municipality,programme\n", "has no column group"),
        ("data/key_figures.csv", None, "row 2 has not as many cells as row 1"),
        ("data/provenance.json", b'{"pages": ', "is no JSON"),
        ("almelo/werkfit/2023/outflow.html", b"\xff\x80", "is no text"),
    ],
)
def test_a_damaged_file_of_a_book_is_named(
    file: str, content: bytes | None, says: str, tmp_path: Path
) -> None:
    figure = ["outflow.count | total | 20 | person |  | count"]
    book = write_book(tmp_path / "book", figures=figure)
    path = book / file
    path.write_bytes(path.read_bytes()[:-5] if content is None else content)
    said = evalutils(tmp_path, "check", "--disclosure", str(book))
    assert said.returncode == 2, said.stderr
    assert f"{path} {says}" in said.stderr
