"""An evaluation in brief, the summary for a council, and the cards of the start page."""

from typing import Any

from evalutils.book import pages, site
from evalutils.book.found import Found, costs, outcomes
from evalutils.book.pages.in_brief import MOST_WORDS, answers, in_brief
from evalutils.book.published_tables import Checks

from .sample import LIBRARY, evaluation, table

WORK = "Van de vertrekkers naar betaald werk: 9 van de 12, dat is 75,0% (95%-interval 47 tot 91)."


def one(
    topic: str, text: str = "Een zin.", value: str = "75,0%", people: float | None = 12
) -> Found:
    return Found(topic, value, text, people, "almelo/werkfit/2023/outflow.ipynb")


def test_the_four_questions_are_answered_from_what_was_found() -> None:
    found = [
        one("people", "Deelnemers: 20 mensen."),
        one("work", WORK),
        one("per_participant", "P."),
    ]
    text = in_brief(evaluation(), found, Checks(30, 2))
    assert text.startswith("## In het kort")
    assert "Werkte het?\n: Dat is niet te zeggen: er is geen vergelijkingsgroep. Van de" in text
    assert "De marge zegt hoeveel toeval kan schelen" in text
    assert "Nagerekend: 30 cijfers; 2 kloppen niet." in text
    assert "Wat kostte het?\n: P." in text
    assert "Wat ontbreekt?\n: Een vergelijkingsgroep en hoeveel mensen na een jaar" in text
    assert "Deelnemers" not in text  # how many took part is no outcome beside one


def test_however_long_the_texts_are_the_answers_stay_short() -> None:
    long = [one(topic, "woord " * 50) for topic in ("lasting", "work", "per_participant", "needed")]
    told = answers(evaluation(), long, Checks(3, 0))
    words = " ".join(f"{question} {' '.join(texts)}" for question, texts in told.items())
    assert len(words.split()) <= MOST_WORDS == 120
    assert "Bleef weg: 75,0%." in told["Werkte het?"]


def test_an_evaluation_without_results_says_that_and_nothing_else() -> None:
    page = pages.evaluation_page(evaluation(tables={}), LIBRARY)
    assert "Geen resultaten: in dit boek niet overgenomen." in page
    for absent in ("Werkte het?", "De cijfers laten", "Wat deze cijfers bewijzen", "Hoofdstukken"):
        assert absent not in page


def test_costs_that_a_source_does_not_name_are_told_from_those_nobody_took_over() -> None:
    assert "De bron noemt geen kosten." in in_brief(evaluation(not_in_source=("costs",)), [])
    assert "niet overgenomen" in in_brief(evaluation(), [])


def test_loose_amounts_give_way_to_what_a_person_costs() -> None:
    found = [one("amounts"), one("per_exit"), one("work"), one("work", "Nog een.")]
    assert [item.topic for item in costs(found)] == ["per_exit"]
    assert [item.topic for item in costs(found[:1])] == ["amounts"]
    assert [item.text for item in outcomes(found)] == ["Een zin."]


def almelo(*names: str, **changes: Any) -> site.Municipality:
    items = [evaluation(f"almelo/{name}/2023", **changes) for name in names]
    (found,) = site.by_municipality(items)
    return found


def test_a_council_reads_of_every_evaluation_before_it_reads_a_second_finding() -> None:
    names = ["a", "b", "c", "d"]
    found = {
        f"almelo/{name}/2023": [one("lasting", f"{name} een."), one("work", f"{name} twee.")]
        for name in names
    }
    text = pages.council_summary(almelo(*names), found, {})
    happened = text.split("### ")[1]
    assert [f"{name} een." in happened for name in names] == [True] * 4
    assert happened.count("\n- ") == 4  # one for each, with a second finding below the first name
    assert "outflow.ipynb):\n  - a een.\n  - a twee.\n- [Traject B" in happened
    for heading in ("Wat het kostte", "Wat zeker is", "Wat niet zeker is", "Welke gegevens"):
        assert f"### {heading}" in text


