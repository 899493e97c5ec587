"""Of how many people the spells are that the curves count."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Prose
from evalutils.frames import rows
from evalutils.show.table_columns import unless_empty

TWICE = "De aandelen hieronder zijn van trajecten: wie vaker begon, telt elke keer mee."
MARGIN = "De marges houden er rekening mee dat het dan om dezelfde mensen gaat."


@unless_empty
def sentence(result: Publishable) -> Prose:
    """How many spells, of how many clients, and what that means for the shares."""
    row = next(rows(result.frame))
    if pd.isna(row.clients) or pd.isna(row.people):
        return Prose(f"{TWICE} {MARGIN}")
    spells = dutch.counted(row.clients, "traject", "trajecten")
    people = dutch.counted(row.people, "cliënt", "cliënten")
    if row.clients == row.people and row.margin == 0:
        return Prose(f"Het gaat om {spells}, elk van een andere cliënt.")
    text = f"Het gaat om {spells} van {people}"
    if not pd.isna(row.again) and row.again > 0:
        text += f"; {dutch.number(row.again)} van hen begonnen meer dan één keer"
    return Prose(f"{text}. {TWICE} {MARGIN}")
