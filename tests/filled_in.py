"""What a researcher does after `evalutils new`: own figures and texts in place of the examples."""

import csv
import re
from pathlib import Path

from pseudonymised import pid

# Of each example a few figures, so that all others still agree with them: column, before, after.
FIGURES = {
    "ladder": [("count", "25", "20")],
    "ladder_moves": [("count", "22", "25")],
    "caseload": [("count", "410", "400"), ("count", "390", "380")],
    "inflow": [("count", "30", "25"), ("count", "15", "20")],
    "exits": [("count", "25", "20"), ("count", "10", "15")],
    "other_outcomes": [("count", "50", "45")],
    "funnel": [("count", "170", "160")],
    "durability": [("exits", "55", "50")],
    "targets": [("result", "48", "45")],
    "instruments": [("participants", "65", "60")],
    "arms": [("reached", "48", "45")],
    "panel": [("reached", "36", "35")],
    "costs": [("low", "2600", "2500")],
    "finances": [("actual", "425", "420")],
    "claims": [("value", "125", "120")],
}
TEXTS = {
    '"VUL IN: naam van het programma"': "Voorbeeldprogramma",
    '"VUL IN: wie het programma uitvoert"': "Naam van de uitvoerder",
    "VUL IN: jaar, maand of dag, zoals 2025-03": "2026-06",
    '"VUL IN: dag, zoals 2025-12-31"': "2025-12-31",
    "VUL IN: jaartal": "2025",
    "VUL IN: ": "",
    "value: 125": "value: 120",
}


def own_figures(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of the example with other figures, that agree with each other as well."""
    changed = [dict(row) for row in rows]
    for column, before, after in FIGURES.get(table, []):
        next(row for row in changed if row.get(column) == before)[column] = after
    return changed


def fill_in(folder: Path) -> Path:
    """Fill in the examples of an evaluation and of its source."""
    shared = [folder.parents[2] / "sources.yaml", folder.parents[1] / "sources.yaml"]
    for path in (*sorted(folder.iterdir()), *filter(Path.exists, shared)):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                rows = own_figures(path.stem, list(csv.DictReader(file)))
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        text = path.read_text(encoding="utf-8")
        for before, after in TEXTS.items():
            text = text.replace(before, after)
        text = re.sub(r"pid_b{23}(.)", lambda found: pid(f"k{found[1]}"), text)
        path.write_text(text, encoding="utf-8")
    return folder
