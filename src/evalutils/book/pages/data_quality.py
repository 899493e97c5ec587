"""The page about the quality of the data of an evaluation: what there is, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import Align, box, link, page, table
from evalutils.book.pages.absent import absent_figures
from evalutils.book.pages.overview import municipality_link
from evalutils.chapters import chapters_of
from evalutils.chapters.quality import LIMIT, Lack, Quality
from evalutils.contracts.client_groups import group_name
from evalutils.contracts.fixed_names import AUDIT, QUALITY_TITLE
from evalutils.contracts.import_record import (
    KEPT,
    LATE,
    LATE_AFTER,
    LEFT,
    PLANNED,
    READ,
    REGISTERED,
)
from evalutils.contracts.qualifiers import EXACT, known
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.frames import is_missing
from evalutils.literal import markdown
from evalutils.quantities import constant
from evalutils.show import cells
from evalutils.show.missing_shares import TITLES, percent_of

if TYPE_CHECKING:
    import pandas as pd

_UNKNOWN = "niet te zeggen"
_TOLD = ("share", "count", "qualifier", "source", "locator")
_RUNGS = (
    "De vergelijking gaat niet over ladders. Een trede die ontbreekt, houdt een evaluatie er dus "
    "niet buiten."
)
_IMPORTED = {
    READ: "gelezen",
    **LEFT,
    KEPT: "bewaard",
    PLANNED: "waarvan met een einde dat nog moest komen",
    REGISTERED: "waarvan met een dag van invoer",
    LATE: "daarvan te laat ingevoerd",
}


def quality_page(evaluation: Evaluation, quality: Quality | None, library: Library) -> str:
    """The page; of a protected evaluation it shows only what was cleared.

    Without `quality` it says which tables there are, and no more.
    """
    title = site.full_title(evaluation)
    back = link(title, site.evaluation_file(evaluation.key))
    return page(
        f"# {QUALITY_TITLE}: {markdown(title)}",
        box(f"{municipality_link(evaluation)} · {back}", "chapter-context"),
        quality_sections(evaluation, quality, library),
    )


def quality_sections(evaluation: Evaluation, quality: Quality | None, library: Library) -> str:
    """What the page says, without its title."""
    return page(
        "Wat er is, wat ontbreekt, en of het genoeg is om met andere evaluaties te vergelijken.",
        _enough(quality.lacks, library) if quality else "",
        _tables(evaluation),
        _section("Lege cellen", _empty_cells(quality.empty_cells)) if quality else "",
        _section("Bij het inlezen", _imported(quality.import_counts, evaluation))
        if quality
        else "",
        _contradictions(evaluation),
    )


def _section(title: str, text: str) -> str:
    return page(f"## {title}", text) if text else ""


def _enough(lacks: Sequence[Lack], library: Library) -> str:
    if not lacks:
        return ""
    rows = [
        [TITLES[lack.name], percent_of(lack.share, lack.qualifier), _verdict(lack)]
        for lack in lacks
    ]
    return page(
        "## Wat ontbreekt",
        _conclusion(lacks),
        table(["Waarvan", "Ontbreekt", "Oordeel"], rows),
        _limit(library),
        _RUNGS if any(not lack.compared for lack in lacks) else "",
    )


def _verdict(lack: Lack) -> str:
    if math.isnan(lack.share) or math.isnan(lack.limit):
        return _UNKNOWN
    return "te veel" if lack.too_much else "niet te veel"


def _conclusion(lacks: Sequence[Lack]) -> str:
    if any(lack.compared and lack.too_much for lack in lacks):
        return "Er ontbreekt te veel. Deze evaluatie staat daarom niet in de vergelijking."
    return "Er ontbreekt niet zo veel dat deze evaluatie buiten de vergelijking blijft."


def _limit(library: Library) -> str:
    parameter = library.parameters.get(LIMIT)
    if parameter is None:
        return ""
    return f"Te veel is meer dan {constant(parameter.latest)}% ({markdown(parameter.reference)})."


def _tables(evaluation: Evaluation) -> str:
    """Which tables there are; how they are filled only where that is public."""
    names = [name for name in TABLES if name in evaluation.tables]
    titles = [markdown(TABLES[name].title) for name in names]
    absent = absent_figures(evaluation) if chapters_of(evaluation) else ""
    if not names:
        return ""
    about = dutch.listing(list(map(dutch.within, titles)))
    if evaluation.disclosure == "protected":
        return page("## Wat er is", f"Er zijn gegevens over: {about}.", absent)
    lines = sum(len(evaluation.tables[name]) for name in names)
    # What search shows of the page: two periods of a programme may have as many lines.
    period = f" ({markdown(evaluation.period_label)})" if len(evaluation.programme) > 1 else ""
    told = f"{dutch.counted(lines, 'regel', 'regels')} met gegevens{period}, over: {about}."
    rows = [
        [title, *_filled(evaluation.tables[name])]
        for name, title in zip(names, titles, strict=True)
    ]
    header = ["Tabel", "Regels", "Alleen een percentage", "Niet precies", "Zonder vindplaats"]
    align: list[Align] = ["left", "right", "right", "right", "right"]
    return page("## Wat er is", told, table(header, rows, align=align), absent)


def _filled(frame: pd.DataFrame) -> Iterator[str]:
    """How many rows there are, and of which the source says less than it could."""
    # Cell by cell: of a few rows, as most tables have, a tenth of the time of pandas.
    told = {name: frame[name].tolist() for name in _TOLD if name in frame}
    only = zip(told["share"], told["count"], strict=True) if {"share", "count"} <= set(told) else ()
    named = any(isinstance(source, str) for source in told["source"])
    yield dutch.number(len(frame))
    yield _count([is_missing(count) and not is_missing(share) for share, count in only])
    yield _count([known(code) != EXACT for code in told.get("qualifier", ())])
    yield _count([not isinstance(place, str) for place in told["locator"]] if named else [])


def _count(which: Sequence[bool]) -> str:
    """Of how many rows it is so; none where it cannot be so of any."""
    return dutch.number(sum(which)) if which else dutch.MISSING


def _empty_cells(frame: pd.DataFrame) -> str:
    if frame.empty:
        return ""
    names = map(_column, frame["table"], frame["column"])
    rows = zip(
        names, cells.counts(frame, "empty"), cells.percents(frame, "empty_share"), strict=True
    )
    shown = table(["Kolom", "Leeg", "Deel"], rows, align=("left", "right", "right"))
    return page(shown, *cells.left_out_notes(frame))


def _column(name: str, column: str) -> str:
    labels = {known.name: known.label for known in TABLES[name].columns}
    label = labels[column] if column in labels else group_name(column)
    return markdown(f"{dutch.capital(label)} ({dutch.within(TABLES[name].title)})")


def _imported(frame: pd.DataFrame, evaluation: Evaluation) -> str:
    if frame.empty:
        return ""
    titles = (markdown(TABLES[name].title) for name in frame["table"])
    steps = (dutch.capital(_IMPORTED[what]) for what in frame["what"])
    rows = zip(titles, steps, cells.counts(frame, "rows"), strict=True)
    told = (
        "Zo veel regels uit het eigen systeem zijn gelezen, weggelaten en bewaard. Een code zonder "
        "vertaling laat het inlezen niet door: die zijn er niet."
    )
    header = ["Tabel", "Wat", "Regels"]
    shown = table(header, rows, align=("left", "left", "right"))
    return page(told, shown, *_late(frame, evaluation), *cells.left_out_notes(frame))


def _late(frame: pd.DataFrame, evaluation: Evaluation) -> Iterator[str]:
    """How late the rows of each table were registered, where the export says that."""
    late = frame[frame["what"] == LATE]
    for name, share in zip(late["table"], late["share"].astype("float64"), strict=True):
        days = dutch.number(evaluation.imported[str(name)][LATE_AFTER])
        title = markdown(TABLES[str(name)].title)
        part = (
            "Voor hoeveel regels dat geldt, is weggelaten."
            if math.isnan(share)
            else f"Dat geldt voor {dutch.percent(share)} van de regels met een dag van invoer."
        )
        yield f"{title}: te laat ingevoerd is meer dan {days} dagen na het begin. {part}"


def _contradictions(evaluation: Evaluation) -> str:
    if evaluation.disclosure == "protected" or not evaluation.contradictions:
        return ""
    return page(
        "## Wat niet klopt",
        "Regels in de gegevens die elkaar tegenspreken: "
        f"{len(evaluation.contradictions)}. {link('De controle', site.across_file(AUDIT))} "
        "noemt ze.",
    )
