"""The key figures at the foot of a page."""

from filled_tables import exits, protected, public
from outputs import cells_of

from evalutils import outflow, show
from evalutils.display import Nothing


def test_the_key_figures_are_readable_in_dutch() -> None:
    frame = public(outflow.destinations(exits(total=64, paid_work=14), None)).key_figures
    rows = cells_of(show.page_figures.table(frame))
    headings = "Kengetal Groep Waarde Ondergrens Bovengrens Eenheid Basis Status Bron"
    assert rows[1] == headings.split(" ")
    figures = "outflow.share paid_work 21,9 13,5 33,4 % 64 berekend verslag-2020"
    assert rows[-2] == figures.split(" ")


def test_a_suppressed_key_figure_says_so() -> None:
    frame = protected(outflow.destinations(exits(paid_work=4), None)).key_figures
    assert cells_of(show.page_figures.table(frame))[2][-2] == "weggelaten"


def test_a_page_without_key_figures_has_no_table_of_them() -> None:
    frame = public(outflow.destinations(exits(total=64, paid_work=14), None)).key_figures
    assert isinstance(show.page_figures.table(frame.iloc[:0]), Nothing)
