"""What two books, or two periods in one, tell together."""

from pathlib import Path

from written_book import PINNED, found, table, write_book

CASELOAD = "Maat | Dag of periode | Aantal"


def year(number: int, *counts: str) -> str:
    """An account: start, inflow, outflow and end."""
    start, came, left, end = counts
    return table(
        "bestand",
        CASELOAD,
        f"Stand aan het begin | 1 januari {number} | {start}",
        f"Instroom | t/m 31 december {number} | {came}",
        f"Uitstroom | t/m 31 december {number} | {left}",
        f"Stand aan het eind | 31 december {number} | {end}",
    )


def test_the_end_of_one_year_is_the_start_of_the_next(tmp_path: Path) -> None:
    # 2023 hides its end: 15 + 10 - ? = ? says little. But 2024 starts with 15.
    book = write_book(tmp_path, year(2023, "15", "10", "<10", "weggelaten"), period="2023")
    assert found(book) == []
    write_book(tmp_path, year(2024, "15", "20", "20", "15"), period="2024")
    assert found(book) == [("Uitstroom", PINNED)]


def test_what_an_earlier_edition_showed_is_known(tmp_path: Path) -> None:
    book = write_book(tmp_path / "now", year(2023, "15", "10", "<10", "weggelaten"))
    earlier = write_book(tmp_path / "then", year(2023, "15", "10", "weggelaten", "15"))
    assert found(book) == []
    assert found(earlier) == []
    assert found(book, earlier) == [("Uitstroom", PINNED)]


def test_an_edition_with_other_numbers_says_nothing_of_those_that_changed(tmp_path: Path) -> None:
    book = write_book(tmp_path / "now", year(2023, "15", "10", "<10", "weggelaten"))
    earlier = write_book(tmp_path / "then", year(2023, "60", "40", "20", "80"))
    assert found(book, earlier) == []
