"""The figures that a source publishes, by topic, on the page of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import link, page, place_link, table
from evalutils.dataset.evaluation import Evaluation
from evalutils.keys import claim_anchor, row_anchor
from evalutils.literal import html, markdown
from evalutils.quantities import printed

if TYPE_CHECKING:
    import pandas as pd

_NO_TOPIC = "overige cijfers"
_CLAIM_COLUMNS = ("Cijfer", "Waarde", "Vindplaats en toelichting")


def claims_section(evaluation: Evaluation, checked: str, *, to_rows: bool = True) -> str:
    """Section with every published figure of an evaluation; empty when it has no claims.

    Of protected figures only their number is told. `checked` is Markdown that says how many were
    checked, with a link; empty when none were. Each place leads to the source, or to its row there.
    """
    claims = evaluation.tables.get("claims")
    if claims is None or claims.empty:
        return ""
    count = dutch.counted(len(claims), "cijfer", "cijfers")
    verdict = f"Controle: {checked}." if checked else "Deze cijfers zijn niet na te rekenen."
    if evaluation.disclosure == "protected":
        hidden = f"Het rapport noemt {count}. Zij zijn nog niet openbaar en staan hier niet. "
        return page("## Gepubliceerde cijfers", hidden + verdict)
    return page(
        "## Gepubliceerde cijfers",
        f"Overgenomen zoals de bron ze noemt, met de vindplaats: {count}. {verdict}",
        *_by_topic(claims, evaluation, to_rows=to_rows),
    )


def _by_topic(claims: pd.DataFrame, evaluation: Evaluation, *, to_rows: bool) -> Iterator[str]:
    """A table for each topic, in a line that opens and says how many figures it holds."""
    by_topic: dict[str, list[dict[Any, Any]]] = {}
    for claim in claims.reset_index(names="row").to_dict("records"):
        topic = claim["topic"] if isinstance(claim["topic"], str) else _NO_TOPIC
        by_topic.setdefault(topic, []).append(claim)
    for topic, group in by_topic.items():
        count = dutch.counted(len(group), "cijfer", "cijfers")
        yield f"<details><summary>{html(dutch.capital(topic))}: {count}</summary>"
        rows = [_cells(claim, evaluation, to_rows=to_rows) for claim in group]
        yield table(_CLAIM_COLUMNS, rows)
        yield "</details>"


def _cells(claim: dict[Any, Any], evaluation: Evaluation, *, to_rows: bool) -> list[str]:
    """Figure, value and place; the figure is where links to it lead, the place leads to its source.

    A row that names no source is of the first of the evaluation.
    """
    here = f'<span id="{claim_anchor(claim["claim"], claim["row"])}"></span>'
    named = claim["source"]
    source = site.source_file(named if isinstance(named, str) else evaluation.sources[0])
    anchor = row_anchor(evaluation.key, "claims", claim["row"])
    notes = []
    if isinstance(claim["locator"], str):
        text = claim["locator"]
        notes.append(place_link(text, source, anchor) if to_rows else link(text, source))
    if isinstance(claim["note"], str):
        notes.append(markdown(claim["note"]))
    name = markdown(dutch.capital(str(claim["quantity"])))
    value = printed(claim)
    said = markdown(value) if isinstance(claim["words"], str) else value
    return [f"{here}{name}", said, "<br>".join(notes)]
