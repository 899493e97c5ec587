"""An export or mapping that is odd in another way is read as it is meant, or refused in words."""

from pathlib import Path

import pytest
from damaged_exports import SECRETS
from exports import KEY, bring_in, data_folder
from odd_exports import odd_exports

from evalutils.errors import InputError

EXPORTS = odd_exports()
NAMES = sorted(EXPORTS)
# Rows of those that are read: what else there is, a reader of the file does not take for rows.
ALL, PARTS = 12, 7


def told_of(name: str, folder: Path) -> str:
    """Import it; what is told, empty when it was read as a whole."""
    file, content, mapping = EXPORTS[name]
    try:
        bring_in(folder, content, mapping, name=file, replace=True)
    except InputError as error:
        (folder / file).unlink()
        return str(error)
    (folder / file).unlink()
    made = (folder / "data" / str(KEY) / "spells.csv").read_text("utf-8")
    assert made.count("\n") == ALL + 1, name
    return ""


@pytest.mark.parametrize("part", range(PARTS))
def test_an_odd_export_is_read_as_a_whole_or_refused(part: int, tmp_path: Path) -> None:
    data_folder(tmp_path)
    for name in NAMES[part::PARTS]:
        told = told_of(name, tmp_path)
        assert not any(secret in told for secret in SECRETS), name
        assert not told or told.endswith((".", "?")), name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("text: in utf-32", "this is text in UTF-32. Export it again as CSV UTF-8"),
        ("text: a client with a power", "lost its digits"),
        (
            "text: a client that is an error",
            "'Cliëntnummer': this is what Excel shows instead of a",
        ),
        ("text: a client with points", "of the same client"),  # 910.000.003 is 910000003
        ("text: a line break in quotes", "column 'Wijk': the text holds a line break"),
        ("text: who made it below", "or this is a line below the table"),
        ("workbook: a cell in the last column", "to the right of the column names, in column XFD"),
        ("workbook: cached errors of a formula", "row 2, column 'Startdatum'"),
        ("workbook: a workbook part of something else", "it holds no sheet"),
        ("mapping: keep without values", "'spells.keep.Regeling': no value is named"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(name: str, told: str, tmp_path: Path) -> None:
    assert told in told_of(name, tmp_path)


def test_an_error_of_a_spreadsheet_is_no_group(tmp_path: Path) -> None:
    file, content, mapping = EXPORTS["text: a name in a group"]
    for error in ("#N/B", "#VERW!", "########"):
        with pytest.raises(InputError, match="column 'Wijk': this is what Excel shows"):
            bring_in(tmp_path, content.replace(b"J. Janssen-9", error.encode()), mapping, name=file)
