"""What the programme adds for its clients after adjustment, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import TOGETHER, group_value, group_within
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.contracts.evidence import Evidence
from evalutils.contracts.summary_topics import Finding
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.effect import about_a_year
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show import table_columns
from evalutils.show.arm_balance import group_quoted
from evalutils.show.difference_chart import difference_chart
from evalutils.show.effect_words import more_or_less, points_interval, than, tied
from evalutils.show.phrases import told
from evalutils.show.table_columns import TableColumn, each, unless_empty

KINDS = {
    "adjusted": "na correctie",
    "weighted": "na weging",
    "unadjusted": "zonder correctie",
}
REFUSED = {
    "alone": "Het effect is niet geschat: van sommige groepen waren er alleen mensen in een van "
    "beide groepen, en dan is er niemand om hen mee te vergelijken",
    "few": "Het effect is niet geschat: van een van beide groepen, of daarin van een kenmerk of "
    "een combinatie van kenmerken, waren er te weinig mensen of te weinig vertrekkers naar werk.",
}


def corrected_for(balance: Publishable) -> list[str]:
    """What was corrected for, in words within a sentence."""
    if balance.empty:
        return []
    return [markdown(group_within(str(name))) for name in balance.frame["column"].unique()]


@unless_empty
def sentence(result: Publishable, balance: Publishable, evidence: Evidence) -> Prose | Nothing:
    """The difference at each month, as far as the design allows to tie it to the programme."""
    frame = result.frame
    reason = str(frame["refused"].iloc[0])
    if reason == "alone":
        return Prose(f"{REFUSED[reason]}: {dutch.listing(_in_one_arm(balance.frame))}.")
    if reason == "apart":
        return Prose(_apart(next(rows(frame))))
    if reason:
        return Prose(REFUSED[reason])
    known = estimated(frame)
    if known.empty:
        return Prose(
            "Het effect is niet geschat: in een van beide groepen zijn te weinig mensen een half "
            "jaar gevolgd, of vertrokken er zo weinig of zo veel naar werk dat een marge niet te "
            "geven is."
        )
    return told([f"{claim}." for claim in _claims(known, evidence, corrected_for(balance))])


def _in_one_arm(balance: pd.DataFrame) -> list[str]:
    """The groups of which there is nobody in one of the arms."""
    nobody = balance[balance[[CONTROL, PROGRAMME]].eq(0).any(axis=1)]
    return [group_quoted(row) for row in rows(nobody)]


def _claims(known: pd.DataFrame, evidence: Evidence, corrected: Sequence[str]) -> Iterator[str]:
    """A claim per month; after the first that is no chance only the numbers of the others."""
    is_tied = False
    for row in rows(known):
        if is_tied and not _may_be_chance(row):
            yield (
                f"Na {row.month} maanden was het {more_or_less(row.adjusted)} ({_shares(row)}; "
                f"{_interval(row)})"
            )
            continue
        is_tied = is_tied or not _may_be_chance(row)
        yield _claim(row, evidence, corrected)


def _may_be_chance(row: Any) -> bool:
    return bool(row.adjusted_lower <= 0 <= row.adjusted_upper)


def _shares(row: Any) -> str:
    return f"{dutch.percent(row.programme_share)} tegenover {dutch.percent(row.control_share)}"


def _interval(row: Any) -> str:
    return f"95%-interval {points_interval(row.adjusted_lower, row.adjusted_upper)}"


def _apart(row: Any) -> str:
    """The combination of groups of the most clients like whom there is nobody."""
    pairs = zip(row.column.split(TOGETHER), row.level.split(TOGETHER), strict=True)
    values = (
        f"‘{markdown(group_within(column))}: {markdown(group_value(column, level))}’"
        for column, level in pairs
    )
    return (
        f"Het effect is niet geschat: op {dutch.counted(row.apart, 'cliënt', 'cliënten')} van het "
        "programma lijkt niemand in de vergelijkingsgroep. De meesten van hen hebben samen "
        f"{dutch.listing(list(values))}. Elk van die kenmerken komt in beide groepen voor, maar "
        "deze combinaties niet."
    )


def _claim(row: Any, evidence: Evidence, corrected: Sequence[str]) -> str:
    interval, shares = _interval(row), f"{_shares(row)} zonder het programma"
    what = (
        f"{more_or_less(row.adjusted)} mensen die binnen {row.month} maanden naar werk vertrokken"
    )
    if _may_be_chance(row):
        return (
            f"Na {row.month} maanden waren er naar schatting {more_or_less(row.adjusted)} mensen "
            f"naar werk vertrokken {than(row.adjusted)} zonder het programma ({shares}; "
            f"{interval}). Dat kan toeval zijn, en bewijst ook niet dat er geen verschil is"
        )
    lot = evidence == "randomised"
    found = tied(evidence, "het programma", what, by_lot=lot, corrected=corrected)
    return f"{found} ({shares}; {interval})"


@unless_empty
def limits(result: Publishable, balance: Publishable, evidence: Evidence) -> Prose:
    """What was adjusted for and what was not, and what must hold."""
    lot = (
        "Door de loting verschillen de groepen vooraf alleen toevallig."
        if evidence == "randomised"
        else "Wat niet in het bestand staat, zoals motivatie, gezondheid en het oordeel van de "
        "begeleider, is niet gecorrigeerd. Het verschil is alleen dat van het programma als de "
        "groepen daarin gelijk zijn."
    )
    must_hold = (
        "Ook moet de dag van begin in beide groepen hetzelfde betekenen, mag de ene groep niets "
        "van de andere merken, en mag wie korter is gevolgd niet anders zijn dan mensen met "
        "dezelfde kenmerken die langer zijn gevolgd."
    )
    return Prose(f"{_adjusted_for(result, balance)} {lot} {must_hold}")


def _adjusted_for(result: Publishable, balance: Publishable) -> str:
    """What was adjusted for, and whether it is known to be of before the programme."""
    corrected = dutch.listing(corrected_for(balance))
    if result.frame["refused"].ne("").any():
        return "Er is geen verschil geschat, dus ook niets gecorrigeerd."
    if not corrected:
        return "Er is nergens voor gecorrigeerd."
    if result.frame["dated"].all():
        return f"Gecorrigeerd is voor {corrected}, zoals vastgesteld bij het begin."
    return (
        f"Gecorrigeerd is voor {corrected}. Wanneer die kenmerken zijn vastgesteld, staat niet in "
        "het bestand. Was dat na het begin, dan kunnen zij een gevolg zijn van het programma, en "
        "klopt de correctie niet."
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Shares with and without the programme, and the difference in three ways."""
    return of_months(
        result,
        table_columns.percents("Zonder", "control_share"),
        table_columns.percents("Met", "programme_share"),
        *(_difference(dutch.capital(label), kind) for kind, label in KINDS.items()),
        name="verschil-na-correctie",
        title="Vertrek naar werk met en zonder het programma, voor de cliënten van het programma",
        notes=[
            "Verschillen in procentpunten, met het 95%-interval. Na correctie: dubbel robuust; het "
            "klopt als het model van wie meedoet klopt, of dat van wie naar werk gaat. Na weging: "
            "alleen het eerste. Zonder en met: de aandelen na correctie.",
        ],
    )


