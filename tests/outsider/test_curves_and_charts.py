"""What curves, medians, shapes of charts and the order of rows tell an outsider."""

from pathlib import Path

import pytest
from written_book import COLOURED, DRAWN, LEFT, ONE, PINNED, found, table, write_book

SURVIVAL = "Kaplan-Meier"


def problems(book: Path) -> set[str]:
    """What the attack finds, wherever."""
    return {problem for _, problem in found(book)}


def outflow(count: str) -> str:
    return table("bestand", "Maat | Dag of periode | Aantal", f"Uitstroom | 2023 | {count}")


def test_the_steps_of_a_curve_are_among_those_who_left(tmp_path: Path) -> None:
    # Half left within 12 months: 10 of 20, or 15 of 30, and so on. Ten to twelve left at all, so
    # that it were ten to twelve as well, and at most two left later.
    figures = [f"outflow.survival | 12 | 50 | percent | 30 | {SURVIVAL}"]
    book = write_book(tmp_path, outflow("10"), figures=figures)
    assert LEFT in problems(book)
    assert found(write_book(tmp_path / "wide", outflow("30"), figures=figures)) == []


def test_a_curve_of_a_kind_tells_who_left_for_its_destinations(tmp_path: Path) -> None:
    # 18 to 22 left for work within a year; two destinations of at most nine are work: nine each.
    destinations = table(
        "bestemmingen", "Bestemming | Aantal", "Betaald werk | <10", "Parttime werk | <10"
    )
    codes = table(
        "codes",
        "Code | Bestemming | Groep",
        "paid_work | betaald werk | betaald werk",
        "part_time_work | parttime werk | betaald werk",
    )
    book = write_book(
        tmp_path,
        destinations,
        figures=[f"outflow.cumulative_incidence | work:12 | {2000 / 55:.12g} | percent | 55 | AJ"],
    )
    assert found(book) == []
    (book / "data-dictionary.html").write_text(f"<article>{codes}</article>", encoding="utf-8")
    assert PINNED in problems(book)


@pytest.mark.parametrize(("median", "told"), [("14", True), ("12", False)])
def test_a_median_tells_on_which_side_of_half_a_curve_is(
    median: str, told: bool, tmp_path: Path
) -> None:
    # 18 to 22 of 32.5 to 37.5 left within 12 months. Not yet half: 18 and no more. Half: any.
    book = write_book(
        tmp_path,
        figures=[
            f"outflow.survival | 12 | {100 - 2000 / 35:.12g} | percent | 35 | {SURVIVAL}",
            f"outflow.median_months |  | {median} | month | 35 | {SURVIVAL}",
        ],
    )
    assert (ONE in problems(book)) is told


def test_rows_that_stand_by_size_tell_which_hidden_number_is_larger(tmp_path: Path) -> None:
    # 103 to 107 less at most 42, 32 and 17 leaves 12 for two: the larger is six to nine.
    shown = ["Betaald werk | 40", "Opleiding | 30", "Zorg | 15", "Verhuisd | <10", "Anders | <10"]
    head = ["bestemmingen", "Bestemming | Aantal", "Alle uitstroom samen | 105"]
    by_size = write_book(tmp_path, table(*head, *shown))
    assert PINNED in problems(by_size)
    shown[:2] = reversed(shown[:2])
    assert found(write_book(tmp_path / "otherwise", table(*head, *shown))) == []


def test_rows_that_stand_as_in_the_printed_codelist_tell_nothing_by_their_order(
    tmp_path: Path,
) -> None:
    rows = [("Betaald werk", 40), ("Opleiding", 30), ("Zorg", 15), ("Verhuisd", 0), ("Anders", 0)]
    shown = [f"{label} | {count or '<10'}" for label, count in rows]
    head = ["bestemmingen", "Bestemming | Aantal", "Alle uitstroom samen | 105"]
    book = write_book(tmp_path, table(*head, *shown))
    assert PINNED in problems(book)
    codes = [f"c{at} | {label}" for at, label in enumerate(["Alle uitstroom samen", *dict(rows)])]
    dictionary = table("codes", "Code | Bestemming", *codes)
    (book / "codes.html").write_text(f"<article>{dictionary}</article>", encoding="utf-8")
    assert found(book) == []


