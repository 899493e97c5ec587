"""The keys of every YAML file that a researcher edits: what each may hold, and what it means."""

from __future__ import annotations

from evalutils.contracts.bias import CHECKLISTS, Checklist
from evalutils.contracts.breaks import CHANGES, CLIENTS
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.contracts.evidence import EVIDENCE
from evalutils.contracts.vocabulary import DISCLOSURES, QUALIFIERS, labels
from evalutils.contracts.yaml_key import NO_ADDRESS, Form, Key, Kind, YamlFile

_PLACE = (
    Key("source", "code", "Sleutel van het document in sources.yaml.", codelist="sources"),
    Key("locator", "text", "Kop, tabel of regel in dat document."),
)
_CHOSEN_ON = "Of deelnemers gekozen zijn op {}; leeg als de bron het niet zegt."


def _checklist(item: Checklist) -> Key:
    """The judgement of the researcher per domain of a checklist, with the reason."""
    return Key(
        item.key,
        "keys",
        f"Wat er mis kan zijn met de vergelijking, {item.of}, per domein van {item.title} (in het "
        "kort): het oordeel van de onderzoeker, met de reden.",
        required=False,
        parts=tuple(
            Key(name, "keys", f"{question} Het oordeel daarover.", required=False, parts=(
                Key("risk", "choice", "Hoe groot de kans op vertekening is.",
                    choices=tuple(item.risks.items())),
                Key("because", "written", "Waarom, in een zin."),
            ))
            for name, question in item.domains.items()
        ),
    )  # fmt: skip


EVALUATION = YamlFile(
    "evaluation.yaml",
    "De evaluatie",
    "Maakt een map tot een evaluatie: over wie, wanneer en volgens welke bronnen.",
    (
        Key("title", "text", "Naam van het programma."),
        Key("description", "text", "Wat het programma doet, in enkele zinnen.", required=False),
        Key("municipality", "keys", "De gemeente of regio.", parts=(
            Key("name", "text", "Naam voor de lezer."),
            Key("code", "cbs_code", "GM en vier cijfers; leeg voor een regio.", nullable=True),
        )),
        Key("organisation", "text", "Wie het programma uitvoert."),
        Key("period", "keys", "De periode waar de cijfers over gaan.", parts=(
            Key("start", "day", "Eerste dag."),
            Key("end", "day", "Laatste dag."),
            Key("label", "text", "De periode in woorden, zoals 2023."),
            Key("in_source", "yes_or_no", "false als de bron deze dagen niet geeft: de pagina "
                "geeft de periode dan in woorden, met de dagen waarmee is gerekend.",
                required=False),
        )),
        Key("observed_until", "day", "Dag waarop de tabellen van cliënten zijn gemaakt: daarna is "
            "niemand gevolgd. Verplicht bij die tabellen.", required=False),
        Key("ladder", "code", "De ladder van de cijfers; leeg als er geen is.", nullable=True,
            codelist="ladders"),
        Key("disclosure", "choice", "Of kleine aantallen verborgen worden.",
            choices=tuple(DISCLOSURES.items())),
        Key("evidence", "choice", "Hoe de evaluatie is opgezet.",
            choices=tuple(labels(EVIDENCE).items())),
        Key("sources", "codes", "Sleutels van de documenten in sources.yaml, als lijst.",
            codelist="sources"),
        Key("coverage", "keys", "Over welk deel van de cliënten de ladder gaat.", required=False,
            parts=(
                Key("share", "percentage", "Deel van de cliënten."),
                Key("qualifier", "choice", "Hoe precies.", 
                    choices=tuple(labels(QUALIFIERS).items())),
                *_PLACE,
            )),
        Key("selection", "keys", "Waarop het programma deelnemers koos.", required=False, parts=(
            Key("motivation", "yes_or_no", _CHOSEN_ON.format("motivatie")),
            Key("wage_value", "yes_or_no", _CHOSEN_ON.format("loonwaarde")),
            *_PLACE,
        )),
        *map(_checklist, CHECKLISTS),
        Key("groups", "entries", "Welke groep deel is van een andere, met de namen uit kolom group "
            "van de tabellen: `{Noord: {part_of: Stad}}`. Een groep die hier niet staat, is deel "
            "van alle cliënten.", required=False,
            hint="write a line 'Noord: {part_of: Stad}' for each group that is part of another.",
            below="Write {{part_of: ...}}, the group that holds all of it.", parts=(
                Key("part_of", "written", "De groep waar iedereen van deze groep ook bij hoort."),
            )),
        Key("not_in_source", "codes", "Tabellen waarvan de bron geen cijfers noemt, als lijst: "
            "`[ladder, costs]`. Van andere tabellen die er niet zijn, zegt het boek dat ze niet "
            "zijn overgenomen.", required=False, codelist="tables"),
        Key("comparable_with", "entries", "Naast welke eerdere periode van het programma de "
            "cijfers mogen staan, met de naam van haar map: `{2022: {clients: other}}`. Wat hier "
            "staat, wordt nagegaan in de gegevens. `cohorts` staat voor de cohorten van tabel "
            "durability.", required=False,
            hint="write a line '2022: {clients: other}' for the period before this one.",
            below="Write {{{name}: ...}}.", parts=(
                Key("clients", "choice", "Of de cijfers over dezelfde mensen gaan.",
                    choices=tuple(CLIENTS.items())),
                Key("changed", "codes", "Wat sindsdien veranderde, als lijst. De reeks breekt daar "
                    "voor de cijfers waar dat voor uitmaakt. "
                    f"{'; '.join(f'{code}: {label}' for code, label in CHANGES.items())}.",
                    required=False, codelist="changes"),
                Key("note", "written", "Wat er veranderde, in een zin.", required=False),
            )),
        Key("notebooks", "codes", "Namen van eigen notebooks in notebooks/eigen, als lijst.",
            required=False, codelist="notebooks"),
        Key("synthetic", "yes_or_no", "true als de cliënten verzonnen zijn.", required=False),
        Key("synthesised", "entries", "Wat `evalutils synthesise` van elke tabel schreef. Wat hier "
            "niet bij past, geeft een boek vrij op naam van twee mensen.", required=False,
            hint="write a line 'spells: {sha256: ...}' for each table, as synthesise does.",
            below="Write {{sha256: ...}}, the digest of the file.", parts=(
                Key("sha256", "written", "Controlegetal van het bestand."),
            )),
    ),
)  # fmt: skip

