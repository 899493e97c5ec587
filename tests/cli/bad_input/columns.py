"""Mistakes in the column names of a table."""

from bad_input.mistakes import Case, replaced, written

CASES = [
    Case(
        "a misspelt column",
        replaced("caseload.csv", "count", "cuont"),
        "caseload.csv row 1, column 'cuont'",
        "not a column of caseload",
        "Did you mean 'count'?",
    ),
    Case(
        "a column in capitals",
        replaced("caseload.csv", "count", "COUNT"),
        "caseload.csv row 1, column 'COUNT'",
        "not a column of caseload",
        "Did you mean 'count'?",
    ),
    Case(
        "a missing column",
        written("funnel.csv", "funnel,order,stage\ntraject,1,gestart\n"),
        "funnel.csv row 1, column 'count'",
        "missing",
        "Add it; the columns are funnel, order, stage, count, within_base, group, qualifier, unit, "
        "source, locator, note.",
    ),
    Case(
        "a column too many",
        replaced("funnel.csv", "\n", ",opmerking\n"),
        "funnel.csv row 1, column 'opmerking'",
        "not a column of funnel",
        "remarks go in 'note'",
    ),
    Case(
        "the same column twice",
        written("funnel.csv", "funnel,order,stage,count,count\ntraject,1,gestart,5,6\n"),
        "funnel.csv row 1, column 'count'",
        "twice",
        "Keep one",
    ),
    Case(
        "cells below no column name",
        written("funnel.csv", "funnel,order,,stage,count\ntraject,1,x,gestart,5\n"),
        "funnel.csv row 1",
        "column C has no name here but holds a value in row 2",
        "Name the column or empty it",
    ),
    Case(
        "a title above the column names",
        written("funnel.csv", "Trechter 2025,,,\n,,,\nfunnel,order,stage,count\na,1,b,5\n"),
        "funnel.csv row 1",
        "the column names are in row 3",
        "Remove the rows above",
    ),
    Case(
        "Dutch column names",
        written("funnel.csv", "trechter,volgorde,stap,aantal\na,1,b,5\n"),
        "funnel.csv row 1",
        "'trechter, volgorde, stap, aantal'",
        "Write: funnel, order, stage, count,",
    ),
    Case(
        "an unknown separator",
        written("funnel.csv", "funnel|order|stage|count\na|1|b|5\n"),
        "funnel.csv row 1",
        "one cell, 'funnel|order|stage|count'",
        "Put ',' or ';' between these names",
    ),
]
