"""The data dictionary: every file, column, unit and allowed value, from the contracts."""

from __future__ import annotations

from collections.abc import Iterable

from evalutils import dutch
from evalutils.book.markdown import folded_table, page, told
from evalutils.book.pages.words_dictionary import word_sections
from evalutils.book.pages.yaml_dictionary import yaml_sections
from evalutils.chapters import CHAPTERS
from evalutils.contracts.columns import Column
from evalutils.contracts.fixed_names import FIXED_VALUES
from evalutils.contracts.sections import OF_COLUMN
from evalutils.contracts.tables import PROVENANCE, TABLES, Table
from evalutils.contracts.vocabulary import EXIT_SUMS, GROUPINGS
from evalutils.dataset.codelists import groupings_of
from evalutils.dataset.group_columns import LONGEST_VALUE, MOST_VALUES
from evalutils.dataset.library import Library
from evalutils.literal import code, markdown
from evalutils.outflow.exit_kinds import summed_as
from evalutils.quantities import constant

_KINDS = {
    "text": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "date": "datum",
    "boolean": "ja of nee",
    "choice": "keuze",
    "code": "code",
    "rung": "trede",
    "rungs": "trede of reeks",
}

# Section of the codes of each code list.
_CODELISTS = {"destinations": "Bestemmingen", "inflow_reasons": "Redenen van instroom"}
# A longer list stands once at the end of the page instead of in every table.
_LONGEST_IN_TABLE = 8


def data_dictionary_page(library: Library) -> str:
    """The page that describes the input files, with the destinations and ladders of the library."""
    return page(
        "# Gegevenswijzer",
        "Elke evaluatie is een map met een paar bestanden. Deze pagina beschrijft elk bestand: "
        "wat erin staat, welke sleutels of kolommen er zijn en welke waarden mogen. De pagina "
        "wordt gemaakt uit dezelfde regels als waarmee de gegevens worden gecontroleerd.",
        "Een lege cel betekent dat de bron het niet zegt. Een lege cel is nooit nul.",
        "Een tekst staat op één regel en verschijnt zoals hij er staat: geen enkel teken verandert "
        "de opmaak. Alleen zinnen, zoals een toelichting, mogen over meer regels lopen. Sleutels "
        "en codes hebben kleine letters, cijfers en streepjes.",
        yaml_sections(),
        *(_table_section(item) for item in TABLES.values() if not item.client_level),
        _clients(),
        "## Bron en vindplaats",
        "Elke regel van elke tabel mag zeggen waar het cijfer vandaan komt.",
        _columns("de kolommen van elke tabel", PROVENANCE),
        word_sections(),
        _long_lists(),
        _destinations(library),
        _inflow_reasons(library),
        _ladders(library),
        _parameters(library),
    )


def _clients() -> str:
    return page(
        "## Tabellen per cliënt",
        "In deze tabellen staat één regel per cliënt en gebeurtenis. Zij zijn nooit openbaar: "
        "zij blijven bij de gemeente, en kleine aantallen die eruit volgen worden verborgen. "
        "Een cliënt heeft in alle tabellen hetzelfde pseudoniem.",
        f"Elke andere kolom is een groep om te vergelijken, zoals een leeftijdsklasse of een "
        f"wijk: een naam in kleine letters, ten hoogste {MOST_VALUES} verschillende waarden van "
        f"ten hoogste {LONGEST_VALUE} tekens. De tabellen mogen ook `.xlsx` of `.parquet` zijn.",
        "De aantallen in `ladder.csv`, `caseload.csv` en `exits.csv` worden eruit geteld. Een "
        "met de hand ingevuld aantal dat daarvan afwijkt, is een fout.",
        *(_table_section(item) for item in TABLES.values() if item.client_level),
    )


def _table_section(item: Table) -> str:
    names = [f"*{chapter.title}*" for chapter in CHAPTERS if item.name in chapter.tables]
    use = (
        f"Voor {'het hoofdstuk' if len(names) == 1 else 'de hoofdstukken'} {dutch.listing(names)}."
        if names
        else "Voor de pagina van de evaluatie."
    )
    key = dutch.listing([code(name) for name in item.key])
    lines = [item.description, use, f"Elke combinatie van {key} komt één keer voor."]
    if item.most_rows is not None:
        lines.append(f"Ten hoogste {dutch.number(item.most_rows)} regels.")
    if item.at_least_one:
        either = " of ".join(code(name) for name in item.at_least_one)
        lines.append(f"Vul ten minste {either} in.")
    return page(
        f"## {markdown(item.title)}: {code(item.name + '.csv')}",
        " ".join(lines),
        _columns(f"de kolommen van {item.name}.csv", item.columns),
    )


def _columns(what: str, columns: Iterable[Column]) -> str:
    rows = [
        [
            code(column.name),
            f"{markdown(dutch.capital(column.label) + '.')} {told(column.description)}",
            _KINDS[column.kind] + (f", in {markdown(column.unit)}" if column.unit else ""),
            "ja" if column.required else "nee",
            _allowed(column),
        ]
        for column in columns
    ]
    return folded_table(what, ["Kolom", "Betekenis", "Soort", "Verplicht", "Waarden"], rows)


