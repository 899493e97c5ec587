"""What a chapter found, in a sentence each, from what was cleared for its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.evidence import Evidence
from evalutils.contracts.summary_topics import Finding
from evalutils.contracts.vocabulary import DURABILITY, MEASURES, TOTAL, WORK
from evalutils.dataset.codelists import Destination
from evalutils.disclosure import Publishable
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import in_sentence, per_100, qualified, qualified_percent
from evalutils.show import adjusted_effects, arm_effects, cells, costs_per_unit, panel_effects
from evalutils.show.exit_columns import BASES, LEAVERS, PEOPLE, printed_share, who_in
from evalutils.show.funnel_stages import reached
from evalutils.show.phrases import people, share_in, share_of

Codelist = Mapping[str, Destination]
# The horizon that readers ask for, in months.
YEAR = 12


def findings(
    cleared: Mapping[str, Publishable], codelist: Codelist, evidence: Evidence = "none"
) -> list[Finding]:
    """The findings of a chapter, from its cleared results by the name of their analysis.

    What is said of an effect goes no further than the design of the evaluation does.
    """
    found: list[Finding] = []
    for name, result in cleared.items():
        if name in _MAKERS and not result.empty:
            found += _MAKERS[name](result.frame, codelist)
        elif name in EFFECTS and not result.empty:
            found += EFFECTS[name](result.frame, evidence)
    return found


def _finding(topic: str, value: str, text: str, base: Any = None) -> Finding:
    number = None if base is None or pd.isna(base) else float(base)
    return Finding(topic=topic, value=value, text=text, people=number)


def _value(row: Any) -> str:
    """The share, the ratio or the count of a row, by itself."""
    if not pd.isna(row.share):
        return qualified_percent(row.share, row.qualifier_share)
    if not pd.isna(row.ratio):
        return per_100(row.ratio, row.qualifier_share)
    return qualified(dutch.number(row.count_), row.qualifier_count)


def _exits(frame: pd.DataFrame, codelist: Codelist) -> Iterator[Finding]:
    """Who left for work, in the last period that the source gives."""
    everyone = frame[frame["group"].eq("")].rename(columns={"count": "count_"})
    everyone = everyone[everyone[["count_", "share", "ratio"]].notna().any(axis=1)]
    codes = everyone["destination"]
    work = everyone[codes.eq("paid_work")]
    if work.empty:
        work = everyone[codes.map(lambda code: codelist[code].grouping in WORK)]
    if work.empty:
        return
    row = next(rows(work.sort_values(["last", "count_"], ascending=False, kind="stable")))
    yield _finding("work", _value(row), _exit_text(row, codelist), row.n)


def _exit_text(row: Any, codelist: Codelist) -> str:
    label = markdown(codelist[row.destination].label)
    when = "" if pd.isna(row.last) else f", {dutch.period(row.first, row.last)}"
    if what := share_in(row, count="count_", article=True, who=who_in(row)):
        among = PEOPLE.get(row.base, "") if pd.isna(row.ratio) else ""
        who = f"Van de {among}" if among else "Vertrek"
        return f"{who} naar {label}{when}: {what}."
    if not pd.isna(row.share):
        return f"Vertrek volgens de bron: {printed_share(row, codelist)}{_of_base(row)}."
    number = qualified(dutch.number(row.count_), row.qualifier_count)
    return f"Vertrek naar {label}{when}: {number} mensen; waarvan dat een deel is, is niet bekend."


def _of_base(row: Any) -> str:
    return f" van {BASES[row.base]}" if row.base in MEASURES else ""


def _lasting(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    """Who stayed away, after a year if the source gives that, of the last cohort."""
    known = frame[frame["group"].eq("") & frame[["share", "ratio"]].notna().any(axis=1)]
    if known.empty:
        return
    far = (known["months"] - YEAR).abs().fillna(YEAR)
    row = next(rows(known.assign(far=-far).sort_values(["far", "cohort_end"]).iloc[::-1]))
    after = f" na {dutch.months(row.months)}" if row.months > 0 else ""
    what = share_in(row, "still_out", "exits", article=True, who=("mensen", LEAVERS))
    what = what or f"{qualified(dutch.printed_percent(row.share), row.qualifier_share)}"
    meant = DURABILITY[row.definition].label
    text = f"Weggebleven{after} ({markdown(row.cohort)}): {what}. Geteld is: {meant}."
    yield _finding("lasting", _value(row), text, row.exits)


def _followed(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    for row in rows(frame[frame["share"].notna()]):
        what = share_of(row.still_out, row.exits, row.share, row.lower, row.upper, article=True)
        text = f"Van wie naar werk vertrok, kwam in {YEAR} maanden niet terug: {what}."
        yield _finding("lasting", dutch.percent(row.share), text, row.exits)


def _incidence(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    of_year = frame[frame["month"].eq(YEAR) & frame["kind"].eq("work") & frame["listed"].notna()]
    for row in rows(of_year):
        share = dutch.percent(row.listed)
        text = (
            f"Binnen {YEAR} maanden naar werk vertrokken, naar schatting: {share} van de "
            f"{dutch.number(row.clients)} trajecten{_margin(row.lower, row.upper)}."
        )
        yield _finding("work", share, text, row.clients)


def _margin(lower: float, upper: float) -> str:
    span = dutch.interval(lower, upper)
    return "" if span == dutch.MISSING else f" (95%-interval {span})"


def _risen(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    for row in rows(frame[frame["column"].eq("") & frame["share_up"].notna()]):
        share = dutch.percent(row.share_up)
        text = (
            f"Gestegen op de ladder: {share} van de {dutch.number(row.followed)} mensen die twee "
            f"keer zijn gemeten{_margin(row.lower_up, row.upper_up)}."
        )
        yield _finding("risen", share, text, row.followed)


def _rise(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    for row in rows(frame[frame["share_up"].notna()].drop_duplicates("basis")):
        share, whole = dutch.percent(row.share_up), dutch.number(row.n)
        if row.basis == "realised":
            text = f"Gestegen op de ladder: {share} van {whole} mensen."
            yield _finding("risen", share, text, row.n)
        else:
            text = (
                f"Begeleiders verwachten dat {share} van {whole} mensen kan stijgen op de ladder. "
                "Dat is een verwachting, geen uitkomst."
            )
            yield _finding("expected", share, text, row.n)


def _mean_rung(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    means = dict(zip(frame["moment"], frame["mean_rung"], strict=True))
    for moment, word in (("realised", "later gemeten"), ("expected", "verwacht")):
        pair = [means.get(name, float("nan")) for name in ("current", moment)]
        if not any(map(pd.isna, pair)):
            now, then = (dutch.number(number, 1) for number in pair)
            guess = "" if moment == "realised" else " Dat is een verwachting, geen uitkomst."
            text = f"Gemiddelde trede op de ladder: {now}; {word}: {then}.{guess}"
            yield _finding("mean_rung", f"{now} naar {then}", text)
            return


def _targets(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    judged = frame[frame["target"].notna() & frame["reached"].notna() & ~frame["early"]]
    if len(judged):
        reached, whole = dutch.number(judged["reached"].sum()), dutch.number(len(judged))
        met = reached if judged["reached"].any() else "geen"
        text = f"Doelen waarover te oordelen is: {whole}. Op de peildatum gehaald: {met}."
        yield _finding("targets", f"{reached} van {whole}", text)


def _funnel(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    """The funnel with the most people in it, from its first to its last stage."""
    last = frame.groupby(["funnel", "group"], sort=False).tail(1)
    known = last[last["group"].eq("") & last["first"].notna()].rename(columns={"count": "count_"})
    for row in rows(known.sort_values("first", ascending=False, kind="stable").head(1)):
        stages = frame[frame["funnel"].eq(row.funnel) & frame["group"].eq("")]["stage"]
        if text := reached(dutch.capital(row.funnel), stages.iloc[0], row, "count_"):
            yield _finding("funnel", _value(row), text, row.first)


def _other(frame: pd.DataFrame, codelist: Codelist) -> Iterator[Finding]:
    """The largest part of what was counted and is no exit."""
    parts = frame[frame["destination"].ne(TOTAL)].rename(columns={"count": "count_"})
    parts = parts[parts[["count_", "share"]].notna().any(axis=1)]
    for row in rows(parts.sort_values(["count_", "share"], ascending=False).head(1)):
        label = dutch.capital(codelist[row.destination].label)
        said = share_in(row, "count_", article=True) or _value(row)
        text = f"{markdown(label)} ({markdown(row.group)}; geen vertrek): {said}."
        yield _finding("other", _value(row), text, row.n)


def _change(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    whole = frame[frame["group"].eq("") & frame["net_change"].notna()]
    for row in rows(whole.tail(1)):
        size = cells.of_unit(abs(row.net_change), row.unit)
        moved = "daalde" if row.net_change < 0 else "steeg"
        text = f"Het bestand {moved} met {size}." if row.net_change else "Het bestand bleef gelijk."
        yield _finding("change", dutch.signed(row.net_change), text)


def _people(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    known = frame[frame["group"].fillna("").eq("") & frame["count"].notna()]
    for measure in ("participants", "started", "stock_end", "inflow"):
        for row in rows(known[known["measure"].eq(measure)].rename(columns={"count": "n"}).tail(1)):
            number = qualified(people(row.n, frame, "count"), row.qualifier_count)
            when = dutch.period(row.period_start, row.date)
            moment = "" if when == dutch.MISSING else f" ({when})"
            text = f"{dutch.capital(MEASURES[measure])}: {number}{moment}."
            yield _finding("people", number, text, row.n)
            return


def _unit_costs(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    words = {"cost_per_participant": "deelnemer", "cost_per_exit": "uitstroom"}
    for quantity_, amount in costs_per_unit.amounts(frame).items():
        if quantity_ in words:
            word = words[quantity_]
            topic = quantity_.removeprefix("cost_")
            yield _finding(topic, amount, f"Een {word} kost {amount}.")


def _needed(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    known = frame["needed"].dropna()
    if len(known):
        low, high = (dutch.number(number) for number in (known.min(), known.max()))
        span = low if low == high else f"{low} tot {high}"
        text = (
            f"De gemeente verdient dat terug als van 100 deelnemers {span} mensen vertrekken die "
            "anders waren gebleven."
        )
        yield _finding("needed", span, text)


def _amounts(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    """How many amounts there are, and the last one that is for the whole programme."""
    costs = frame[frame["kind"].eq("cost") & frame["central"].notna()]
    ordered = costs.assign(whole=costs["per"].eq("programme")).sort_values(["whole", "price_year"])
    for row in rows(ordered.tail(1)):
        count, amount = dutch.counted(len(costs), "bedrag", "bedragen"), dutch.euro(row.central)
        text = (
            f"De bron noemt {count}, zoals {amount}: {markdown(row.item)}. Wat het hele programma "
            "kostte, volgt daar niet uit."
        )
        yield _finding("amounts", count, text)


def _spent(frame: pd.DataFrame, _: Codelist) -> Iterator[Finding]:
    known = frame[frame["kind"].eq("expenditure") & frame["actual"].notna()]
    for row in rows(known.sort_values("date").tail(1)):
        spent = in_sentence(row.actual, 0, row.unit)
        beside = (
            "" if pd.isna(row.planned) else f"; begroot was {in_sentence(row.planned, 0, row.unit)}"
        )
        when = dutch.period(row.period_start, row.date)
        yield _finding("spent", spent, f"Uitgegeven, {when}: {spent}{beside}.")


EFFECTS: dict[str, Callable[[pd.DataFrame, Evidence], Iterator[Finding]]] = {
    "arm_effects": arm_effects.findings,
    "panel_effects": panel_effects.findings,
    "adjusted_effect": adjusted_effects.findings,
}
_MAKERS: dict[str, Callable[[pd.DataFrame, Codelist], Iterator[Finding]]] = {
    "durable_shares": _lasting,
    "followed_exits": _followed,
    "destinations": _exits,
    "destination_incidence": _incidence,
    "client_coverage": _risen,
    "can_rise": _rise,
    "mean_rungs": _mean_rung,
    "target_results": _targets,
    "funnel_shares": _funnel,
    "other_outcomes": _other,
    "caseload_account": _change,
    "caseload_figures": _people,
    "unit_costs": _unit_costs,
    "needed_exits": _needed,
    "cost_items": _amounts,
    "finance_totals": _spent,
}
