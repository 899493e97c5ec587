"""Reads YAML files of keys and values; the one loader for all YAML that the package reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from evalutils.contracts.fixed_names import key_problem
from evalutils.contracts.texts import text_of
from evalutils.dataset.faults import FileFaults, shown
from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.strict_yaml import StrictError, StrictLoader
from evalutils.dataset.reading.text_file import read_text
from evalutils.dataset.refused import refuse_texts

# Some hundreds of sources. What is larger takes longer than a second to read.
LARGEST_KB = 256


def read_yaml(
    path: Path, faults: FileFaults, *, depth: int = 2, contacts: bool = False
) -> dict[str, Any] | None:
    """The keys and values of a YAML file; None when it cannot be used.

    Of keys down to this depth faults tell the row. With `contacts` an organisation may say in it
    how it is reached.
    """
    text = None if _is_too_large(path, faults) else read_text(path, faults)
    if text is None or refuse_texts(text.splitlines(), faults, contacts=not contacts):
        return None
    content, rows, errors = _parse(text, depth)
    for error in errors:
        faults.add(_explain(error, text), row=_row(error, text))
    if errors:
        return None
    faults.locate(rows)
    if content is None:
        faults.add("the file is empty. Write lines such as 'key: value'.")
    elif not isinstance(content, dict):
        kind = "a list" if isinstance(content, list) else "one value"
        faults.add(f"this is {kind} without keys. Write lines such as 'key: value'.")
    elif all(isinstance(key, str) for key in content):
        return {key: _cleaned(value, key, key, faults) for key, value in content.items()}
    else:
        wrong = next(key for key in content if not isinstance(key, str))
        faults.add("this key is not a name. Put it in quotes.", column=str(wrong))
    return None


def _is_too_large(path: Path, faults: FileFaults) -> bool:
    try:
        size = path.stat().st_size
    except OSError:  # said by who reads it
        return False
    if size <= 1024 * LARGEST_KB:
        return False
    faults.add(f"the file is larger than {LARGEST_KB} kB. Remove what does not belong in it.")
    return True


def _cleaned(value: Any, field: str, where: str, faults: FileFaults) -> Any:
    """A value with its texts on one line and without space around them, as in tables."""
    if isinstance(value, dict):
        return {
            key: _cleaned(part, str(key), f"{where}.{key}", faults) for key, part in value.items()
        }
    if isinstance(value, list):
        return [_cleaned(part, field, where, faults) for part in value]
    if not isinstance(value, str) or not value.strip():
        return value
    text, problem = text_of(field, tidy(value))
    if problem:
        faults.add(problem, column=where)
    return text


def as_text(value: object) -> str:
    """A text, or a number or day as it was written; empty for a list, keys, true, false, null."""
    written = isinstance(value, str | date) or type(value) is int
    return str(value).strip() if written else ""


def file_key(path: Path, faults: FileFaults, joint: str = "-") -> str:
    """The key that a file is named after."""
    if problem := key_problem(path.stem, joint):
        faults.add(f"{problem} Rename the file.")
    return path.stem


def may_hold(path: Path, words: Iterable[str]) -> bool:
    """Whether one of these words can be in a YAML file, at a hundredth of what reading costs.

    False when there is no file.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return False
    # In another encoding, or with an escape, a word stands there in other bytes.
    return b"\\" in content or b"\0" in content or any(word.encode() in content for word in words)


def parse_yaml(text: str) -> Any:
    """The content of a YAML text.

    Raises
    ------
    yaml.YAMLError
        When the text is no YAML, or no strict one: see `strict_yaml`.
    """
    content, _, errors = _parse(text)
    for error in errors:
        raise error
    return content


def _parse(text: str, depth: int = 2) -> tuple[Any, dict[str, int], list[yaml.YAMLError]]:
    """The content, the row of each key and of each key within a key, and what is wrong."""
    try:
        loader = StrictLoader(text)
        node = loader.get_single_node()
        content = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        return None, {}, [error]
    return content, _rows(node, depth=depth), [*loader.refused]


def _rows(node: yaml.Node | None, *, depth: int) -> dict[str, int]:
    rows: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode) and depth:
        for key, value in node.value:
            rows[str(key.value)] = key.start_mark.line + 1
            inner = _rows(value, depth=depth - 1)
            rows |= {f"{key.value}.{part}": row for part, row in inner.items()}
    return rows


def _row(error: yaml.YAMLError, text: str) -> int:
    """The row of an error; 0 when it is not known."""
    if isinstance(error, yaml.reader.ReaderError):
        return text.encode()[: error.position].count(b"\n") + 1
    mark = getattr(error, "problem_mark", None)
    return min(mark.line, text.count("\n")) + 1 if mark else 0


def _explain(error: yaml.YAMLError, text: str) -> str:
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if isinstance(error, StrictError):
        return reason
    if reason == "but found another document":
        return "this is not YAML of one document: a second one begins here. Remove the line '---'."
    line = text.split("\n")[max(_row(error, text) - 1, 0)]
    if "escape" in reason or "hexdec" in reason:
        return "a sign after '\\' does not exist. Write it twice for the sign itself."
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "the line is indented with a tab. Use spaces."
    return (
        f"this is not YAML ({shown(reason)}). Check the colons, quotes and indentation here "
        "and in the line above; a text with a colon needs quotes."
    )
