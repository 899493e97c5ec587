"""Who can rise, or rose, according to the source."""

import pytest
from filled_tables import public, table
from ladder_samples import step
from outputs import cells_of, sentence

from evalutils import ladder as analysis
from evalutils.show import risers


@pytest.mark.parametrize(
    ("count", "basis", "told"),
    [
        (182, "expected", "Volgens de bron kunnen 182 cliënten nog een trede stijgen."),
        (1, "expected", "Volgens de bron kan 1 cliënt nog een trede stijgen."),
        (20, "realised", "Volgens de bron zijn 20 cliënten ten minste een trede gestegen."),
        (1, "realised", "Volgens de bron is 1 cliënt ten minste een trede gestegen."),
    ],
)
def test_who_can_rise_or_rose(count: int, basis: str, told: str) -> None:
    data = table("ladder_moves", step("all", "higher", count, basis))
    text = sentence(risers.sentence(public(analysis.can_rise(data))))
    assert text.startswith(told)
    assert ("verwachting" in text) == (basis == "expected")


def test_parts_of_each_other_are_not_added_up() -> None:
    data = table("ladder_moves", step("all", "higher", 40), step("all", "5-6", 12))
    rows = cells_of(risers.table(public(analysis.can_rise(data))))
    assert rows[2] == ["Een hogere trede", "verwacht door begeleiders", "40"]
    assert rows[3] == ["Trede 5-6", "verwacht door begeleiders", "12"]
    assert rows[4] == ["Rijen kunnen delen van elkaar zijn en worden daarom niet opgeteld."]
