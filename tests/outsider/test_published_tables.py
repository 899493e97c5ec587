"""What a reader of the tables finds out."""

import json
from pathlib import Path

from written_book import (
    ABSENT,
    AUDITED,
    EXACT,
    HASH,
    LEFT,
    PINNED,
    counted_from_clients,
    found,
    table,
    write_book,
)

from evalutils.attack.puzzle import ANY
from evalutils.attack.whole_book import look, outcome

CASELOAD = "Maat | Dag of periode | Aantal"
EXITS = "Bestemming | Aantal | Van | Basis"
WHOLE = "t/m 31 december 2023"


def caseload(*rows: str) -> str:
    return table("bestand", CASELOAD, *rows)


def exits(*rows: str) -> str:
    return table("bestemmingen", EXITS, *rows)


def test_a_book_in_which_everything_is_left_open_gives_nothing_away(tmp_path: Path) -> None:
    # 30 is 28 to 32; four hidden numbers of at most 9 each may still be 0 to 9.
    rows = [f"{name} | <10 | – | –" for name in ("Zorg", "Opleiding", "Verhuisd", "Onbekend")]
    assert found(write_book(tmp_path, exits("Alle uitstroom samen | 30 | – | –", *rows))) == []


def test_the_only_hidden_destination_is_found_when_its_total_leaves_few_values(
    tmp_path: Path,
) -> None:
    # 10 is 10 to 12, of both: at most 2 went elsewhere, three values.
    book = write_book(
        tmp_path,
        exits(
            "Alle uitstroom samen | 10 | – | –", "Betaald werk | 10 | – | –", "Zorg | <10 | – | –"
        ),
    )
    assert ("Zorg", PINNED) in found(book)


def test_two_tables_with_the_same_total_are_laid_side_by_side(tmp_path: Path) -> None:
    # The caseload says 10 left (10 to 12), the exits hide their total but show 10 for one of two.
    book = write_book(
        tmp_path,
        caseload(f"Uitstroom | {WHOLE} | 10"),
        exits(
            "Alle uitstroom samen | weggelaten | – | –",
            "Betaald werk | 10 | uitstroom | 10",
            "Zorg | <10 | uitstroom | 10",
        ),
    )
    assert ("Zorg", PINNED) in found(book)


def test_a_stock_account_gives_the_one_flow_that_it_hides(tmp_path: Path) -> None:
    # 15 + 10 - ? = 15 is 13..17 + 10..12 - 13..17: 6 to 16, but under 10: 6 to 9, four values.
    book = write_book(
        tmp_path,
        caseload(
            "Stand aan het begin | 1 januari 2023 | 15",
            f"Instroom | {WHOLE} | 10",
            f"Uitstroom | {WHOLE} | <10",
            "Stand aan het eind | 31 december 2023 | 15",
        ),
    )
    assert found(book) == [("Uitstroom", PINNED)]


def test_a_share_of_numbers_that_are_not_rounded_gives_one_away(tmp_path: Path) -> None:
    # 33.333 percent of 30 is 10, which is rounded; 23.333 percent is 7, which is nobody's business.
    figure = "outflow.share | paid_work | 33.3333333333 | percent | 30 | count / base"
    hidden = exits("Alle uitstroom samen | 30 | – | –", "Betaald werk | weggelaten | – | –")
    book = write_book(tmp_path / "rounded", hidden, figures=[figure])
    assert found(book) == []  # the number is there, as rounded as any
    figure = "outflow.share | paid_work | 23.3333333333 | percent | 30 | count / base"
    book = write_book(tmp_path / "typed", hidden, figures=[figure])
    assert found(book) == [("paid_work", EXACT)]  # seven of thirty: a share as it was typed


def test_a_number_below_the_threshold_or_not_rounded_is_told(tmp_path: Path) -> None:
    book = write_book(tmp_path, caseload(f"Instroom | {WHOLE} | 7", f"Gestart | {WHOLE} | 13"))
    assert found(book) == [("Instroom", EXACT), ("Gestart", EXACT)]


def test_a_count_in_a_sentence_is_told_and_a_limit_is_not(tmp_path: Path) -> None:
    book = write_book(
        tmp_path, text="Bij minder dan 8 mensen staat er niets. Er vertrokken 7 mensen."
    )
    assert [problem for _, problem in found(book)] == [EXACT]


