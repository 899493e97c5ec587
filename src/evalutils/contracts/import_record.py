"""What `evalutils import` writes of what it did with an export, beside the tables that it made."""

from __future__ import annotations

from evalutils.contracts.tables import TABLES
from evalutils.contracts.yaml_files import Key, YamlFile

READ, KEPT = "read", "kept"
# Why rows were left out, in the order in which that happens, with how a page says it.
LEFT = {
    "filtered": "hoort er volgens de mapping niet bij",
    "reversed": "eindigt voor het begin",
    "future": "begint na de dag van de gegevens",
    "repeated": "staat er twee keer",
    "overlapping": "samengevoegd met een eerdere regel",
}

IMPORT_RECORD = YamlFile(
    "import.yaml",
    "Wat het inlezen deed",
    "Hoeveel regels er waren en wat ermee is gedaan. `evalutils import` schrijft het; wijzig het "
    "niet.",
    tuple(
        Key(
            name,
            "keys",
            f"Aantallen regels van {name}.",
            required=False,
            parts=tuple(
                Key(part, "count", f"Regels: {label}.")
                for part, label in {READ: "gelezen", **LEFT, KEPT: "bewaard"}.items()
            ),
        )
        for name, table in TABLES.items()
        if table.client_level
    ),
)
