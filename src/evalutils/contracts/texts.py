"""What a text in a file may hold: one line that can be printed, and in a name a letter or digit."""

from __future__ import annotations

import re

from evalutils.literal import one_line

# Fields of whole sentences: a line break in them is read as a space. All others are one line.
PROSE = frozenset({"accepted", "decision", "description", "explanation", "loss", "note", "rule"})
# All other texts name something, and a name can be told from another by its letters and digits.
_NO_NAMES = PROSE | {"locator", "missing"}

# What `evalutils new` writes where a researcher has to write: ``VUL IN: naam van de uitgever``.
PLACEHOLDER = "VUL IN"
EXAMPLE_ROW = (
    "this row is an example of `evalutils new`. Write your own figures and where they stand in the "
    "source; remove the row, or the whole file, when you have none."
)
EXAMPLE_TEXT = "this is still the text of the example. Write your own in its place."

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
# Control characters, half characters, and signs that turn the direction of what follows, so that
# a text reads otherwise than it is stored.
HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def text_of(field: str, text: str) -> tuple[str, str]:
    """A text in a column or YAML key as it is kept, on one line, and what is wrong with it.

    That is an English sentence that shows nothing of the text; empty when nothing is wrong.
    """
    line = one_line(text) if field in PROSE else text
    problem = _hidden(line) or example_problem(field, line)
    if not problem and field not in _NO_NAMES and not any(map(str.isalnum, line)):
        problem = "this name has no letter or digit. Write words."
    return line, problem


def example_problem(field: str, text: object) -> str:
    """What to do with a text of the example, empty when it is none."""
    if not isinstance(text, str) or not text.startswith(PLACEHOLDER):
        return ""
    return EXAMPLE_ROW if field == "locator" else EXAMPLE_TEXT


def _hidden(text: str) -> str:
    # Most texts are plain, and tables of clients hold millions.
    found = None if text.isprintable() else HIDDEN.search(text)
    if found is None:
        return ""
    if _BREAK.search(text):
        return "the text holds a line break. Write it on one line."
    name = "tab" if found[0] == "\t" else f"character that cannot be seen (U+{ord(found[0]):04X})"
    return f"the text holds a {name}. Type it again without."
