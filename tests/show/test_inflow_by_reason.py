"""Why people came, in words, as a chart and as a table."""

from typing import Any

from filled_tables import caseload, public, table
from outputs import cells_of, chart, sentence

from evalutils import outflow, show
from evalutils.dataset.codelists import InflowReason
from evalutils.disclosure import Publishable

WORDS = {
    "total": "alle instroom samen",
    "study_ended": "einde van de studie",
    "moved_in": "verhuisd",
    "unknown": "reden onbekend",
}
CODELIST = {code: InflowReason(code, label, "", "") for code, label in WORDS.items()}


def came(*rows: tuple[Any, ...], **measures: int) -> Publishable:
    named = [dict(zip(("reason", "count", "qualifier"), row, strict=False)) for row in rows]
    numbers = caseload(**measures) if measures else None
    return public(outflow.inflow_reasons(table("inflow", *named), numbers))


def told(result: Publishable) -> str:
    return sentence(show.inflow_by_reason.sentence(result, CODELIST))


def test_the_most_frequent_reason_and_the_rest_are_told() -> None:
    # 200 - 90 - 50 = 60
    result = came(("total", 200), ("study_ended", 90), ("moved_in", 50))
    assert told(result) == (
        "In totaal stroomden in: 200 mensen. De meest genoemde reden of herkomst is einde van de "
        "studie: 90 van 200, dat is 45,0% (95%-interval 38,3% tot 51,9%). Van 60 van de 200 mensen "
        "die instroomden, noemt de bron geen reden met een aantal."
    )


def test_an_unknown_reason_is_never_the_most_frequent() -> None:
    result = came(("total", 200), ("unknown", 150), ("moved_in", 50))
    assert "is verhuisd: 50 van 200" in told(result)


def test_a_count_that_is_about_right_is_told_so() -> None:
    result = came(("total", 200), ("study_ended", 90, "circa"), ("moved_in", 50))
    assert "noemt de bron bij einde van de studie: ongeveer 90 van 200, dat is ongeveer 45%" in (
        told(result)
    )


def test_the_table_names_base_and_reason() -> None:
    written = cells_of(show.inflow_by_reason.table(
        came(("study_ended", 90), ("moved_in", 50), inflow=200), CODELIST
    ))  # fmt: skip
    assert written[1][:2] == ["Reden of herkomst", "Aantal"]
    assert written[2][:3] == ["Einde van de studie", "90", "45,0%"]
    assert "instroom" in written[2] and "uitstroom" not in written[2]


def test_the_chart_leaves_out_the_total() -> None:
    drawn = chart(show.inflow_by_reason.chart(
        came(("total", 200), ("study_ended", 90), ("moved_in", 50)), CODELIST
    ))  # fmt: skip
    assert drawn.alt.startswith(
        "Aandeel van de instroom per reden of herkomst: Einde van de studie 45,0%"
    )
    assert "samen" not in drawn.alt


def test_households_that_came_are_called_so() -> None:
    # 200 - 90 - 50 = 60
    rows = [("total", 200), ("study_ended", 90), ("moved_in", 50)]
    named = [{"reason": code, "count": count, "unit": "household"} for code, count in rows]
    text = told(public(outflow.inflow_reasons(table("inflow", *named), None)))
    assert "In totaal stroomden in: 200 huishoudens." in text
    assert "Van 60 van de 200 huishoudens die instroomden, noemt de bron geen reden" in text


def test_the_axis_names_the_base_of_all_shares() -> None:
    result = came(("study_ended", 90), ("moved_in", 50), inflow=200)
    shown = show.inflow_by_reason.chart(result, CODELIST)
    assert shown.figure.axes[0].get_xlabel() == "aandeel van de instroom"
