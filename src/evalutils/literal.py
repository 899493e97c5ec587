"""Text from files, made literal for the place where it is shown: never markup, code or formula.

One function per place. Whoever puts text of a file into a page, a table or a published file calls
one of these; in charts `evalutils.display.Chart` turns mathematics off.
"""

from __future__ import annotations

import html as _html
import re
from functools import lru_cache

# Not the spaces that do not break: those stand between a number and its unit.
_SPACE = re.compile(r"[^\S\xa0\u202f]+")
# CommonMark lets a backslash stand before every ASCII mark, also where it has no meaning: so no
# list of the marks that have one, here or in an extension of it, can fall short. Only / ; and one
# , or ? alone mean nothing anywhere without one of the others.
_MARKS = re.compile(r"([!-+\-.:<=>@\[-`{-~]|,(?=,)|\?(?=\?))")
_BACKTICKS = re.compile(r"`+")
# Where a cell may begin for a spreadsheet: at the start, and after a separator that it may take
# for one, since quotes only hold a cell together for the separator of this file. Quotes that
# stand there already count along, so that taking one away always gives the text back.
# The last four are the full-width forms, which Excel reads alike.
_FORMULA = re.compile(r"(^|;)(?=[\s'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20])")


def one_line(text: str) -> str:
    """The text with single spaces for its line breaks and other white space."""
    return _SPACE.sub(" ", text).strip()


def markdown(text: str) -> str:
    """Text that Markdown shows exactly as it is, on one line, wherever in the line it stands."""
    return _MARKS.sub(r"\\\1", one_line(text))


def code(text: str) -> str:
    """Text in a fixed-width font, as Markdown; in a table `book.markdown` keeps it whole."""
    line = one_line(text)
    if not line:
        return ""
    longest = max(map(len, _BACKTICKS.findall(line)), default=0)
    fence, room = "`" * (longest + 1), " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{room}{line}{room}{fence}"


def html(text: str) -> str:
    """Text as it stands in HTML, between tags and in attributes."""
    # Braces too: some makers of tables and templates read what stands between double ones.
    return _html.escape(text).replace("{", "&#123;").replace("}", "&#125;")


@lru_cache(1 << 16)
def csv_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a single quote stands before what would be."""
    return _FORMULA.sub(r"\1'", one_line(text))
