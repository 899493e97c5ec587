"""Tables that follow clients: who was measured, who rose, from rung to rung, and who came back."""

from __future__ import annotations

from evalutils.attack.forms import share_form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import at_most, sums
from evalutils.attack.schemes.seen_rungs import rung_of, rungs_in
from evalutils.attack.schemes.seen_stages import rounded_share

CLIENTS = "cliënten"
ALL, MEASURED, TWICE, ONCE, NEVER = "alle", "gemeten", "twee keer", "één keer", "niet gemeten"
ONE = "één"  # at the beginning of a sentence only its first letter is a capital: Eén
WAYS = ("gestegen", "gebleven", "gedaald")
_WHO = {
    "alle cliënten": ALL,
    "gemeten": MEASURED,
    "vaker gemeten": TWICE,
    "twee keer of vaker gemeten": TWICE,
    "één keer gemeten": ONCE,
    "niet gemeten": NEVER,
    **{f"– daarvan {way}": way for way in WAYS},
    **{way: way for way in WAYS},
}


def who(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows of who was measured, how often, and which way they went."""
    for row in table.rows:
        meant = _WHO.get(row.label.lower().replace("eén", ONE))
        if meant is not None:
            _cell(reading, page, table, row, "Aantal", reading.name(CLIENTS, meant))
            left = reading.name(CLIENTS, meant, "naar werk")
            _cell(reading, page, table, row, "Naar werk vertrokken", left)
    for kind in ((), ("naar werk",)):
        found = {meant: reading.name(CLIENTS, meant, *kind) for meant in _WHO.values()}
        given = {meant: name for meant, name in found.items() if name in reading.seen}
        _sum(reading, given, TWICE, *WAYS)
        _sum(reading, given, MEASURED, TWICE, ONCE)
        _sum(reading, given, ALL, TWICE, ONCE, NEVER)
        for whole, part in ((ALL, MEASURED), (MEASURED, TWICE)):
            if {whole, part} <= given.keys() and not kind:
                reading.left(given[whole], given[part], reading.seen[given[part]][0].place)


def _sum(reading: Outsider, given: dict[str, Name], whole: str, *parts: str) -> None:
    if given.keys() >= {whole, *parts}:
        sums(reading, given[whole], [given[part] for part in parts])


def from_rung_to_rung(reading: Outsider, page: Page, table: SeenTable) -> None:
    """A square of first and last rungs: who rose stands above its diagonal."""
    ways: dict[str, list[Name]] = {way: [] for way in WAYS}
    for (first, last), known in _square(reading, page, table, "van trede").items():
        if first.isdigit() and last.isdigit():
            at = (int(first) >= int(last)) + (int(first) > int(last))
            ways[WAYS[at]].append(known)
    for way, parts in ways.items():
        whole = reading.name(CLIENTS, way)
        if parts and whole in reading.seen:
            sums(reading, whole, parts)


def expected_to_reached(reading: Outsider, page: Page, table: SeenTable) -> None:
    """A square of expected and reached rungs."""
    _square(reading, page, table, "verwacht en bereikt")


def joined_steps(reading: Outsider, page: Page, table: SeenTable) -> None:
    """A square of first and last groups of rungs: each number is a sum of those of rungs."""
    _joined(reading, page, table, "van trede")


def joined_expectations(reading: Outsider, page: Page, table: SeenTable) -> None:
    """The same of expected and reached groups."""
    _joined(reading, page, table, "verwacht en bereikt")


def _square(
    reading: Outsider, page: Page, table: SeenTable, what: str
) -> dict[tuple[str, str], Name]:
    found: dict[tuple[str, str], Name] = {}
    for row in table.rows:
        for column in table.columns[1:]:
            pair = rung_of(row.label), column.rpartition(" ")[2]
            known = _cell(reading, page, table, row, column, reading.name(what, *pair))
            if known is not None:
                found[pair] = known
    return found


def _joined(reading: Outsider, page: Page, table: SeenTable, what: str) -> None:
    for pair, whole in _square(reading, page, table, what).items():
        first, last = map(rungs_in, pair)
        pairs = [reading.name(what, one, other) for one in first for other in last]
        sums(reading, whole, [name for name in pairs if name in reading.seen])


def expectations(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Per expected rung who was measured afterwards, below it, on it and above it."""
    headings = ("Cliënten", "Daarna gemeten", "Lager", "Op de trede", "Hoger")
    per_column: dict[str, dict[str, Name]] = {}
    for row in table.rows:
        rung = ALL if row.label.lower() == ALL else rung_of(row.label)
        found: dict[str, Name] = {}
        for heading in headings:
            name = reading.name("verwacht", rung, heading)
            known = _cell(reading, page, table, row, heading, name)
            if known is not None:
                found[heading] = per_column.setdefault(heading, {})[rung] = known
        if len(found) == len(headings):
            whole, measured, *parts = found.values()
            reading.left(whole, measured, reading.seen[measured][0].place)
            sums(reading, measured, parts)
    for numbers in per_column.values():
        everyone = numbers.pop(ALL, None)
        sums(reading, everyone, numbers.values())


def by_group(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Per group of a characteristic how many clients, measured, and which way they went."""
    shares = {"Gemeten": "Cliënten", **{way.capitalize(): "Vaker gemeten" for way in WAYS}}
    meant = {"Cliënten": ALL, "Vaker gemeten": TWICE, "Gemeten": MEASURED}
    meant |= {way.capitalize(): way for way in WAYS}
    per: dict[tuple[str, str], list[Name]] = {}
    for row in table.rows:
        found: dict[str, Name] = {}
        for heading in ("Cliënten", "Vaker gemeten", *shares):
            if heading not in row.cells:
                continue
            name = reading.name("groep", row.section, row.label, heading)
            if heading in shares:
                known = _shared(reading, name, found.get(shares[heading]), row.cells[heading])
            else:
                known = _cell(reading, page, table, row, heading, name)
            if known is not None:
                found[heading] = known
                per.setdefault((row.section, heading), []).append(known)
        ways = [found[way.capitalize()] for way in WAYS if way.capitalize() in found]
        if "Vaker gemeten" in found and len(ways) == len(WAYS):
            sums(reading, found["Vaker gemeten"], ways)
    for (_, heading), parts in per.items():
        whole = reading.name(CLIENTS, meant[heading])
        if whole in reading.seen:
            sums(reading, whole, parts)


def _shared(reading: Outsider, name: Name, base: Name | None, text: str) -> Name | None:
    """A number of which only the share of its base is printed; a dash hides it."""
    if base is None:
        return None
    reading.puzzle.known.setdefault(name, reading.puzzle.known[base]._replace(low=0))
    at_most(reading, base, name)
    share = share_form(text)
    if share is not None:
        rounded_share(reading, name, base, share.low, share.high)
    return name


def lasting(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Who left for work, of whom how many were followed, and who stayed away."""
    found = [
        _cell(reading, page, table, row, "Aantal", reading.name("naar werk", row.label))
        for row in table.rows
    ]
    labels = [row.label.lower() for row in table.rows]
    if labels and labels[-1].startswith("en in die") and None not in found:
        whole, *parts, away = found
        sums(reading, whole, parts)
        reading.left(parts[-1], away, reading.place(page, table, table.rows[-1], "Aantal"))


def _cell(
    reading: Outsider, page: Page, table: SeenTable, row: SeenRow, column: str, name: Name
) -> Name | None:
    place = reading.place(page, table, row, column)
    return reading.count(name, row.cells.get(column, ""), place)
