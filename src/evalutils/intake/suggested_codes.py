"""Proposes what the codes of an export mean, of those that can be about nobody."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence

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
    counted = Counter(text for text in texts if text)
    lines = ["    destination:"]
    for text in sorted(counted):
        if may_be_shown(text, counted[text]):
            label = labels.get(text, "")
            ours = _destination(text, library) or _destination(label, library)
            told = f"  # {label}" if label and not ours and not found_in_cells([label]) else ""
            meant = ours or f"{PLACEHOLDER}: code van destinations.csv"
            lines.append(f"      {in_yaml(text)}: {in_yaml(meant)}{told}")
    return lines if len(lines) > 1 else []


def arm_lines(texts: Sequence[str]) -> list[str]:
    """Which of both arms each code is, as far as its words say; the rest is to be filled in."""
    counted = Counter(text for text in texts if text)
    lines = ["    arm:"]
    for text in sorted(counted):
        if may_be_shown(text, counted[text]):
            meant = [arm for arm, words in _ARMS.items() if words.search(folded(text))]
            ours = meant[0] if len(meant) == 1 else f"{PLACEHOLDER}: {PROGRAMME} of {CONTROL}"
            lines.append(f"      {in_yaml(text)}: {in_yaml(ours)}")
    return lines if len(lines) > 1 else []


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
