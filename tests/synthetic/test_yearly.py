"""A programme over six years with a change and a break that are known."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalutils.dataset.load import load_data_set
from evalutils.errors import DataError
from evalutils.report import open_years
from evalutils.statistics.estimate_change import change
from evalutils.statistics.proportions import wilson
from evalutils.synthetic.two_arms import share_at_work
from evalutils.synthetic.yearly import APART_FROM, DAYS, FACTOR, YEARS, counts_of, share_of

DATA = Path(__file__).parents[2] / "data"
PROGRAMME = ("synthetisch", "werkfit-jaren")


@pytest.fixture(scope="module")
def work() -> pd.DataFrame:
    """The series of those who went to paid work, by year."""
    frame = open_years(*PROGRAMME, str(YEARS[-1]), str(DATA)).figures().frame
    series = frame[frame["figure"].eq("outflow.share:paid_work")]
    return series.assign(year=list(YEARS)).set_index("year")


def test_the_page_finds_the_change_that_is_built_in(work: pd.DataFrame) -> None:
    for year in (2020, 2021, 2023, 2024):
        truth = 100 * (share_of(year) - share_of(year - 1))
        assert work.loc[year, "change_lower"] < truth < work.loc[year, "change_upper"]


def test_the_page_breaks_where_work_in_part_time_is_counted_apart(work: pd.DataFrame) -> None:
    assert work.index[work["broken"].ne("")].tolist() == [APART_FROM]
    assert work.loc[APART_FROM, "broken"] == "codes"
    assert pd.isna(work.loc[APART_FROM, "change"])
    # Without the break it would look worse, though more people than before found work.
    assert work.loc[APART_FROM, "value"] < work.loc[APART_FROM - 1, "value"]


def test_a_break_that_is_not_declared_is_found_in_the_data(tmp_path: Path) -> None:
    for shared in ("codelists", "parameters", "ladders"):
        shutil.copytree(DATA / shared, tmp_path / shared)
    shutil.copy(DATA / "sources.yaml", tmp_path)
    shutil.copytree(DATA.joinpath(*PROGRAMME), tmp_path.joinpath(*PROGRAMME))
    file = tmp_path.joinpath(*PROGRAMME, str(APART_FROM), "evaluation.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(", changed: [codes]", ""), encoding="utf-8")
    with pytest.raises(DataError, match=r"part_time_work is not counted apart in 2021"):
        load_data_set(tmp_path)


def test_the_share_at_work_is_that_of_a_chance_on_every_day() -> None:
    # Of a chance of 0.0008 each day, and 0.0003 to leave elsewhere, over 365 days about a quarter.
    assert share_at_work(1.0, DAYS) == pytest.approx(share_of(2019))
    assert 0.2 < share_of(2019) < 0.3
    assert share_of(2020) == pytest.approx(share_at_work(FACTOR, DAYS))


def test_intervals_of_the_change_hold_it_in_95_of_100_years() -> None:
    truth, clients = share_of(2020) - share_of(2019), 600
    before, after = (
        np.array([counts_of(year, clients, seed)["paid_work"] for seed in range(400)])
        for year in (2019, 2020)
    )
    found = change(wilson(before, clients), wilson(after, clients), 0.0)
    holds = (found.lower < truth) & (truth < found.upper)
    assert 0.92 < holds.mean() < 0.98  # 0.95 and three times sqrt(0.95 * 0.05 / 400)
    assert found.estimate.mean() == pytest.approx(truth, abs=0.004)
