"""What the attack takes for so without being told is so: the same data as a public book say it.

A guess that is false finds numbers that are not there, and hides the ones that are.
"""

from pathlib import Path
from typing import cast

from draft import Draft
from invented_folder import shared_files
from light_book import light_book
from random_worlds import every_table

from evalutils.attack.pages import read_page
from evalutils.attack.published_book import Published, read_book
from evalutils.attack.puzzle import AS_IT_IS, NOTHING_LEFT, Name, Puzzle, Relation
from evalutils.attack.solving import fitting_relations
from evalutils.attack.whole_book import look, read

# A share of a count is written with one decimal.
CLOSE = 1e-6


def book_of(place: Path, disclosure: str) -> Path:
    """The book of one year in which every table is typed."""

    def disclosed(draft: Draft) -> None:
        draft.about["disclosure"] = disclosure

    data = place / "data"
    data.mkdir(parents=True)
    shared_files(data)
    every_table(data, 1, 3, disclosed)
    return light_book(data, place / "book")


def counts_of(folder: Path) -> dict[Name, float]:
    """Every number of persons that a public book writes as it was counted, by its name."""
    (place,) = {path.parent for path in folder.glob("almelo/*/*/index.html")}
    pages = tuple(read_page(folder, path) for path in sorted(place.glob("*.html")))
    key = cast("tuple[str, str, str]", place.relative_to(folder).parts)
    puzzle = Puzzle()
    read(puzzle, Published(key, AS_IT_IS, pages, (), (), (), False), read_book(folder))
    return {name: one.low for name, one in puzzle.known.items() if one.low == one.high}


def is_so(guess: Relation, counts: dict[Name, float]) -> bool:
    found = sum(weight * counts[name] for name, weight in guess.weights.items())
    return guess.within.low - CLOSE <= found <= guess.within.high + CLOSE


def test_what_the_attack_guesses_of_a_protected_book_is_so(tmp_path: Path) -> None:
    looked = look(book_of(tmp_path / "protected", "protected"))
    counts = counts_of(book_of(tmp_path / "public", "published"))
    guesses = [
        one
        for one in fitting_relations(looked.puzzle)
        if one.assumed and one.weights.keys() <= counts.keys()
    ]
    assert len(guesses) > 200, "the two books have few numbers in common"
    assert [one for one in guesses if not is_so(one, counts)] == []


def test_a_guess_that_is_false_is_seen() -> None:
    came, left = ("werkfit", "came"), ("werkfit", "left")
    same = Relation({came: 1, left: -1}, NOTHING_LEFT, assumed=True)
    assert [is_so(same, {came: 91, left: other}) for other in (91, 66)] == [True, False]
