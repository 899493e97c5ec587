"""Faults in claims that must be mended before anything can be recomputed."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from difflib import get_close_matches

from evalutils.audit.claims import Claim
from evalutils.audit.dimensions import ALGEBRA, UnitError, dimension_of
from evalutils.audit.formula import Formula, FormulaError, parse_formula, parse_formulas
from evalutils.audit.inputs import INTERVALS, inputs_of
from evalutils.audit.verdicts import (
    TRUNCATED,
    UNCLEAR,
    alternative_fits,
    split_indicator,
)
from evalutils.contracts import sections
from evalutils.contracts.units import UNITS

Faults = list[tuple[Claim, str, str]]


def check_claims(
    claims: Sequence[Claim],
    known_figures: Container[tuple[str, str, str]],
    *,
    complete: bool = True,
) -> Faults:
    """Find unknown names, cycles, mixed units, divisions by zero and missing places.

    `known_figures` holds the (evaluation, indicator, group) of every key figure. `complete` is
    False when claims are missing, so that a name that is not among them may exist. With each claim
    comes the column that is wrong, and what is wrong and what to do.
    """
    faults: Faults = []
    documents: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        document = documents.setdefault(claim.source, {})
        if claim.name in document:
            other = document[claim.name]
            problem = (
                f"'{claim.name}' stands in {other.evaluation} row {other.row} too. Rename one."
            )
            faults.append((claim, "claim", problem))
        document[claim.name] = claim
        faults += _check_row(claim, known_figures)
    for document in documents.values():
        faults += _check_bases(document, complete=complete)
        graph = {
            name: _check_formulas(claim, document, faults, complete=complete)
            for name, claim in document.items()
        }
        faults += [
            (document[path[0]], "formula", _describe_cycle(path, document))
            for path in find_cycles(graph)
        ]
    return faults


def _check_row(claim: Claim, known_figures: Container[tuple[str, str, str]]) -> Faults:
    faults: Faults = []
    if not claim.locator:
        shown = f" (formula '{claim.formula}')" if claim.formula else ""
        problem = f"the claim '{claim.name}'{shown} has no place in the document. Fill it in."
        faults.append((claim, "locator", problem))
    if claim.alternative and not claim.explanation:
        problem = f"'{claim.alternative}' needs one sentence in 'explanation' that names it."
        faults.append((claim, "alternative", problem))
    if not claim.has_number and claim.indicator:
        problem = f"the row has no value to hold against '{claim.indicator}'. Leave it empty."
        faults.append((claim, "indicator", problem))
    elif claim.indicator:
        figure = (claim.evaluation, *split_indicator(claim.indicator))
        if figure not in known_figures:
            problem = (
                f"'{claim.indicator}' is not a key figure of {claim.evaluation}. "
                "Look up its name and group in key_figures.csv."
            )
            faults.append((claim, "indicator", problem))
    return faults


def _check_formulas(
    claim: Claim, document: Mapping[str, Claim], faults: Faults, *, complete: bool
) -> tuple[str, ...]:
    """Check the formulas of one claim; the claims that its value depends on."""
    depends: list[str] = []
    for column, text in (("formula", claim.formula), ("alternative", claim.alternative)):
        if text in ("", UNCLEAR, TRUNCATED):
            continue
        try:
            formulas = parse_formulas(text) if column == "formula" else [parse_formula(text)]
        except FormulaError as error:
            faults.append((claim, column, str(error)))
            continue
        for formula in formulas:
            if not complete and any(name not in document for name in formula.names):
                continue
            problem = _problem(claim, formula, document)
            if problem:
                faults.append((claim, column, f"'{formula.text}' {problem}"))
            elif column == "alternative" and not alternative_fits(claim, document):
                problem = "does not give the published value either. Write unclear or leave it out."
                faults.append((claim, column, f"'{formula.text}' {problem}"))
            elif column == "formula" and not formula.comparison:
                depends += formula.names
    return tuple(depends)


def _check_bases(document: Mapping[str, Claim], *, complete: bool) -> Faults:
    faults: Faults = []
    for claim in (item for item in document.values() if item.base):
        base, problem = document.get(claim.base), ""
        if base is None:
            problem = f"'{claim.base}' is no claim of {claim.source}. " if complete else ""
        elif UNITS[base.unit].measures != "persons":
            problem = f"'{claim.base}' counts no people ({base.unit}). "
        elif UNITS[claim.unit].scale != "percent" or not claim.has_number:
            problem = "only a percentage has a base of people. "
        if problem:
            ask = "Name the claim with the number of people, or leave it empty."
            faults.append((claim, "base", problem + ask))
    return faults


def _problem(claim: Claim, formula: Formula, document: Mapping[str, Claim]) -> str:
    for name in formula.names:
        if name not in document:
            near = get_close_matches(name, document, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            return f"names '{name}', which is no claim of {claim.source}.{hint}"
        if not document[name].has_number:
            return f"names '{name}', of which the source prints words and no number. Leave it out."
    if not claim.has_number and not formula.comparison:
        return "gives a number, and the row has no value. Write a comparison, such as a > b / 2."
    if claim.name in formula.names and not formula.comparison:
        return "uses the claim itself. Compute it from other claims."
    try:
        _check_units(claim, formula, document)
    except UnitError as error:
        return f"mixes {error}. Bring them to one unit or leave one out. {sections.UNITS}"
    try:
        _try_out(claim, formula, document)
    except ZeroDivisionError:
        return "divides by zero or by a figure that may be zero. Check the divisor."
    return ""


def _check_units(claim: Claim, formula: Formula, document: Mapping[str, Claim]) -> None:
    units = {name: dimension_of(document[name].unit) for name in formula.names}
    result = formula.value(units, ALGEBRA)
    wanted = formula.bound(units, ALGEBRA) if formula.comparison else dimension_of(claim.unit)
    if not result.fits(wanted):
        raise UnitError(f"{result} and {wanted}")


def _try_out(claim: Claim, formula: Formula, document: Mapping[str, Claim]) -> None:
    ranges = inputs_of(claim, formula, document).ranges
    formula.value(ranges, INTERVALS)
    if formula.comparison:
        formula.bound(ranges, INTERVALS)


def find_cycles(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Cycles of claims that depend on each other, each once, from its first name on."""
    cycles: set[tuple[str, ...]] = set()
    finished: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            cycle = path[path.index(name) :]
            start = cycle.index(min(cycle))
            cycles.add(cycle[start:] + cycle[:start])
        elif name not in finished:
            for other in graph.get(name, ()):
                visit(other, (*path, name))
            finished.add(name)

    for name in sorted(graph):
        visit(name, ())
    return sorted(cycles)


def _describe_cycle(path: tuple[str, ...], document: Mapping[str, Claim]) -> str:
    steps = " -> ".join((*path, path[0]))
    return f"'{document[path[0]].formula}' goes round in a circle: {steps}. Drop one formula."
