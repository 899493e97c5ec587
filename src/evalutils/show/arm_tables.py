"""Tables of groups with and without the programme, and of what the comparison takes for granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.bias import checklist_of
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME, ROLES
from evalutils.contracts.evidence import EVIDENCE, Evidence
from evalutils.dataset.evaluation import Bias
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show import groups, table_columns
from evalutils.show.arm_effects import after, compared
from evalutils.show.effect_words import points_interval
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty
from evalutils.statistics.two_proportions import POWER

_ARM = table_columns.texts("Groep", "arm")
_HEADING = each(
    "Uitkomst",
    lambda row: groups.with_group(f"{dutch.capital(row.outcome)}{after(row)}", row.group),
    words=True,
)
_TREATED = "Iedereen telt in de groep waarin hij is ingedeeld, ook wie niet meedeed of wegviel."


def _headings(frame: pd.DataFrame) -> TableColumn | None:
    return _HEADING if frame["comparison"].nunique() > 1 else None


def _title(start: str, frame: pd.DataFrame) -> str:
    """A title that names the outcome where the table has one."""
    if _headings(frame) is not None:
        return start
    row = frame.iloc[0]
    return f"{start}: {groups.with_group(f'{row.outcome}{after(row)}', row.group)}"


@unless_empty
def shares(result: Publishable) -> HtmlTable | Nothing:
    """What each group reached."""
    frame = result.frame
    return table_of(
        frame,
        [
            _ARM,
            table_columns.names("Rol", "role", ROLES),
            table_columns.counts("Mensen", "people"),
            table_columns.counts("Bereikt", "reached"),
            table_columns.shares(),
            table_columns.intervals(),
        ],
        name="uitkomst-per-groep",
        title=_title("Uitkomst per groep", frame),
        groups=_headings(frame),
        notes=[_TREATED, *groups.notes(frame)],
    )


@unless_empty
def differences(result: Publishable) -> HtmlTable | Nothing:
    """How far each group with the programme lies from the control group."""
    frame = compared(result.frame)
    looks = sorted({int(number) for number in frame["looks"].dropna()})
    return table_of(
        frame,
        [
            _ARM,
            each("Verschil (procentpunten)", _points),
            each("95%-interval", lambda row: points_interval(*_of(row, "difference"))),
            each("Zoveel keer", lambda row: dutch.number(row.ratio_of, 2)),
            each("95%-interval, keer", _times),
            each("p, gecorrigeerd", lambda row: dutch.p_value(row.p_adjusted)),
            each("Kleinste vindbare verschil", lambda row: dutch.number(row.smallest, 1)),
        ],
        name="verschillen",
        title=_title("Verschil met de vergelijkingsgroep", frame) if len(frame) else "",
        groups=_headings(frame),
        notes=[
            "Intervallen volgens Miettinen en Nurminen. De p-waarde is gecorrigeerd voor vaker "
            f"kijken (Holm, {dutch.listing([f'{number}' for number in looks])} "
            f"{'vergelijking' if looks == [1] else 'vergelijkingen'}); de intervallen niet.",
            "Kleinste vindbare verschil: zoveel procentpunten boven de vergelijkingsgroep zou een "
            f"onderzoek van deze grootte in {POWER:.0%} van de gevallen vinden.",
        ]
        if looks
        else ["De bron geeft geen aantallen mensen, dus er is geen interval en geen toets."],
    )


def _points(row: Any) -> str:
    whole = pd.isna(row.difference_lower) and float(row.difference).is_integer()
    return dutch.signed(row.difference, 0 if whole else 1)


def _of(row: Any, name: str) -> tuple[float, float]:
    return getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")


def _times(row: Any) -> str:
    lower, upper = _of(row, "ratio")
    if pd.isna(lower):
        return dutch.MISSING
    end = "meer" if pd.isna(upper) else dutch.number(upper, 2)
    return f"{dutch.number(lower, 2)} {'of' if pd.isna(upper) else 'tot'} {end}"


@unless_empty
def participation(result: Publishable) -> HtmlTable | Nothing:
    """Who joined and took part, and the difference among those who did; nothing where not told."""
    frame = result.frame
    given = frame[["took_part", "invited", "hidden_took_part", "hidden_invited"]].notna()
    frame = frame[given.any(axis=1)]
    effects = frame["participants_difference"].notna().any() if len(frame) else False
    told = frame[frame["role"].eq(PROGRAMME)]
    told = told[told[["took_part", "difference_lower"]].notna().all(axis=1)]
    alike = told["participants_difference"].isna().any()
    return table_of(
        frame,
        [
            _ARM,
            table_columns.counts("Uitgenodigd", "invited"),
            table_columns.counts("Ingedeeld", "people"),
            table_columns.percents("Van de uitgenodigden", "share_joined"),
            table_columns.counts("Deed mee", "took_part"),
            table_columns.percents("Van de groep", "share_take_up"),
            each(
                "Verschil onder wie meedeed",
                lambda row: dutch.signed(row.participants_difference, 1),
            ),
            each("95%-interval", lambda row: points_interval(*_of(row, "participants"))),
        ],
        name="deelname",
        title="Wie meedeed, en het verschil onder hen",
        groups=_headings(frame),
        notes=[
            *(
                [
                    "Verschil onder wie meedeed: het verschil in uitkomst gedeeld door het "
                    "verschil in meedoen (Wald), met een interval volgens Fieller, in "
                    "procentpunten. Het geldt voor wie meedoet als het wordt aangeboden, en alleen "
                    "als het aanbod op geen andere manier iets uitmaakt."
                ]
                if effects
                else []
            ),
            *([_ALIKE] if alike else []),
        ],
    )


_ALIKE = (
    "Zonder verschil onder wie meedeed: het kan zijn dat in beide groepen evenveel mensen meededen."
)


@unless_empty
def design(result: Publishable, evidence: Evidence) -> HtmlTable | Nothing:
    """Who was compared, what was corrected for, and what must hold."""
    controls = result.frame[result.frame["role"].eq(CONTROL)].drop_duplicates("assignment")
    return table_of(
        controls,
        [
            each("Groepen door", lambda row: dutch.capital(ASSIGNMENTS[row.assignment].label)),
            each("Wie is vergeleken", lambda row: ASSIGNMENTS[row.assignment].who, words=True),
            each(
                "Waarvoor is gecorrigeerd",
                lambda _: "Nergens voor: dit zijn aantallen per groep.",
                words=True,
            ),
            each("Wat moet kloppen", lambda row: ASSIGNMENTS[row.assignment].must_hold, words=True),
        ],
        name="opzet",
        title="Wie is vergeleken, en wat moet kloppen",
        notes=[f"Opzet van de evaluatie: {EVIDENCE[evidence].label}."],
        sentences=True,
    )


def bias(judged: Mapping[str, Bias], evidence: Evidence) -> HtmlTable | Nothing:
    """The checklist that the researcher filled in; domains without a judgement say so."""
    if not judged:
        return Nothing()
    asked = checklist_of(evidence)
    answers = {name: judged.get(name) for name in asked.domains}

    def risk(row: Any) -> str:
        found = answers[row.domain]
        return "niet beoordeeld" if found is None else asked.risks[found.risk]

    def because(row: Any) -> str:
        found = answers[row.domain]
        return dutch.MISSING if found is None else found.because

    return table_of(
        pd.DataFrame({"domain": list(asked.domains)}),
        [
            each("Vraag", lambda row: asked.domains[row.domain], words=True),
            each("Kans op vertekening", risk, words=True),
            each("Reden", because, words=True),
        ],
        name="vertekening",
        title=f"Wat er mis kan zijn met de vergelijking ({asked.title}, in het kort)",
        notes=["Ingevuld door de onderzoeker. Een domein zonder oordeel is niet beoordeeld."],
        sentences=True,
    )