# A value and where it comes from.
ASSUMPTION = Key("", "entries", "", parts=(
    Key("value", "any", "De waarde.", required=False),
    Key("source", "spaced_codes", "Sleutels van documenten, met een spatie ertussen; zonder bron "
        "is het een aanname van de onderzoeker.", required=False, codelist="sources"),
    Key("locator", "written", "Kop, tabel of regel in dat document.", required=False),
    Key("note", "written", "Opmerking van de onderzoeker.", required=False),
))  # fmt: skip


def _assumption(
    name: str, kind: Kind, *forms: Form, more: str = "", minimum: int = 0, hint: str = "",
) -> Key:  # fmt: skip
    return Key(
        name, kind, f"{INPUTS[name].label}.{more}", False, minimum=minimum, forms=forms, hint=hint
    )


ASSUMPTIONS = YamlFile(
    "assumptions.yaml",
    "Aannames voor kosten en baten",
    "Wat naast de tabellen nodig is om kosten en baten te vergelijken. Wat er niet staat, is niet "
    "bekend en wordt niet gegokt. Achter elke sleutel staat een waarde, of de waarde met haar "
    "herkomst: `{value: 12, source: sleutel, locator: ..., note: ...}`.",
    (
        _assumption("horizon_months", "months", minimum=1, hint="0 months are no horizon."),
        _assumption("participants", "count", minimum=1, hint="0 participants leave nothing to "
                    "divide by. Write how many took part, or remove the key."),
        _assumption("exits", "count"),
        _assumption("exits_within_participants", "yes_or_no", more=" Alleen dan is uitstroom per "
                    "deelnemer een aandeel, met een interval; anders een verhouding."),
        _assumption("lock_in_months", "duration", "range", "spread", more=" Een bandbreedte is die "
                    "van het gemiddelde, niet hoe kort en lang het per persoon duurt."),
        _assumption("part_time_exit_share", "share", "range", "group"),
        _assumption("part_time_saving_share", "share", "range", more=" Zonder deze sleutel niets "
                    "tot alles."),
        _assumption("stayers_cost_share", "share", "range", more=" Alleen waar tabel costs zegt "
                    "dat een bedrag per uitstroom hen niet of misschien niet dekt; zonder deze "
                    "sleutel niets tot evenveel."),
        _assumption("natural_exit_rate", "share", "range", more=" Zonder deze sleutel nul tot de "
                    "vaste waarde benefit_exit_rate."),
        _assumption("displacement_share", "share", "range", "group"),
        _assumption("counterfactual_exit_share", "share", "range", "group", "effect"),
        _assumption("effect_months", "months", more=" Alleen bij `from_effect` van cliënten in "
                    "kolom arm: 6, 12 of 18. Zonder deze sleutel 12, of 6 als er van een jaar "
                    "niets te schatten is."),
        _assumption("durability", "durability"),
        _assumption("discount_date", "day", more=" Zonder deze sleutel de eerste dag van de "
                    "evaluatie."),
        _assumption("optimism_correction", "share", more=" Altijd met een bron."),
    ),
)  # fmt: skip

