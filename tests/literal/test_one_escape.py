"""For each place there is one function that makes text literal."""

import re
from pathlib import Path

import evalutils

PACKAGE = Path(evalutils.__file__).parent


def test_nobody_escapes_text_beside_literal() -> None:
    other = re.compile(
        r"html\.escape|import escape|(?<!un)escape\(|Markup\(|autoescape"
        r"|\|\s*e\s*[|}]|&lt;|&amp;(?!lt)"
    )
    found = [
        (path.name, line.strip())
        for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.j2")]
        if path.name != "literal.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if other.search(line) and "re.escape(" not in line and "_escape_search_titles" not in line
    ]
    assert found == []
