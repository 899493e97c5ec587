"""A file has one encoding, and a text one form; what shows another is refused with its line."""

from pathlib import Path

import pytest
from small_data import read

from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading.plain_text import garbled, misread, tidy
from evalutils.dataset.reading.text_file import read_text

DUTCH = [
    *("één", "privé", "café", "geëvalueerd", "België", "geïnd", "coördinatie", "coöperatie"),
    *("enquête", "financiële", "reïntegratie", "crèche", "ideeën", "naïef", "ruïne", "zoölogie"),
    *("façade", "Zürich"),
]


def told(path: Path, content: bytes) -> tuple[str | None, list[str]]:
    path.write_bytes(content)
    faults = FaultList()
    return read_text(path, faults.of(path.name)), [fault.problem for fault in faults.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "instruments.csv"


def test_one_line_in_another_encoding_is_named_and_the_others_are_not_guessed(path: Path) -> None:
    content = "a;Fryslân\nb;één\n".encode() + "c;coördinatie\n".encode("cp1252") + b"d;x\n"
    text, (problem,) = told(path, content)
    assert text is None
    assert problem.startswith("line 3 is not in UTF-8, while other lines are.")
    assert problem.endswith("Save it again as CSV UTF-8 or as .xlsx.")


def test_of_two_encodings_the_rarer_lines_are_named(path: Path) -> None:
    lines = ["a;één\n".encode("cp1252")] * 3 + ["b;één\n".encode(), b"c;x\n"]
    assert told(path, b"".join(lines))[1][0].startswith("line 4 is in UTF-8, while other lines")
    many = ["a;één\n".encode()] * 20 + ["b;één\n".encode("cp1252")] * 10
    assert (
        "lines 21, 22, 23, 24, 25, 26, 27, 28 and 2 more are not in UTF-8"
        in told(path, b"".join(many))[1][0]
    )


def test_one_broken_character_does_not_change_the_others(path: Path) -> None:
    content = "a;één\nb;één\nc;één\n".encode()
    broken = content.replace("c;é".encode(), b"c;\xc3")  # half a character
    assert told(path, broken)[1][0].startswith("line 3 is not in UTF-8")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize("word", DUTCH)
def test_mac_roman_and_cp850_are_recognised_by_what_they_leave(
    word: str, encoding: str, path: Path
) -> None:
    text, problems = told(path, f"naam;a\n{word};b\n".encode(encoding))
    assert text is None
    assert problems[0].startswith("line 2 is ")
    assert "CP850" in problems[0] or "Mac Roman" in problems[0]


@pytest.mark.parametrize(
    "line",
    [
        *DUTCH,
        "auto’s en foto‘s",
        "zei “ja”en toen",  # a space was forgotten
        "“citaat” en „citaat”",
        "50–60 € of 5‰ • ½ ©",
        "Miloš Dušan Željko ZOË CAFÉ É",
        "à la carte… enz.",
        "werk/zorg ² m³",
    ],
)
def test_windows_1252_is_never_taken_for_another_encoding(line: str, path: Path) -> None:
    assert told(path, f"naam\n{line}\n".encode("cp1252")) == (f"naam\n{line}\n", [])


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("word", ["één", "België", "Fryslân", "€ 100", "‘s-Gravenhage", "50–60"])
def test_what_was_encoded_twice_is_refused(word: str, wrong: str, path: Path) -> None:
    try:
        content = f"a\nb\n{word}\n".encode().decode(wrong).encode()
    except UnicodeDecodeError:
        pytest.skip("this text cannot be read so")
    assert told(path, content)[1][0].startswith("line 3 holds '")


def test_the_message_shows_what_was_meant() -> None:
    assert garbled("een FryslÃ¢n") == (9, "holds 'Ã¢' where 'â' is meant")
    assert garbled("een FryslÃƒÂ¢n") == (9, "holds 'ÃƒÂ¢' where 'â' is meant")  # twice wrong
    assert garbled("€ 100 “één” à Ü’ CAFÉ’s Äpfel ½") is None
    assert misread("coöperatie") is None


def test_a_lost_character_is_refused(path: Path) -> None:
    problem = told(path, "a\nFrysl\ufffdn\n".encode())[1][0]
    assert problem.startswith("line 2 holds '\ufffd' where a character was lost")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("in\u200bflow", "inflow"),  # zero-width space
        ("\ufeffinflow", "inflow"),
        ("in\xadflow", "inflow"),  # soft hyphen
        ("Fryslân", "Fryslân"),  # a and its accent apart
        ("jonger\xa0dan \u2009 27", "jonger dan 27"),
        ("\ta  b\n", "a b"),
    ],
)
def test_a_text_has_one_form(written: str, seen: str) -> None:
    assert tidy(written) == seen
    assert tidy(seen) == seen


def test_characters_that_do_not_show_make_no_other_value(path: Path) -> None:
    path = path.with_name("caseload.csv")
    path.write_text(
        "mea\u200bsure,date,qualifier,count\nin\u200bflow,,,7\u200b59\n", encoding="utf-8"
    )
    frame, faults = read(path, "caseload")
    assert faults == []
    assert frame is not None
    assert frame.loc[2, ["measure", "count"]].tolist() == ["inflow", 759]


def test_an_invisible_character_makes_no_other_client(path: Path) -> None:
    path = path.with_name("benefits.csv")
    rows = "k1,2024-01-01,2024-02-01\nk\u200b1,2024-03-01,\n\ufeffk1\xa0,2023-01-01,2023-02-01\n"
    path.write_text(f"client_id,start,end\n{rows}", encoding="utf-8")
    frame, faults = read(path, "benefits")
    assert faults == []
    assert frame is not None
    assert frame["client_id"].tolist() == ["k1", "k1", "k1"]


def test_a_letter_of_another_alphabet_is_no_letter_of_ours(path: Path) -> None:
    path = path.with_name("caseload.csv")
    path.write_text(
        "measure,date,qualifier,count\n\u0456nflow,,,5\n", encoding="utf-8"
    )  # Cyrillic i
    _, (fault,) = read(path, "caseload")
    assert "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I" in fault


def test_names_that_differ_in_capitals_only_are_a_fault_and_private_ones_are_not_shown(
    path: Path,
) -> None:
    path = path.with_name("benefits.csv")
    rows = "k1,2024-01-01,,Noord\nk2,2024-01-01,,noord\nK1,2024-02-01,,noord\n"
    path.write_text(f"client_id,start,end,wijk\n{rows}", encoding="utf-8")
    _, (fault,) = read(path, "benefits")  # ids of clients may tell capitals apart
    assert fault == (
        "3 wijk this name differs from that in row 2 by capitals only. Write both alike."
    )
