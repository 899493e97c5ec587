"""The YAML files of the data dictionary: every key, what it may hold and what it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalutils.book.markdown import folded_table, page, told
from evalutils.contracts.export_mapping import MAPPING
from evalutils.contracts.months import MOST_MONTHS
from evalutils.contracts.publication_file import PUBLICATION
from evalutils.contracts.sections import of_yaml
from evalutils.contracts.yaml_examples import YAML_EXAMPLES
from evalutils.contracts.yaml_files import ASSUMPTION, ASSUMPTIONS, YAML_FILES
from evalutils.contracts.yaml_key import Key, YamlFile
from evalutils.literal import code, markdown

_KINDS = {
    "text": "tekst, zo nodig tussen aanhalingstekens",
    "written": "tekst",
    "day": "datum, zoals 2019-09-30",
    "address": "adres dat begint met `https://`, of `none`",
    "yes_or_no": "true of false, of leeg als het niet bekend is",
    "choice": "keuze",
    "code": "sleutel",
    "codes": "lijst van sleutels",
    "spaced_codes": "sleutels, met een spatie ertussen",
    "cbs_code": "CBS-code, zoals GM0153",
    "percentage": "percentage van 0 tot en met 100, met een punt",
    "keys": "de sleutels hieronder",
    "entries": "per eigen sleutel de sleutels hieronder",
    "dated": "per dag een getal: `{{2021-01-01: 0.0225}}`",
    "crosswalk": "per trede een lijst: `{{1: [1], 2: [2, 3], 3: []}}`",
    "count": "geheel getal vanaf {low}",
    "months": "geheel aantal maanden van {low} tot en met {high}",
    "duration": "aantal maanden van {low} tot en met {high}, zo nodig met een punt: `4.5`",
    "share": "deel van 0 tot en met 1, met een punt: `0.1` is 10%",
    "durability": "`{{share: 0.85, months: 12}}`, `{{table: {{6: 0.9, 12: 0.8}}}}`, of "
    "`client_level` voor het verloop van de cliënten",
    "any": "wat de sleutel vraagt",
}
_FORMS = {
    "range": "een bereik: `low` en `high`, met `central` als dat er is",
    "group": "een aantal van een groep: `{count: 4, of: 20}`",
    "spread": "het gemiddelde met de kortste en langste duur van een persoon: "
    "`{mean: 12, shortest: 6, longest: 18}`",
    "effect": "`from_effect` voor het aandeel van de vergelijkingsgroep in tabel arms, als een "
    "loting bepaalde wie daarin kwam en uitstroom en deelnemers die van de andere groep zijn; of "
    "voor de schatting uit kolom arm van tabel spells, die zelf uitstroom en deelnemers telt",
}


def yaml_sections() -> str:
    """A section for each file."""
    return page(*map(_section, (*YAML_FILES, MAPPING, PUBLICATION)))


def _section(item: YamlFile) -> str:
    beside = ""
    if item is ASSUMPTIONS:
        beside = page(
            "Naast elke waarde mag staan:", _keys("de sleutels naast een waarde", ASSUMPTION.parts)
        )
    return page(
        f"({of_yaml(item.name).anchor})=\n## {markdown(item.title)}: {code(item.name)}",
        item.description,
        _keys(f"de sleutels van {item.name}", item.keys),
        beside,
        f"Een voorbeeld:\n\n```yaml\n{YAML_EXAMPLES[item.name]}```",
    )


def _keys(what: str, keys: Iterable[Key]) -> str:
    rows = [
        [
            code(name),
            told(key.description),
            f"dezelfde sleutels als bij {code(like)}" if like else _kind(key),
            "ja" if key.required else "nee",
            "; ".join(f"{code(value)} = {markdown(label)}" for value, label in key.choices),
        ]
        for name, key, like in _listed(keys, {})
    ]
    return folded_table(what, ["Sleutel", "Betekenis", "Soort", "Verplicht", "Waarden"], rows)


def _listed(
    keys: Iterable[Key], known: dict[tuple[Key, ...], str], above: str = ""
) -> Iterator[tuple[str, Key, str]]:
    """Every key with the keys above it, each before its own parts.

    Parts that stand under an earlier key are not told again: the key comes with the name of that.
    """
    for key in keys:
        name = f"{above}{key.name}"
        like = known.get(key.parts, "") if key.kind == "keys" else ""
        yield name, key, like
        if key.parts and not like:
            known[key.parts] = name
            yield from _listed(key.parts, known, f"{name}.")


def _kind(key: Key) -> str:
    single = _KINDS[key.kind].format(low=key.minimum, high=MOST_MONTHS)
    return ", of ".join([single, *(_FORMS[form] for form in key.forms)])
