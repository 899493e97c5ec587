"""Checks the content of a YAML file against its contract, and returns what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from evalutils.contracts.sections import of_file
from evalutils.contracts.yaml_key import Key
from evalutils.dataset.faults import CellError, FileFaults, nearest, quoted
from evalutils.dataset.reading.yaml_file import as_text
from evalutils.dataset.reading.yaml_values import Codes, as_day, problem_of

_TEXTS = ("text", "written", "address", "code", "choice")


@dataclass(frozen=True)
class KeyReader:
    """Reads the keys of one file, and reports everything that is wrong with them.

    `codes` holds what a ``code`` may name, per codelist; of a codelist that is not there any text.
    """

    faults: FileFaults
    codes: Codes = field(default_factory=dict)

    def keys(
        self, content: Mapping[Any, Any], keys: Sequence[Key], path: str = ""
    ) -> dict[str, Any]:
        """The value of each of these keys, which stand below `path`.

        Texts are as they were written, empty for what is none; None stands for what is not there.
        Other values with a fault are as in the file.
        """
        self.names(content, keys, path)
        for key in _missing(content, keys):
            to = f" to '{path}'" if path else ""
            problem = f"this key is missing. Add '{key.name}: ...'{to}."
            self.add(key.hint or problem, _below(path, key.name))
        return {key.name: self._value(content, key, _below(path, key.name)) for key in keys}

    def names(self, content: Mapping[Any, Any], keys: Sequence[Key], path: str = "") -> None:
        """Report every key that the contract does not know."""
        for name, hint in _unknown(content, keys, self.faults.file):
            self.add(f"this key is unknown. {hint}", _below(path, name))

    def entry(self, entry: object, key: Key, where: str) -> dict[str, Any]:
        """The same for the parts of one entry of `key`; faults name the entry and the part."""
        content = entry if isinstance(entry, dict) else {}
        for name, hint in _unknown(content, key.parts, self.faults.file):
            self.add(f"{quoted(name)} is unknown here. {hint}", where)
        missing = _missing(content, key.parts)
        for part in key.parts:
            value = content.get(part.name)
            empty = part.name in content and part.required and value in (None, "")
            if part in missing or empty:
                problem = f"is missing. {key.below.format(name=part.name)}"
                self.add(f"'{part.name}' {problem}", where)
            elif value not in (None, "") and (problem := problem_of(value, part, self.codes)):
                self.add(f"'{part.name}': {problem}", where)
        return {part.name: kept(content.get(part.name), part) for part in key.parts}

    def _value(self, content: Mapping[Any, Any], key: Key, where: str) -> Any:
        value = content.get(key.name)
        if key.name not in content or (value is None and key.nullable):
            return None
        if value in (None, "") and not key.required:
            return None
        if key.parts:
            return self._parts(value, key, where)
        if problem := problem_of(value, key, self.codes):
            self.add(problem, where)
        return kept(value, key)

    def _parts(self, value: object, key: Key, where: str) -> dict[Any, Any] | None:
        if not isinstance(value, dict):
            example = ", ".join(f"{part.name}: ..." for part in key.parts)
            self.add(key.hint or f"write {key.name}: {{{example}}}.", where)
            return None
        if key.kind == "keys":
            return self.keys(value, key.parts, where)
        return {part: self.entry(value[part], key, _below(where, part)) for part in value}

    def add(self, problem: str, where: str) -> None:
        """Report something at a key."""
        self.faults.add(problem, column=where)


def _unknown(
    content: Mapping[Any, Any], keys: Sequence[Key], file: str
) -> list[tuple[object, str]]:
    """The keys that the contract does not know, and what to do."""
    known = [key.name for key in keys]
    absent = [name for name in known if name not in content]
    found = []
    for name in content:
        if name not in known:
            meant = nearest(str(name), absent)
            hint = f"Remove it, or put '#' before it. Known are {', '.join(known)}. {of_file(file)}"
            found.append((name, f"Did you mean '{meant}'?" if meant else hint))
    return found


def _missing(content: Mapping[Any, Any], keys: Sequence[Key]) -> list[Key]:
    """The required keys that are not there, also not under a name that is almost theirs."""
    absent = [key.name for key in keys if key.name not in content]
    known = [key.name for key in keys]
    meant = {nearest(str(name), absent) for name in content if name not in known}
    return [key for key in keys if key.required and key.name in absent and key.name not in meant]


def kept(value: object, key: Key) -> Any:
    """A value without a fault as it is used: texts as they were written, days as days."""
    if value in (None, "") and not key.required:
        return None
    with suppress(CellError):  # told already
        if key.kind == "day":
            return as_day(value)
        if key.kind == "dated" and isinstance(value, dict):
            return {as_day(day): number for day, number in value.items()}
    return as_text(value) if key.kind in _TEXTS else value


def _below(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)
