"""What groups of clients are called: those of the files, and those computed from them."""

from __future__ import annotations

from evalutils.sentence_case import capital, within

NOT_KNOWN = "not_known"
# The group of clients of whom a column of the file says nothing.
UNKNOWN_GROUP = "onbekend"
# Between the names of columns, or of groups, that count together: no text of a table has it.
TOGETHER = "\x1f"
_COLUMNS = {
    "age": "Leeftijd",
    "age_group": "Leeftijd",
    "benefit_duration": "Duur van de uitkering",
    "district": "Wijk",
    "education": "Opleiding",
    "neighbourhood": "Buurt",
}
_VALUES = {
    "age": {
        "under_27": "tot 27 jaar",
        "27_44": "27 tot en met 44 jaar",
        "45_54": "45 tot en met 54 jaar",
        "55_and_over": "55 jaar en ouder",
    },
    "benefit_duration": {
        "under_1": "korter dan 1 jaar",
        "1": "1 tot 2 jaar",
        "2_4": "2 tot 5 jaar",
        "5_and_over": "5 jaar of langer",
        NOT_KNOWN: "geen uitkering op de eerste dag",
    },
}


def group_name(column: str) -> str:
    """The heading of a grouping column: ``Leeftijd``, or the name in the file as words."""
    words = column.replace("_", " ")
    return _COLUMNS.get(column, capital(words))


def group_within(column: str) -> str:
    """The same within a sentence; a name in the file stays as it is."""
    return within(_COLUMNS[column]) if column in _COLUMNS else column.replace("_", " ")


def within_together(columns: str) -> str:
    """What grouping columns are called within a sentence; of several, joined by a plus."""
    names = [group_within(column) for column in columns.split(TOGETHER)]
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} en {names[-1]} samen"


def group_value(column: str, value: str) -> str:
    """A value of a grouping column in words; one from a file stands as it is."""
    words = {NOT_KNOWN: UNKNOWN_GROUP} | _VALUES.get(column, {})
    return words.get(value, value)
