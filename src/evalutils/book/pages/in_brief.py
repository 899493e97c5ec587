"""An evaluation in brief: did it work, how sure is that, what did it cost, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils import dutch
from evalutils.book.found import Found, costs, outcomes
from evalutils.book.markdown import box, definition_list, page
from evalutils.book.pages.absent import about_no_results
from evalutils.book.published_tables import Checks
from evalutils.chapters import chapters_of, compares
from evalutils.contracts.evidence import EVIDENCE
from evalutils.contracts.summary_topics import BESIDE_OTHERS, COSTS, OUTCOMES
from evalutils.dataset.evaluation import Evaluation

HEADING = "## In het kort"
MOST_WORDS = 120
WITH_MARGIN = "95%-interval"

NO_OUTCOME = "Over wat eruit kwam, staan hier geen cijfers."
NOT_SHOWN = (
    "Dat is hier niet te zeggen: het verschil met de vergelijkingsgroep mag niet worden getoond, "
    "want daarvoor zijn het te weinig mensen."
)
_CHANCE = "De marge zegt hoeveel toeval kan schelen"
_MARGIN = f"{_CHANCE}, niet of het door het programma komt."
_NO_MARGIN = "Een marge is er niet bij te geven; de bron geeft daar te weinig voor."


def in_brief(evaluation: Evaluation, found: Sequence[Found], checks: Checks | None = None) -> str:
    """The answers in at most `MOST_WORDS` words; of an evaluation without results only that."""
    if not chapters_of(evaluation):
        return page(HEADING, about_no_results(evaluation))
    told = [
        (question, " ".join(texts))
        for question, texts in answers(evaluation, found, checks).items()
    ]
    return page(HEADING, box(definition_list(told), "in-brief"))


def answers(
    evaluation: Evaluation, found: Sequence[Found], checks: Checks | None
) -> dict[str, list[str]]:
    """The sentences that answer each question, as many as there is room for."""
    what, cost = outcomes(found)[:2], costs(found)[:2]
    worked, sure, spent, lacks = (
        "Werkte het?",
        "Hoe zeker is dat?",
        "Wat kostte het?",
        "Wat ontbreekt?",
    )
    head = design_alone(evaluation, found)
    told = {
        worked: [*head, *([item.text for item in what] or [NO_OUTCOME])],
        sure: [
            *sureness(what),
            *(f"Niet zeker is {text}" for text in unsure(evaluation, found)),
            *checked(checks),
        ],
        spent: [item.text for item in cost] or [no_costs(evaluation)],
        lacks: [f"{dutch.capital(dutch.listing(missing(evaluation, found)))}."],
    }
    # What can be missed, the least telling first.
    for question, least in ((worked, 2), (spent, 1), (sure, 1)):
        if words_in(told) > MOST_WORDS:
            del told[question][least:]
    if words_in(told) > MOST_WORDS:  # of texts in the data that long there is only the number
        told[worked][len(head) :] = [
            f"{dutch.capital(OUTCOMES[item.topic])}: {item.value}." for item in what[:1]
        ]
        told[spent] = [f"{dutch.capital(COSTS[item.topic])}: {item.value}." for item in cost[:1]]
    return told


def has_effect(found: Sequence[Found]) -> bool:
    """Whether a difference with people who did without the programme was found."""
    return any(item.topic in BESIDE_OTHERS for item in found)


def design_alone(evaluation: Evaluation, found: Sequence[Found]) -> list[str]:
    """Whether it worked, as far as the design alone tells; nothing beside a difference."""
    if has_effect(found):
        return []
    return [NOT_SHOWN if compares(evaluation) else EVIDENCE[evaluation.evidence].worked]


def unsure(evaluation: Evaluation, found: Sequence[Found]) -> list[str]:
    """What the design leaves open of a difference that was found."""
    return [EVIDENCE[evaluation.evidence].unsure] if has_effect(found) else []


def words_in(answers: dict[str, list[str]]) -> int:
    """How many words questions and answers have together."""
    return sum(len(" ".join((question, *texts)).split()) for question, texts in answers.items())


def sureness(what: Sequence[Found]) -> list[str]:
    """What the margins of these outcomes say; nothing without an outcome."""
    if not what:
        return ["Dat is niet te zeggen."]
    effect = [item for item in what if item.topic in BESIDE_OTHERS]
    if not any(WITH_MARGIN in item.text for item in effect or what):
        return [_NO_MARGIN]
    return [f"{_CHANCE}." if effect else _MARGIN]


def checked(checks: Checks | None) -> list[str]:
    """How many published figures were checked, and how many of them contradict others."""
    if checks is None:
        return []
    count = dutch.counted(checks.checked, "cijfer", "cijfers")
    return [f"Nagerekend: {count}; {verdict(checks)}."]


def verdict(checks: Checks) -> str:
    """How many of the checked figures contradict others."""
    if not checks.inconsistent:
        return "geen fouten gevonden"
    return f"{dutch.counted(checks.inconsistent, 'klopt', 'kloppen')} niet"


def no_costs(evaluation: Evaluation) -> str:
    """Why nothing is said of costs."""
    if "costs" in evaluation.tables or "finances" in evaluation.tables:
        return "Wat het kostte, volgt niet uit deze cijfers."
    if "costs" in evaluation.not_in_source:
        return "De bron noemt geen kosten."
    return "Kosten zijn in dit boek niet overgenomen."


def missing(evaluation: Evaluation, found: Sequence[Found]) -> list[str]:
    """What would give a better answer, the most wanted first."""
    topics, level = {item.topic for item in found}, EVIDENCE[evaluation.evidence]
    lacks = level.lacks_compared if has_effect(found) else level.lacks
    return [
        *([lacks] if lacks else []),
        *(["hoeveel mensen na een jaar nog weg zijn"] if "lasting" not in topics else []),
        *([] if costs(found) else ["de kosten"]),
    ]
