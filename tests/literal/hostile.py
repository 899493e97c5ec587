"""A data folder whose every text would do harm if it were read as anything but text."""

import csv
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from evalutils.contracts.examples import rows as example_rows
from evalutils.contracts.publication_file import PUBLICATION
from evalutils.contracts.tables import TABLES
from evalutils.contracts.yaml_files import ASSUMPTION, EVALUATION, SOURCES
from evalutils.dataset import codelists
from evalutils.dataset.group_columns import LONGEST_VALUE
from evalutils.synthetic.write import Order, synthesise
from filled_in import own_figures

SOURCE_FIELDS = [part.name for part in SOURCES.keys[0].parts if part.kind == "written"]
PROVENANCE = [part.name for part in ASSUMPTION.parts if part.name != "value"]
ROOT = Path(__file__).parents[2]
LATER = "almelo/werkfit/2026"  # a later period of a programme
COUNTS = tuple(table.name for table in TABLES.values() if not table.client_level)
SNIPPETS = (
    "```{include} /etc/passwd",
    "<script>alert(1)</script>",
    "1. punt",
    "<img src=x onerror=alert(1)>",
    "- punt",
    "[klik](javascript:alert(1))",
    "---",
    "{{ 7 * 7 }} {% raw %}",
    "# kop",
    "$\\foo{$ en $_^$",
    "| a | b |",
    "(label)=",
    "[^1]: voet",
    "> citaat",
    ":::{note} x",
    "`code` ``twee``",
    "*[HTML]: afkorting",
    "<!-- weg -->",
    ": term",
    "*a* _b_ **c** ~~d~~",
    "&lt;b&gt; &amp; &#60;",
    "+++",
    "<https://example.org> https://example.org www.example.org",
    "% opmerking",
    "{ref}`a` {raw:html}`<b>`",
    "-2+3+cmd|' /C calc'!A0",
    "![a](b.png) [^1] |sub|",
    "@a; =1+1",
    "\\begin{align}x\\end{align} \\",
    "$$x^2$$",
    "\"aanhaling\" 'en' -- en ...",
    "Ünïcode <b>vet</b>",
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 emoji",
    "\u200fארוך\u200e rechts naar links",
    "nul\u2060breed\u00adstreep",
    "@bron [@bron] [^bron] {cite}`bron`",
    "```{eval-rst}",
    ".. include:: /etc/passwd",
    "{code-cell} python :load: x",
    'x; =HYPERLINK("http://x";"y")',
    "+1 -1 @cmd",
    "w" * 300,
    "%s {0} {x} ${{x}} #{x}",
    "\\includegraphics{a} \\n \\t",
    "||| a || b",
    "~~~",
    "***",
    "<div markdown=1>",
    "</p></div></article><iframe src=x>",
    "[a]: http://example.org",
    "!!python/object:x &a *a",
    '#include "/etc/passwd" #eval("1+1") #{panic()} #[x] <naam> @naam',  # Typst
    "a == kop",
    "]] .. os.execute('x') --[[",  # Lua
)
# Texts that are names in a formula, or keys.
CODES = {
    ("claims", "claim"),
    ("claims", "formula"),
    ("claims", "indicator"),
    ("claims", "alternative"),
    ("claims", "base"),
}
MORE_ROWS: dict[str, list[dict[str, str]]] = {
    "exits": [
        {"destination": "total", "group": "jongeren", "count": "40"},
        {"destination": "paid_work", "group": "jongeren", "count": "20"},
        {"destination": "moved", "count": "5", "base": "outflow"},
        {"destination": "no_contact", "count": "4", "base": "outflow"},
        {"destination": "volunteer_work", "count": "4", "base_label": "eigen", "base_count": "90"},
    ],
    "funnel": [
        {"funnel": "andere", "order": "1", "stage": "in", "count": "60"},
        {"funnel": "andere", "order": "2", "stage": "uit", "count": "40"},
    ],
    "instruments": [
        {
            "instrument": "training",
            "participants": "70",
            "started": "65",
            "exits_work": "30",
            "exits_total": "35",
        }
    ],
    "durability": [
        {
            "cohort": "uitstroom naar werk 2023",
            "cohort_start": "2023-01-01",
            "cohort_end": "2023-12-31",
            "definition": "benefit_not_resumed",
            "months": "12",
            "exits": "60",
            "still_out": "45",
        }
    ],
    "claims": [
        {
            "claim": "dubbel",
            "quantity": "twee keer zoveel",
            "value": "250",
            "decimals": "0",
            "unit": "person",
            "formula": "2 * deelnemers",
        }
    ],
}


