"""What the design of an evaluation proves, in the words of each page that says so."""

from dataclasses import replace
from typing import get_args

import pytest
from filled_tables import caseload
from sample_evaluation import LIBRARY, evaluation

from evalutils.book.pages import evaluation_page
from evalutils.dataset.evaluation import Evidence
from evalutils.show.phrases import caution


def page_of(level: Evidence) -> str:
    given = evaluation(caseload=caseload(inflow=40))
    return evaluation_page(replace(given, evidence=level, sources=()), LIBRARY)


def test_no_level_attributes_a_difference_that_is_not_shown() -> None:
    for level in get_args(Evidence):
        assert "toegeschreven" not in page_of(level)


@pytest.mark.parametrize(
    ("level", "name", "page", "remark"),
    [
        ("none", "alleen uitkomsten", "geen vergelijkingsgroep en geen", "geen vergelijkingsgroep"),
        ("before_after", "vooraf en achteraf", "vooraf en achteraf", "tussen twee metingen"),
        ("comparison", "vergelijkingsgroep", "niet door loting", "niet door loting bepaald"),
        ("randomised", "loting", "Deelname is door loting bepaald", "wie door loting niet meedeed"),
    ],
)
def test_each_level_is_told_as_it_is_in_every_place(
    level: Evidence, name: str, page: str, remark: str
) -> None:
    assert name in page_of(level)
    assert page in page_of(level)
    assert remark in caution(level)
