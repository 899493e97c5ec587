"""The figures that a source publishes, by topic, on the page of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import link, page, table
from evalutils.dataset.evaluation import Evaluation
from evalutils.keys import claim_anchor
from evalutils.literal import html, markdown
from evalutils.quantities import in_words, qualified, quantity

if TYPE_CHECKING:
    import pandas as pd

_NO_TOPIC = "overige cijfers"
_CLAIM_COLUMNS = ("Cijfer", "Waarde", "Vindplaats en toelichting")


def claims_section(evaluation: Evaluation, checked: str) -> str:
    """Section with every published figure of an evaluation; empty when it has no claims.

    Of protected figures only their number is told. `checked` is Markdown that says how many were
    checked, with a link; empty when none were.
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
        *_by_topic(claims, evaluation.sources[0]),
    )


def _by_topic(claims: pd.DataFrame, source: str) -> Iterator[str]:
    """A table for each topic, in a line that opens and says how many figures it holds."""
    by_topic: dict[str, list[dict[Any, Any]]] = {}
    for claim in claims.reset_index(names="row").to_dict("records"):
        topic = claim["topic"] if isinstance(claim["topic"], str) else _NO_TOPIC
        by_topic.setdefault(topic, []).append(claim)
    for topic, group in by_topic.items():
        count = dutch.counted(len(group), "cijfer", "cijfers")
        yield f'<details class="opens"><summary>{html(dutch.capital(topic))}: {count}</summary>'
        yield table(_CLAIM_COLUMNS, [_cells(claim, source) for claim in group])
        yield "</details>"


def _cells(claim: dict[Any, Any], source: str) -> list[str]:
    """Figure, value and place; the figure is where links to it lead, the place leads to its source.

    `source` is the one of rows that name none.
    """
    here = f'<span id="{claim_anchor(claim["claim"], claim["row"])}"></span>'
    document = claim["source"] if isinstance(claim["source"], str) else source
    notes = []
    if isinstance(claim["locator"], str):
        notes.append(link(claim["locator"], site.source_file(document)))
    if isinstance(claim["note"], str):
        notes.append(markdown(claim["note"]))
    name = markdown(dutch.capital(str(claim["quantity"])))
    return [f"{here}{name}", _value(claim), "<br>".join(notes)]


def _value(claim: dict[Any, Any]) -> str:
    if isinstance(claim["words"], str):
        return markdown(in_words(claim["words"]))
    shown = quantity(float(claim["value"]), int(claim["decimals"]), str(claim["unit"]))
    return qualified(shown, claim["qualifier"])