@dataclass
class Hostile:
    """Harmful texts, each with a number, and the field that each stands in."""

    fields: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def text(self, where: str, value: str = "", *, longest: int | None = None) -> str:
        """A text for a field; the same again for the same value of it."""
        if (where, value) not in self._known:
            number = len(self.texts)
            start = SNIPPETS[number % len(SNIPPETS)]
            everything = f"{start} b{number}x {' '.join(SNIPPETS)} e{number}x"
            short = f"*b{number}x<b>$x$`{{{{y}}}}`*z*|&lt; e{number}x"
            self.texts[number] = everything if longest is None else short
            assert longest is None or len(short) <= longest
            self.fields[number] = where
            self._known[where, value] = self.texts[number]
        return self._known[where, value]

    def publish(self, path: Path) -> None:
        """Write harmful texts about who publishes, in publication.yaml."""
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        texts = {key.name for key in PUBLICATION.keys} - {"date", "logo", "logo_dark", "colour"}
        _dump(path, content | {name: self.text(f"{path.name} {name}") for name in sorted(texts)})

    def write(self, data: Path) -> None:
        """Write the data folder: three evaluations with tables, and one with clients."""
        synthesise(Order(None, clients=400, seed=3), ROOT / "data", data)
        shutil.copy(ROOT / "data" / "sources.yaml", data)
        self._sources(data / "sources.yaml")
        for path in (data / "ladders").glob("*.yaml"):
            self._rewrite(path, {"title", "version", "label", "rule", "decision", "loss"})
        for path in (data / "parameters").glob("*.yaml"):
            self._rewrite(path, {"description", "title"})
        self._codelist(data / codelists.DESTINATIONS_FILE)
        self._codelist(data / codelists.END_REASONS_FILE)
        self._codelist(data / codelists.INFLOW_REASONS_FILE)
        self._clients(data / "synthetisch/werkfit/2023-2024")
        for key, names in (
            ("almelo/werkfit/2025", COUNTS),
            (LATER, ("caseload", "exits")),
            ("borne/werkfit/2025", ("caseload", "exits")),
        ):
            self._evaluation(data / key, key, names)

    def _sources(self, path: Path) -> None:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content["bron"] = dict.fromkeys(SOURCE_FIELDS, "")
        for key, entry in content.items():
            entry.update({name: self.text(f"sources.yaml {name}", key) for name in SOURCE_FIELDS})
        _dump(path, content)

    def _rewrite(self, path: Path, names: set[str]) -> None:
        """Replace every text under one of these keys, as deep as it stands."""

        def walk(value: Any, name: str, where: str) -> Any:
            if isinstance(value, dict):
                return {key: walk(part, str(key), f"{where}/{key}") for key, part in value.items()}
            return self.text(f"{path.parent.name} {name}", where) if name in names else value

        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.parent.name == "ladders":
            content.setdefault("decision", "")
        _dump(path, walk(content, "", path.stem))

    def _codelist(self, path: Path) -> None:
        rows = _rows(path)
        for row in rows:
            for name in ("label", "description"):
                if name in row:
                    row[name] = self.text(f"{path.name} {name}", row["code"])
        _write_csv(path, list(rows[0]), rows)

    def _clients(self, folder: Path) -> None:
        for path in folder.glob("*.csv"):
            rows = _rows(path)
            known = {column.name for column in TABLES[path.stem].all_columns}
            for row in rows:
                for name in (name for name in row if name not in known and row[name]):
                    row[name] = self.text(f"group {name}", row[name], longest=LONGEST_VALUE)
            _write_csv(path, list(rows[0]), rows)

    def _evaluation(self, folder: Path, key: str, names: tuple[str, ...]) -> None:
        folder.mkdir(parents=True)
        for name in names:
            more = [] if key.startswith("borne") else MORE_ROWS.get(name, [])  # no contradictions
            typed = own_figures(name, example_rows(name)) + more
            rows = [self._row(name, row) for row in typed]
            columns = [column.name for column in TABLES[name].all_columns]
            _write_csv(folder / f"{name}.csv", columns, rows)
        (folder / "evaluation.yaml").write_text(self._evaluation_text(key), encoding="utf-8")
        if len(names) == len(COUNTS):
            (folder / "assumptions.yaml").write_text(self._assumptions(), encoding="utf-8")

    def _row(self, table: str, row: dict[str, str]) -> dict[str, str]:
        found = dict(row)
        for column in TABLES[table].all_columns:
            where, value = f"{table}.csv {column.name}", row.get(column.name, "")
            if column.name == "source":
                found["source"] = "bron"
            elif column.kind != "text" or (table, column.name) in CODES:
                continue
            elif value or column.name not in ("group", "base_label"):  # these mean something empty
                found[column.name] = self.text(where, value)
        return found

    def _evaluation_text(self, key: str) -> str:
        """Every key of the contract, those within a key too."""

        def quoted(name: str) -> str:
            # Evaluations of a municipality share its name, those of a programme their title.
            return json.dumps(self.text(f"evaluation.yaml {name}", key), ensure_ascii=False)

        year = key.rpartition("/")[2]
        lines = {
            "title": quoted("title"),
            "municipality": f"{{name: {quoted('municipality.name')}, code: null}}",
            "organisation": quoted("organisation"),
            "period": (
                f"{{start: {year}-01-01, end: {year}-12-31, label: {quoted('period.label')}}}"
            ),
            "observed_until": f"{year}-12-31",
            "ladder": "participatieladder-zwolle",
            "disclosure": "protected" if key.startswith("borne") else "published",
            "evidence": "none",
            "sources": "[bron]",
            "description": quoted("description"),
            "robins_i": f"{{confounding: {{risk: low, because: {quoted('robins_i.because')}}}}}",
            "coverage": (
                f"{{share: 50, qualifier: exact, source: bron, "
                f"locator: {quoted('coverage.locator')}}}"
            ),
            "selection": (
                "{motivation: true, wage_value: null, source: bron, "
                f"locator: {quoted('selection.locator')}}}"
            ),
            "synthetic": "false",
        }
        if key == LATER:
            told = quoted("comparable_with.note")
            lines["comparable_with"] = (
                f"{{2025: {{clients: other, changed: [base], note: {told}}}}}"
            )
        # Names of files, tables and groups, and digests; and the checklist of another design.
        files = {"notebooks", "not_in_source", "groups", "synthesised", "rob_2"}
        assert set(lines) | {"comparable_with"} == {key.name for key in EVALUATION.keys} - files
        return "".join(f"{name}: {value}\n" for name, value in lines.items())

    def _assumptions(self) -> str:
        values = {
            "horizon_months": "36",
            "participants": "120",
            "exits": "45",
            "lock_in_months": "{low: 3, high: 6}",
            "durability": "{share: 0.8, months: 12}",
        }
        lines = []
        for name, value in values.items():
            told = {
                part: "bron" if part == "source" else self.text(f"assumptions.yaml {part}", name)
                for part in PROVENANCE
            }
            parts = ", ".join(
                f"{part}: {json.dumps(text, ensure_ascii=False)}" for part, text in told.items()
            )
            lines.append(f"{name}: {{value: {value}, {parts}}}\n")
        return "".join(lines)


def _dump(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, width=10_000), encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _write_csv(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
