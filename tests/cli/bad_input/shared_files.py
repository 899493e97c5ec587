"""Mistakes in the files that all evaluations share, or in what refers to them."""

import shutil

from bad_input.mistakes import Case, replaced

OWN_LADDER = (
    "title: a\nversion: 1\nrungs: {1: {label: a, rule: b}, 2: {label: c, rule: d}}\n"
    "crosswalk: {to: %s, version: 1, loss: c, rungs: {1: [%d], 2: [1]}}\n"
)

CASES = [
    Case(
        "a source without a publisher",
        lambda data, _: (data / "almelo" / "sources.yaml").write_text(
            "almelo-werkfit-2025:\n  title: a\n  published: 2025\n  description: b\n"
        ),
        "/almelo/sources.yaml row 1, key 'almelo-werkfit-2025'",
        "'publisher' is missing",
        "Add a line 'publisher: ...'",
    ),
    Case(
        "a source twice",
        lambda data, _: (data / "sources.yaml").write_text("a: {title: x}\na: {title: y}\n"),
        "/sources.yaml row 2",
        "'a' occurs twice",
        "Keep one",
    ),
    Case(
        "a source in two files",
        lambda data, _: shutil.copy(data / "almelo" / "sources.yaml", data / "sources.yaml"),
        "/almelo/sources.yaml row 1, key 'almelo-werkfit-2025'",
        "sources.yaml has this key too",
        "Keep it in one of the two files",
    ),
    Case(
        "no sources",
        lambda data, _: [path.unlink() for path in data.rglob("sources.yaml")],
        "/sources.yaml",
        "the file is missing",
        "Put it there",
    ),
    Case(
        "a rung without a rule",
        lambda data, _: (data / "ladders" / "participatieladder.yaml").write_text(
            "title: a\nversion: 1\nrungs:\n  1: {label: b}\n  2: {label: c, rule: d}\n"
        ),
        "/ladders/participatieladder.yaml row 4, key 'rungs.1'",
        "'rule' is missing",
        "Write {label: ..., rule: ...}",
    ),
    Case(
        "a ladder without rungs",
        lambda data, _: (data / "ladders" / "participatieladder.yaml").write_text(
            "title: a\nversion: 1\n"
        ),
        "/ladders/participatieladder.yaml, key 'rungs'",
        "write a line '1: {label: ..., rule: ...}'",
        "for each rung",
    ),
    Case(
        "a selection that is neither yes nor no",
        replaced(
            "evaluation.yaml",
            "evidence:",
            "selection: "
            "{motivation: veel, wage_value: null, source: almelo-werkfit-2025, locator: b}\n"
            "evidence:",
        ),
        "evaluation.yaml row 11, key 'selection.motivation'",
        "'veel' is not yes or no",
        "Write true or false, or null",
    ),
    Case(
        "a codelist with other columns",
        lambda data, _: (data / "codelists" / "destinations.csv").write_text("code;label\na;b\n"),
        "/codelists/destinations.csv row 1",
        "the columns are 'code, label'",
        "Make them code, label, grouping, description",
    ),
    Case(
        "a code twice in a codelist",
        lambda data, _: (data / "codelists" / "destinations.csv").write_text(
            "code,label,grouping,description\n"
            "total,a,total,\npaid_work,b,work,\neducation,c,education,\n"
            "unknown,d,unknown,\ntotal,e,total,\n"
        ),
        "/codelists/destinations.csv row 6, column 'code'",
        "'total' occurs twice",
        "Keep one",
    ),
    Case(
        "a parameter without a reference",
        lambda data, _: (data / "parameters" / "disclosure_rounding.yaml").write_text(
            "description: a\nunit: person\nvalues: {2023-01-01: 5}\n"
        ),
        "/parameters/disclosure_rounding.yaml, key 'reference'",
        "write where the values come from",
        "reference: {title: ..., href: ...}",
    ),
    Case(
        "a crosswalk to a ladder that is not there",
        lambda data, _: (data / "ladders" / "eigen.yaml").write_text(OWN_LADDER % ("landelijk", 1)),
        "/ladders/eigen.yaml row 4, key 'crosswalk.to'",
        "'landelijk' is not another scheme",
        "Choose from: ontwikkelladder-groningen, participatieladder",
    ),
    Case(
        "a crosswalk to a rung that is not there",
        lambda data, _: (data / "ladders" / "eigen.yaml").write_text(
            OWN_LADDER % ("participatieladder", 9)
        ),
        "/ladders/eigen.yaml row 4, key 'crosswalk.rungs'",
        "a rung is not in scheme 'participatieladder'",
        "Choose from: 1, 2, 3, 4, 5, 6",
    ),
    Case(
        "a parameter without dates",
        lambda data, _: (data / "parameters" / "disclosure_rounding.yaml").write_text(
            "description: a\nunit: person\nvalues: 5\nreference: {title: a, href: b}\n"
        ),
        "/parameters/disclosure_rounding.yaml row 3, key 'values'",
        "write one number for each date",
        "values: {2021-01-01: 0.0225}",
    ),
    Case(
        "no threshold for small counts",
        lambda data, _: (data / "parameters" / "disclosure_threshold.yaml").unlink(),
        "/parameters/disclosure_threshold.yaml",
        "the file is missing",
        "Copy it from the project",
    ),
]
