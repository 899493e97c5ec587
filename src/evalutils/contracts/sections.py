"""Sections of the data dictionary that messages point to: one name and one address for each."""

from __future__ import annotations

from typing import NamedTuple


class Section(NamedTuple):
    """A section of the page."""

    title: str
    anchor: str

    def __str__(self) -> str:
        """Where to read on, as an English sentence."""
        return f"See '{self.title}' in the Gegevenswijzer (data-dictionary.html#{self.anchor})."


UNITS = Section("Eenheden", "waarden-unit")
QUALIFIERS = Section("Precisie", "precisie")
FORMULAS = Section("Formules", "formules")
# What is said beside a value that a column of this name does not allow.
OF_COLUMN = {
    "unit": UNITS,
    "qualifier": QUALIFIERS,
    "share_qualifier": QUALIFIERS,
    "target_qualifier": QUALIFIERS,
    "formula": FORMULAS,
}


def of_yaml(name: str) -> Section:
    """The section of a YAML file, named as in its contract: ``ladders/*.yaml``."""
    return Section(name, f"{name.partition('/')[0].partition('.')[0]}-yaml")


def of_file(path: str) -> Section:
    """The same for a file below the data folder."""
    parts = path.split("/")
    folder = parts[-2] if len(parts) > 1 else ""
    return of_yaml(f"{folder}/*.yaml" if folder in ("ladders", "parameters") else parts[-1])