def of_months(
    result: Publishable, *columns: TableColumn, name: str, title: str, notes: Sequence[str]
) -> HtmlTable | Nothing:
    """A row per month of which there is an estimate."""
    every = (table_columns.AFTER_MONTHS, *columns)
    return table_columns.table_of(
        estimated(result.frame), every, name=name, title=title, notes=notes
    )


def estimated(frame: pd.DataFrame) -> pd.DataFrame:
    """The months of which there is an estimate."""
    return frame[frame["adjusted"].notna()]


def _difference(heading: str, kind: str) -> TableColumn:
    def written(row: Any) -> str:
        ends = getattr(row, f"{kind}_lower"), getattr(row, f"{kind}_upper")
        return f"{dutch.signed(getattr(row, kind), 1)} ({points_interval(*ends)})"

    return each(heading, written)


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The differences in three ways at each month, a row each."""
    frame = estimated(result.frame)
    parts = [
        frame[["month", kind, f"{kind}_lower", f"{kind}_upper"]]
        .set_axis(["month", "difference", "lower", "upper"], axis=1)
        .assign(label=label)
        for kind, label in KINDS.items()
    ]
    long = pd.concat(parts).sort_values("month", kind="stable").reset_index(drop=True)
    return difference_chart(
        [f"Na {row.month} maanden, {row.label}" for row in rows(long)],
        *(long[name] for name in ("difference", "lower", "upper")),
        name="verschil-na-correctie",
        caption="Verschil in vertrek naar werk met de vergelijkingsgroep",
    )


def findings(frame: pd.DataFrame, evidence: Evidence) -> Iterator[Finding]:
    """Whether it worked, at the month nearest to a year."""
    row: Any = about_a_year(frame)
    if row is not None:
        people = None if pd.isna(row.programme) else float(row.programme)
        value = f"{dutch.signed(row.adjusted, 1)} procentpunten"
        text = f"{_claim(row, evidence, ['wat van de cliënten bekend is'])}."
        yield Finding(topic="effect", value=value, text=text, people=people)
