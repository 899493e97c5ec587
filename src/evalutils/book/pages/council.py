"""The summary of a municipality for its council: one page of paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from evalutils import dutch
from evalutils.book import site
from evalutils.book.found import Found, costs, outcomes
from evalutils.book.markdown import box, link, page
from evalutils.book.pages.absent import no_results
from evalutils.book.pages.in_brief import (
    NO_OUTCOME,
    WITH_MARGIN,
    checked,
    design_alone,
    missing,
    no_costs,
    unsure,
)
from evalutils.book.published_tables import Checks
from evalutils.chapters import chapters_of
from evalutils.contracts.fixed_names import NATIONWIDE
from evalutils.dataset.evaluation import Evaluation

# As many as fit on one sheet of A4; of each evaluation the most telling comes first.
MOST_FINDINGS, MOST_COSTS = 5, 3
FoundBy = Mapping[str, Sequence[Found]]
"""What was found, by the key of the evaluation."""
Told = tuple[Evaluation, Found]


def council_summary(
    municipality: site.Municipality, found: FoundBy, checks: Mapping[str, Checks]
) -> str:
    """What happened, what it cost, what is certain, what is not, and what data would settle it."""
    given = [item for item in municipality.evaluations if chapters_of(item)]
    silent = [item for item in municipality.evaluations if item not in given]
    if not given:
        return _listed([f"{_name(item)}: {no_results(item)}." for item in silent])
    told = _most_telling(given, found)
    parts = {
        "Wat er gebeurde": _by_evaluation(told) or [NO_OUTCOME],
        "Wat het kostte": _costs(given, found),
        "Wat zeker is": _certain(told, given, checks),
        "Wat niet zeker is": _uncertain(told, given, silent, found),
        "Welke gegevens dat oplossen": _wanted(given, found),
    }
    whose = "" if given[0].key.municipality == NATIONWIDE else " voor de raad"
    text = page(
        f"## Samenvatting{whose}",
        *(page(f"### {title}", _listed(lines)) for title, lines in parts.items()),
    )
    return box(text, "council")


def _most_telling(evaluations: Sequence[Evaluation], found: FoundBy) -> list[Told]:
    """The first outcome of each evaluation, then the second ones, while there is room."""
    by_turn = [
        [(item, one) for one in outcomes(found.get(str(item.key), ()))] for item in evaluations
    ]
    most = max(map(len, by_turn), default=0)
    ordered = [of[turn] for turn in range(most) for of in by_turn if turn < len(of)]
    chosen = ordered[:MOST_FINDINGS]
    return sorted(chosen, key=lambda item: list(evaluations).index(item[0]))


def _by_evaluation(told: Sequence[Told]) -> list[str]:
    """What was found, under the name of its evaluation; one outcome alone stands behind it.

    The name leads to the chapter that it comes from.
    """
    lines = []
    for (_, file), part in groupby(told, lambda item: (item[0].key, item[1].file)):
        evaluations, found = zip(*part, strict=True)
        texts = [one.text for one in found]
        below = f" {texts[0]}" if len(texts) == 1 else "".join(f"\n  - {text}" for text in texts)
        lines.append(f"{link(_short(evaluations[0]), file)}:{below}")
    return lines


def _short(evaluation: Evaluation) -> str:
    return f"{evaluation.title}, {evaluation.period_label}"


def _name(evaluation: Evaluation) -> str:
    return link(_short(evaluation), site.evaluation_file(evaluation.key))


def _costs(evaluations: Sequence[Evaluation], found: FoundBy) -> list[str]:
    given = [(item, cost) for item in evaluations for cost in costs(found.get(str(item.key), ()))]
    known = {item.key for item, _ in given}
    lacking = [item for item in evaluations if item.key not in known]
    lines = _by_evaluation(given[:MOST_COSTS])
    if not lines:
        whole, told = len(evaluations), Counter(map(no_costs, evaluations))
        return [f"{text.rstrip('.')}{_of(count, whole)}." for text, count in told.items()]
    if lacking:
        lines.append(f"Van {dutch.counted(len(lacking), 'andere evaluatie', 'andere evaluaties')} "
                     "zijn geen kosten bekend.")  # fmt: skip
    return lines


def _certain(
    told: Sequence[Told], evaluations: Sequence[Evaluation], checks: Mapping[str, Checks]
) -> list[str]:
    of_these = [found for item in evaluations if (found := checks.get(str(item.key)))]
    total = Checks(
        sum(item.checked for item in of_these), sum(item.inconsistent for item in of_these)
    )
    lines = ["De aantallen zijn die van de bron, met de vindplaats erbij."]
    if any(item.synthetic for item in evaluations):
        lines = ["De aantallen zijn geteld in verzonnen gegevens."]
    if any(WITH_MARGIN in found.text for _, found in told):
        lines.append("Het 95%-interval zegt hoeveel een percentage door toeval kan schelen.")
    return [*lines, *(checked(total) if of_these else [])]


def _uncertain(
    told: Sequence[Told],
    evaluations: Sequence[Evaluation],
    silent: Sequence[Evaluation],
    found: FoundBy,
) -> list[str]:
    of_each = [(item, found.get(str(item.key), ())) for item in evaluations]
    levels = Counter(text for each in of_each for text in design_alone(*each))
    beside = dict.fromkeys(dutch.capital(text) for each in of_each for text in unsure(*each))
    whole = len(evaluations)
    lines = [f"Of het werkte{_of(count, whole)}. {text}" for text, count in levels.items()]
    lines += beside
    if any(found.topic == "expected" for _, found in told):
        lines.append("Of de verwachting van begeleiders uitkomt.")
    if len(evaluations) > 1:
        lines.append("Welk programma beter is: elk programma heeft andere deelnemers.")
    if silent:
        names = dutch.listing([_name(item) for item in silent])
        lines.append(f"Wat eruit kwam bij {names}: daarover staan hier geen resultaten.")
    return lines


def _wanted(evaluations: Sequence[Evaluation], found: FoundBy) -> list[str]:
    """What is missing most, with of how many evaluations where it is not all of them."""
    counts = Counter(
        what for item in evaluations for what in missing(item, found.get(str(item.key), ()))
    )
    whole = len(evaluations)
    return [f"{dutch.capital(what)}{_of(count, whole)}." for what, count in counts.items()]


def _of(count: int, whole: int) -> str:
    return "" if count == whole else f" (bij {dutch.number(count)} van de {dutch.number(whole)})"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
