"""What two books, or two periods in one, tell together."""

from pathlib import Path

import pytest
from written_book import DRAWN, EXACT, PINNED, PUBLIC, found, table, with_codes, write_book

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


def test_who_was_there_when_a_public_year_ended_is_there_when_the_next_begins(
    tmp_path: Path,
) -> None:
    book = write_book(tmp_path, year(2023, "<10", "80", "40", "45"), period="2023")
    assert found(book) == []
    write_book(tmp_path, year(2022, "61", "50", "104", "7"), period="2022", public=True)
    assert found(book) == [("Stand aan het begin", PUBLIC)]


def test_a_large_number_that_a_public_year_gives_is_known_already(tmp_path: Path) -> None:
    # 47 stands as 45, and everybody has it. With 28 to 32 more and 73 to 77 less, 0 to 6 are left.
    book = write_book(tmp_path, year(2023, "45", "30", "75", "<10"), period="2023")
    assert found(book) == []
    write_book(tmp_path, year(2022, "61", "50", "64", "47"), period="2022", public=True)
    assert found(book) == []


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


def under_a_key(book: Path) -> Path:
    """The book, in which each number is up to 4 off, and one has one form."""
    for page in book.glob("almelo/werkfit/*/outflow.html"):
        said = page.read_text(encoding="utf-8")
        said = said.replace("van 5.", "van 5, naar boven of naar beneden.")
        page.write_text(said, encoding="utf-8")
    return book


def rounded_under_a_key(folder: Path, first: str, second: str) -> Path:
    """A book of 36 to 44 people in two groups."""
    counts = table("per-groep", "Groep | Aantal", f"A | {first}", f"B | {second}", "Totaal | 40")
    return under_a_key(write_book(folder, counts))


@pytest.mark.parametrize(("gone", "leaks"), [("20", []), ("15", [("Zorg", PINNED)])])
def test_two_cohorts_with_one_name_are_two_when_a_number_is_shown_otherwise(
    gone: str, leaks: list[tuple[str, str]], tmp_path: Path
) -> None:
    # Of 26 to 34 who left 16 to 24 found work: 2 to 9 went to care. Had they been those of 2022
    # they were 16 to 19, and 7 to 9 went to care. But one number is rounded one way: 15 is not 20.
    exits = table(
        "bestemmingen",
        "Bestemming | Aantal | Van | Basis",
        *("Alle uitstroom samen | 30 | – | –", "Betaald werk | weggelaten | – | –"),
        "Zorg | <10 | – | –",
    )
    for period, left, tables in (("2022", "15", ()), ("2023", gone, (exits,))):
        cohort = table("duurzaam", "Vertrekkers | Vertrokken", f"Uitstroom naar werk | {left}")
        book = write_book(tmp_path, cohort, *tables, period=period)
    assert found(with_codes(under_a_key(book))) == leaks


def test_a_number_that_is_shown_otherwise_than_before_has_changed(tmp_path: Path) -> None:
    # There were 29 in A and 7 in B; one went from B to A. Who takes A for 26 to 29, as both forms
    # of it allow, finds at least 36 - 29 = 7 in B, where 6 are left.
    now = rounded_under_a_key(tmp_path / "now", "30", "<10")
    then = rounded_under_a_key(tmp_path / "then", "25", "<10")
    assert found(now, then) == []


def test_a_few_that_changed_do_not_hide_what_an_edition_showed(tmp_path: Path) -> None:
    # B was 11 at least. When no number changed by more than two it is 9 now.
    now = rounded_under_a_key(tmp_path / "now", "30", "<10")
    then = rounded_under_a_key(tmp_path / "then", "25", "15")
    assert found(now, then) == [("B", PINNED)]


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


def series(*points: tuple[str, str, float]) -> tuple[str, str]:
    """A page of years with one figure: table and chart, of (year, cell, height of its point)."""
    rows = [f"{period} | {cell}" for period, cell, _ in points if cell]
    shapes = "".join(
        f'<path d="M {100 * place} {height}" clip-path="url(#p)"/>'
        for place, (*_, height) in enumerate(points)
    )
    ticks = "".join(
        f'<g id="ytick_{tick}"><g><use x="0" y="{10 * tick}"/></g>'
        f'<g id="text_{tick}"><!-- {tick}% --></g></g>'
        for tick in (0, 50)
    )
    axis = f'<g id="matplotlib.axis_1"></g><g id="matplotlib.axis_2">{ticks}</g>'
    title = '<g id="text_9"><!-- Aandeel naar --><!-- werk --></g>'
    chart = f'<svg><g id="axes_1">{axis}{shapes}{title}</g></svg>'
    return table("per-periode", "Periode | Cijfer", "Aandeel naar werk", *rows), chart


SEVEN = ["outflow.share | paid_work | 7 | percent | 100 | share"]


def test_a_hidden_share_is_drawn_though_a_public_year_has_the_same(tmp_path: Path) -> None:
    # Ten points of height are one percent. 2023 hides its 7 of 100, and 2022 has 7% in the open.
    book = write_book(tmp_path, *series(("2022", "7,0%", 70.0), ("2023", "", 70.0)))
    write_book(book, period="2022", figures=SEVEN, public=True)
    assert DRAWN in {problem for _, problem in found(book)}


def test_what_a_page_of_years_says_of_public_years_is_no_fault(tmp_path: Path) -> None:
    alternative = "Aandeel naar werk: in 2022 7 personen en in 2023 20 personen."
    page = series(("2022", "7 personen", 70.0), ("2023", "20 personen", 200.0))
    twenty = ["outflow.share | paid_work | 20 | percent | 100 | share"]
    book = write_book(tmp_path, *page, text=alternative, figures=twenty)
    write_book(book, period="2022", figures=SEVEN, public=True)
    assert found(book) == []
    # The other way round 7 is a protected year's, and the page stands with the public one.
    other = write_book(tmp_path / "other", period="2022", figures=twenty)
    write_book(other, *page, text=alternative, public=True)
    assert {problem for _, problem in found(other)} == {EXACT}


def test_a_page_about_all_evaluations_gives_away_what_their_own_hides(tmp_path: Path) -> None:
    result = "Doel | Streefwaarde | Resultaat"
    book = write_book(tmp_path, table("doelen", result, "Werk | 40 | weggelaten"))
    index, _ = span("1 januari 2023", "31 december 2023", "20", "Werkfit, heel 2023")
    (tmp_path / "almelo" / "werkfit" / "2023" / "index.html").write_text(index, encoding="utf-8")
    everyone = table("doelen", result, "Werkfit, heel 2023", "Werk | 40 | 7")
    (tmp_path / "audit.html").write_text(f"<article>{everyone}</article>", encoding="utf-8")
    assert found(book) == [("Werk", EXACT)]
