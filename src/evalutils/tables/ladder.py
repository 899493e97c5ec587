"""Tables of the ladder chapter."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.vocabulary import BASES, MOMENTS, QUALIFIERS
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import cells
from evalutils.show.rendering import render

UNKNOWN = "onbekend"
NO_MEAN = "Waar een aantal op een trede is weggelaten, is er geen gemiddelde."


def rung_name(rung: str, scheme: LadderScheme) -> str:
    """``2 sociale contacten``, or the Dutch word for an unknown rung."""
    labels = {str(item.number): f"{item.number} {item.label}" for item in scheme.rungs}
    return labels.get(rung, UNKNOWN)


def rungs_text(rungs: str) -> str:
    """``5-6`` as ``trede 5-6``, `same` and `higher` in words."""
    words = {"same": "dezelfde trede", "higher": "een hogere trede"}
    return words.get(rungs, f"trede {rungs}")


def scheme(ladder_scheme: LadderScheme) -> Table:
    """The rungs of the scheme with the rule that decides them."""
    import pandas as pd

    crosswalk = ladder_scheme.crosswalk
    national = {} if crosswalk is None else crosswalk.rungs
    frame = pd.DataFrame(
        [
            (
                f"{rung.number} {rung.label}",
                rung.rule,
                _national(national.get(rung.number)),
            )
            for rung in ladder_scheme.rungs
        ],
        columns=["rung", "rule", "national"],
    )
    return render(
        frame,
        {"rung": "Trede", "rule": "Wanneer", "national": "Landelijke trede"},
        name="schema",
        title=f"{ladder_scheme.title}: de treden",
        texts=("rule", "national"),
        notes=[
            *([ladder_scheme.decision] if ladder_scheme.decision else []),
            *([] if crosswalk is None else [crosswalk.loss]),
        ],
    )


def _national(rungs: tuple[int, ...] | None) -> str:
    if rungs is None:
        return dutch.MISSING
    return " of ".join(str(rung) for rung in rungs) or "geen"


def crosswalk(result: Publishable, ladder_scheme: LadderScheme) -> Table | Nothing:
    """The distribution on the rungs of the national scheme, as far as they can be told."""
    if result.empty or result.frame["low"].isna().all() or ladder_scheme.crosswalk is None:
        return Nothing()
    frame = result.frame
    names = {"none": "geen landelijke tegenhanger", "unknown": UNKNOWN}
    text = frame[[]].copy()
    text["rung"] = frame["rung"].map(lambda rung: names.get(rung, f"landelijke trede {rung}"))
    text["rung"] = text["rung"].map(dutch.capital)
    text["moment"] = cells.labels(frame, "moment", MOMENTS).map(dutch.capital)
    exact = frame["low"] == frame["high"]
    span = cells.intervals(frame, "low", "high")
    text["share"] = span.mask(exact, cells.percents(frame, "low"))
    version = ladder_scheme.crosswalk.version
    return render(
        text,
        {"rung": "Trede", "moment": "Moment", "share": "Aandeel"},
        name="landelijk",
        title="Dezelfde verdeling op de landelijke ladder",
        notes=[ladder_scheme.crosswalk.loss, f"Versie van de vertaling: {version}."],
        texts=("moment",),
    )


def distribution(
    result: Publishable, ladder_scheme: LadderScheme, coverage: Publishable | None = None
) -> Table | Nothing:
    """Counts and shares per rung, a row per moment and rung, with whom they are about."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["moment"] = cells.labels(frame, "moment", MOMENTS).map(dutch.capital)
    text["rung"] = frame["rung"].map(lambda rung: rung_name(rung, ladder_scheme))
    text["count"] = cells.counts(frame, "count")
    text["share"] = cells.shares(frame)
    text["interval"] = cells.intervals(frame)
    columns = {"rung": "Trede", "count": "Aantal", "share": "Aandeel"}
    columns["interval"] = "95%-interval"
    notes = ["Een interval staat er alleen als het aantal op elke trede bekend is."]
    if frame["lower"].notna().any():
        notes = ["De intervallen van een moment gelden voor alle treden tegelijk."]
    return render(
        text,
        columns,
        name="verdeling",
        title="Verdeling over de treden",
        notes=[*notes, *coverage_notes(coverage), *cells.left_out_notes(frame)],
        groups="moment",
    )


def change(
    means: Publishable, totals: Publishable, coverage: Publishable | None = None
) -> Table | Nothing:
    """Total of the shares, mean rung and change per moment."""
    if means.empty and totals.empty:
        return Nothing()
    frame = totals.frame.merge(means.frame, on="moment", how="outer", suffixes=("", "_mean"))
    if frame[["total", "mean_rung"]].isna().all(axis=None):
        return Nothing()
    frame = frame.sort_values("moment", key=lambda moments: moments.map(list(MOMENTS).index))
    text = frame[[]].copy()
    text["moment"] = cells.labels(frame, "moment", MOMENTS).map(dutch.capital)
    text["total"] = cells.percents(frame, "total")
    text["mean"] = frame["mean_rung"].map(lambda value: dutch.number(value, 2))
    text["change"] = frame["net_change"].map(lambda value: dutch.signed(value, 2))
    text["unknown"] = cells.percents(frame, "unknown_share")
    columns = {
        "moment": "Moment",
        "total": "Som van de aandelen",
        "mean": "Gemiddelde trede",
        "change": "Verandering",
        "unknown": "Trede onbekend",
    }
    return render(
        text,
        columns,
        name="verandering",
        title="Van verdeling naar verandering",
        notes=[
            "Gemiddelden gaan over cliënten van wie de trede bekend is.",
            *coverage_notes(coverage),
            *([NO_MEAN] if means.protected and frame["mean_rung"].isna().any() else []),
        ],
    )


