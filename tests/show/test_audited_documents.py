"""What the audit says of all figures together, also where there are few or none."""

import pandas as pd
import pytest

from evalutils.show.audited_documents import sentence

COUNTS = ("claims", "checked", "consistent", "ambiguous", "inconsistent")
STRENGTHS = ("recomputed", "bound", "repeated", "transcribed")


def said(*counts: int) -> str:
    """Of figures, those checked, right, open and wrong, and those right by the strength of that."""
    names = (*COUNTS, *STRENGTHS)
    row = dict(zip(names, (*counts, *[0] * (len(names) - len(counts))), strict=True))
    return sentence(pd.DataFrame([{"source": "verslag", **row}])).text


def test_every_part_that_there_is_is_told() -> None:
    assert said(90, 60, 50, 4, 6, 30, 12, 5, 3) == (
        "De bronnen noemen samen 90 cijfers. Bij 60 is iets te controleren. 50 kloppen, maar niet "
        "elke controle is even sterk. 30 zijn herberekend uit andere cijfers. Van 12 weten we "
        "alleen dat het kan: zij blijven binnen een grens. 5 staan op een andere plek in de bron "
        "ook zo. 3 zijn alleen gelijk aan wat wij zelf overnamen. 6 kloppen niet, en bij 4 hangt "
        "het ervan af hoe men de bron leest. Een cijfer dat niet klopt is niet per se fout: soms "
        "ontbreekt een groep, een datum of een basis."
    )


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0,), "De bronnen noemen samen geen cijfers."),
        ((7,), "De bronnen noemen samen 7 cijfers. Bij geen ervan is iets te controleren."),
        (
            (1, 1, 1, 0, 0, 1),
            "De bronnen noemen samen 1 cijfer. Bij 1 is iets te controleren. 1 klopt, maar niet "
            "elke controle is even sterk. 1 is herberekend uit andere cijfers.",
        ),
        (
            (2, 1, 0, 1),
            "De bronnen noemen samen 2 cijfers. Bij 1 is iets te controleren. Geen ervan klopt. "
            "Bij 1 hangt het ervan af hoe men de bron leest.",
        ),
    ],
)
def test_of_what_there_is_not_nothing_is_said(counts: tuple[int, ...], text: str) -> None:
    assert said(*counts) == text
