"""Programmes beside what comparable people elsewhere did."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.contracts.client_groups import group_value, group_within, within_together
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.sentence_case import capital
from evalutils.show.exits_compared import evaluation_of
from evalutils.show.phrases import told
from evalutils.show.table_columns import counts, each, percents, table_of, unless_empty

# Of a smaller difference a share of it says nothing.
LEAST_DIFFERENCE = 1.0
# Percentage points that the page does not show.
_ROUNDED = 0.05


@unless_empty
def sentence(pairs: Publishable) -> Prose | Nothing:
    """How much of the largest difference the composition explains, per grouping."""
    sentences = [
        f"Naar {markdown(group_within(row.column))}: {markdown(row.first)} en "
        f"{markdown(row.second)} verschillen {_points(row.difference)} in wie na {row.month} "
        f"maanden naar werk vertrok. {_explained(row)}"
        for row in rows(pairs.frame)
    ]
    sentences.append(
        "Wat overblijft, kan nog komen door verschillen tussen mensen die hier niet zijn geteld."
    )
    return told(sentences)


@unless_empty
def beside_others(programmes: Publishable) -> Prose | Nothing:
    """How much of the difference with all other programmes the composition explains, by model."""
    return told([_beside(row) for row in rows(programmes.frame[programmes.frame["modelled"]])])


def _beside(row: Any) -> str:
    difference, composition = row.share - row.others, row.expected - row.others
    name = f"{markdown(row.title)}, {markdown(row.municipality_name)},"
    opening = (
        f"Naar {markdown(within_together(row.column))}, met een model: van de mensen van {name} "
        f"vertrok {dutch.percent(row.share, 1)} naar werk, in de andere programma's "
        f"{dutch.percent(row.others, 1)}."
    )
    if abs(difference) < LEAST_DIFFERENCE:
        return f"{opening} Dat verschil is te klein om te verdelen."
    if composition * difference < 0:
        return (
            f"{opening} Door de samenstelling zou het andersom zijn: te verwachten was "
            f"{dutch.percent(row.expected, 1)}."
        )
    if abs(composition) > abs(difference) + _ROUNDED:
        return (
            f"{opening} Door de samenstelling zou het verschil groter zijn: te verwachten was "
            f"{dutch.percent(row.expected, 1)}."
        )
    part = dutch.percent(100 * composition / difference, 0)
    return (
        f"{opening} Van dat verschil van {_points(abs(difference))} komt "
        f"{_points(abs(composition))} ({part}) door een andere samenstelling: te verwachten was "
        f"{dutch.percent(row.expected, 1)}."
    )


def _explained(row: Any) -> str:
    if row.difference < LEAST_DIFFERENCE:
        return "Dat is te weinig om te verdelen."
    explained = dutch.percent(100 * row.composition / row.difference, 0)
    part = f"{_points(row.composition)} ({explained})"
    if row.composition < 0:
        return (
            f"Door de samenstelling zou het andersom zijn: bij een gelijke samenstelling is het "
            f"verschil {_points(row.rest)}."
        )
    if row.composition > row.difference + _ROUNDED:
        return (
            f"Door de samenstelling zou het groter zijn, {_points(row.composition)}: bij een "
            f"gelijke samenstelling is het andersom, {_points(abs(row.rest))}."
        )
    return f"Daarvan komt {part} door een andere samenstelling."


def _points(value: float) -> str:
    return f"{dutch.number(value, 1)} procentpunt"


def _range(value: float, lower: float, upper: float, *, signed: bool = False) -> str:
    write = dutch.signed if signed else dutch.percent
    return f"{write(value, 1)} ({write(lower, 1)} tot {write(upper, 1)})"


def _grouping(row: Any) -> str:
    """The grouping columns of a row, its month, and whether a model foretold it."""
    name = capital(within_together(row.column))
    return f"{name}, na {row.month} maanden{', met een model' if row.modelled is True else ''}"


@unless_empty
def table(programmes: Publishable) -> HtmlTable | Nothing:
    """Observed beside expected, per grouping."""
    frame = programmes.frame
    return table_of(
        frame,
        [
            each("Evaluatie", evaluation_of, words=True),
            counts("Trajecten", "clients"),
            each("Naar werk (95%-interval)", lambda row: _range(row.share, row.lower, row.upper)),
            each(
                "Verwacht (95%-interval)",
                lambda row: _range(row.expected, row.expected_lower, row.expected_upper),
            ),
            each(
                "Verschil in procentpunten",
                lambda row: _range(
                    row.difference, row.difference_lower, row.difference_upper, signed=True
                ),
            ),
        ],
        name="samenstelling",
        title="Waargenomen naast verwacht",
        groups=each("Groepering", _grouping),
        notes=[
            "Verwacht: als elke groep het deed als dezelfde groep in de andere programma's. Wie "
            "in geen bekende groep zit, telt niet mee.",
            "De intervallen rekenen alleen met toeval. Verschillen de andere programma's ook nog "
            "in iets anders van elkaar, dan zijn die van verwacht en van het verschil te smal.",
        ],
    )


@unless_empty
def calibration(groups: Publishable) -> HtmlTable | Nothing:
    """How well the other programmes foretell each group."""
    return table_of(
        groups.frame,
        [
            each(
                "Groep", lambda row: dutch.capital(group_value(row.column, row.group)), words=True
            ),
            counts("Trajecten", "clients"),
            percents("Naar werk", "share"),
            percents("Voorspeld door de andere", "expected"),
        ],
        name="samenstelling-ijking",
        title="Hoe goed de andere programma's een groep voorspellen",
        groups=each("Groepering", _grouping),
        notes=["Geen programma voorspelt zichzelf."],
    )
