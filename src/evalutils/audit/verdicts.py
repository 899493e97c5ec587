"""Recomputes every claim that has a formula or an indicator and says whether it adds up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evalutils.audit.claims import Claim
from evalutils.audit.comparisons import NOTHING, compare
from evalutils.audit.formula import Formula, parse_formula, parse_formulas
from evalutils.audit.inputs import INTERVALS, inputs_of
from evalutils.audit.interval import ValueRange
from evalutils.audit.reachable import (
    nearest_percentage,
    possible_counts,
    says_something,
)
from evalutils.audit.rounding import rounded_alike
from evalutils.audit.strength import strength_of
from evalutils.contracts.audit_table import BOUND, RECOMPUTED, REPEATED, STRENGTHS, TRANSCRIBED
from evalutils.contracts.qualifiers import EXACT, ends

CHECKED = "checked"
_ORDER = ("consistent", "ambiguous", "inconsistent")
WHOLE_NUMBER = "whole_number"
# Words that stand for a reading instead of a formula.
UNCLEAR, TRUNCATED = "unclear", "truncated"


@dataclass(frozen=True)
class Verdict:
    """One check of one claim."""

    claim: Claim
    kind: str  # one of the contract's `KINDS` but ``table``
    check: str  # the formula, the indicator with its group, or the name of the base
    strength: str  # key of `STRENGTHS`; empty where nothing can be computed
    # computed: what the published figure should be, NaN where nothing can be computed; comparison,
    # bound, difference: as in `audit.comparisons.Compared`, else published minus computed.
    computed: float
    difference: float
    tolerance: float  # how far the two may differ through rounding
    verdict: str  # ``consistent``, ``inconsistent`` or ``ambiguous``
    reason: str  # why: ``within``, ``beyond``, ``truncated``, ``alternative`` or ``unclear``
    comparison: str = ""
    bound: float = NOTHING
    base: int = 0  # of a whole number: how many people it is of
    # What the source may round to, where that would explain the difference; 0 where it does not.
    step: float = 0.0
    # Evaluations of the claims that the check rests on.
    rests_on: frozenset[str] = frozenset()


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
        formulas = parse_formulas(claim.formula)
        found = [_formula_verdict(claim, formula, known) for formula in formulas]
        if claim.indicator:
            found.append(_indicator_verdict(claim, key_figures, known))
        if claim.base and says_something(claim, known[claim.base]):
            found.append(_whole_number_verdict(claim, known[claim.base], known))
        if claim.alternative and not claim.formula and not claim.indicator:
            found.append(_unclear(claim))
        # Also what another formula of the claim names: an explanation may tell of all of them.
        names = {name for formula in formulas for name in formula.names} | {claim.base} - {""}
        rests_on = frozenset(known[name].evaluation for name in names)
        verdicts += [replace(item, rests_on=rests_on) for item in found]
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
    strength = strength_of(claim, formula, known)
    inputs = inputs_of(claim, formula, known)
    if formula.comparison:
        found = compare(claim, formula, inputs)
        reached = _reached(claim, known, fits=found.holds)
        shown = found.computed, found.difference, found.tolerance, *reached
        sides = found.comparison, found.bound
        return Verdict(claim, "formula", formula.text, strength, *shown, *sides)
    possible = inputs.own(formula.value(inputs.ranges, INTERVALS))
    computed = inputs.own(formula.value(inputs.points, INTERVALS)).low
    return _judge(claim, "formula", formula.text, strength, computed, possible, known)


def _indicator_verdict(
    claim: Claim, key_figures: KeyFigureValues, known: Mapping[str, Claim]
) -> Verdict:
    name, group = split_indicator(claim.indicator)
    computed = key_figures[claim.evaluation, name, group]
    possible = ValueRange(*ends(computed, getattr(computed, "qualifier", EXACT)))
    strength = TRANSCRIBED if getattr(computed, "transcribed", False) else RECOMPUTED
    return _judge(claim, "indicator", claim.indicator, strength, computed, possible, known)


def _judge(
    claim: Claim,
    kind: str,
    check: str,
    strength: str,
    computed: float,
    possible: ValueRange,
    known: Mapping[str, Claim],
) -> Verdict:
    """Hold a figure against what it should be, and what that may be through rounding."""
    reading = claim.reading
    truncated = claim.alternative == TRUNCATED and _truncated(computed, claim)
    reached = _reached(claim, known, fits=possible.meets(reading), truncated=truncated)
    difference = claim.value - computed
    rooms = (
        (reading.high - claim.value) + (computed - possible.low),
        (claim.value - reading.low) + (possible.high - computed),
    )
    room, other = rooms if difference < 0 else rooms[::-1]
    if not math.isfinite(room):  # it may be as far on this side as it will
        difference, room = 0.0, other
    if not all(map(math.isfinite, rooms)) and not _repeats(strength, claim, computed):
        strength = BOUND
    shown = computed, difference, _finite(room), *reached
    return Verdict(claim, kind, check, strength, *shown)


def _repeats(strength: str, claim: Claim, computed: float) -> bool:
    """Whether it is the same number, so that a bound on it says nothing else."""
    return strength in (REPEATED, TRANSCRIBED) and claim.value == computed


def _whole_number_verdict(claim: Claim, base: Claim, known: Mapping[str, Claim]) -> Verdict:
    nearest = nearest_percentage(claim, base)
    reached = _reached(claim, known, fits=len(possible_counts(claim, base)) > 0)
    shown = nearest, claim.value - nearest, claim.half_unit, *reached
    return Verdict(claim, WHOLE_NUMBER, base.name, BOUND, *shown, base=int(base.value))


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
    if formula.comparison:
        return compare(claim, formula, inputs).holds
    return inputs.own(formula.value(inputs.ranges, INTERVALS)).meets(claim.reading)


def _truncated(computed: float, claim: Claim) -> bool:
    """Whether the figure is the computed one with its last digits cut off."""
    scale = 10.0**claim.decimals
    # A millionth guards against 3.1 being kept as 3.0999999.
    return math.floor(computed * scale + 1e-6) / scale == claim.value


def _unclear(claim: Claim) -> Verdict:
    shown = NOTHING, NOTHING, claim.half_unit, "ambiguous", "unclear"
    return Verdict(claim, "formula", "", "", *shown)


def _finite(width: float) -> float:
    return width if math.isfinite(width) else float("nan")


def counted_under(verdicts: Sequence[Verdict]) -> dict[tuple[str, str], frozenset[str]]:
    """Under which names each claim that was checked counts, by its source and name.

    As ``checked``, under the worst of its verdicts and, when it adds up, under the strongest of its
    checks.
    """
    worst: dict[tuple[str, str], str] = {}
    strongest: dict[tuple[str, str], str] = {}
    for item in verdicts:
        key = (item.claim.source, item.claim.name)
        worst[key] = max(worst.get(key, _ORDER[0]), item.verdict, key=_ORDER.index)
        if item.strength:
            held = strongest.get(key, item.strength)
            strongest[key] = min(held, item.strength, key=list(STRENGTHS).index)
    closing = {key: {strongest[key]} for key, verdict in worst.items() if verdict == _ORDER[0]}
    return {
        key: frozenset({CHECKED, verdict, *closing.get(key, ())}) for key, verdict in worst.items()
    }


def count_verdicts(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Number of claims checked, and under each verdict and strength, as `counted_under` says."""
    counted = counted_under(verdicts).values()
    every = (CHECKED, *_ORDER, *STRENGTHS)
    return {name: sum(name in names for names in counted) for name in every}
