"""Groups with the programme beside the control group, in sentences and a chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.effect_tables import PROGRAMME
from evalutils.contracts.evidence import Evidence
from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.summary_topics import Finding
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import quantity
from evalutils.show import cells
from evalutils.show.difference_chart import difference_chart
from evalutils.show.effect_words import CHANCE, more_or_less, points_interval, than, tied
from evalutils.show.phrases import told
from evalutils.show.table_columns import unless_empty


def compared(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of groups with the programme of which there is a difference."""
    return frame[frame["role"].eq(PROGRAMME) & frame["difference"].notna()]


@unless_empty
def sentence(result: Publishable, evidence: Evidence) -> Prose | Nothing:
    """What each programme reached beside the control group, as far as the design allows."""
    frame = compared(result.frame)
    return told([f"{claim(row, evidence)}." for row in rows(frame)])


def claim(row: Any, evidence: Evidence) -> str:
    """The difference of one group, without a stop."""
    if pd.isna(row.p_adjusted):
        return _uncounted(row)
    if row.p_adjusted >= CHANCE:
        return _may_be_chance(row)
    lot = ASSIGNMENTS[row.assignment].by_lot
    beside = f"{than(row.difference)} bij {_name(row.control_arm)}"
    what = f"{more_or_less(row.difference)} {_reaching(row)} {beside}"
    shares = " tegenover ".join(map(dutch.percent, (row.share, row.control_share)))
    found = tied(evidence, f"de aanpak {_name(row.arm)}{_group(row)}", what, by_lot=lot)
    return f"{found} ({shares}; 95%-interval {points_interval(*_ends(row))})"


def _ends(row: Any) -> tuple[float, float]:
    return row.difference_lower, row.difference_upper


def _may_be_chance(row: Any) -> str:
    size = quantity(row.smallest, 1, "percentage_point")
    found = f"; het onderzoek kon pas {size} verschil goed vinden" if row.smallest > 0 else ""
    return (
        f"{_beside(row)} (95%-interval {points_interval(*_ends(row))}). Dat kan toeval zijn, en "
        f"bewijst ook niet dat er geen verschil is{found}"
    )


def _uncounted(row: Any) -> str:
    """Without numbers of people nothing is known of chance."""
    return (
        f"{_beside(row)}. Hoeveel mensen dat zijn, staat er niet bij, dus of het toeval kan zijn, "
        "is niet te zeggen"
    )


def _beside(row: Any) -> str:
    """Both shares, and how far they lie apart."""
    printed = pd.isna(row.difference_lower)
    ours, theirs = (
        cells.share(float(value), printed, EXACT) for value in (row.share, row.control_share)
    )
    whole = printed and float(row.difference).is_integer()
    apart = more_or_less(row.difference, 0 if whole else 1)
    return (
        f"{dutch.capital(_reaching(row))}: {_name(row.arm)}{_group(row)} {ours}, "
        f"{_name(row.control_arm)} {theirs}, dus {apart}"
    )


def _reaching(row: Any) -> str:
    return f"mensen met ‘{markdown(row.outcome)}’{after(row)}"


def after(row: Any) -> str:
    """``na 12 maanden``, with a space before it; empty where the source does not say."""
    return "" if pd.isna(row.months) else f" na {dutch.months(row.months)}"


def _name(arm: str) -> str:
    return f"‘{markdown(arm)}’"


def _group(row: Any) -> str:
    return f" ({markdown(row.group)})" if row.group else ""


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The differences with the control group, a row each."""
    frame = compared(result.frame)
    known = frame[frame["difference_lower"].notna()]
    several = known["outcome"].nunique() > 1 or known["months"].nunique() > 1

    def label(row: Any) -> str:
        about = f", {row.outcome}{after(row)}" if several else ""
        group = f" ({row.group})" if row.group else ""
        return f"{dutch.capital(row.arm)}{group}{about}"

    return difference_chart(
        [label(row) for row in rows(known)],
        *(known[name] for name in ("difference", "difference_lower", "difference_upper")),
        name="verschil",
        caption="Verschil met de vergelijkingsgroep",
        table="verschillen",
    )


@unless_empty
def unlike(result: Publishable) -> Prose | Nothing:
    """Whether programmes differ among each other, and the difference between groups of people."""
    return told(list(_unlike(result.frame)))


def _unlike(frame: pd.DataFrame) -> Iterator[str]:
    for row in rows(frame[frame["arms_p"].notna()]):
        p, what = dutch.p_value(row.arms_p), f"‘{markdown(row.outcome)}’{after(row)}{_group(row)}"
        if row.arms_p < CHANCE:
            yield (
                f"Pas op: de aanpakken verschillen onderling in {what} (p = {p}). Een cijfer over "
                "alle aanpakken samen verbergt dat."
            )
        else:
            yield f"Dat de aanpakken onderling verschillen in {what}, is niet aangetoond (p = {p})."
    for row in rows(frame[frame["groups_p"].notna()]):
        p, what = dutch.p_value(row.groups_p), f"{_name(row.arm)}, ‘{markdown(row.outcome)}’"
        if row.groups_p < CHANCE:
            yield (
                f"Pas op: het verschil is niet in elke deelgroep even groot ({what}{after(row)}; "
                f"p = {p}). Het cijfer voor iedereen samen verbergt dat."
            )
        else:
            yield (
                f"Dat het verschil per deelgroep anders is, is niet aangetoond ({what}{after(row)};"
                f" p = {p}). Een uitschieter van één deelgroep kan toeval zijn."
            )


def findings(frame: pd.DataFrame, evidence: Evidence) -> Iterator[Finding]:
    """Whether it worked, of the first outcome of the table at its last moment, for all clients.

    Of several programmes each that differs is told: one that does good and one that does harm.
    """
    everyone = compared(frame)[lambda part: part["group"].eq("")]
    first = everyone[everyone["outcome"].eq(everyone["outcome"].head(1).squeeze())]
    last = first[first["months"].fillna(-1).eq(first["months"].fillna(-1).max())]
    if last.empty:
        return
    tested = last[last["p_adjusted"].notna()]
    clear = tested[tested["p_adjusted"].lt(CHANCE)]
    known = next(rows(last))
    told_of = last if len(last) == 1 else last.drop(tested.index.difference(clear.index))
    text = " ".join(f"{claim(row, evidence)}." for row in rows(told_of))
    value = _from_to(last["difference"])
    if len(last) > 1:
        text = f"{_several(known, len(last))} {text}".strip()
        if len(tested):
            value = f"{len(clear)} van {len(tested)} aanpakken"
            text += "" if len(clear) else " Geen daarvan verschilt meer dan toeval verklaart."
    people = None if pd.isna(known.compared_people) else float(known.compared_people)
    yield Finding(topic="effect", value=value, text=text, people=people)


def _from_to(differences: pd.Series[float]) -> str:
    """The smallest and the largest difference; of one programme its own."""
    ends = dict.fromkeys(dutch.signed(one, 1) for one in (differences.min(), differences.max()))
    return f"{' tot '.join(ends)} procentpunten"


def _several(row: Any, number: int) -> str:
    return f"Naast {_name(row.control_arm)} staan {number} aanpakken ({_reaching(row)})."
