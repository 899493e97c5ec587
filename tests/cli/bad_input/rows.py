"""Mistakes in a row of a table, or in rows together."""

from bad_input.mistakes import CASELOAD, Case, replaced, written

CASES = [
    Case(
        "two rows for one cell",
        replaced("ladder.csv", "current,3", "current,2"),
        "ladder.csv row 4",
        "same moment and rung as row 3",
        "Keep one of the two",
    ),
    Case(
        "two rows without a date",
        written("caseload.csv", CASELOAD + "outflow,,80\noutflow,,81\n"),
        "caseload.csv row 3",
        "same measure as row 2",
        "Keep one of the two",
    ),
    Case(
        "a decimal comma without quotes",
        replaced("ladder.csv", "current,3,25,", "current,3,25,36,6"),
        "ladder.csv row 4",
        "8 cells where the first row has 7",
        "Put a number with a decimal comma",
    ),
    Case(
        "a decimal comma that pushes empty cells on",
        written(
            "funnel.csv", "funnel,order,stage,count,source,locator,note\na,1,gestart,12,5,,,\n"
        ),
        "funnel.csv row 2",
        "8 cells where the first row has 7",
        "or use ';' between the cells",
    ),
    Case(
        "a semicolon in a text of a Dutch file",
        written("funnel.csv", "funnel;order;stage;count\na;1;gestart; of niet;5\n"),
        "funnel.csv row 2",
        "5 cells where the first row has 4",
        "between double quotes",
    ),
    Case(
        "a quote that is never closed",
        written("caseload.csv", CASELOAD + 'outflow,,80,,,"Resultaten, tab'),
        "caseload.csv row 2",
        "a quote that opens in this row is never closed",
        "save the file again",
    ),
    Case(
        "a quote in the middle of a text",
        written("funnel.csv", 'funnel,order,stage,count\na,1,"in "werk" komen",5\n'),
        "funnel.csv row 2",
        "the quotes do not match",
        "write a quote inside it twice",
    ),
    Case(
        "a file that was saved by half",
        written("caseload.csv", CASELOAD + "inflow,2025-01-01,60,,,,\noutflow,2025-01-01,8"),
        "caseload.csv row 3",
        "the file ends in the middle of this row, at cell 3 of 7",
        "Complete the row",
    ),
    Case(
        "a cell without end",
        written("funnel.csv", f"funnel,order,stage,count\na,1,{'x' * 140_000},5\n"),
        "funnel.csv row 2",
        "more than 131072 characters",
        "shorten the text",
    ),
]
