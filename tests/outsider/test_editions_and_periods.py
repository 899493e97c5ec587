"""What two books, or two periods in one, tell together."""

from pathlib import Path

from written_book import EXACT, PINNED, found, table, write_book

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


def span(first: str, last: str, came: str, heading: str) -> tuple[str, str]:
    """The page of an evaluation and its table: who came from one day to another."""
    index = f"<article><h1>{heading}</h1><p>{first} tot en met {last}</p></article>"
    return index, table("bestand", CASELOAD, f"Instroom | t/m {last} | {came}")


def test_halves_are_together_the_year(tmp_path: Path) -> None:
    # 10 (10 to 12) came in the year, of whom 10 (10 to 12) in its first half: two at most later.
    for period, first, last, came in (
        ("2023", "1 januari 2023", "31 december 2023", "10"),
        ("2023-h1", "1 januari 2023", "30 juni 2023", "10"),
        ("2023-h2", "1 juli 2023", "31 december 2023", "<10"),
    ):
        index, counts = span(first, last, came, period)
        write_book(tmp_path, counts, period=period)
        page = tmp_path / "almelo" / "werkfit" / period / "index.html"
        page.write_text(index, encoding="utf-8")
    assert found(tmp_path) == [("Instroom", PINNED)]


def test_a_page_about_all_evaluations_gives_away_what_their_own_hides(tmp_path: Path) -> None:
    result = "Doel | Streefwaarde | Resultaat"
    book = write_book(tmp_path, table("doelen", result, "Werk | 40 | weggelaten"))
    index, _ = span("1 januari 2023", "31 december 2023", "20", "Werkfit, heel 2023")
    (tmp_path / "almelo" / "werkfit" / "2023" / "index.html").write_text(index, encoding="utf-8")
    everyone = table("doelen", result, "Werkfit, heel 2023", "Werk | 40 | 7")
    (tmp_path / "audit.html").write_text(f"<article>{everyone}</article>", encoding="utf-8")
    assert found(book) == [("Werk", EXACT)]
