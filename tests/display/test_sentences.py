"""The sentences of the book: computed, Dutch, and silent when there is nothing to say."""

import pandas as pd
from outputs import everything, full_sample, sentence

from evalutils import show
from evalutils.disclosure import Publishable
from evalutils.display import Prose


def test_nothing_is_said_about_tables_that_are_not_there() -> None:
    told = [item for item in everything({}, None) if isinstance(item, Prose)]
    # Only the costs say what is missing, as their chapter exists when there are any costs.
    assert [item.text.split(":")[0] for item in told] == ["Met deze bron niet te berekenen"]


def test_no_sentence_claims_that_a_programme_caused_anything() -> None:
    # Without a comparison group these words are not allowed.
    told = [item.text for item in everything(full_sample(), None) if isinstance(item, Prose)]
    assert len(told) >= 8
    for text in told:
        for word in ("leidt tot", "leidde tot", "dankzij", "door het programma", "effect"):
            assert word not in text.lower()


def comparison(*rows: tuple[str, str, float, float, float]) -> str:
    names = ("evaluation", "label", "share", "lower", "n")
    frame = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    frame["base_label"] = ["instroom" if n > 100 else "deelnemers" for n in frame["n"]]
    return sentence(show.exits_compared.sentence(Publishable(frame, pd.DataFrame(), False)))


def test_the_comparison_names_a_range_and_refuses_a_ranking() -> None:
    text = comparison(
        ("a", "betaald werk", 20.5, 10.0, 200),
        ("b", "betaald werk", 60.0, float("nan"), 12),
        ("b", "opleiding", 5.0, 1.0, 200),
    )
    assert text == (
        "Van 2 evaluaties is een aandeel uitstroom te geven. Het aandeel met bestemming ‘betaald "
        "werk’ loopt van 20,5% tot 60% (van 12 mensen). De aandelen zijn niet rechtstreeks te "
        "vergelijken: zij gaan over 2 verschillende bases, over verschillende groepen mensen en "
        "over perioden van verschillende lengte. De volgorde is daarom alfabetisch en geen "
        "rangorde. 1 aandeel gaat over minder dan 30 mensen en is daardoor onzeker."
    )


def test_one_evaluation_is_no_comparison() -> None:
    assert comparison(("a", "betaald werk", 20.5, 10.0, 200)) == (
        "Alleen van 1 evaluatie is een aandeel uitstroom te geven."
    )
