"""What may stand for a client in an export: a number as it is registered, in any of its forms."""

from datetime import date, datetime
from pathlib import Path

import pytest
from exports import CSV, HEADER, ROWS, bring_in, cells, csv_text, problems, table, workbook

NUMBERS = ["910000001", "0910000001", "910000001,0", "910.000.001", "910 000 001", " 910000001 "]
OTHERS = ["K-12/3", "2019.1234", "12E4", "5-6", "dossier 7"]


@pytest.mark.parametrize("number", [*NUMBERS, "\N{NO-BREAK SPACE}910000001"])
def test_one_number_in_any_form_is_one_client(number: str, tmp_path: Path) -> None:
    rows = [ROWS[0], ROWS[2].replace("111222333", number)]
    bring_in(tmp_path, csv_text([rows[0].replace("111222333", "910000001"), rows[1]]))
    first, second = table(tmp_path)[1:]
    assert first[0] == second[0]


def test_another_form_is_another_client(tmp_path: Path) -> None:
    bring_in(tmp_path, csv_text([ROWS[1].replace("123456782", number) for number in OTHERS]))
    assert len({row[0] for row in table(tmp_path)[1:]}) == len(OTHERS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("910000001,5", "has decimals"),
        ("910000001.5", "has decimals"),
        ("9,1E+08", "power of ten"),
        ("31-03-1980", "is a day"),
        ("1980-03-31 00:00", "is a day"),
        ("jan-20", "is a day"),
        ("12:30", "is a time"),
        ("WAAR", "holds no digit"),
        ("nee", "holds no digit"),
        ("onbekend", "holds no digit"),
        ("0", "is nought"),
        ("-12", "is an amount"),
        ("12%", "is an amount"),
        ("=A1+1", "a formula without a result"),
        ("#N/B", "what Excel shows instead"),
    ],
)
def test_what_is_no_number_of_a_client_is_refused(text: str, why: str, tmp_path: Path) -> None:
    (fault,) = problems(tmp_path, f"{CSV}{ROWS[1].replace('123456782', text)}\n")
    assert fault.startswith("export.csv row 5, column 'Cliëntnummer': this ")
    assert why in fault
    assert text not in fault


def test_cells_of_excel_that_are_no_number_are_refused_as_well(tmp_path: Path) -> None:
    own = [910000001.5, True, date(1980, 3, 31), datetime(1980, 3, 31, 12, 30), 0, 910000002]
    rows = [cells(HEADER)[0], *([number, *cells(ROWS[1])[0][1:]] for number in own)]
    book = workbook(tmp_path / "export.xlsx", {"Export": rows})
    found = " ".join(problems(tmp_path, book))
    assert (
        "row 2, " in found and "row 3, " in found and "rows 4-5, " in found and "row 6, " in found
    )
    assert "row 7" not in found  # the last one is a number