def test_a_council_hears_which_evaluations_gave_no_results() -> None:
    items = [*almelo("a").evaluations, *almelo("b", tables={}).evaluations]
    (municipality,) = site.by_municipality(items)
    text = pages.council_summary(municipality, {}, {})
    assert "Wat eruit kwam bij [Traject B, periode 2023]" in text
    silent = pages.council_summary(almelo("b", tables={}), {}, {})
    assert "geen resultaten: in dit boek niet overgenomen" in silent
    assert "###" not in silent


def test_the_card_is_of_the_most_people_whatever_came_of_it() -> None:
    items = almelo("a", "b", "c").evaluations
    found = {
        "almelo/a/2023": [one("work", "A.", "90,0%", 10)],
        "almelo/b/2023": [one("work", "B.", "20,0%", 1000)],
        "almelo/c/2023": [one("work", "C.", "30\N{NO-BREAK SPACE}per 100", 5000)],  # no share
    }
    cards = pages.key_figure_cards(items, found, {})
    assert r"**20,0\%** naar betaald werk. [Almelo, periode 2023]" in cards
    assert "A." not in cards
    assert "grootste groep" in cards


def test_invented_clients_are_on_no_card_beside_real_ones() -> None:
    real, invented = evaluation("almelo/a/2023"), evaluation("zo/b/2023", synthetic=True)
    found = {"zo/b/2023": [one("work", "Verzonnen.", "99,0%", 9000)]}
    assert "99,0" not in pages.key_figure_cards([real, invented], found, {})
    assert r"99,0\%" in pages.key_figure_cards([invented], found, {})


def test_there_are_five_cards_where_all_is_known_and_the_checks_are_of_these() -> None:
    found = {"almelo/a/2023": [one(topic) for topic in ("work", "lasting", "per_participant")]}
    checks = {"almelo/a/2023": Checks(20, 1), "elders/x/2023": Checks(100, 50)}
    cards = pages.key_figure_cards(almelo("a").evaluations, found, checks)
    assert cards.count("\n- ") == 5
    assert "**1** van de 20 nagerekende cijfers in de bronnen klopt niet" in cards
    assert "**Geen** vergelijkingsgroep. Zonder die groep" in cards


ARMS = table("arms", [{"arm": "hulp", "role": "programme", "assignment": "randomised"}])
LED = "De aanpak ‘hulp’ leidde tot 10 procentpunten meer (95%-interval +2 tot +18)."


def compared(**changes: Any) -> Any:
    return evaluation(tables={"arms": ARMS}, evidence="randomised", **changes)


def test_a_difference_with_a_control_group_answers_whether_it_worked() -> None:
    told = answers(compared(), [one("effect", LED), one("work", WORK)], None)
    assert told["Werkte het?"] == [LED, WORK]
    assert told["Hoe zeker is dat?"][:2] == [
        "De marge zegt hoeveel toeval kan schelen.",
        "Niet zeker is of het elders ook zo zou gaan: de loting ging over wie aan het onderzoek "
        "meedeed.",
    ]
    assert "door loting niet meedeed" not in told["Wat ontbreekt?"][0]


def test_a_difference_without_a_margin_says_that_there_is_none() -> None:
    told = answers(compared(), [one("effect", "24% tegenover 15%."), one("work", WORK)], None)
    assert "Een marge is er niet bij te geven" in told["Hoe zeker is dat?"][0]


def test_a_difference_that_may_not_be_shown_is_not_said_to_be_missing() -> None:
    told = answers(compared(), [one("work", WORK)], None)
    assert told["Werkte het?"][0].startswith("Dat is hier niet te zeggen: het verschil")


def test_a_council_reads_the_difference_and_what_it_leaves_open() -> None:
    town = almelo("hulp", tables={"arms": ARMS}, evidence="comparison")
    text = pages.council_summary(town, {"almelo/hulp/2023": [one("effect", LED)]}, {})
    assert LED in text
    assert "- Of het verschil door het programma komt: een loting bepaalde de groepen niet." in text
    assert "Of het werkte." not in text


def test_of_two_differences_with_others_the_most_telling_stands_there() -> None:
    over_time = Found("effect_over_time", "+5,0", "Meer verandering.", None, "b")
    at_once = Found("effect", "+3,0", "Meer mensen.", None, "a")
    assert outcomes([over_time, at_once]) == [at_once]
    assert outcomes([over_time]) == [over_time]
