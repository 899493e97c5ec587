"""Dutch sentences that depend on what an evaluation is: what is missing, how sure, how private."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from evalutils import dutch
from evalutils.chapters import CHAPTERS, chapters_of
from evalutils.contracts.evidence import EVIDENCE
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.quantities import constant


def evidence(evaluation: Evaluation) -> str:
    """What the design of the evaluation allows the figures to prove."""
    return EVIDENCE[evaluation.evidence].proves


def evidence_name(evaluation: Evaluation) -> str:
    """Short name of the evidence level."""
    return EVIDENCE[evaluation.evidence].label


def disclosure(evaluation: Evaluation, library: Library) -> str:
    """How the privacy of clients is kept."""
    if evaluation.disclosure == "published" and evaluation.synthetic:
        return "De cliënten zijn verzonnen; er is niets verborgen."
    if evaluation.disclosure == "published":
        return "Deze cijfers waren al openbaar; er is niets verborgen."
    threshold = constant(library.parameters["disclosure_threshold"].latest)
    rounding = constant(library.parameters["disclosure_rounding"].latest)
    return (
        f"Kleine aantallen zijn verborgen: aantallen onder {threshold} staan er niet, andere "
        f"aantallen zijn afgerond op een veelvoud van {rounding}."
    )


def missing(evaluation: Evaluation) -> str:
    """One line that names the chapters the sources have no figures for; empty when none."""
    given = chapters_of(evaluation)
    absent = [item.missing for item in CHAPTERS if item.missing and item not in given]
    if not absent:
        return ""
    subject = "Deze bron bevat" if len(evaluation.sources) == 1 else "Deze bronnen bevatten"
    return f"{subject} geen cijfers over {dutch.listing(absent)}."


def counted(count: int, singular: str, plural: str) -> str:
    """A count with its noun: ``1 cijfer``, ``12 cijfers``."""
    return f"{dutch.number(count)} {singular if count == 1 else plural}"


def publication_date(text: str) -> str:
    """When a source appeared: ``2023-03`` becomes ``maart 2023``; a year stays a year."""
    parts = text.split("-")
    try:
        if len(parts) == 3:
            return dutch.long_date(date.fromisoformat(text))
        if len(parts) == 2:
            first = date(int(parts[0]), int(parts[1]), 1)
            return str(format_date(first, "MMMM y", locale=dutch.LOCALE))
    except ValueError:
        pass
    return text
