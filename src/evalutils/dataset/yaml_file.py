"""Reads YAML files of keys and values; a key that occurs twice is a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.text_file import read_text


class _DuplicateKeyError(yaml.constructor.ConstructorError):
    """A mapping holds the same key twice; YAML itself would silently keep the last."""


class _NoSuchDateError(yaml.constructor.ConstructorError):
    """A value looks like a date but no such day exists."""


class _StrictLoader(yaml.SafeLoader):
    """Plain YAML without repeated keys and impossible dates."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[tuple[str, str]] = set()
        for key, _ in node.value:
            identity = (key.tag, str(key.value))
            if identity in seen:
                raise _DuplicateKeyError(None, None, str(key.value), key.start_mark)
            seen.add(identity)
        return super().construct_mapping(node, deep)

    def construct_existing_date(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            raise _NoSuchDateError(None, None, node.value, node.start_mark) from None


_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _StrictLoader.construct_existing_date)


def read_yaml(path: Path, name: str, faults: FaultList) -> dict[str, Any] | None:
    """Read a YAML file that holds keys and values.

    Parameters
    ----------
    path
        The file.
    name
        How messages name it.
    faults
        Receives what is wrong, with the row where that is known.

    Returns
    -------
    dict or None
        None when the file cannot be used.
    """
    text = read_text(path, name, faults)
    if text is None:
        return None
    try:
        content, rows = _parse(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        faults.add(name, _explain(error), row=mark.line + 1 if mark else 0)
        return None
    faults.locate(name, rows)
    if content is None:
        faults.add(name, "the file is empty. Write lines such as 'key: value'.")
    elif not isinstance(content, dict):
        kind = "a list" if isinstance(content, list) else "one value"
        faults.add(name, f"this is {kind} without keys. Write lines such as 'key: value'.")
    elif all(isinstance(key, str) for key in content):
        return content
    else:
        wrong = next(key for key in content if not isinstance(key, str))
        faults.add(name, "this key is not a name. Put it in quotes.", column=str(wrong))
    return None


def parse_yaml(text: str) -> Any:
    """The content of a YAML text.

    Raises
    ------
    yaml.YAMLError, ValueError
        When the text is no YAML, holds an impossible date or repeats a key.
    """
    return _parse(text)[0]


def _parse(text: str) -> tuple[Any, dict[str, int]]:
    """The content, and the row of each key and of each key within a key."""
    loader = _StrictLoader(text)
    try:
        node = loader.get_single_node()
        return (None if node is None else loader.construct_document(node)), _rows(node, depth=2)
    finally:
        loader.dispose()


def _rows(node: yaml.Node | None, *, depth: int) -> dict[str, int]:
    rows: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode) and depth:
        for key, value in node.value:
            rows[str(key.value)] = key.start_mark.line + 1
            inner = _rows(value, depth=depth - 1)
            rows |= {f"{key.value}.{part}": row for part, row in inner.items()}
    return rows


def _explain(error: Exception) -> str:
    if isinstance(error, _DuplicateKeyError):
        return f"key {quoted(error.problem)} occurs twice. Keep one of the two."
    if isinstance(error, _NoSuchDateError):
        return f"{quoted(error.problem)} is not an existing day. Write dates as 2019-09-30."
    if isinstance(error, RecursionError):
        return "this is not YAML that can be read: it is nested too deep. Write it out."
    if not isinstance(error, yaml.YAMLError):
        return f"a value cannot be read ({error}). Put it in quotes."
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "\\t" in reason:
        return "the line is indented with a tab. Use spaces."
    return (
        f"this is not YAML ({reason}). Check the colons, quotes and indentation here and in the "
        "line above; a text with a colon needs quotes."
    )
