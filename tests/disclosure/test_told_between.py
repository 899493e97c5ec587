"""Between which numbers one lies that is left out for the sake of others: no news to a reader."""

import numpy as np
import pytest
from every_table import Story, evaluation, shared

from evalutils.attack.forms import SaidRule, count_form
from evalutils.attack.puzzle import Range
from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.disclosure import Rule
from evalutils.disclosure.recovery import Bounds
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


@pytest.mark.parametrize(("clients", "seed"), [(100, 100), (200, 200)])
def test_what_is_told_holds_all_that_a_reader_of_the_other_numbers_can_make_it(
    clients: int, seed: int
) -> None:
    inputs = AnalysisInputs(evaluation(Story(clients, seed)), shared())
    ledger, told = ledger_of(inputs), 0
    for analysis in analyses_of(inputs.evaluation):
        frame = ledger.publish(analysis.name).frame
        for choice in ledger.choices(analysis.name):
            row, column = choice.cell
            low = frame.get(f"hidden_low_{column}")
            if choice.why == "secondary" and low is not None and row in frame.index:
                high = frame.loc[row, f"hidden_high_{column}"]
                assert low[row] <= choice.reached.low <= choice.reached.high <= high
                told += 1
    assert told > 0, "nothing was left out for the sake of others"


def test_an_outsider_reads_what_is_told() -> None:
    frame = (
        evaluation(Story(60, 1))
        .tables["exits"]
        .head(3)[[]]
        .assign(
            hidden_count=np.inf, hidden_low_count=[10, 0, 10], hidden_high_count=[25, 15, np.inf]
        )
    )
    texts = cells.left_out(frame, "count")
    assert list(texts) == ["tussen 10 en 25", "tussen 0 en 15", "10 of meer"]
    said = [count_form(text, SaidRule(10, 5)) for text in texts]
    assert [form.within for form in said if form] == [
        Range(10, 25),
        Range(0, 15),
        Range(10, np.inf),
    ]
