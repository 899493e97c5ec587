"""YAML files: what is refused, with the row where it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_data import EVALUATION, KEY, faults_of, write_data

from evalutils.dataset.faults import FaultList
from evalutils.dataset.yaml_file import read_yaml


def read(path: Path, content: str | bytes) -> tuple[dict[str, Any] | None, list[tuple[int, str]]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults = FaultList()
    found = read_yaml(path, path.name, faults)
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
        ("a: b: c\n", 1, "this is not YAML"),
        ("a: 'open\n", 2, "this is not YAML"),
        ("a: [1, 2\nb: 3\n", 2, "this is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "this is not YAML"),
        ("a: 2025-02-30\n", 1, "'2025-02-30' is not an existing day"),
        ("a: *b\n", 1, "this is not YAML"),
        ("a: !!python/object:os.system {}\n", 1, "this is not YAML"),
        ("? [a]\n: 1\n", 1, "this is not YAML"),
        ("- a\n", 0, "this is a list without keys"),
        ("a\n", 0, "this is one value without keys"),
        ("", 0, "the file is empty"),
        ("# later\n", 0, "the file is empty"),
        ("1: a\n", 1, "this key is not a name"),
        ("yes: a\n", 0, "this key is not a name"),
        ("a: " + "[" * 2000, 0, "nested too deep"),
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


def test_a_merged_mapping_may_repeat_its_keys(path: Path) -> None:
    content, faults = read(path, "a: &x {b: 1}\nc: {<<: *x, b: 2}\n")
    assert faults == []
    assert content == {"a": {"b": 1}, "c": {"b": 2}}


def test_a_mapping_that_holds_itself_does_not_hang(path: Path) -> None:
    content, faults = read(path, "a: &x {b: *x}\n")
    assert faults == []
    assert content is not None


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