def _allowed(column: Column) -> str:
    if column.codelist:
        return f"zie [{_CODELISTS[column.codelist].lower()}](#{column.codelist})"
    if len(column.choices) > _LONGEST_IN_TABLE:
        return f"zie [{markdown(column.label)}](#{_anchor(column)})"
    values = [f"{code(value)} = {markdown(label)}" for value, label in column.choices]
    return "; ".join([*_limits(column), *values])


def _limits(column: Column) -> list[str]:
    if column.kind in ("rung", "rungs"):
        return ["treden van het schema"]
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return [f"{low:g} tot en met {high:g}"]
    return [f"vanaf {low:g}"] if low is not None else []


def _anchor(column: Column) -> str:
    return f"waarden-{column.name}"


def _long_lists() -> str:
    found = {
        column.choices: column
        for item in TABLES.values()
        for column in item.columns
        if len(column.choices) > _LONGEST_IN_TABLE and column.name not in OF_COLUMN
    }
    return page(
        *(
            page(
                f"({_anchor(column)})=\n## Waarden van {code(column.name)}",
                folded_table(
                    f"de waarden van {column.name}",
                    ["Code", "Betekenis"],
                    [[code(value), markdown(label)] for value, label in choices],
                ),
            )
            for choices, column in found.items()
        )
    )


def _destinations(library: Library) -> str:
    groupings = groupings_of(library.destinations)
    rows = [
        [
            code(item.code),
            markdown(item.label),
            markdown(GROUPINGS[item.grouping].label),
            markdown(EXIT_SUMS.get(summed_as(item.code, groupings), dutch.MISSING)),
            markdown(item.description),
        ]
        for item in library.destinations.values()
    ]
    return page(
        _heading("destinations"),
        "Waar mensen heen gaan als zij vertrekken, of waarom zij stoppen.",
        folded_table(
            "de bestemmingen", ["Code", "Bestemming", "Groep", "Soort", "Toelichting"], rows
        ),
        "Van beschermde aantallen staat ook de som per soort bestemming op de pagina.",
        folded_table(
            "de soorten bestemming",
            ["Code", "Soort bestemming"],
            [[code(kind), markdown(label)] for kind, label in EXIT_SUMS.items()],
        ),
        _end_reasons(library),
    )


def _inflow_reasons(library: Library) -> str:
    rows = [
        [code(item.code), markdown(item.label), markdown(item.description)]
        for item in library.inflow_reasons.values()
    ]
    return page(
        _heading("inflow_reasons"),
        "Waarom mensen een uitkering kregen, of waar zij daarvoor van leefden.",
        folded_table("de redenen van instroom", ["Code", "Reden", "Toelichting"], rows),
    )


def _heading(codelist: str) -> str:
    return f"({codelist})=\n## {_CODELISTS[codelist]}"


def _end_reasons(library: Library) -> str:
    if not library.end_reasons:
        return ""
    rows = [
        [code(item.code), markdown(dutch.capital(item.label)), code(item.destination)]
        for item in library.end_reasons
    ]
    cited = {item.source for item in library.end_reasons}
    titles = [item.title for item in library.shared_sources if item.key in cited]
    return page(
        "### Redenen waarom een uitkering eindigt",
        "Gemeenten melden het CBS elke maand met een code waarom een uitkering eindigt. Hier "
        "staat bij welke bestemming van dit boek elke code hoort.",
        folded_table("de redenen", ["Code", "Reden", "Bestemming"], rows),
        f"*Bron: {markdown(dutch.listing(titles))}, kenmerk 34.*" if titles else "",
    )


def _ladders(library: Library) -> str:
    return page(
        "(ladders)=\n## Ladders",
        "Gemeenten gebruiken verschillende ladders. Treden met hetzelfde nummer betekenen niet "
        "altijd hetzelfde.",
        *(
            page(
                f"### {markdown(scheme.title)}",
                folded_table(
                    f"de treden van {scheme.title}",
                    ["Trede", "Naam", "Regel"],
                    [[str(r.number), markdown(r.label), markdown(r.rule)] for r in scheme.rungs],
                ),
            )
            for scheme in library.ladders.values()
        ),
    )


def _parameters(library: Library) -> str:
    rows = [
        [
            code(item.key),
            markdown(item.description),
            constant(value),
            markdown(dutch.long_date(start)),
            markdown(item.reference),
        ]
        for item in sorted(library.parameters.values(), key=lambda item: item.key)
        for start, value in sorted(item.values.items())
    ]
    return page(
        f"({FIXED_VALUES})=\n## Vaste waarden",
        "Getallen die niet uit een evaluatie komen, met de dag vanaf wanneer zij gelden.",
        folded_table(
            "de vaste waarden", ["Naam", "Betekenis", "Waarde", "Vanaf", "Herkomst"], rows
        ),
    )