SOURCES = YamlFile(
    "sources.yaml",
    "Bronnen",
    "Elk document waar een cijfer uit komt, met een eigen sleutel in kleine letters. Een document "
    "van een gemeente staat in `data/<gemeente>/sources.yaml`, een document dat meer gemeenten "
    "gebruiken in `data/sources.yaml`. Een sleutel staat in een van die bestanden.",
    (
        Key("sleutel", "entries", "De sleutel van het document.",
            below="Add a line '{name}: ...' below the key.", parts=(
                Key("title", "written", "Titel van het document."),
                Key("publisher", "written", "Wie het uitgaf."),
                Key("published", "written", "Jaar, maand of dag: 2023, 2023-03 of 2023-03-15."),
                Key("description", "written", "Wat het is, in een zin."),
                Key("address", "address", "Adres waar iedereen het kan lezen, of "
                    f"`{NO_ADDRESS}` als het niet openbaar te vinden is.", required=False),
                Key("searched_on", "day", "Dag waarop naar een adres is gezocht dat er niet "
                    "bleek te zijn.", required=False),
                Key("archived_title", "written", "Titel van het bewaarde exemplaar.",
                    required=False),
                Key("archived_on", "day", "Dag waarop dat werd bewaard.", required=False),
            )),
    ),
)  # fmt: skip

# On one rung nobody can rise or fall.
FEWEST_RUNGS, MOST_RUNGS = 2, 20
RUNGS_HINT = (
    "write a line '1: {label: ..., rule: ...}' for each rung, from "
    f"{FEWEST_RUNGS} to {MOST_RUNGS} of them."
)
CROSSWALK_HINT = (
    "write {to: SCHEME, version: ..., loss: ..., rungs: {1: [1], 2: [2, 3], 3: []}}, with a line "
    "for every rung of this scheme; [] where no rung fits."
)

LADDERS = YamlFile(
    "ladders/*.yaml",
    "Ladders en hun treden",
    "Een bestand per ladder; de naam van het bestand is de sleutel.",
    (
        Key("title", "written", "Naam van de ladder."),
        Key("version", "written", "Versie van de beschrijving."),
        Key("source", "keys", "Het document met de ladder.", required=False, parts=(
            Key("title", "written", "Titel van het document."),
            Key("published", "written", "Wanneer het verscheen."),
            Key("key", "code", "Sleutel van het document in sources.yaml.", required=False,
                codelist="sources"),
        )),
        Key("decision", "written", "Waar iemand staat die op meer treden past.", required=False),
        Key("rungs", "entries", f"{FEWEST_RUNGS} tot en met {MOST_RUNGS} treden, elk met haar "
            "nummer.", hint=RUNGS_HINT, below="Write {{label: ..., rule: ...}}.", parts=(
                Key("label", "written", "Naam van de trede."),
                Key("rule", "written", "Wie op deze trede staat."),
                Key("group", "written", "Naam van de groep van treden waar zij bij hoort. Van "
                    "beschermde aantallen staat ook de som per groep op de pagina.",
                    required=False),
            )),
        Key("crosswalk", "keys", "Hoe de treden naar een andere ladder vertaald worden.",
            required=False, hint=CROSSWALK_HINT, parts=(
                Key("to", "code", "De andere ladder.", codelist="ladders"),
                Key("version", "written", "Versie van de vertaling."),
                Key("loss", "written", "Wat bij het vertalen verloren gaat."),
                Key("rungs", "crosswalk", "Per trede de treden die zij daar kan zijn; [] als er "
                    "geen past.", hint=CROSSWALK_HINT),
            )),
    ),
)  # fmt: skip

PARAMETERS = YamlFile(
    "parameters/*.yaml",
    "Bestanden met vaste waarden",
    "Een bestand per vaste waarde; de naam van het bestand is de naam van de waarde.",
    (
        Key("description", "written", "Wat de waarde betekent."),
        Key("unit", "written", "Eenheid, zoals percent, share_per_year of person."),
        Key("values", "dated", "Per dag vanaf wanneer die geldt een getal.",
            hint="write one number for each date: values: {2021-01-01: 0.0225}."),
        Key("reference", "keys", "Waar de waarden vandaan komen.",
            hint="write where the values come from: reference: {title: ..., href: ...}.", parts=(
                Key("title", "written", "Titel van de publicatie."),
                Key("href", "written", "Adres van de publicatie."),
                Key("source", "code", "Sleutel in sources.yaml, als het document daar staat.",
                    required=False, codelist="sources"),
            )),
        Key("lower_because", "text", "Waarom een grens of afronding van aantallen lager is dan 10 "
            "of 5. Die reden staat in het boek.", required=False),
    ),
)  # fmt: skip

YAML_FILES = (EVALUATION, ASSUMPTIONS, SOURCES, LADDERS, PARAMETERS)
