"""Five key figures of the whole book, on its start page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.found import costs, outcomes
from evalutils.book.markdown import box, link
from evalutils.book.pages.council import FoundBy
from evalutils.book.published_tables import Checks
from evalutils.chapters import chapters_of
from evalutils.contracts import fixed_names
from evalutils.contracts.summary_topics import OUTCOMES
from evalutils.dataset.evaluation import Evaluation
from evalutils.literal import markdown

MOST_CARDS = 5
_COMPARING = ("comparison", "randomised")


def key_figure_cards(
    evaluations: Sequence[Evaluation], found: FoundBy, checks: Mapping[str, Checks]
) -> str:
    """The cards: real evaluations, or invented ones when there are no others.

    Of an outcome the card has the one of most people, whatever came of it.
    """
    chosen = [item for item in evaluations if not item.synthetic] or list(evaluations)
    cards = [
        *_largest("work", chosen, found),
        *_largest("lasting", chosen, found),
        *_per_participant(chosen, found),
        _compared(chosen),
        *_checked(chosen, checks),
        *_largest("risen", chosen, found),
        *_counted(chosen),
    ]
    lines = [f"- **{value}** {text}" for value, text in cards[:MOST_CARDS]]
    return box("\n".join(lines), "cards")


def _largest(
    topic: str, evaluations: Sequence[Evaluation], found: FoundBy
) -> list[tuple[str, str]]:
    of_topic = [
        (one.people, item, one)
        for item in evaluations
        for one in outcomes(found.get(str(item.key), ()))
        if one.topic == topic and one.people is not None and "%" in one.value
    ]
    if not of_topic:
        return []
    _, item, one = max(of_topic, key=lambda entry: entry[0])
    others = len(of_topic) - 1
    why = " Dat is de grootste groep in dit boek waarvan dit bekend is." if others else ""
    place = link(f"{item.municipality_name}, {item.period_label}", one.file)
    told = one.text.replace(f", dat is {one.value}", "")  # it stands above
    return [(markdown(one.value), f"{OUTCOMES[topic]}. {place}: {told}{why}")]


def _per_participant(evaluations: Sequence[Evaluation], found: FoundBy) -> list[tuple[str, str]]:
    """What a participant costs: of each evaluation that tells it."""
    known = [
        (item, one)
        for item in evaluations
        for one in costs(found.get(str(item.key), ()))
        if one.topic == "per_participant"
    ]
    if not known:
        return []
    (_, first), *others = known
    places = dutch.listing(
        [f"{link(item.title, one.file)} ({markdown(one.value)})" for item, one in known]
    )
    value = f"{len(known)} bedragen" if others else first.value
    return [(markdown(value), f"voor een deelnemer. Alleen hiervan is dat bekend: {places}.")]


def _compared(evaluations: Sequence[Evaluation]) -> tuple[str, str]:
    with_others = sum(item.evidence in _COMPARING for item in evaluations)
    value, what = f"{with_others} van de {len(evaluations)}", "evaluaties hebben een"
    if len(evaluations) == 1:
        value, what = ("Een" if with_others else "Geen"), ""
    return value, (
        f"{what} vergelijkingsgroep. Zonder die groep is niet te zeggen of een "
        f"programma werkt: zie {link('hoe sterk is het bewijs', site.EVIDENCE_LABEL)}."
    ).strip()


def _checked(
    evaluations: Sequence[Evaluation], checks: Mapping[str, Checks]
) -> list[tuple[str, str]]:
    of_these = [one for item in evaluations if (one := checks.get(str(item.key)))]
    if not of_these:
        return []
    whole, wrong = (sum(item[place] for item in of_these) for place in (0, 1))
    where = link("de controle", site.across_file(fixed_names.AUDIT))
    text = (
        f"van de {dutch.number(whole)} nagerekende cijfers in de bronnen "
        f"{'klopt' if wrong == 1 else 'kloppen'} niet: zie {where}."
    )
    return [(dutch.number(wrong), text)]


def _counted(evaluations: Sequence[Evaluation]) -> list[tuple[str, str]]:
    if len(evaluations) == 1:
        return []
    given = sum(bool(chapters_of(item)) for item in evaluations)
    return [(f"{given} van de {len(evaluations)}", "evaluaties geven resultaten.")]