def test_a_sign_before_a_number_of_people_does_not_hide_it(tmp_path: Path) -> None:
    # 40 less 30 is shown; 7 is no difference of two shown numbers, nor is 40 of what is hidden.
    rows = caseload(f"Instroom | {WHOLE} | 40", f"Uitstroom | {WHOLE} | 30", "Eind | – | <10")
    changes = {"+10": False, "−10": False, "+7": True, "−3": True, "−40": True, "+2,5": False}
    said = {f"Dat zijn {change} mensen meer dan eerder.": told for change, told in changes.items()}
    said |= {"Het bestand daalde met 10 mensen.": False, "Het bestand steeg met 7 mensen.": True}
    said |= {"Er was een groep met 7 mensen.": True}
    for at, (text, told) in enumerate(said.items()):
        book = write_book(tmp_path / str(at), rows, text=text)
        assert (EXACT in {problem for _, problem in found(book)}) is told, text


def test_the_alternative_of_a_chart_gives_away_what_the_table_hides(tmp_path: Path) -> None:
    image = '<img alt="Staven: Instroom 4, Uitstroom 20.">'
    book = write_book(tmp_path, caseload(f"Instroom | {WHOLE} | <10"), image)
    assert found(book) == [("Instroom", EXACT)]


def test_the_end_of_a_word_in_an_alternative_is_not_the_name_of_a_row(tmp_path: Path) -> None:
    image = '<img alt="Duurzame uitstroom na 6 maanden.">'
    book = write_book(tmp_path, caseload(f"A | {WHOLE} | <10"), image)
    assert found(book) == []


def test_a_word_within_a_sentence_is_not_the_name_of_a_row(tmp_path: Path) -> None:
    # Fifteen left, of forty; how many were measured stands nowhere.
    said = "Naar werk vertrokken: van wie één keer is gemeten 15 van de 40."
    rows = table("gemeten", "Wie | Aantal", "Alle cliënten | 190", "Gemeten | weggelaten")
    reading, *_ = look(write_book(tmp_path, rows, text=said)).outsiders
    measured = reading.name("cliënten", "gemeten")
    assert reading.puzzle.known[measured] == ANY


def test_who_is_left_between_two_stages_is_a_group_of_people_too(tmp_path: Path) -> None:
    # 10 to 12 enrolled and 10 to 12 started: two at most did not.
    funnel = table("trechters", "Stap | Aantal", "Aangemeld | 10", "Gestart | 10")
    assert found(write_book(tmp_path, funnel)) == [("Gestart", LEFT)]


def test_a_row_that_only_one_group_lacks_tells_that_it_is_nobody(tmp_path: Path) -> None:
    book = write_book(
        tmp_path,
        exits(
            "Noord", "Zorg | <10 | – | –", "Verhuisd | <10 | – | –", "Zuid", "Zorg | <10 | – | –"
        ),
    )
    assert found(book) == [("Verhuisd, Zuid", ABSENT)]


def test_of_groups_of_two_kinds_each_kind_is_everyone(tmp_path: Path) -> None:
    # 23 to 27 of everyone less 13 to 17 men leaves 6 women or more; <10 is at most 9. Noord and
    # Zuid are everyone again, or all four would be 36 or more.
    groups = {"Man": "15", "Vrouw": "<10", "Noord": "15", "Zuid": "10"}
    rows = [text for name, n in groups.items() for text in (name, f"Betaald werk | {n} | – | –")]
    book = write_book(tmp_path, exits("Betaald werk | 25 | – | –", *rows))
    assert found(book) == [("Betaald werk, Vrouw", PINNED)]


def test_a_group_without_destinations_of_a_kind_has_them_in_the_sum_of_that_kind(
    tmp_path: Path,
) -> None:
    # 68 to 72 of everyone less twice 33 to 37 leaves Zuid 0 to 6. Not nobody, as the rows of Noord
    # and West would tell without it: those of Zuid stand in its sum only.
    every = ("Opleiding | 30 | – | –", "Vrijwilligerswerk | 40 | – | –")
    rows = ("Opleiding | 15 | – | –", "Vrijwilligerswerk | 20 | – | –")
    kind = "Opleiding of meedoen"
    of_kind = {"": "70", "Noord": "35", "West": "35", "Zuid": "<10"}
    sums = [text for group, n in of_kind.items() for text in (group, f"{kind} | {n} | – | –")][1:]
    book = write_book(
        tmp_path,
        exits(*every, "Noord", *rows, "West", *rows),
        table("soorten-bestemming", EXITS.replace("Best", "Soort best"), *sums),
    )
    listed = [f"{row.split(' | ')[0].lower()} | {row.split(' | ')[0]} | x | {kind}" for row in rows]
    codes = table("bestemmingen", "Code | Bestemming | Groep | Soort", *listed)
    (book / "gegevenswijzer.html").write_text(f"<article>{codes}</article>", encoding="utf-8")
    assert found(book) == []


