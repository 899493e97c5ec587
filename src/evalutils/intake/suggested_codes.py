"""Proposes what the codes of an export mean, of those that can be about nobody."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.contracts.texts import PLACEHOLDER
from evalutils.dataset.faults import folded
from evalutils.dataset.library import Library
from evalutils.identifiers.scan import found_in_cells
from evalutils.intake.reporting import may_be_shown

# What clients of either arm are called, folded.
_ARMS = {
    PROGRAMME: re.compile("programma|experiment|interventie|behandel|deelnem|treatment"),
    CONTROL: re.compile("control|vergelijk|referentie|wachtlijst|regulier|gewone aanpak"),
}


def destination_lines(
    texts: Sequence[str], labels: Mapping[str, str], library: Library
) -> list[str]:
    """What the national list and our own names say of each code; the rest is to be filled in."""

    def meant(text: str) -> str:
        label = labels.get(text, "")
        ours = _destination(text, library) or _destination(label, library)
        told = f"  # {label}" if label and not ours and not found_in_cells([label]) else ""
        return in_yaml(ours or f"{PLACEHOLDER}: code van destinations.csv") + told

    return _lines("destination", texts, meant)


def arm_lines(texts: Sequence[str]) -> list[str]:
    """Which of both arms each code is, as far as its words say; the rest is to be filled in."""

    def meant(text: str) -> str:
        found = [arm for arm, words in _ARMS.items() if words.search(folded(text))]
        return in_yaml(found[0] if len(found) == 1 else f"{PLACEHOLDER}: {PROGRAMME} of {CONTROL}")

    return _lines("arm", texts, meant)


def _lines(column: str, texts: Sequence[str], meant: Callable[[str], str]) -> list[str]:
    """What each code of a column means, of those that may be shown."""
    counted = Counter(filter(None, texts))
    shown = [text for text in sorted(counted) if may_be_shown(text, counted[text])]
    lines = [f"      {in_yaml(text)}: {meant(text)}" for text in shown]
    return [f"    {column}:", *lines] if lines else []


def _destination(text: str, library: Library) -> str:
    plain = folded(text)
    for reason in library.end_reasons:
        if text.zfill(2) == reason.code or plain == folded(reason.label):
            return reason.destination
    for item in library.destinations.values():
        if item.grouping != "total" and plain in (folded(item.label), folded(item.code)):
            return item.code
    return ""


def in_yaml(text: str) -> str:
    """A text as YAML writes it, between quotes."""
    return json.dumps(text, ensure_ascii=False)