def test_rows_of_a_group_that_stand_as_those_of_everyone_tell_nothing_by_their_order(
    tmp_path: Path,
) -> None:
    # In Noord the shown rows fall too, but each stands where it stands for everyone.
    head = ["bestemmingen", "Bestemming | Aantal"]
    rows = ("Betaald werk", "Opleiding", "Zorg", "Verhuisd", "Anders")

    def counts(total: str, *cells: str) -> list[str]:
        found = [f"{row} | {cell}" for row, cell in zip(rows, cells, strict=True)]
        return [f"Alle uitstroom samen | {total}", *found]

    everyone = counts("210", "80", "60", "30", "20", "20")
    north = counts("105", "40", "30", "15", "<10", "<10")
    assert found(write_book(tmp_path, table(*head, *everyone, "Noord", *north))) == []


def chart(shapes: str, across: str = "aantal mensen") -> str:
    """An image as matplotlib writes it, with an axis on which 100 points are 50 people."""
    ticks = "".join(
        f'<g id="xtick_{place}"><g><use x="{place * 100}" y="0"/></g>'
        f"<g id='text_{place}'><!-- {50 * place} --></g></g>"
        for place in range(3)
    )
    axes = f'<g id="matplotlib.axis_1">{ticks}<g id="text_9"><!-- {across} --></g></g>'
    return f'<svg><g id="axes_1">{axes}<g id="matplotlib.axis_2"></g>{shapes}</g></svg>'


def bar(end: float) -> str:
    corners = f"M 0 10 L {end} 10 L {end} 20 L 0 20 z"
    return f'<g id="patch_3"><path d="{corners}" clip-path="url(#p)"/></g>'


def test_a_bar_of_a_number_that_is_not_written_is_told(tmp_path: Path) -> None:
    book = write_book(tmp_path, outflow("40"), chart(bar(80)))
    assert found(book) == []  # 80 points are the 40 that is written
    with_more = write_book(tmp_path / "more", outflow("40"), chart(bar(80) + bar(14)))
    assert DRAWN in problems(with_more)  # 14 points are seven people


def test_what_a_model_draws_is_no_number_of_people(tmp_path: Path) -> None:
    drawn = chart(bar(14), "extra duurzame uitstroom per 100 deelnemers")
    assert found(write_book(tmp_path, outflow("40"), drawn)) == []


def test_colours_that_differ_where_no_number_is_written_are_told(tmp_path: Path) -> None:
    def fields(*colours: str) -> str:
        paths = "".join(f'<path style="fill: {colour}"/>' for colour in colours)
        texts = "".join(f'<g id="text_{at}"><!-- {said} --></g>' for at, said in enumerate("<<"))
        return f'<g id="QuadMesh_1">{paths}</g>{texts}'

    same = write_book(tmp_path, outflow("40"), chart(fields("none", "none")))
    assert found(same) == []
    shaded = write_book(tmp_path / "shaded", outflow("40"), chart(fields("#eee", "#ccc")))
    assert COLOURED in problems(shaded)


def test_a_bar_of_a_hidden_number_is_told_though_the_same_number_stands_for_something_else(
    tmp_path: Path,
) -> None:
    # 14 points are seven people; seven months, the seventh of July and 7% are no people, and
    # another year has seven of them in the open.
    said = "7 maanden, vanaf 7 juli"
    share = ["outflow.share | zorg | 7 | percent | 100 | share"]
    book = write_book(tmp_path, outflow("40"), chart(bar(14)), text=said, figures=share)
    assert DRAWN in problems(book)
    year = write_book(tmp_path / "years", outflow("40"), chart(bar(14)))
    write_book(year, period="2022", figures=["outflow.count | zorg | 7 | person |  | count"])
    assert DRAWN in problems(year)


def test_a_page_of_years_draws_the_numbers_of_every_year(tmp_path: Path) -> None:
    rows = table("per-periode", "Periode | Cijfer", "2022 | 10 personen", "2023 | –")
    book = write_book(tmp_path, rows, chart(bar(14)))
    assert DRAWN in problems(book)
    write_book(book, period="2022", figures=["outflow.count | zorg | 7 | person |  | count"])
    assert DRAWN not in problems(book)


def test_a_bar_of_a_difference_that_is_written_with_its_sign_tells_nothing(tmp_path: Path) -> None:
    # 10 points are five people: 40 less 35, both of which stand there.
    both = outflow("40"), table("bestand", "Maat | Dag | Aantal", "Instroom | 2023 | 35")
    assert DRAWN in problems(write_book(tmp_path, *both, chart(bar(10)), text="5 weken"))
    shown = write_book(tmp_path / "sign", *both, chart(bar(10)), text="een verschil van +5")
    assert DRAWN not in problems(shown)
