"""The amounts of a source, and what they make per participant and exit."""

from typing import Any

from filled_tables import protected, public, table
from outputs import ITEM, cells_of, full_sample, sentence
from shown_costs import EURO, cost

from evalutils import cost_benefit, show


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


def test_amounts_without_a_range_have_one_column() -> None:
    data = table("costs", {**ITEM, "per": "exit", "central": 7000})
    rows = cells_of(show.cost_items.table(public(cost_benefit.cost_items(data))))
    assert rows[1] == ["Post", "Soort", "Partij", "Per", "Bedrag", "Prijspeil"]
    assert rows[2] == ["Post", "kosten", "gemeente", "per uitstroom", f"{EURO}7.000", "2020"]
    assert rows[3] == ["De bron noemt geen laagste en hoogste bedrag."]


def test_amounts_with_a_range_have_three() -> None:
    result = public(cost_benefit.unit_costs(full_sample()["costs"], {}))
    rows = cells_of(show.costs_per_unit.table(result))
    assert rows[1] == ["Wat", "Laag", "Midden", "Hoog"]
    assert rows[2] == ["Kosten per uitstroom", f"{EURO}6.000", f"{EURO}7.000", f"{EURO}8.000"]