GROUPS = {"known": "cliënten met een bekende trede", "all": "alle cliënten, onbekend meegeteld"}


def movement(result: Publishable, coverage: Publishable) -> Table | Nothing:
    """The least and the most that can have moved, per moment and group."""
    frame = result.frame[result.frame["up_min"].notna()] if not result.empty else result.frame
    if frame.empty:
        return Nothing()
    text = frame[[]].copy()
    text["group"] = cells.labels(frame, "group", GROUPS).map(dutch.capital)
    text["moment"] = cells.labels(frame, "moment", MOMENTS)
    for way in ("up", "down"):
        text[way] = cells.intervals(frame, f"{way}_min", f"{way}_max")
    text["moved"] = cells.percents(frame, "moved_min")
    columns = {"group": "Over wie", "moment": "Van huidige trede naar", "up": "Stijgt"}
    columns |= {"down": "Daalt", "moved": "Wisselt ten minste van trede"}
    return render(
        text,
        columns,
        name="grenzen",
        title="Wat de twee verdelingen toelaten",
        notes=[
            "De grenzen zijn geen 95%-interval: elk aandeel ertussen past bij de verdelingen.",
            *coverage_notes(coverage),
        ],
        texts=("moment",),
    )


def coverage_notes(coverage: Publishable | None) -> list[str]:
    """For which part of the clients a figure holds; nothing when the source does not say."""
    if coverage is None:
        return []
    return [
        f"Dekking: {word}{dutch.printed_percent(share)} van de cliënten is gemeten."
        for share, qualifier in zip(
            coverage.frame["share"], coverage.frame["qualifier"], strict=True
        )
        for word in ["" if qualifier == "exact" else f"{QUALIFIERS[qualifier]} "]
    ]


def step_shares(
    result: Publishable, ladder_scheme: LadderScheme, coverage: Publishable | None = None
) -> Table | Nothing:
    """Who rises, stays and falls per starting rung."""
    ways = {"up": "Stijgt", "same": "Blijft", "down": "Daalt"}
    if result.empty or result.frame[[f"share_{way}" for way in ways]].isna().all(axis=None):
        return Nothing()
    frame = result.frame[result.frame["share_up"].notna()]
    text = frame[[]].copy()
    text["from"] = frame["from_rung"].map(lambda rung: rung_name(rung, ladder_scheme))
    text["basis"] = cells.labels(frame, "basis", BASES)
    text["n"] = frame["n"].map(dutch.number)
    for way in ways:
        shares = cells.percents(frame, f"share_{way}")
        intervals = cells.intervals(frame, f"lower_{way}", f"upper_{way}")
        text[way] = shares + " (" + intervals + ")"
    return render(
        text,
        {"from": "Van trede", "basis": "Grondslag", "n": "Basis", **ways},
        name="stijgen-en-dalen",
        title="Stijgen, blijven en dalen, met 95%-interval",
        notes=["De basis is de som van de stappen vanaf de trede.", *coverage_notes(coverage)],
        texts=("basis",),
    )


def moves(
    result: Publishable, ladder_scheme: LadderScheme, coverage: Publishable | None = None
) -> Table | Nothing:
    """Steps per starting rung, with the sum of the parts."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["to"] = frame["to_rungs"].map(rungs_text).map(dutch.capital)
    text["from"] = frame["from_rung"].map(lambda rung: rung_name(rung, ladder_scheme))
    text["basis"] = cells.labels(frame, "basis", BASES)
    text["count"] = cells.counts(frame, "count")
    columns = {"to": "Naar", "from": "Van trede", "basis": "Grondslag", "count": "Aantal"}
    return render(
        text,
        columns,
        name="stappen",
        title="Stappen per trede",
        notes=[*coverage_notes(coverage), *cells.left_out_notes(frame)],
        texts=("from", "basis"),
    )


def can_rise(result: Publishable, coverage: Publishable | None = None) -> Table | Nothing:
    """How many clients can rise, over all rungs together."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["to"] = frame["to_rungs"].map(rungs_text).map(dutch.capital)
    text["basis"] = cells.labels(frame, "basis", BASES)
    text["count"] = cells.counts(frame, "count")
    return render(
        text,
        {"to": "Naar", "basis": "Grondslag", "count": "Aantal"},
        name="kan-stijgen",
        title="Wie nog kan stijgen, over alle treden samen",
        notes=[
            "Rijen kunnen delen van elkaar zijn en worden daarom niet opgeteld.",
            *coverage_notes(coverage),
            *cells.left_out_notes(frame),
        ],
        texts=("basis",),
    )
