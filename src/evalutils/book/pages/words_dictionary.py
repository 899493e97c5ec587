"""Units, precision and formulas in the data dictionary, from the rules that check them."""

from __future__ import annotations

from evalutils import dutch
from evalutils.audit.formula import COMPARISONS, EXAMPLES, FUNCTIONS, OPERATORS, SEPARATOR
from evalutils.book.markdown import folded_table, page
from evalutils.contracts.sections import FORMULAS, QUALIFIERS, UNITS, Section
from evalutils.contracts.units import MEASURED, Unit
from evalutils.contracts.units import UNITS as EVERY_UNIT
from evalutils.contracts.vocabulary import QUALIFIERS as EVERY_QUALIFIER
from evalutils.literal import code, markdown
from evalutils.quantities import qualified, quantity

_EXAMPLE = 12


def word_sections() -> str:
    """A section for each."""
    return page(_units(), _qualifiers(), _formulas())


def _heading(section: Section) -> str:
    return f"({section.anchor})=\n## {section.title}"


def _units() -> str:
    rows = [
        [code(name), markdown(item.label), _measures(item), _factor(item), _written(name)]
        for name, item in EVERY_UNIT.items()
    ]
    return page(
        _heading(UNITS),
        "De waarden van kolom `unit`. Alleen cijfers die hetzelfde meten, kunnen bij elkaar "
        "opgeteld of met elkaar vergeleken worden; een percentage en een aantal per 1.000 meten "
        "hetzelfde, maar op een andere schaal, en personen en huishoudens ook. Euro, duizend en "
        "miljoen euro worden in een formule naar euro omgerekend. Een cijfer in duizend of miljoen "
        "euro is afgerond op zijn laatste gedrukte decimaal.",
        folded_table(
            "de eenheden", ["Code", "Eenheid", "Wat het meet", "Factor", "Voorbeeld"], rows
        ),
    )


def _measures(item: Unit) -> str:
    top = "" if item.highest is None else f", van 0 tot en met {dutch.number(item.highest)}"
    return markdown(MEASURED[item.measures] + top)


def _factor(item: Unit) -> str:
    return f"{dutch.number(item.factor)} euro" if item.measures == "money" else dutch.MISSING


def _written(name: str) -> str:
    value = 20230331 if name == "date" else min(_EXAMPLE, EVERY_UNIT[name].highest or _EXAMPLE)
    return markdown(quantity(value, 0, name))


def _qualifiers() -> str:
    rows = [
        [code(name), markdown(item.label), markdown(qualified("120", name))]
        for name, item in EVERY_QUALIFIER.items()
    ]
    return page(
        _heading(QUALIFIERS),
        "De waarden van kolom `qualifier`: hoe precies de bron een getal geeft. Een lege cel "
        "betekent precies. Van een ongeveer gegeven getal is de marge bij het narekenen een hele "
        "eenheid groter. Rondt de bron op iets anders af dan de laatste decimaal, dan staat dat in "
        "`claims.csv` in kolom `rounded_to`: `1000`, `0,5` of `1e6`.",
        folded_table("hoe precies", ["Code", "Precisie", "Voorbeeld"], rows),
    )


def _formulas() -> str:
    signs = [[code(sign), meaning] for sign, meaning in (OPERATORS | COMPARISONS).items()]
    signs += [[code(f"{name}(a, b)"), meaning] for name, meaning in FUNCTIONS.items()]
    return page(
        _heading(FORMULAS),
        "Kolom `formula` van `claims.csv` rekent een cijfer na uit andere cijfers van dezelfde "
        "bron. Een naam is de sleutel uit kolom `claim`, zonder aanhalingstekens: kleine letters, "
        "cijfers en lage streepjes. Getallen hebben een punt, haakjes mogen. Een formule geeft een "
        "waarde, of vergelijkt twee waarden met één teken. Meer formules staan in één cel met "
        f"{code(SEPARATOR)} ertussen; in een bestand met puntkomma's staat die cel dan tussen "
        "dubbele aanhalingstekens. Kolom `alternative` krijgt zo'n formule voor een andere lezing, "
        "of `unclear`, of `truncated` als de bron decimalen afkapt.",
        folded_table("de tekens", ["Teken", "Betekenis"], signs),
        folded_table(
            "de voorbeelden",
            ["Voorbeeld", "Betekenis"],
            [[code(text), told] for text, told in EXAMPLES.items()],
        ),
        "Elk getal kan afgerond zijn; de formule klopt als er waarden zijn die zo worden afgedrukt "
        "en wel kloppen. Een aantal of bedrag zonder decimalen geldt als precies, tenzij kolom "
        "`qualifier` of `rounded_to` iets anders zegt.",
    )
