"""What became of one mutation or kill: nothing wrong, or one of a few words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

WORDS = ("crash", "hang", "orphan", "foreign", "silent wrong", "leak", "no book", "other book")
ANSWERS = (0, 2, 3)  # done, faults in the data, contradictions


@dataclass
class Outcome:
    """What happened.

    Attributes
    ----------
    number, kind, what
        Which mutation or kill, of which kind, and what was done, in words.
    wrong
        Some of `WORDS`; empty when all is well.
    told
        What there is to say about it.
    accepted
        True when the command took the data.
    """

    number: int
    kind: str
    what: str
    wrong: list[str] = field(default_factory=list)
    told: str = ""
    accepted: bool = False

    def add(self, word: str, told: str) -> None:
        """Count something that is wrong."""
        assert word in WORDS
        self.wrong.append(word)
        self.told = f"{self.told}; {told}" if self.told else told


def crash_of(code: int, said: str, data: Path) -> str:
    """Why an answer is none that a user may get; empty when it is a good one."""
    if "Traceback" in said or "This is a fault of evalutils" in said:
        return f"a fault of its own: {said[-300:]}"
    if code not in ANSWERS:
        return f"exit code {code}: {said[-300:]}"
    if code == 2:
        for line in said.splitlines():
            if not line.isprintable():
                return f"a message that cannot be printed: {line[:200]!r}"
            if line.startswith("  ") and not _names_a_place(line, data):
                return f"a message without a place: {line[:200]}"
    return ""


def _names_a_place(line: str, data: Path) -> bool:
    place = re.split(r": | rows? |, (?:column|key) | cells? ", line.strip())[0]
    return (data / place).exists() or (data / place).is_symlink()
