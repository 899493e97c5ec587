"""Exit shares of evaluations side by side."""

from collections.abc import Sequence

from filled_tables import caseload, exits, table
from outputs import cells_of, chart, svg_of
from sample_evaluation import LIBRARY, evaluation

from evalutils import show
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure import Publishable
from evalutils.display import Nothing
from evalutils.report.compared_shares import Comparison
from evalutils.show.cells import LEFT_OUT_NOTE


def compared(disclosure: str = "published", more: Sequence[Evaluation] = ()) -> Publishable:
    rows = table("exits", {"destination": "paid_work", "share": 90, "base": "participants"})
    return Comparison(
        [
            evaluation("almelo/werkfit/2020", disclosure, exits=exits(total=202, paid_work=51)),
            evaluation("borne/start/2020", exits=rows, caseload=caseload(participants=10)),
            *more,
        ],
        LIBRARY,
    ).exit_shares()


def test_the_table_gives_every_share_its_base_and_interval() -> None:
    rows = cells_of(show.exits_compared.table(compared()))
    assert rows[1] == [
        "Bestemming", "Aandeel", "95%-interval", "Van", "Basis", "Niet vergelijkbaar omdat…",
    ]  # fmt: skip
    assert rows[2] == ["Almelo: Programma werkfit, heel 2020"]
    assert rows[3] == [
        "Betaald werk",
        "25,2%",  # 51 / 202
        "19,8% tot 31,7%",
        "alle vertrekkers",
        "202",
        "De bron zegt niet tot wanneer mensen zijn gevolgd",
    ]
    assert rows[5][1:5] == ["90%", "–", "deelnemers", "10"]
    assert "Zonder interval: overgenomen uit de bron." in rows[6][0]
    assert LEFT_OUT_NOTE not in rows[6][0]


def test_a_protected_evaluation_shows_rounded_numbers_beside_exact_ones() -> None:
    rows = cells_of(show.exits_compared.table(compared("protected")))
    assert (rows[3][1], rows[3][4]) == ("25,0%", "200")  # 50 / 200
    assert rows[5][4] == "10"


def test_the_chart_names_programme_period_and_destination() -> None:
    again = evaluation("borne/werkfit/2020", exits=exits(total=200, paid_work=50))
    shown = chart(show.exits_compared.chart(compared(more=[again])))
    assert shown.alt == (
        "Aandeel uitstroom per evaluatie: Programma werkfit, heel 2020: betaald werk 25,2% "
        "(19,8% tot 31,7%); Programma werkfit, heel 2020: betaald werk 25,0% (19,5% tot 31,4%)."
    )
    # Programma start has another base: 90% of 10 participants, and no axis is of two bases.
    assert "aandelen van een andere basis staan alleen in de tabel" in shown.caption
    assert "geen rangorde" in shown.caption
    assert svg_of(shown) == svg_of(chart(show.exits_compared.chart(compared(more=[again]))))


def test_one_share_alone_is_no_chart() -> None:
    assert isinstance(show.exits_compared.chart(compared()), Nothing)  # 25,2% has its own base


def test_without_shares_the_page_has_nothing_to_compare() -> None:
    nothing = Comparison([evaluation()], LIBRARY).exit_shares()
    for shown in (show.exits_compared.sentence, show.exits_compared.chart):
        assert isinstance(shown(nothing), Nothing)
    assert isinstance(show.exits_compared.table(nothing), Nothing)
