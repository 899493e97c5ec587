"""Names in a table of something that is not there."""

from bad_input.mistakes import Case, replaced

CASES = [
    Case(
        "a destination that is not in the codelist",
        replaced("exits.csv", "paid_work", "paid_wrok"),
        "exits.csv row 3, column 'destination'",
        "'paid_wrok' is not in codelists/destinations.csv",
        "Did you mean 'paid_work'? Otherwise add it there.",
    ),
    Case(
        "an unknown source in a table",
        replaced("exits.csv", "almelo-werkfit-2025", "almelo-werkfit-2052"),
        "exits.csv row 2, column 'source'",
        "'almelo-werkfit-2052' is not in sources.yaml",
        "Did you mean 'almelo-werkfit-2025'? Otherwise add it there.",
    ),
    Case(
        "a base without a row",
        replaced("exits.csv", "outflow", "participants"),
        "exits.csv row 3, column 'base'",
        "'participants' has no row in caseload.csv",
        "Add it there or leave the base empty",
    ),
]
