"""The back-test of the page with the methods: an experiment against people of a survey."""

import csv
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from evalutils import dutch
from evalutils.statistics.adjustment.augmented import Effect, augmented_effect
from evalutils.statistics.adjustment.covariates import Covariates, covariates_of
from evalutils.statistics.adjustment.propensity import overlap

ROOT = Path(__file__).parents[2]
COLUMNS = ("age", "school_years", "origin", "married", "earned_1974", "earned_1975")


@cache
def people() -> dict[str, np.ndarray]:
    with (ROOT / "tests/reference/effect/nsw_cells.csv").open(encoding="utf-8") as file:
        cells = list(csv.DictReader(file))
    number = [int(cell["people"]) for cell in cells]
    return {
        name: np.repeat([cell[name] for cell in cells], number)
        for name in cells[0]
        if name != "people"
    }


@cache
def beside(other: str, *, adjusted: bool) -> tuple[Effect, Covariates, np.ndarray]:
    everyone = people()
    rows = np.isin(everyone["group"], ["programme", other])
    columns = {name: everyone[name][rows] for name in COLUMNS if adjusted}
    covariates = covariates_of(columns, int(rows.sum()))
    treated = everyone["group"][rows] == "programme"
    event = np.where(everyone["worked_1978"][rows] == "yes", 1, 2)
    effect = augmented_effect(covariates, treated, np.ones(len(event), dtype=int), event, [2])
    return effect, covariates, treated


def row_of(page: str, name: str) -> list[str]:
    (line,) = re.findall(rf"^\| {re.escape(name)} \|(.*)\|$", page, flags=re.M)
    return [cell.strip() for cell in line.split("|")]


def told(effect: Effect, others: int) -> list[str]:
    number, low, high = (
        dutch.signed(100 * float(part[0]), 1)
        for part in (effect.difference, effect.lower, effect.upper)
    )
    return [dutch.number(others), number, f"{low} tot {high}"]


@pytest.mark.parametrize(
    ("name", "other", "adjusted"),
    [
        ("de loting, zonder correctie", "lot", False),
        ("de loting, met correctie", "lot", True),
        ("de enquête, zonder correctie", "survey", False),
        ("de enquête, met correctie", "survey", True),
        ("het panel, zonder correctie", "panel", False),
        ("het panel, met correctie", "panel", True),
    ],
)
def test_the_table_of_the_methods_page_is_what_the_code_finds(
    name: str, other: str, adjusted: bool
) -> None:
    effect, _, treated = beside(other, adjusted=adjusted)
    page = (ROOT / "book/methods.md").read_text(encoding="utf-8")
    assert row_of(page, name) == told(effect, int((~treated).sum()))


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ("survey", "lijken er maar ongeveer {} op de deelnemers"),
        ("panel", "Van het panel zijn het er maar ongeveer {}"),
    ],
)
def test_few_people_of_a_survey_are_like_those_of_the_programme(other: str, text: str) -> None:
    _, covariates, treated = beside(other, adjusted=True)
    effective = round(overlap(covariates, treated).effective[0])
    page = (ROOT / "book/methods.md").read_text(encoding="utf-8")
    assert text.format(effective) in page


def test_the_experiment_is_that_of_dehejia_and_wahba() -> None:
    # 185 with and 260 without the programme, 15,992 of the survey (CPS-1), 2,490 of the panel
    # (PSID-1).
    groups, sizes = np.unique(people()["group"], return_counts=True)
    assert dict(zip(groups, sizes, strict=True)) == {
        "lot": 260, "panel": 2490, "programme": 185, "survey": 15992,
    }  # fmt: skip


def test_correction_brings_the_survey_near_to_the_experiment() -> None:
    experiment, *_ = beside("lot", adjusted=False)
    plain, *_ = beside("survey", adjusted=False)
    corrected, *_ = beside("survey", adjusted=True)
    truth = experiment.difference[0]
    assert abs(corrected.difference[0] - truth) < 0.02 < 0.2 < abs(plain.difference[0] - truth)
