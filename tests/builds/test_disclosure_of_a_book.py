"""A whole protected book under attack: with the protection, and with a part of it taken out."""

import html
import re
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from chapters import check
from draft import Rows
from invented_folder import plain, shared_files, write
from light_book import light_book

from evalutils.attack.findings import PROBLEMS, Leak
from evalutils.attack.whole_book import attack, look
from evalutils.chapters import periods
from evalutils.chapters.clearing import told_by
from evalutils.dataset.editions import RELEASES, Beforehand, standing_of
from evalutils.disclosure.suppression import Suppression
from evalutils.release.before import keep_before
from pseudonymised import pid


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Twelve people left, of whom ten to work: two went elsewhere."""
    folder = tmp_path / "data"
    folder.mkdir()
    shared_files(folder)
    exits(folder, total=12, paid_work=10, education=2)
    return folder


def exits(data_dir: Path, **counts: int) -> None:
    draft = plain("protected")
    draft.tables["exits"] = [
        {"destination": code, "count": count} for code, count in counts.items()
    ]
    write([draft], data_dir)


OUTFLOW = ["almelo/werkfit/2023/outflow"]
KEYED = Beforehand(bytes(range(32)))


def found_in(data_dir: Path, place: Path) -> list[Leak]:
    return attack(look(light_book(data_dir, place, OUTFLOW)))


def test_a_protected_book_gives_nothing_away(data_dir: Path, tmp_path: Path) -> None:
    assert found_in(data_dir, tmp_path / "book") == []


YEARS = {
    2021: {"total": 61, "paid_work": 32, "education": 14, "other": 11, "moved": 4},
    2022: {"total": 59, "paid_work": 31, "education": 18, "other": 3, "moved": 7},
    2023: {"total": 71, "paid_work": 44, "education": 12, "other": 13, "moved": 2},
}


def test_years_side_by_side_give_nothing_away(data_dir: Path, tmp_path: Path) -> None:
    drafts = []
    for year, counts in YEARS.items():
        draft = plain("protected", f"almelo/werkfit/{year}")
        days = {"start": date(year, 1, 1), "end": date(year, 12, 31), "label": str(year)}
        draft.about["period"] = days
        if year - 1 in YEARS:
            draft.about["comparable_with"] = {str(year - 1): {"clients": "other"}}
        if year == 2022:  # a break, which the chart draws too
            draft.about["comparable_with"]["2021"]["changed"] = ["definition"]
        draft.tables["caseload"] = [{"measure": "participants", "count": 120}]
        draft.tables["exits"] = [
            {"destination": code, "count": count, "base": "participants", "within_base": "yes"}
            for code, count in counts.items()
        ]
        drafts.append(draft)
    write(drafts, data_dir)
    jobs = [*(f"almelo/werkfit/{year}/outflow" for year in YEARS), "almelo/werkfit/2023/trend"]
    book = light_book(data_dir, tmp_path / "book", jobs)
    page = (book / "almelo/werkfit/2023/trend.html").read_text(encoding="utf-8")
    # Rounded to 30, 30 and 45 of 120: what those say, and no series of 4, 7 and 2 who moved.
    assert "25,0% (2022)" in page
    assert "37,5%" in page
    assert "verhuisd" not in page
    assert attack(look(book)) == []


DAYS = {
    year: {"start": date(year, 1, 1), "end": date(year, 12, 31), "label": str(year)}
    for year in (2023, 2024)
}


def target(year: int, **counts: int) -> list[dict[str, object]]:
    """A target, with what came of it in the year, and in the year before."""
    days = {"target_start": DAYS[year]["start"], "target_end": DAYS[year]["end"]}
    about = {
        "indicator": "uitstroom naar werk",
        "unit": "person",
        "target": 40,
        "direction": "at_least",
    }
    return [{**about, **days, "measured_on": DAYS[year]["end"], **counts}]


def cohort(**counts: int | str) -> list[dict[str, object]]:
    """Who left in 2023, and who stayed away for six months."""
    days = {"cohort_start": DAYS[2023]["start"], "cohort_end": DAYS[2023]["end"]}
    about = {"cohort": "uitstroom 2023", "definition": "benefit_not_resumed", "months": 6}
    return [{**about, **days, **counts}]


@pytest.mark.parametrize(
    ("table", "then", "later"),
    [
        ("targets", target(2023, result=10), target(2024, result=30, previous_result=10)),
        ("durability", cohort(exits=12, still_out=10, within_base="yes"), cohort(still_out=10)),
    ],
)
def test_what_a_later_year_tells_of_an_earlier_one_is_hidden_in_both(
    table: str, then: Rows, later: Rows, data_dir: Path, tmp_path: Path
) -> None:
    # Of 12 people 10 went to work, or stayed away; 2024 says so of 2023: two did not.
    drafts = [plain("protected", f"almelo/werkfit/{year}") for year in DAYS]
    exits = {"total": (12, 50), "paid_work": (10, 30), "education": (2, 20)}
    for place, (draft, days) in enumerate(zip(drafts, DAYS.values(), strict=True)):
        draft.about["period"] = days
        draft.tables["exits"] = [
            {"destination": code, "count": counts[place]} for code, counts in exits.items()
        ]
        draft.tables[table] = (then, later)[place]
    write(drafts, data_dir)
    jobs = [f"{draft.key}/outflow" for draft in drafts]
    with patch.object(periods, "_of_other_periods", return_value={}):
        found = attack(look(light_book(data_dir, tmp_path / "before", jobs)))
    assert PROBLEMS["left"] in {leak.problem for leak in found}
    assert attack(look(light_book(data_dir, tmp_path / "after", jobs))) == []


def test_whether_anybody_was_measured_once_is_told_by_no_bounds(
    data_dir: Path, tmp_path: Path
) -> None:
    # That all 12 were measured twice is a guess that fits; "tussen 0 en 0" would confirm it.
    draft = plain("protected")
    draft.about |= {"ladder": "participatieladder", "observed_until": date(2023, 12, 31)}
    draft.tables.clear()
    write([draft], data_dir)
    twice = [(day, f"2023-{month}-{day + 10}") for day in range(12) for month in ("01", "11")]
    rows = [f"{pid(f'c{day}')},{when},measured,{2 + (day < 10)}" for day, when in twice]
    text = "\n".join(["client_id,date,kind,rung", *rows, ""])
    (data_dir / "almelo/werkfit/2023/measurements.csv").write_text(text, encoding="utf-8")
    book = light_book(data_dir, tmp_path / "book", ["almelo/werkfit/2023/ladder_clients"])
    page = (book / "almelo/werkfit/2023/ladder_clients.html").read_text(encoding="utf-8")
    (said,) = re.findall(r"Eén keer gemeten</th>\s*<td[^>]*>([^<]*)", page)
    assert said == "tussen 0 en 15"


def test_without_secondary_suppression_the_attack_finds_the_cell(
    data_dir: Path, tmp_path: Path
) -> None:
    # 10 to 12 people less 10 to 12 people leaves two at most: three values.
    with patch.object(Suppression, "protect", lambda self, lines: None):
        found = found_in(data_dir, tmp_path / "book")
    assert ("Opleiding", PROBLEMS["pinned"]) in [(leak.place.row, leak.problem) for leak in found]


def test_a_book_that_is_rounded_under_a_key_says_so_and_gives_nothing_away(
    data_dir: Path, tmp_path: Path
) -> None:
    book = light_book(data_dir, tmp_path / "book", OUTFLOW, KEYED)
    seen = look(book)
    assert [item.evaluation.rule.either for item in seen.outsiders] == [True]
    assert attack(seen) == []
    chapter = (book / "almelo/werkfit/2023/outflow.html").read_text(encoding="utf-8")
    assert "afgerond op 5, naar boven of naar beneden." in chapter
    files = [path for path in book.rglob("*.*") if path.suffix != ".xlsx"]  # a zip of the same
    texts = [path.read_text(encoding="utf-8") for path in files]
    assert not any(KEYED.key.hex() in text or "standing" in text for text in texts)


@pytest.mark.parametrize("kept", ["what it said of each count", "nothing but the book"])
def test_two_editions_with_a_client_less_give_nothing_away_together(
    data_dir: Path, tmp_path: Path, kept: str
) -> None:
    # 10 to work and then 9: from 10 to "<10" tells both to who knows that one client left.
    exits(data_dir, total=52, paid_work=10, education=20, sheltered_work=22)
    first = light_book(data_dir, tmp_path / "first", OUTFLOW, KEYED)
    if kept == "nothing but the book":
        keep_before(first, tmp_path / "project" / RELEASES)
        (told,) = standing_of(tmp_path / "project").editions
    else:
        told = told_by(check(data_dir, KEYED).data)
    exits(data_dir, total=51, paid_work=9, education=20, sheltered_work=22)
    careless = light_book(data_dir, tmp_path / "careless", OUTFLOW, KEYED)
    careful = light_book(data_dir, tmp_path / "careful", OUTFLOW, Beforehand(KEYED.key, (told,)))
    said = [cell(book) for book in (first, careless, careful)]
    # Both sides of ten lie within what then follows from the other numbers.
    assert said == ["10", "<10", "tussen 0 en 20"]
    assert attack(look(careful, first)) == []


def cell(book: Path) -> str:
    """What stands beside paid work among the destinations."""
    page = (book / "almelo/werkfit/2023/outflow.html").read_text(encoding="utf-8")
    found = re.search(r"Betaald werk</th>\s*<td[^>]*>([^<]*)", page)
    assert found is not None
    return html.unescape(found[1])
