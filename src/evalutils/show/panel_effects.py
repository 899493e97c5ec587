"""Two groups over time: how much more the programme's changed, and how alike they were before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.effect_tables import PHASES, ROLES
from evalutils.contracts.evidence import EVIDENCE, Evidence
from evalutils.contracts.summary_topics import Finding
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import quantity
from evalutils.show import table_columns
from evalutils.show.effect_words import more_or_less, points_interval, than, tied
from evalutils.show.phrases import told
from evalutils.show.table_columns import TableColumn, each, unless_empty

# Up to here errors of clusters are too small without a correction for it (Angrist and Pischke 2009,
# section 8.2.3, name 42); of fewer than so many in a group their spread itself is a guess.
FEW, VERY_FEW = 42, 5
CORRECTED = ("het verschil dat er vooraf al was", "wat ook in de vergelijkingsgroep veranderde")


def outcomes(frame: pd.DataFrame) -> list[Any]:
    """The first row of each outcome, where the estimates stand."""
    return list(rows(frame[frame["periods_before"].notna()]))


@unless_empty
def sentence(result: Publishable, evidence: Evidence) -> Prose | Nothing:
    """How much more the group with the programme changed, as far as the design allows."""
    found = outcomes(result.frame)
    return told([*(f"{claim(row, evidence)}." for row in found), _clusters(found[0])])


def claim(row: Any, evidence: Evidence) -> str:
    """What is said of an outcome, without a stop."""
    who = f"mensen met ‘{markdown(row.outcome)}’"
    if pd.isna(row.changed):
        return (
            f"Hoeveel meer of minder {who} er na de start waren, staat er niet: een van de "
            "aantallen is weggelaten"
        )
    points, beside = more_or_less(row.changed), than(row.changed)
    what = f"{points} {who} {beside} zonder het programma te verwachten was"
    interval = f"95%-interval {points_interval(row.changed_lower, row.changed_upper)}"
    if pd.isna(row.changed_lower):
        return f"Na de start waren er {what}. Hoe zeker dat is, is niet te zeggen: {_why(row)}"
    if row.changed_lower <= 0 <= row.changed_upper:
        return (
            f"Na de start waren er {what} ({interval}). Dat kan toeval zijn, en bewijst ook niet "
            "dat er geen verschil is"
        )
    return f"{tied(evidence, 'het programma', what, corrected=CORRECTED)} ({interval})"


def _why(row: Any) -> str:
    if min(row.clusters_programme, row.clusters_control) < 2:
        return "een van beide groepen is maar één eenheid"
    return "de eenheden verschillen onderling niet"


def _clusters(row: Any) -> str:
    """How many clusters there are, and what few of them do."""
    ours, theirs = row.clusters_programme, row.clusters_control
    text = (
        f"Het programma was in {dutch.counted(ours, 'eenheid', 'eenheden')} (zoals wijken of "
        f"teams), de vergelijkingsgroep is {dutch.counted(theirs, 'eenheid', 'eenheden')}."
    )
    if pd.isna(row.changed_lower) or ours + theirs > FEW:
        return text
    few = f"{text} Dat zijn er weinig; het interval houdt daar rekening mee"
    if min(ours, theirs) < VERY_FEW:
        return f"{few}, maar met minder dan {VERY_FEW} in een groep is het zelf onzeker."
    return f"{few}."


@unless_empty
def before(result: Publishable) -> Prose | Nothing:
    """Whether the groups moved alike before the start."""
    return told([f"{_before(row)}." for row in outcomes(result.frame) if pd.notna(row.changed)])


def _before(row: Any) -> str:
    about = f"het aandeel mensen met ‘{markdown(row.outcome)}’"
    if row.periods_before < 2:
        return (
            f"Of {about} vóór de start in beide groepen gelijk opliep, is niet na te gaan: er is "
            "maar één periode van voor de start"
        )
    moved = f"In de {row.periods_before:.0f} perioden voor de start {_apart(row.drifted, about)}"
    ends = f"95%-interval {points_interval(row.drifted_lower, row.drifted_upper)}"
    if pd.isna(row.drifted_lower):
        return f"{moved}; hoe zeker dat is, is niet te zeggen"
    joint = _joint(row)
    if not row.drifted_lower <= 0 <= row.drifted_upper:
        return (
            f"Pas op: de groepen liepen al uit elkaar. {moved} ({ends}). Ging dat door, dan komt "
            f"een deel van het verschil niet van het programma{joint}"
        )
    if pd.notna(row.before_significant) and row.before_significant:
        return f"Pas op: de groepen liepen vooraf niet gelijk op. {moved} ({ends}){joint}"
    as_large = max(abs(row.drifted_lower), abs(row.drifted_upper)) >= abs(row.changed)
    more = "; een verschil zo groot als dat na de start past daar ook bij" if as_large else ""
    return (
        f"{moved} ({ends}). Dat kan toeval zijn{more}{joint}. Het bewijst niet dat de groepen "
        "zonder programma ook daarna gelijk waren opgelopen"
    )


def _apart(points: float, about: str) -> str:
    """How far the group with the programme moved away from the other."""
    size = quantity(abs(points), 1, "percentage_point")
    if more_or_less(points) == "evenveel":
        return f"veranderde {about} in beide groepen evenveel"
    if points > 0:
        return f"liep {about} met het programma {size} uit op dat van de andere groep"
    return f"bleef {about} met het programma {size} achter bij dat van de andere groep"


def _joint(row: Any) -> str:
    """Whether the difference was another one in each period, as a sentence after another."""
    if row.periods_before < 3:
        return ""
    p = _joint_p(row)
    if p == dutch.MISSING:
        return ". Per periode is dat met zo weinig eenheden niet te toetsen"
    test = f"(toets van die perioden samen: p {p if p[0] in '<≥' else f'= {p}'})"
    if not row.before_significant:
        return f". Ook per periode schommelde het verschil niet meer dan toeval verklaart {test}"
    return (
        f". Per periode schommelde het verschil meer dan toeval verklaart {test}: ook dat na de "
        "start kan zo'n schommeling zijn"
    )


def _joint_p(row: Any) -> str:
    side = None if pd.isna(row.before_significant) else bool(row.before_significant)
    return dutch.p_or_side(row.before_p, side)


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """What both groups reached in each period."""
    frame = result.frame
    several = frame["outcome"].nunique() > 1
    title = "Beide groepen per periode"

    def heading(row: Any) -> str:
        about = f" ({row.outcome})" if several else ""
        return f"{dutch.capital(ROLES[row.role])}{about}"

    return table_columns.table_of(
        frame.sort_values(["outcome", "role", "period_start"], kind="stable", key=_order(frame)),
        (
            each("Periode", lambda row: dutch.period(row.period_start, row.date), words=True),
            table_columns.names("Fase", "phase", PHASES),
            table_columns.counts("Mensen", "people"),
            table_columns.counts("Bereikt", "reached"),
            table_columns.percents("Aandeel", "share"),
        ),
        name="groepen-per-periode",
        title=title if several else f"{title}: {frame['outcome'].iloc[0]}",
        groups=each("Groep", heading),
    )


def _order(frame: pd.DataFrame) -> Any:
    """The order of rows by outcome and group, each as it first stands in the frame."""
    first = {
        name: {value: place for place, value in enumerate(frame[name].unique())}
        for name in ("outcome", "role")
    }
    return lambda column: column.map(first[column.name]) if column.name in first else column


@unless_empty
def estimates(result: Publishable) -> HtmlTable | Nothing:
    """The difference between the changes of both groups, after and before the start."""
    frame = result.frame
    first = frame[frame["periods_before"].notna() & frame["changed"].notna()]
    return table_columns.table_of(
        first,
        (
            table_columns.texts("Uitkomst", "outcome"),
            _with_interval("Na de start", "changed"),
            _with_interval("Al voor de start", "drifted"),
            each("Toets vooraf (p)", _joint_p),
        ),
        name="verandering-vergeleken",
        title="Zoveel meer veranderde de groep met het programma",
        notes=_NOTES if first["before_significant"].notna().any() else _NOTES[:1],
    )


_NOTES = (
    "In procentpunten, met het 95%-interval. Na de start: het verschil tussen de veranderingen van "
    "beide groepen (difference-in-differences). Al voor de start: van de eerste tot de laatste "
    "periode daarvoor, langs een rechte lijn. De intervallen rekenen ermee dat mensen in één "
    "eenheid op elkaar lijken.",
    "Toets vooraf (p): de kans dat het verschil tussen de groepen in de perioden voor de start "
    "minstens zoveel schommelt, als het in werkelijkheid gelijk bleef.",
)


def _with_interval(heading: str, name: str) -> TableColumn:
    def written(row: Any) -> str:
        if pd.isna(getattr(row, name)):
            return dutch.MISSING
        ends = getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")
        return f"{dutch.signed(getattr(row, name), 1)} ({points_interval(*ends)})"

    return each(heading, written)


@unless_empty
def limits(result: Publishable, evidence: Evidence) -> Prose | Nothing:
    """What was corrected for in groups over time and what was not, and what must hold."""
    lot = (
        "Door de loting verschillen de eenheden vooraf alleen toevallig."
        if evidence == "randomised"
        else "Wat alleen in één van beide groepen veranderde, zoals een fabriek die sloot of een "
        "ander beleid in die wijken, is niet gecorrigeerd."
    )
    return Prose(
        f"Van de groepen door de tijd is gecorrigeerd voor {dutch.listing(list(CORRECTED))}. {lot} "
        "Het verschil is alleen dat van het programma als beide groepen zonder programma evenveel "
        "waren veranderd, als niemand op het programma vooruitliep, als de ene groep niets van de "
        "andere merkte (zoals banen die nu naar de anderen gingen), en als de groepen uit dezelfde "
        f"soort mensen bleven bestaan. Opzet van de evaluatie: {EVIDENCE[evidence].label}."
    )


def findings(frame: pd.DataFrame, evidence: Evidence) -> Iterator[Finding]:
    """Whether it worked, of the first outcome of the table."""
    for row in outcomes(frame)[:1]:
        if pd.notna(row.changed):
            last = frame[frame["outcome"].eq(row.outcome)].tail(2)["people"]
            people = float(last.sum()) if last.notna().all() else None
            value = f"{dutch.signed(row.changed, 1)} procentpunten"
            yield Finding(topic="effect_over_time", value=value, text=f"{claim(row, evidence)}.",
                          people=people)  # fmt: skip
