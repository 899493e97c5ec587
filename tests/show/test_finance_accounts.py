"""Income, expenditure and what a person cost, in words, as bars and as tables."""

from typing import Any

import pytest
from filled_tables import public, table
from outputs import cells_of, chart, sentence

from evalutils import cost_benefit, show

YEAR = {"period_start": "2016-01-01", "date": "2016-12-31", "unit": "EUR_thousand"}
MINUS = "\N{MINUS SIGN}"


def accounts(*rows: dict[str, Any]) -> Any:
    return public(
        cost_benefit.finance_totals(table("finances", *({**YEAR, **row} for row in rows)))
    )


DEN_HAAG = (
    {"item": "lasten", "kind": "expenditure", "actual": 657_868, "budget": 641_780},
    {"item": "baten", "kind": "income", "actual": 392_103, "budget": 394_498},
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_was_spent_is_laid_beside_the_budget() -> None:
    assert plain(sentence(show.finance_accounts.sentence(accounts(*DEN_HAAG)))) == (
        "In 2016 gaf het programma € 657,9 miljoen uit, € 16,1 miljoen (2,5%) meer dan "
        "begroot. In 2016 kwam € 392,1 miljoen binnen, € 2,4 miljoen (0,6%) minder dan "
        "begroot. Er ging € 265,8 miljoen meer uit dan er binnenkwam."
    )


def test_a_budget_alone_is_no_spending() -> None:
    row = {"item": "lasten", "kind": "expenditure", "budget": 641_780}
    assert sentence(show.finance_accounts.sentence(accounts(row))) == (
        "De bron noemt alleen begrote bedragen, geen werkelijke."
    )


def test_the_table_holds_both_sides_and_the_balance() -> None:
    rows = [
        [plain(cell) for cell in row]
        for row in cells_of(show.finance_accounts.table(accounts(*DEN_HAAG)))
    ]
    assert ["Wat", "Begroot", "Werkelijk", "Verschil", "Verschil in %"] in rows
    assert [
        "Saldo",
        f"€ {MINUS}247.282.000",
        f"€ {MINUS}265.765.000",
        f"€ {MINUS}18.483.000",
        "–",
    ] in rows


def test_the_chart_tells_what_it_draws() -> None:
    made = chart(show.finance_accounts.chart(accounts(*DEN_HAAG)))
    assert "Uitgaven, 2016 € 657,9 miljoen, € 16,1 miljoen (2,5%) meer dan begroot" in plain(
        made.alt
    )
    assert "streep: begroot" in made.caption
    (axes,) = made.figure.axes
    assert axes.get_xlabel() == "€ miljoen"
    assert axes.get_xlim()[1] == pytest.approx(1.05 * 657.868)  # the largest, of the expenditure


def test_without_persons_of_the_same_period_the_page_says_why_there_is_no_amount() -> None:
    totals = accounts(*DEN_HAAG)
    nobody = public(cost_benefit.outcome_costs(table("finances"), []))
    told = sentence(show.costs_per_outcome.sentence(nobody, totals))
    assert "geen deelnemers of mensen die naar werk uitstroomden over precies de periode" in told
