"""Durable outflow: the figures, each under its own definition, and what every definition counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DURABILITY, labels
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import qualified
from evalutils.show import cells, groups, table_columns
from evalutils.show.interval_rows import noun, shares_chart
from evalutils.show.phrases import share_in, told
from evalutils.show.table_columns import each, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

COLUMNS = (
    table_columns.texts("Vertrekkers", "cohort"),
    table_columns.names("Definitie", "definition", labels(DURABILITY)),
    each("Maanden", lambda row: dutch.number(row.months)),
    table_columns.counts("Vertrokken", "exits"),
    table_columns.counts("Nog weg", "still_out"),
    table_columns.shares(),
    table_columns.intervals(),
    table_columns.ratios(),
)


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """The share under each definition."""
    known = result.frame[result.frame[["share", "ratio"]].notna().any(axis=1)]
    sentences = [
        f"Volgens de definitie ‘{DURABILITY[str(definition)].label}’ bleef weg: "
        f"{'; '.join(_lasted(row) for row in rows(part))}."
        for definition, part in known.groupby("definition", sort=False)
    ]
    if known["definition"].eq("fixed_date").sum() > 1:
        sentences.append(
            "Bij één peildatum is niet iedereen even lang gevolgd: wie vroeg vertrok, is langer "
            "gevolgd dan wie laat vertrok. Vergelijk de jaren daarom niet zonder meer."
        )
    return told(sentences)


def _lasted(row: Any) -> str:
    what = share_in(row, "still_out", "exits", who=("mensen", "vertrekkers"))
    if not what:
        people = float("nan") if pd.isna(row.exits) else float(row.exits)
        few = f" (van {dutch.number(people)} mensen)" if people < SMALL_BASE else ""
        what = f"{qualified(dutch.printed_percent(row.share), row.qualifier_share)}{few}"
    return f"{markdown(groups.with_group(row.cohort, row.group))}{_after(row)} {what}"


def _after(row: Any) -> str:
    months = row.months
    return f" na {dutch.counted(months, 'maand', 'maanden')}" if months > 0 else ""


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Durable share per cohort and definition, with intervals where counts are known."""
    known = result.frame[result.frame[["share", "ratio"]].notna().any(axis=1)]
    single = known["definition"].nunique() == 1

    def name(row: Any) -> str:
        months = f",{_after(row)}" if row.months > 0 else ""
        definition = "" if single else f": {DURABILITY[row.definition].label}"
        name = groups.with_group(dutch.capital(row.cohort), row.group)
        return f"{name}{months}{definition}"

    return shares_chart(
        known.assign(n=known["exits"]),
        name,
        name="duurzaam",
        axis_label="aandeel van de vertrekkers dat wegbleef",
        caption=f"{noun(known)} duurzame uitstroom",
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Durable exits per definition."""
    title = "Duurzame uitstroom per definitie"
    return table_of(
        result.frame,
        COLUMNS,
        name="duurzaam",
        title=title,
        groups=groups.headings(result.frame),
        notes=[*groups.notes(result.frame), *cells.ratio_notes(result.frame, "ratio")],
    )


@unless_empty
def definitions_table(result: Publishable, national: pd.DataFrame) -> HtmlTable | Nothing:
    """All definitions side by side; a figure stands beside its own definition and nowhere else.

    Parameters
    ----------
    result
        Durable shares of the evaluation.
    national
        What `evalutils.outflow.national_durability` gives.
    """
    given = result.frame.assign(text=_shares(result.frame))
    found = _by_definition(given[given["text"].ne(dutch.MISSING)], _figure)
    context = _by_definition(national, _context)
    references = dutch.listing(sorted(set(national["reference"])))
    other = "Die cijfers gaan over andere mensen dan die van dit programma."
    return table_of(
        pd.DataFrame({"code": list(DURABILITY)}),
        [
            each("Definitie", lambda row: dutch.capital(DURABILITY[row.code].label)),
            each("Wanneer gekeken", lambda row: DURABILITY[row.code].looked_at, words=True),
            each("Wie telt als blijvend weg", lambda row: DURABILITY[row.code].stayed, words=True),
            each(
                "Cijfer van deze bron", lambda row: found.get(row.code, dutch.MISSING), words=True
            ),
            each(
                "Heel Nederland",
                lambda row: dutch.capital(context.get(row.code, dutch.MISSING)),
                words=True,
            ),
        ],
        name="definities-duurzaam",
        title="Wat duurzaam kan betekenen",
        notes=[
            "Cijfers van verschillende definities zijn niet met elkaar te vergelijken.",
            *([f"Heel Nederland: {references}. {other}"] if references else []),
        ],
        sentences=True,
    )


def _by_definition(frame: pd.DataFrame, write: Any) -> dict[str, str]:
    return {
        str(definition): "; ".join(write(row) for row in rows(part))
        for definition, part in frame.groupby("definition")
    }


def _shares(frame: pd.DataFrame) -> pd.Series:
    spans = " (" + cells.intervals(frame) + ")"
    texts = cells.shares(frame) + spans.mask(frame["lower"].isna(), "")
    return texts.mask(frame["ratio"].notna(), cells.ratios(frame, "ratio", "share"))


def _figure(row: Any) -> str:
    name = groups.with_group(dutch.capital(row.cohort), row.group)
    return f"{name}{_after(row)}: {row.text}"


def _context(row: Any) -> str:
    circa = "ongeveer " if row.circa else ""
    months = dutch.counted(row.months, "maand", "maanden")
    share = dutch.printed_percent(row.share)
    return f"{row.label} na {months}: {circa}{share} (vertrek in {row.year})"
