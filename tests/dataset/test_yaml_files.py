"""YAML files: what is refused, with the row where it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_data import EVALUATION, KEY, faults_of, write_data

from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading.yaml_file import LARGEST_KB, read_yaml


def read(path: Path, content: str | bytes) -> tuple[dict[str, Any] | None, list[tuple[int, str]]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults = FaultList()
    found = read_yaml(path, faults.of(path.name))
    return found, [(fault.row, fault.problem) for fault in faults.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def test_keys_and_values_are_read(path: Path) -> None:
    content, faults = read(path, "title: Werkfit\nperiod: {start: 2025-01-01}\nladder:\n")
    assert faults == []
    assert content == {"title": "Werkfit", "period": {"start": date(2025, 1, 1)}, "ladder": None}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_in_the_encodings_of_dutch_computers(encoding: str, path: Path) -> None:
    content, faults = read(path, "title: Coöperatie ’t Hof\r\n".encode(encoding))
    assert faults == []
    assert content == {"title": "Coöperatie ’t Hof"}


@pytest.mark.parametrize(
    ("text", "row", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "key 'a' occurs twice"),
        ("a: {b: 1,\n    b: 2}\n", 2, "key 'b' occurs twice"),
        ("a:\n  - {b: 1, b: 2}\n", 2, "key 'b' occurs twice"),
        ("a: 1\n'a': 2\n", 2, "key 'a' occurs twice"),
        ("a:\n\tb: 1\n", 2, "the line is indented with a tab"),
        ("é: 1\néé: a\x7fb\n", 2, "control characters are not allowed"),
        ("a: b: c\n", 1, "this is not YAML"),
        ("a: 'open\n", 2, "this is not YAML"),
        ("a: [1, 2\nb: 3\n", 2, "this is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "this is not YAML"),
        ("a: 2025-02-30\n", 1, "'2025-02-30' is not an existing day"),
        ("a: *b\n", 1, "this is an anchor (&) or alias (*)"),
        ("b: 1\na: &x {b: 1}\n", 2, "this is an anchor (&) or alias (*)"),
        ("a: !!python/object:os.system {}\n", 1, "is a tag"),
        ("? [a]\n: 1\n", 1, "this key is not a name"),
        ("- a\n", 0, "this is a list without keys"),
        ("a\n", 0, "this is one value without keys"),
        ("", 0, "the file is empty"),
        ("# later\n", 0, "the file is empty"),
        ("1: a\n", 1, "this key is not a name"),
        ("a: 1\ntrue: a\n", 2, "this key is not a name"),
        ("a: {~: 1}\n", 1, "this key is not a name"),
        ("a: {1.5: 1}\n", 1, "this key is not a name"),
        ("a: {[b]: 1}\n", 1, "this key is not a name"),
        ("a: " + "[" * 2000, 1, "nested too deep"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_fault_with_its_row(
    text: str, row: int, problem: str, path: Path
) -> None:
    content, faults = read(path, text)
    assert content is None
    ((found_row, found),) = faults
    assert found_row == row
    assert problem in found
    assert found.isprintable()


@pytest.mark.parametrize(
    "value",
    [
        *("0100", "036", "012", "-07", "00", "0o17", "0x1F", "0b11", "0x" + "f" * 5000),
        *("1:30", "190:20:30", "1_000", "6.02e23", "1e3", "1.5E-3", "01.5", "1_0.5"),
        *("9" * 16, "9" * 5000, "9" * 400 + ".0", "0." + "1" * 16),
        *(".inf", "-.Inf", ".nan", ".NAN", "<<", "="),
    ],
)
def test_what_two_programs_read_in_two_ways_is_refused_with_its_row(value: str, path: Path) -> None:
    for text in (f"a: 1\nb: {value}\n", f"a: 1\nb: [1, {value}]\n", f"a: 1\nb: {{c: {value}}}\n"):
        content, faults = read(path, text)
        assert content is None
        ((row, problem),) = faults
        assert row == 2
        assert "can be read in more than one way" in problem
        assert len(problem) < 300


@pytest.mark.parametrize("value", ["0100", "1:30", ".inf", "no", "2025-02-30", "true", "~", "<<"])
def test_between_quotes_everything_is_a_text(value: str, path: Path) -> None:
    assert read(path, f"a: '{value}'\nb: \"{value}\"\n")[0] == {"a": value, "b": value}


@pytest.mark.parametrize("word", ["no", "No", "yes", "on", "off", "y", "N", "NO"])
def test_a_word_is_a_text_also_where_yaml_1_1_reads_no_as_false(word: str, path: Path) -> None:
    content, faults = read(path, f"a: {word}\n{word}: [{word}]\n")
    assert faults == []
    assert content == {"a": word, word: [word]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("0", 0), ("12", 12), ("+5", 5), ("-5", -5), ("9" * 15, 10**15 - 1)),
        *(("0.85", 0.85), (".5", 0.5), ("-1.50", -1.5), ("12.", 12.0)),
        *(("true", True), ("False", False), ("~", None), ("null", None), ("", None)),
        *(("2025-01-31", date(2025, 1, 31)), ("2025-01", "2025-01"), ("1.2.3", "1.2.3")),
        *(("06-1234567", "06-1234567"), ("1,5", "1,5"), ("2025-01-31 10:00", "2025-01-31 10:00")),
    ],
)
def test_plain_numbers_days_and_words_are_read_as_written(
    written: str, value: object, path: Path
) -> None:
    content, faults = read(path, f"a: {written}\n")
    assert faults == []
    assert content == {"a": value}
    assert type((content or {})["a"]) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "a: !!map [a,b]\n",
        'a: !!int ""\n',
        "a: !!timestamp foo\n",
        "a: !!python/name:os.system\n",
        "a: !eigen 1\n",
        "a: ! x\n",
        "!!str a: 1\n",
    ],
)
def test_a_tag_is_refused_with_its_row(text: str, path: Path) -> None:
    content, faults = read(path, f"b: 1\n{text}")
    assert content is None
    ((row, problem),) = faults
    assert row == 2
    assert "is a tag" in problem


def test_aliases_that_explode_are_refused_at_the_first(path: Path) -> None:
    # Each line holds nine times the one above: nine lines are 9**9 values.
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    content, faults = read(path, "\n".join(lines))
    assert content is None
    assert faults == [(1, "this is an anchor (&) or alias (*). Write the value out.")]


@pytest.mark.parametrize("text", ["c: {<<: {b: 1}, b: 2}\n", "<<: {b: 1}\n"])
def test_a_merge_key_is_refused(text: str, path: Path) -> None:
    ((row, problem),) = read(path, text)[1]
    assert row == 1
    assert "'<<' can be read in more than one way" in problem


def test_all_that_is_refused_in_single_values_is_told_at_once(path: Path) -> None:
    content, faults = read(path, "a: 0100\nb: {c: 1:30, c: 2025-02-30}\n")
    assert content is None
    assert [row for row, _ in faults] == [1, 2, 2, 2]


def test_a_file_of_many_values_or_many_bytes_is_refused(path: Path) -> None:
    assert read(path, f"a: [{'1,' * 19_000}]\n")[1] == []
    ((_, many),) = read(path, f"a: [{'1,' * 21_000}]\n")[1]
    assert "more than 20000 values" in many
    ((_, large),) = read(path, "a: 1\n" + "#" * 1024 * LARGEST_KB)[1]
    assert large == "the file is larger than 256 kB. Remove what does not belong in it."


def test_a_level_too_deep_is_told_before_the_file_is_read_to_its_end(path: Path) -> None:
    for text in ("a: " + "[" * 100_000, "a: " + "{a: " * 50_000, "- " * 100_000, "? " * 100_000):
        ((row, problem),) = read(path, text)[1]
        assert (row, problem) == (1, "this is nested too deep to be right. Write it out.")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"twee\\nregels"', "a line break"),
        ("|\n  twee\n  regels", "a line break"),
        ('"a\\u2028b"', "a line break"),
        ('"a\\tb"', "a tab"),
        ('"a\\ab"', "a character that cannot be seen (U+0007)"),
        ('"a\\u202eb"', "a character that cannot be seen (U+202E)"),
        ('"..."', "this name has no letter or digit"),
    ],
)
def test_a_text_of_one_line_holds_no_line_break_or_control_character(
    value: str, problem: str, path: Path
) -> None:
    ((row, found),) = read(path, f"a: 1\ntitle: {value}\n")[1]
    assert row == 2
    assert problem in found
    assert found.isprintable()


def test_sentences_may_run_over_lines_and_are_kept_on_one(path: Path) -> None:
    text = "description: |\n  Een\n  twee.\n\n  Drie.\nnote: >\n  Vier\n  vijf.\n"
    content, faults = read(path, f"{text}title: >\n  Zes\n  zeven\n")
    assert faults == []
    assert content == {"description": "Een twee. Drie.", "note": "Vier vijf.", "title": "Zes zeven"}


@pytest.mark.parametrize("sign", [r"\UFFFFFFFF", r"\ud800", r"\xZZ", r"\q"])
def test_a_sign_that_does_not_exist_is_a_fault(sign: str, path: Path) -> None:
    ((row, problem),) = read(path, f'a: 1\nb: "{sign}"\n')[1]
    assert row == 2
    assert "does not exist" in problem


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 400),
    st.integers(0, 25),
    st.text(st.sampled_from("\"':{}[]\n\t &*!#-,|>%@`é5"), max_size=4) | st.text(max_size=4),
)
def test_a_damaged_evaluation_file_is_read_or_gets_messages_but_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, position: int, length: int, inserted: str
) -> None:
    data = tmp_path_factory.getbasetemp() / "damaged"
    if not data.exists():
        write_data(data)
    start = position % (len(EVALUATION) + 1)
    text = EVALUATION[:start] + inserted + EVALUATION[start + length :]
    (data / KEY / "evaluation.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    for fault in faults_of(data):
        assert fault.startswith("evaluation.yaml")
        assert fault.isprintable()
