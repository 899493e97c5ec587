"""Mistakes in evaluation.yaml."""

from pathlib import Path

from bad_input.mistakes import Case, replaced, written


def unknown_scheme(data: Path, folder: Path) -> None:
    replaced("evaluation.yaml", "ladder: participatieladder", "ladder: participatielader")(
        data, folder
    )


CASES = [
    Case(
        "a required key is missing",
        replaced("evaluation.yaml", "title: Voorbeeldprogramma\n", ""),
        "evaluation.yaml, key 'title'",
        "this key is missing",
        "Add 'title: ...'",
    ),
    Case(
        "a required key within a key is missing",
        replaced("evaluation.yaml", ', label: "2025"', ""),
        "evaluation.yaml row 6, key 'period.label'",
        "this key is missing",
        "Add 'label: ...' to 'period'",
    ),
    Case(
        "a misspelt key",
        replaced("evaluation.yaml", "evidence:", "evidense:"),
        "evaluation.yaml row 11, key 'evidense'",
        "this key is unknown",
        "Did you mean 'evidence'?",
    ),
    Case(
        "an unknown key",
        replaced("evaluation.yaml", "evidence:", "budget: 5\nevidence:"),
        "evaluation.yaml row 11, key 'budget'",
        "this key is unknown",
        "Remove it",
    ),
    Case(
        "a key twice",
        replaced("evaluation.yaml", "evidence:", "disclosure: published\nevidence:"),
        "evaluation.yaml row 11",
        "'disclosure' occurs twice",
        "Keep one",
    ),
    Case(
        "a key twice within a key",
        replaced("evaluation.yaml", "start: 2025-01-01,", "start: 2025-01-01, start: 2024-01-01,"),
        "evaluation.yaml row 6",
        "'start' occurs twice",
        "Keep one",
    ),
    Case(
        "something that is not YAML",
        replaced("evaluation.yaml", "title: Voorbeeldprogramma", "title: Werkfit: het begin"),
        "evaluation.yaml row 2",
        "this is not YAML",
        "a text with a colon needs quotes",
    ),
    Case(
        "a tab",
        replaced("evaluation.yaml", "title:", "\ttitle:"),
        "evaluation.yaml row 2",
        "the line is indented with a tab",
        "Use spaces",
    ),
    Case(
        "a list",
        written("evaluation.yaml", "- title\n- period\n"),
        "evaluation.yaml",
        "this is a list without keys",
        "Write lines such as 'key: value'",
    ),
    Case(
        "one word",
        written("evaluation.yaml", "Voorbeeldprogramma\n"),
        "evaluation.yaml",
        "this is one value without keys",
        "Write lines such as 'key: value'",
    ),
    Case(
        "nothing",
        written("evaluation.yaml", ""),
        "evaluation.yaml",
        "the file is empty",
        "Write lines such as 'key: value'",
    ),
    Case(
        "a key that is a number",
        written("evaluation.yaml", "2025: Voorbeeldprogramma\n"),
        "evaluation.yaml row 1, key '2025'",
        "this key is not a name",
        "Put it in quotes",
    ),
    Case(
        "NUL bytes",
        written("evaluation.yaml", b"title: a\x00b\n"),
        "evaluation.yaml",
        "not a text file (it holds NUL bytes)",
        "Save it again as text in UTF-8",
    ),
    Case(
        "brackets without end",
        written("evaluation.yaml", "title: " + "[" * 2000 + "]" * 2000),
        "evaluation.yaml row 1",
        "nested too deep",
        "Write it out",
    ),
    Case(
        "a year as a label",
        replaced("evaluation.yaml", 'label: "2025"', "label: 2025"),
        "evaluation.yaml row 6, key 'period.label'",
        "'2025' is not a text",
        'Put it in quotes: "2025"',
    ),
    Case(
        "an empty title",
        replaced("evaluation.yaml", "title: Voorbeeldprogramma", "title:"),
        "evaluation.yaml row 2, key 'title'",
        "nothing is filled in",
        "Write a text",
    ),
    Case(
        "a day that does not exist",
        replaced("evaluation.yaml", "2025-12-31", "2025-02-30"),
        "evaluation.yaml row 6",
        "'2025-02-30' is not an existing day",
        "Write dates as 2019-09-30",
    ),
    Case(
        "a date with the month first",
        replaced("evaluation.yaml", "2025-12-31", "12/31/2025"),
        "evaluation.yaml row 6, key 'period.end'",
        "'12/31/2025' is not a date",
        "Write an existing day as 2019-09-30 or 30-09-2019",
    ),
    Case(
        "a period that runs back",
        replaced("evaluation.yaml", "2025-12-31", "2024-12-31"),
        "evaluation.yaml row 6, key 'period'",
        "start 2025-01-01 is later than end 2024-12-31",
        "Correct one of the two",
    ),
    Case(
        "no mapping where one is needed",
        replaced(
            "evaluation.yaml", "municipality: {name: Almelo, code: GM0141}", "municipality: Almelo"
        ),
        "evaluation.yaml row 4, key 'municipality'",
        "write municipality: {name: ..., code: ...}",
        "write",
    ),
    Case(
        "a code that is not of the CBS",
        replaced("evaluation.yaml", "code: GM0141", "code: GM141"),
        "evaluation.yaml row 4, key 'municipality.code'",
        "'GM141' is not a CBS code",
        "Write GM and four digits",
    ),
    Case(
        "an unknown ladder scheme",
        unknown_scheme,
        "evaluation.yaml row 8, key 'ladder'",
        "'participatielader' is not a file in data/ladders",
        "Did you mean 'participatieladder'?",
    ),
    Case(
        "a list as ladder scheme",
        replaced("evaluation.yaml", "ladder: participatieladder", "ladder: [participatieladder]"),
        "evaluation.yaml row 8, key 'ladder'",
        "is not a file in data/ladders",
        "Write null when there is no ladder",
    ),
    Case(
        "an unknown kind of evidence",
        replaced("evaluation.yaml", "evidence: none", "evidence: sterk"),
        "evaluation.yaml row 11, key 'evidence'",
        "'sterk' is not allowed",
        "Choose from: none, before_after, comparison, randomised",
    ),
    Case(
        "an unknown source",
        replaced("evaluation.yaml", "[almelo-werkfit-2025]", "[almelo-werkfit]"),
        "evaluation.yaml row 12, key 'sources'",
        "'almelo-werkfit' is not in sources.yaml",
        "Did you mean 'almelo-werkfit-2025'?",
    ),
    Case(
        "a source that is a mapping",
        replaced("evaluation.yaml", "[almelo-werkfit-2025]", "[{key: almelo-werkfit-2025}]"),
        "evaluation.yaml row 12, key 'sources'",
        "is not in sources.yaml",
        "Otherwise add it there",
    ),
    Case(
        "a source that is not in a list",
        replaced("evaluation.yaml", "[almelo-werkfit-2025]", "almelo-werkfit-2025"),
        "evaluation.yaml row 12, key 'sources'",
        "write a list",
        "at least one key of sources.yaml",
    ),
]
