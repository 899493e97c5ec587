"""The published stocks and flows."""

from filled_tables import caseload, public, table
from outputs import cells_of

from evalutils import outflow, show


def test_a_figure_says_how_precise_it_is_unless_it_is_exact() -> None:
    exact = public(outflow.caseload_figures(caseload(inflow=3)))
    assert cells_of(show.caseload_figures.table(exact))[1] == ["Maat", "Aantal"]
    row = {"measure": "inflow", "count": 800, "qualifier": "circa"}
    about = public(outflow.caseload_figures(table("caseload", row)))
    assert cells_of(show.caseload_figures.table(about))[2] == ["Instroom", "ongeveer 800"]
