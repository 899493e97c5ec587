"""Mistakes that people make in a data folder, each with the message that it must get."""

from bad_input import (
    arms,
    assumptions,
    cells,
    columns,
    evaluation_yaml,
    files,
    folders,
    panel,
    references,
    rows,
    shared_files,
    workbooks,
)

CASES = [
    *columns.CASES,
    *cells.CASES,
    *rows.CASES,
    *references.CASES,
    *evaluation_yaml.CASES,
    *arms.CASES,
    *panel.CASES,
    *assumptions.CASES,
    *files.CASES,
    *workbooks.CASES,
    *folders.CASES,
    *shared_files.CASES,
]
