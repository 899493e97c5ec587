"""What `evalutils import` writes of what it did with an export, beside the tables that it made."""

from __future__ import annotations

from evalutils.contracts.tables import TABLES
from evalutils.contracts.yaml_key import Key, YamlFile

READ, KEPT = "read", "kept"
# Why rows were left out, in the order in which that happens, with how a page says it.
LEFT = {
    "filtered": "hoort er volgens de mapping niet bij",
    "reversed": "eindigt voor het begin",
    "future": "begint na de dag van de gegevens",
    "repeated": "staat er twee keer",
    "overlapping": "samengevoegd met een eerdere regel",
}
# Rows that were kept with an end that was only planned, which was read as none.
PLANNED = "planned"
# Where the mapping names the day of registration: rows with that day, and those registered more
# than so many days after they began.
REGISTERED, LATE, LATE_AFTER = "registered", "late", "late_after_days"
_OF_KEPT = {
    PLANNED: "Regels: met een einde na de dag van de gegevens, dat niet is gelezen.",
    REGISTERED: "Regels: met een dag van invoer.",
    LATE: "Regels: te lang na het begin ingevoerd.",
    LATE_AFTER: "Hoeveel dagen na het begin te lang is.",
}
# Tells of two imports whether their pseudonyms were made under one key, and nothing of that key.
KEY_CHECK = "key_check"

IMPORT_RECORD = YamlFile(
    "import.yaml",
    "Wat het inlezen deed",
    "Hoeveel regels er waren en wat ermee is gedaan. `evalutils import` schrijft het; wijzig het "
    "niet.",
    (
        Key(
            KEY_CHECK,
            "text",
            "Zegt of twee keer inlezen met dezelfde sleutel was; de sleutel volgt er niet uit.",
            required=False,
        ),
        *(
            Key(
                name,
                "keys",
                f"Aantallen regels van {name}.",
                required=False,
                parts=tuple(
                    Key(part, "count", f"Regels: {label}.")
                    for part, label in {READ: "gelezen", **LEFT, KEPT: "bewaard"}.items()
                )
                + tuple(
                    Key(part, "count", label, required=False) for part, label in _OF_KEPT.items()
                ),
            )
            for name, table in TABLES.items()
            if table.client_level
        ),
    ),
)
