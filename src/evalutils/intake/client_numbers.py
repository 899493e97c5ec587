"""Numbers of clients as an export has them: which text is none, and which are the same one.

A number of a client is any text with a digit, of letters, digits and signs between them. What a
spreadsheet shows in its place, or what another column holds, would be somebody else's as well.
"""

from __future__ import annotations

import re

from evalutils.dataset.reading.convert import why_no_content

_NUMBER = re.compile(r"0*([0-9]+)(?:[.,]0+)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)")
_USUAL = re.compile(r"[A-Za-z]{0,8}0*[1-9][0-9]*")
_MONTH = r"(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
_OTHERS = {
    re.compile(form, re.IGNORECASE): why
    for form, why in {
        r"[0-9](?:[.,][0-9]+)?E\+[0-9]+": "was shortened by a spreadsheet to a power of ten and "
        "lost its digits. Give the column the format 'Text' or '0' before the export is opened, "
        "and export again.",
        r"[^0-9]*": "holds no digit.",
        r"0+(?:[.,]0+)?": "is nought, which stands for nobody.",
        r"[-+\u2212\u2013].*|.*%|.*\u20ac.*": "is an amount, a difference or a percentage.",
        r"[0-9. ]*[0-9],(?=0*[1-9])[0-9]+|[0-9]+\.(?:[1-9][0-9]?|0[1-9])": "has decimals: it was "
        "calculated, or is an amount.",
        r"(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:19|20)[0-9]{2})"
        rf"(?:[T ].*)?|[0-9]{{1,2}}-{_MONTH}|{_MONTH}-[0-9]{{2,4}}": "is a day, or a spreadsheet "
        "made one of it.",
        r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9.]+ h": "is a time, or a spreadsheet "
        "made one of it.",
    }.items()
}
_CHOOSE = "Name the column with the numbers of clients, each as it is registered."


def normal(text: str) -> str:
    """The number of a client whatever a spreadsheet made of it: 0123, 123, 123.0, and 1.234."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(text[-4], "")
    found = _NUMBER.fullmatch(text)
    return found[1] if found else text.casefold()


def why_no_number(text: str) -> str:
    """Why a text that is not empty is no number of a client; empty when it may be one."""
    if _USUAL.fullmatch(text) or not text:
        return ""
    problem = why_no_content(text)
    if not problem:
        problem = next((why for form, why in _OTHERS.items() if form.fullmatch(text)), "")
        problem += f" {_CHOOSE}" if problem and "again" not in problem else ""
    return f"this {problem}" if problem else ""
