"""The texts below a key of mapping.yaml, whatever YAML makes of numbers and days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.yaml_file import as_text


@dataclass(frozen=True)
class KeyTexts:
    """Reads the keys of one table; `add` hears a problem and the key that has it."""

    content: Mapping[str, Any]
    add: Callable[[str, str], None]

    def texts(self, key: str, hint: str = "") -> dict[str, str]:
        """Keys with one text each."""
        value = self.content.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(map(as_text, value.values())):
            self.add(hint or "write a line 'column: text' for each column.", key)
            return {}
        return {as_text(name): _plain(text) for name, text in value.items()}

    def lists(self, key: str, kind: type) -> dict[str, Any]:
        """Keys with several texts each: a list, or texts with what each of them is."""
        value = self.content.get(key) or {}
        example = "[PW, IOAW]" if kind is list else '{"01": paid_work}'
        if not isinstance(value, dict):
            self.add(f"write a line 'column: {example}' for each column.", key)
            return {}
        found: dict[str, Any] = {}
        for name, texts in value.items():
            read = _code_texts(texts) if kind is dict else _some_texts(texts)
            if read is None:
                self.add(f"write {example} here.", f"{key}.{name}")
            else:
                found[as_text(name)] = read
        return found

    def listed(self, key: str) -> list[str]:
        """A list of texts, or one."""
        value = self.content.get(key)
        read = [] if value is None else _some_texts(value)
        if read is None:
            self.add('write a list of texts, each in quotes: ["-"].', key)
        return read or []


def _plain(value: object) -> str:
    return tidy(as_text(value))


def _code_texts(value: object) -> dict[str, str] | None:
    """Texts with what each is; None when they are something else."""
    if not isinstance(value, dict) or not all(map(_is_text, value.values())):
        return None
    return {_plain(theirs): _plain(ours) for theirs, ours in value.items()}


def _some_texts(value: object) -> list[str] | None:
    """A list of texts, or one; None when it is something else."""
    texts = value if isinstance(value, list) else [value]
    return [_plain(text) for text in texts] if all(map(_is_text, texts)) else None


def _is_text(value: object) -> bool:
    return value is None or value == "" or bool(as_text(value))
