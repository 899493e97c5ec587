"""The sentences about costs and the months in which they are earned back."""

from typing import Any

from filled_tables import protected, public, table
from outputs import sentence

from evalutils import cost_benefit, show
from evalutils.display import Nothing, Prose

EURO = "€\N{NO-BREAK SPACE}"


def cost(central: float, per: str, **columns: Any) -> dict[str, Any]:
    row = {"item": per, "kind": "cost", "bearer": "municipality", "price_year": 2020}
    return {**row, "central": central, "per": per, **columns}


def months(*rows: dict[str, Any]) -> Prose | Nothing:
    return show.pay_back.sentence(public(cost_benefit.break_even(table("costs", *rows), {})))


def test_pastiel_breaks_even_before_any_correction() -> None:
    text = sentence(months(cost(7000, "exit"), cost(1250, "exit_month", kind="benefit")))
    assert text.startswith(
        f"{EURO}7.000 kosten tegenover {EURO}15.000 uitkering per jaar: dat is 5,6 maanden "
        "uitkering, vóór elke correctie."
    )
    assert "in werkelijkheid duurt het daarom langer" in text
    assert "laagste en de hoogste" not in text


def test_a_range_of_amounts_gives_a_range_of_months() -> None:
    text = sentence(
        months(
            cost(6000, "exit", low=4000, high=9000),
            cost(1200, "exit_month", kind="benefit", low=1000, high=1600),
        )
    )
    assert "Met de laagste en de hoogste bedragen ligt dat tussen 2,5 en 9,0 maanden." in text


def test_a_saving_that_may_be_nothing_may_never_be_enough() -> None:
    text = sentence(
        months(cost(6000, "exit"), cost(1200, "exit_month", kind="benefit", low=0, high=1500))
    )
    assert "In het gunstigste geval is het 4,0 maanden" in text
    assert "nooit terugverdiend" in text


def test_without_a_saving_nothing_is_said_about_earning_back() -> None:
    assert isinstance(months(cost(7000, "exit")), Nothing)


def units(assumed: dict[str, Any], *rows: dict[str, Any], clear: Any = public) -> str:
    result = clear(cost_benefit.unit_costs(table("costs", *rows), assumed))
    return sentence(show.costs_per_unit.sentence(result))


def test_what_cannot_be_computed_is_named_and_not_zero() -> None:
    assert units({}, cost(3000, "participant", low=2000, high=4000)) == (
        f"Een deelnemer kost {EURO}3.000 (tussen {EURO}2.000 en {EURO}4.000). Met deze bron niet "
        "te berekenen: de kosten per uitstroom en de bespaarde uitkering. "
        "Een ontbrekend bedrag telt niet als nul."
    )


def test_an_amount_that_rests_on_few_persons_is_left_out() -> None:
    text = units({"exits": {"value": 4}}, cost(40_000, "programme"), clear=protected)
    assert "Weggelaten, want het aantal mensen is klein: de kosten per uitstroom." in text
