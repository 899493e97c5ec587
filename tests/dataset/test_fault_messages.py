"""Faults are sorted, said once, on one line, and fit for a terminal."""

import pytest

from evalutils.dataset.faults import FaultList, nearest, quoted, suggestion
from evalutils.errors import DataError


def messages(faults: FaultList) -> tuple[str, ...]:
    with pytest.raises(DataError) as caught:
        faults.stop()
    return caught.value.faults


def test_no_faults_stop_nothing() -> None:
    FaultList().stop()


def test_faults_are_sorted_by_file_row_and_column() -> None:
    faults = FaultList()
    faults.add("b.csv", "x.", row=10)
    faults.add("b.csv", "x.", row=9, column="z")
    faults.add("b.csv", "y.", row=9, column="a")
    faults.add("a.csv", "x.", row=99)
    assert messages(faults) == (
        "a.csv row 99: x.",
        "b.csv row 9, column 'a': y.",
        "b.csv row 9, column 'z': x.",
        "b.csv row 10: x.",
    )


def test_the_same_fault_in_several_rows_is_one_message() -> None:
    faults = FaultList()
    for row in (7, 2, 3, 4, 9, 2):
        faults.add("a.csv", "x.", row=row, column="b")
    assert messages(faults) == ("a.csv rows 2-4, 7, 9, column 'b': x.",)


def test_the_error_counts_its_faults_and_names_the_data_folder() -> None:
    faults = FaultList("mijn/data")
    faults.add("a.csv", "x.")
    with pytest.raises(DataError, match=r"^1 fault in the data folder 'mijn/data':\n  a.csv: x.$"):
        faults.stop()
    faults.add("b.csv", "y.")
    with pytest.raises(DataError, match=r"^2 faults in the data folder 'mijn/data':\n"):
        faults.stop()


def test_a_key_of_a_yaml_file_brings_its_row_along() -> None:
    faults = FaultList()
    faults.of("a.yaml").locate({"period": 3, "period.start": 4})
    faults.add("a.yaml", "x.", column="period.start")
    faults.add("a.yaml", "x.", column="period.label")  # missing: the row of its parent
    faults.add("a.yaml", "x.", column="title")  # missing: no row
    assert messages(faults) == (
        "a.yaml, key 'title': x.",
        "a.yaml row 3, key 'period.label': x.",
        "a.yaml row 4, key 'period.start': x.",
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a", "'a'"),
        (5, "'5'"),
        ("een\nregel\ttwee", "'een regel twee'"),
        ("\x1b[31mrood\x00", "'[31mrood'"),
        ("a\N{NO-BREAK SPACE}b", "'a b'"),
        ("x" * 60, "'" + "x" * 60 + "'"),
        ("x" * 61, "'" + "x" * 59 + "…'"),
        ("", "''"),
    ],
)
def test_a_value_is_shown_on_one_line_and_cut_short(value: object, shown: str) -> None:
    assert quoted(value) == shown


def test_the_nearest_word_does_not_mind_capitals() -> None:
    assert nearest("COUNT", ["count", "share"]) == "count"
    assert nearest("aantal", ["count", "share"]) is None


def test_a_suggestion_names_the_nearest_word_or_all() -> None:
    assert suggestion("shar", ["share", "count"]) == "Did you mean 'share'?"
    assert suggestion("x", ["share", "count"]) == "Choose from: count, share."
    assert suggestion("x", []) == "There is nothing to choose from."


@pytest.mark.parametrize("word", ["alle bestemmingen", "Totaal", "totale uitstroom"])
def test_a_word_for_all_together_is_never_taken_for_a_part(word: str) -> None:
    labels = {"other": "overige bestemmingen", "total": "alle uitstroom samen"}
    assert suggestion(word, labels, labels) == "Did you mean 'total' (alle uitstroom samen)?"
