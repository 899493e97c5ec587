"""Between which numbers one lies that is left out for the sake of others: no news to a reader."""

import numpy as np
import pandas as pd
import pytest

from evalutils.attack.forms import SaidRule, count_form
from evalutils.attack.puzzle import Range
from evalutils.disclosure import Ledger, Rule
from evalutils.disclosure.recovery import Bounds
from evalutils.result import Balance, Result
from evalutils.show import cells

RULE = Rule(threshold=10, rounding=5)


@pytest.mark.parametrize(
    ("known", "told"),
    [((12, 27), (10, 30)), ((10, 15), (10, 15)), ((0, 3), (0, 5)), ((11, np.inf), (10, np.inf))],
)
def test_bounds_are_told_outward_in_steps_of_the_rounding(
    known: tuple[float, float], told: tuple[float, float]
) -> None:
    assert RULE.coarse(Bounds(*known)) == Bounds(*told)


def test_what_is_told_holds_all_that_a_reader_of_the_other_numbers_can_make_it() -> None:
    # 33 = 12 + 12 + 9. One 12 is hidden: 33 to 37 less 10 to 12 and at most 9 is 12 to 27.
    counts = pd.DataFrame({"count": [33.0, 12.0, 12.0, 9.0], "status": "published", "source": None})
    parts = ((1, "count"), (2, "count"), (3, "count"))
    result = Result(counts, counts=("count",), balances=(Balance(((0, "count"),), parts),))
    ledger = Ledger({"": result}, RULE)
    frame = ledger.publish("").frame
    (hidden,) = (choice for choice in ledger.choices("") if choice.why == "secondary")
    row, _ = hidden.cell
    assert hidden.reached == Bounds(12, 27)
    told = frame.loc[row, ["hidden_low_count", "hidden_high_count"]].tolist()
    assert told == [10, 30]
    assert frame["hidden_low_count"].notna().sum() == 1  # of the small one only that it is below 10


def test_an_outsider_reads_what_is_told() -> None:
    frame = pd.DataFrame(
        {
            "hidden_count": [np.inf] * 3,
            "hidden_low_count": [10, 0, 10],
            "hidden_high_count": [25, 15, np.inf],
        }
    )
    texts = cells.left_out(frame, "count")
    assert list(texts) == ["tussen 10 en 25", "tussen 0 en 15", "10 of meer"]
    said = [count_form(text, SaidRule(10, 5)) for text in texts]
    assert [form.within for form in said if form] == [
        Range(10, 25),
        Range(0, 15),
        Range(10, np.inf),
    ]
