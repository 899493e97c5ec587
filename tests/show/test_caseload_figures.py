"""The published stocks and flows."""

from filled_tables import caseload, public, table
from outputs import cells_of

from evalutils import outflow, show


def test_exact_figures_need_no_column_for_their_precision() -> None:
    exact = public(outflow.caseload_figures(caseload(inflow=3)))
    assert cells_of(show.caseload_figures.table(exact))[1] == ["Maat", "Aantal"]
    row = {"measure": "inflow", "count": 800, "qualifier": "circa"}
    about = public(outflow.caseload_figures(table("caseload", row)))
    assert cells_of(show.caseload_figures.table(about))[2] == ["Instroom", "800", "ongeveer"]
