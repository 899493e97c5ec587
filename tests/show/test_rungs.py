"""The rungs by their names, and the table of a scheme."""

from dataclasses import replace
from pathlib import Path

from filled_tables import ladder, public
from outputs import SCHEME, cells_of

from evalutils.dataset.ladder_crosswalk import Crosswalk
from evalutils.dataset.library import load_library
from evalutils.ladder import crosswalk
from evalutils.show import national_rungs, rungs

# Rung 1 has no counterpart, 2 is rung 5, and 3 is rung 5 or 6.
NATIONAL = Crosswalk("landelijk", "2020-1", "Er gaat iets verloren.", {1: (), 2: (5,), 3: (5, 6)})


def test_the_scheme_says_which_rung_counts_for_who_fits_several() -> None:
    national = load_library(Path(__file__).parents[2] / "data").ladders["participatieladder"]
    rows = cells_of(rungs.table(national))
    assert ["Wie op meer dan één trede past, staat op de hoogste daarvan."] in rows
    assert "Wie op meer dan één trede" not in str(cells_of(rungs.table(SCHEME)))


def test_the_scheme_names_the_national_rung_of_each_of_its_rungs() -> None:
    rows = cells_of(rungs.table(replace(SCHEME, crosswalk=NATIONAL)))
    assert rows[1] == ["Trede", "Wanneer", "Landelijke trede"]
    assert [row[-1] for row in rows[2:5]] == ["geen", "5", "5 of 6"]
    assert rows[-1] == ["Er gaat iets verloren."]


def test_shares_on_national_rungs_are_exact_or_an_interval() -> None:
    found = public(crosswalk(ladder(current=[50, 30, 20]), SCHEME.numbers, NATIONAL))
    rows = cells_of(national_rungs.table(found, replace(SCHEME, crosswalk=NATIONAL)))
    shares = {row[0]: row[-1] for row in rows[2:-2]}
    assert shares["Landelijke trede 5"] == "30,0% tot 50,0%"
    assert shares["Landelijke trede 6"] == "0,0% tot 20,0%"
    assert shares["Geen landelijke tegenhanger"] == "50,0%"
