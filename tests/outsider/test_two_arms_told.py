"""What the tables of followed clients in two arms tell an outsider."""

from pathlib import Path

from written_book import LEFT, PINNED, found, table, write_book

HEAD = ("vergeleken-clienten", "Na | Naar werk | Elders heen | Nog niet weg | Niet bekend")


def problems(book: Path) -> set[str]:
    return {problem for _, problem in found(book)}


def became(people: int, *rows: str) -> str:
    return table(*HEAD, f"Met het programma ({people} mensen)", *rows)


def test_what_is_left_of_an_arm_tells_who_is_hidden(tmp_path: Path) -> None:
    # Ten to twelve people, of whom ten or more left to work: of the other three at most two.
    assert PINNED in problems(write_book(tmp_path, became(10, "6 maanden | 10 | <10 | <10 | <10")))
    wide = became(205, "6 maanden | 95 | <10 | 65 | 35")
    assert found(write_book(tmp_path / "wide", wide)) == []


def test_who_left_between_two_months_is_a_group_too(tmp_path: Path) -> None:
    rows = "6 maanden | 10 | 30 | 60 | 100", "12 maanden | 10 | 40 | 30 | 120"
    # Ten to twelve had left for work by each month: in between at most two.
    assert LEFT in problems(write_book(tmp_path, became(200, *rows)))


def test_characteristics_of_an_arm_add_up_to_it(tmp_path: Path) -> None:
    arm = became(10, "6 maanden | <10 | <10 | <10 | <10")
    columns = "Kenmerk | Met het programma | Vergelijkingsgroep | Verschil | Na weging"
    few = table(
        "kenmerken", columns, "Leeftijd", "Jong | 10 | 45 | – | –", "Oud | <10 | 60 | – | –"
    )
    # Of ten to twelve people ten or more are young: at most two are old.
    assert PINNED in problems(write_book(tmp_path, arm, few))


def test_chances_to_be_in_the_programme_add_up_to_an_arm(tmp_path: Path) -> None:
    arm = became(10, "6 maanden | <10 | <10 | <10 | <10")
    columns = "Kans | Met het programma | Aandeel | Vergelijkingsgroep | Aandeel van die groep"
    few = table("overlap", columns, "0–10% | <10 | – | 45 | 43%", "10–20% | 10 | – | 60 | 57%")
    assert PINNED in problems(write_book(tmp_path, arm, few))
