"""The keys of mapping.yaml: how the export of a client system becomes the tables of clients."""

from __future__ import annotations

from evalutils.contracts.client_tables import BENEFITS, MEASUREMENTS, SPELLS
from evalutils.contracts.columns import Table
from evalutils.contracts.yaml_key import Key, YamlFile

IMPORTED = {table.name: table for table in (SPELLS, BENEFITS, MEASUREMENTS)}

# A month: what is entered later is not in the statistics that a municipality hands in monthly.
LATE_AFTER_DAYS = 31

REFUSE = "refuse"
# Per rule what may be done with the rows that break it; the first is done unless stated.
RULES: dict[str, tuple[str, ...]] = {
    "repeated": (REFUSE, "keep_one"),
    "reversed": (REFUSE, "leave_out"),
    "future": (REFUSE, "leave_out"),
    "planned": (REFUSE, "still_there"),
    "overlapping": (REFUSE, "join"),
}
_TOLD = {
    "repeated": "Regels die in alles gelijk zijn.",
    "reversed": "Regels met een einde vóór het begin.",
    "future": "Regels die na `observed_until` beginnen.",
    "planned": "Regels met een einde na `observed_until`.",
    "overlapping": "Regels van één cliënt die elkaar overlappen.",
}
_DONE = {REFUSE: "weigeren", "keep_one": "er een houden", "leave_out": "weglaten",
         "join": "er een periode van maken",
         "still_there": "lezen als nog niet geëindigd"}  # fmt: skip

COLUMNS_HINT = "write a line 'start: Startdatum' for each column: ours, and its name in the export."


def _rules(table: Table) -> tuple[Key, ...]:
    names = ("repeated", "future") if table is MEASUREMENTS else tuple(RULES)
    return tuple(
        Key(
            name,
            "choice",
            f"{_TOLD[name]} Zonder deze sleutel is het een fout.",
            required=False,
            choices=tuple((option, _DONE[option]) for option in RULES[name]),
        )
        for name in names
    )


def _table(table: Table) -> Key:
    return Key(table.name, "keys", f"{table.title}.", required=False, parts=(
        Key("columns", "any", "Per kolom van de tabel de kolom van de export, en een regel voor "
            "elke groep: `{client_id: Clientnummer, start: Startdatum, wijk: Wijk}`."),
        Key("file", "text", "Naam van het bestand, als de export een map is.", required=False),
        Key("sheet", "text", "Naam van het werkblad.", required=False),
        Key("query", "text", "De vraag aan de database.", required=False),
        Key("dates", "any", "Hoe een dag geschreven is, of een lijst daarvan: `dd-mm-jjjj`, "
            "`jjjjmmdd`. Zonder deze sleutel: 2019-09-30 of 30-09-2019.", required=False),
        Key("codes", "any", "Per kolom van de tabel wat een code van de export daar is: "
            "`{destination: {\"01\": paid_work}}`. Wat er niet staat, is een fout.",
            required=False),
        Key("fixed", "any", "Per kolom wat er op elke regel staat: `{kind: measured}`.",
            required=False),
        Key("keep", "any", "Per kolom van de export de waarden die meetellen: "
            "`{Regeling: [PW]}`. Andere regels vallen weg en worden geteld.", required=False),
        Key("missing", "any", "Wat in de export betekent dat iets er niet is, als lijst: "
            "`[\"-\", 31-12-9999]`.", required=False),
        Key("registered", "text", "De kolom met de dag waarop een regel is ingevoerd. "
            "De dag zelf wordt niet bewaard, alleen hoeveel regels te laat waren.", required=False),
        Key("late_after_days", "count", "Vanaf hoeveel dagen na het begin een regel te laat is. "
            f"Zonder deze sleutel {LATE_AFTER_DAYS}, een maand.", required=False, minimum=1),
        *_rules(table),
    ))  # fmt: skip


MAPPING = YamlFile(
    "mapping.yaml",
    "Een export inlezen",
    "Hoe `evalutils import` een export van het cliëntsysteem leest. Het bestand staat buiten de "
    "map met gegevens en bevat zelf geen gegevens.",
    (
        Key("evaluation", "keys", "Wat in evaluation.yaml van een nieuwe map komt.", parts=(
            Key("title", "text", "Naam van het programma."),
            Key("organisation", "text", "Wie het programma uitvoert."),
            Key("observed_until", "day", "Dag van de export."),
            Key("municipality", "keys", "Alleen als de naam van de map geen gemeente is.",
                required=False, parts=(
                    Key("name", "text", "Naam voor de lezer."),
                    Key("code", "cbs_code", "GM en vier cijfers; leeg voor een regio.",
                        nullable=True),
                )),
            Key("description", "text", "Wat het programma doet.", required=False),
            Key("ladder", "text", "De ladder van de metingen.", required=False),
        )),
        *map(_table, IMPORTED.values()),
    ),
)  # fmt: skip