def test_a_rung_without_anyone_is_missed_where_clients_were_counted(tmp_path: Path) -> None:
    standing = table("verdeling", "Trede | Aantal", "1 laag | 20", "3 hoog | <10")
    scheme = table("schema", "Trede | Wanneer", "1 laag | x", "2 midden | x", "3 hoog | x")
    book = write_book(tmp_path, standing, scheme)
    assert found(book) == []  # a report may leave out a rung
    counted_from_clients(book)
    assert found(book) == [("2 midden", ABSENT)]


def test_steps_from_a_rung_are_those_who_stood_there(tmp_path: Path) -> None:
    standing = table("verdeling", "Trede | Aantal", "Huidige trede", "1 laag | 10")
    steps = table(
        "stappen",
        "Naar | Van trede | Grondslag | Aantal",
        "Trede 1 | 1 laag | gerealiseerd | 10",
        "Trede 2 | 1 laag | gerealiseerd | <10",
    )
    assert ("Trede 2", PINNED) in found(write_book(tmp_path, standing, steps))


def test_a_hash_of_protected_data_is_told_and_one_of_code_is_not(tmp_path: Path) -> None:
    book = write_book(tmp_path)
    inputs = {"data/almelo/werkfit/2023/exits.csv": "a" * 64, "data/x/y/2020/exits.csv": "b" * 64}
    page = {"page": "almelo/werkfit/2023/outflow.html", "package_sha256": "c" * 64}
    text = json.dumps({"pages": [{**page, "inputs": inputs}]})
    (book / "data" / "provenance.json").write_text(text, encoding="utf-8")
    assert found(book) == [("data/almelo/werkfit/2023/exits.csv", HASH)]


def test_a_number_of_a_protected_evaluation_in_the_audit_is_told(tmp_path: Path) -> None:
    book = write_book(tmp_path)
    heads = "municipality,programme,period,claim,published,computed"
    text = f"{heads}\nalmelo,werkfit,2023,deelnemers,7,\nalmelo,werkfit,2020,deelnemers,7,7\n"
    (book / "data" / "audit.csv").write_text(text, encoding="utf-8")
    assert found(book) == [("deelnemers", AUDITED)]


def test_a_table_of_ones_own_is_added_up_by_the_rows_that_are_called_a_total(
    tmp_path: Path,
) -> None:
    # Of 10 to 12 people 10 to 12 stand on rung 1: two at most on rung 2.
    own = table("eigen-treden", "Trede | Aantal", "1 | 10", "2 | <10", "totaal | 10")
    assert found(write_book(tmp_path, own)) == [("2", PINNED)]


def test_a_count_in_a_remark_of_a_table_or_in_a_drawing_is_told(tmp_path: Path) -> None:
    remark = table("noten", "Rij | Toelichting", "Zorg | Onder wie 3 mensen van 60 jaar.")
    drawing = "<svg><!-- 4 mensen --></svg>"
    book = write_book(tmp_path, remark, drawing)
    assert [problem for _, problem in found(book)] == [EXACT, EXACT]


def test_a_figure_of_one_group_that_another_lacks_tells_that_it_is_nobody(tmp_path: Path) -> None:
    figures = [
        f"outflow.count | {group} |  | person |  | as published"
        for group in ("care:noord", "moved:noord", "care:zuid")
    ]
    assert found(write_book(tmp_path, figures=figures)) == [("moved, zuid", ABSENT)]


def test_who_checks_sees_between_which_values_each_number_can_still_be(tmp_path: Path) -> None:
    # 105 is 103 to 107, of which 73 to 77 and 13 to 17: nine to 21, and at most nine.
    rows = [f"{name} | – | –" for name in ("Alle uitstroom samen | 105", "Betaald werk | 75")]
    rows += ["Opleiding | 15 | – | –", "Zorg | <10 | – | –"]
    book = write_book(tmp_path, exits(*rows))
    known = {one.place.row: (one.low, one.high) for one in outcome(look(book)).known}
    assert known["Zorg"] == (9, 9)
