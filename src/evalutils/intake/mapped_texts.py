"""The texts that stand for a key of mapping.yaml."""

from __future__ import annotations

from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.yaml_file import as_text


def plain_text_of(value: object) -> str:
    """A value as text, without what nobody sees."""
    return tidy(as_text(value))


def code_texts(value: object) -> dict[str, str] | None:
    """Texts with what each is; None when they are something else."""
    if not isinstance(value, dict) or not all(map(_is_text, value.values())):
        return None
    return {plain_text_of(theirs): plain_text_of(ours) for theirs, ours in value.items()}


def some_texts(value: object) -> list[str] | None:
    """A list of texts, or one; None when it is something else."""
    texts = value if isinstance(value, list) else [value]
    return [plain_text_of(text) for text in texts] if all(map(_is_text, texts)) else None


def _is_text(value: object) -> bool:
    return value is None or value == "" or bool(as_text(value))
