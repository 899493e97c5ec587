"""Recomputes every claim that has a formula or an indicator and says whether it adds up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evalutils.audit.claims import Claim
from evalutils.audit.formula import Formula, parse_formula, parse_formulas
from evalutils.audit.inputs import INTERVALS, inputs_of
from evalutils.audit.interval import ValueRange, exactly
from evalutils.audit.rounding import rounded_alike

# Words that stand for a reading instead of a formula.
UNCLEAR, TRUNCATED = "unclear", "truncated"


@dataclass(frozen=True)
class Verdict:
    """One check of one claim."""

    claim: Claim
    kind: str  # ``formula`` or ``indicator``
    check: str  # the formula, or the indicator with its group
    computed: float  # what the published figure should be; NaN when nothing can be computed
    difference: float  # published minus computed
    tolerance: float  # how far the two may differ through rounding
    verdict: str  # ``consistent``, ``inconsistent`` or ``ambiguous``
    reason: str  # why: ``within``, ``beyond``, ``truncated``, ``alternative`` or ``unclear``
    # What the source may round to, where that would explain the difference; 0 where it does not.
    step: float = 0.0


KeyFigureValues = Mapping[tuple[str, str, str], float]


def audit(claims: Iterable[Claim], key_figures: KeyFigureValues) -> list[Verdict]:
    """Check every claim against its formulas and its indicator.

    Parameters
    ----------
    claims
        The claims of all documents; formulas look only at claims of their own source. They must
        have passed `evalutils.audit.check_claims`.
    key_figures
        Value per evaluation, indicator and group, as our own analyses compute it.

    Returns
    -------
    list of Verdict
        Sorted by source, evaluation and claim, whatever the order of the claims.
    """
    claims = sorted(claims, key=lambda claim: (claim.source, claim.evaluation, claim.name))
    documents: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        documents.setdefault(claim.source, {})[claim.name] = claim
    verdicts: list[Verdict] = []
    for claim in claims:
        known = documents[claim.source]
        verdicts += [
            _formula_verdict(claim, formula, known) for formula in parse_formulas(claim.formula)
        ]
        if claim.indicator:
            verdicts.append(_indicator_verdict(claim, key_figures, known))
        if claim.alternative and not claim.formula and not claim.indicator:
            verdicts.append(_unclear(claim))
    return verdicts


def split_indicator(text: str) -> tuple[str, str]:
    """``outflow.share[paid_work]`` as its indicator and group."""
    name, _, group = text.strip().partition("[")
    return name, group.removesuffix("]")


def indicators_of(claims: Iterable[Claim]) -> set[str]:
    """The indicators, without their group, that claims are to be compared with."""
    return {split_indicator(claim.indicator)[0] for claim in claims if claim.indicator}


def _formula_verdict(claim: Claim, formula: Formula, known: Mapping[str, Claim]) -> Verdict:
    found = _formula_check(claim, formula, known)
    if found.verdict != "inconsistent":
        return found
    alike = rounded_alike(dict.fromkeys((claim.name, *formula.names)), known)
    try:
        again = _formula_check(alike.get(claim.name, claim), formula, {**known, **alike})
    except ZeroDivisionError:
        return found
    if again.verdict != "consistent":
        return found
    largest = max(item.rounded_to for item in alike.values())
    return replace(found, step=again.claim.rounded_to or largest)


def _formula_check(claim: Claim, formula: Formula, known: Mapping[str, Claim]) -> Verdict:
    if formula.comparison:
        return _comparison_verdict(claim, formula, known)
    inputs = inputs_of(claim, formula, known)
    possible = inputs.own(formula.value(inputs.ranges, INTERVALS))
    computed = inputs.own(formula.value(inputs.points, INTERVALS)).low
    return _judge(claim, "formula", formula.text, computed, possible, known)


def _comparison_verdict(claim: Claim, formula: Formula, known: Mapping[str, Claim]) -> Verdict:
    inputs = inputs_of(claim, formula, known)
    left, right = formula.value(inputs.ranges, INTERVALS), formula.bound(inputs.ranges, INTERVALS)
    reached = _reached(claim, known, fits=_holds(left, formula.comparison, right))
    # A limit of the figure itself is what it is compared with; other relations give no number.
    on_left, on_right = formula.stands_alone(claim.name)
    computed = float("nan")
    if on_left:
        computed = inputs.own(formula.bound(inputs.points, INTERVALS)).low
    elif on_right:
        computed = inputs.own(formula.value(inputs.points, INTERVALS)).low
    difference = claim.value - computed
    tolerance = _finite((left.half_width + right.half_width) / inputs.factor)
    return Verdict(claim, "formula", formula.text, computed, difference, tolerance, *reached)


def _indicator_verdict(
    claim: Claim, key_figures: KeyFigureValues, known: Mapping[str, Claim]
) -> Verdict:
    name, group = split_indicator(claim.indicator)
    computed = key_figures[claim.evaluation, name, group]
    return _judge(claim, "indicator", claim.indicator, computed, exactly(computed), known)


def _judge(
    claim: Claim,
    kind: str,
    check: str,
    computed: float,
    possible: ValueRange,
    known: Mapping[str, Claim],
) -> Verdict:
    truncated = claim.alternative == TRUNCATED and _truncated(computed, claim)
    reached = _reached(claim, known, fits=possible.meets(claim.reading), truncated=truncated)
    tolerance = _finite(claim.half_unit + possible.half_width)
    return Verdict(claim, kind, check, computed, claim.value - computed, tolerance, *reached)


def _reached(
    claim: Claim, known: Mapping[str, Claim], *, fits: bool, truncated: bool = False
) -> tuple[str, str]:
    """The verdict and the reason for it."""
    if claim.alternative == UNCLEAR:
        return "ambiguous", "unclear"
    if fits:
        return "consistent", "within"
    if truncated:
        return "ambiguous", "truncated"
    other = alternative_fits(claim, known)
    return ("ambiguous", "alternative") if other else ("inconsistent", "beyond")


def alternative_fits(claim: Claim, known: Mapping[str, Claim]) -> bool:
    """Whether the other reading that the row names reproduces the published figure."""
    if claim.alternative in ("", UNCLEAR, TRUNCATED):
        return False
    formula = parse_formula(claim.alternative)
    inputs = inputs_of(claim, formula, known)
    value = formula.value(inputs.ranges, INTERVALS)
    if not formula.comparison:
        return inputs.own(value).meets(claim.reading)
    return _holds(value, formula.comparison, formula.bound(inputs.ranges, INTERVALS))


def _holds(left: ValueRange, comparison: str, right: ValueRange) -> bool:
    """Whether a comparison can be true for some of the values that the figures allow."""
    return {
        "<=": left.low <= right.high,
        "<": left.low < right.high,
        ">=": left.high >= right.low,
        ">": left.high > right.low,
        "==": left.meets(right),
    }[comparison]


def _truncated(computed: float, claim: Claim) -> bool:
    """Whether the figure is the computed one with its last digits cut off."""
    scale = 10.0**claim.decimals
    # A millionth guards against 3.1 being kept as 3.0999999.
    return math.floor(computed * scale + 1e-6) / scale == claim.value


def _unclear(claim: Claim) -> Verdict:
    nothing = float("nan")
    return Verdict(claim, "formula", "", nothing, nothing, claim.half_unit, "ambiguous", "unclear")


def _finite(width: float) -> float:
    return width if math.isfinite(width) else float("nan")


def count_verdicts(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Number of claims checked and, per verdict, of claims with that as their worst verdict."""
    order = ("consistent", "ambiguous", "inconsistent")
    worst: dict[tuple[str, str], str] = {}
    for item in verdicts:
        key = (item.claim.source, item.claim.name)
        worst[key] = max(worst.get(key, order[0]), item.verdict, key=order.index)
    counts = {name: list(worst.values()).count(name) for name in order}
    return {"checked": len(worst), **counts}
