"""The text of many rows at once is the text made row by row."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.synthetic.coded_columns import (
    TextColumn,
    client_ids,
    csv_text,
    dates,
    numbers,
    words,
)

cells = st.text(st.characters(codec="utf-8", exclude_characters='\0,"\r\n'), max_size=8)


@settings(deadline=None)
@given(st.lists(cells, min_size=1, max_size=5), st.data())
def test_text_is_the_same_as_row_by_row(values: list[str], data: st.DataObject) -> None:
    row = st.tuples(*[st.integers(0, len(values) - 1)] * 2)
    rows = np.array(data.draw(st.lists(row, min_size=1, max_size=20)))
    columns = [
        TextColumn(name, words(values), rows[:, at]) for at, name in enumerate(("one", "two"))
    ]
    expected = "one,two\n" + "".join(f"{values[one]},{values[two]}\n" for one, two in rows)
    assert csv_text(columns) == expected.encode()


def test_a_table_without_rows_is_a_header() -> None:
    none = np.array([], dtype=np.int64)
    columns = [dates("start", none, 10), numbers("birth_year", none)]
    assert csv_text(columns) == b"start,birth_year\n"


def test_open_dates_are_empty() -> None:
    day = np.array([0, 31, 10**6])
    assert csv_text([dates("end", day, 10**6)]) == b"end\n1970-01-01\n1970-02-01\n\n"


def test_client_ids_have_the_form_of_invented_ones() -> None:
    assert client_ids(2).tolist() == [b"syn0000001", b"syn0000002"]
    assert client_ids(1_000_000)[-1] == b"syn1000000"
