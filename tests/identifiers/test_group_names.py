"""What the groups of clients and the headings of columns may be called."""

import pytest

from evalutils.identifiers.person_headings import heading_problem
from evalutils.identifiers.person_names import named_persons
from evalutils.identifiers.scan import (
    found_in,
    found_in_cells,
    found_in_group,
)


@pytest.mark.parametrize(
    "values",
    [
        ["Jan Jansen", "Noord"], ["J. de Vries"], ["A.B. Bakker"], ["dhr. Bakker", "Zuid"],
        ["de Vries, Jan"], ["Fatima El Amrani"], ["mevrouw Yilmaz"], ["Jan", "Fatima", "Noord"],
        ["Ingrid van 't Hof"], ["Petra van der Laan"], ["Ingrid van \u2019t Hof"],
        ["Nguyen Thi Lan"], ["tran van duc"], ["Kees op den Berg"], ["Anna in 't Veld"],
        ["Ren\u00e9 de Vries"], ["\u00d6mer \u015eahin"], ["Rene\u0301", "Zo\u00eb", "Noord"],
    ],
)  # fmt: skip
def test_names_of_persons_are_no_group(values: list[str]) -> None:
    assert found_in_group(values)["name of a person"]


@pytest.mark.parametrize(
    "values",
    [
        ["Noord", "Zuid", "Oost"], ["vmbo of lager", "hbo of universiteit"], ["Sanders", "Centrum"],
        ["Jan van Galenwijk", "Anna Paulowna"], ["PW", "IOAW"], ["27 tot 45 jaar"], ["P. Zuid"],
        ["Willem-Alexanderpark"], ["Den Haag Centrum", "Segbroek"],
    ],
)  # fmt: skip
def test_names_of_districts_are_a_group(values: list[str]) -> None:
    assert not named_persons(values) and not found_in_group(values)


@pytest.mark.parametrize("value", ["Statushouders", "statushouder", "Wsw"])
def test_whom_a_programme_is_for_may_be_a_group_and_no_heading(value: str) -> None:
    assert not found_in_group([value, "PW"])
    assert heading_problem(value)


def test_special_categories_are_no_group_and_districts_that_sound_like_one_are() -> None:
    values = [
        "Statushouders uit Noord",
        "Wajong",
        "psychiatrische problematiek",
        "ex-gedetineerde",
        "moslim",
    ]
    assert found_in_group(values)["special category of personal data"] == len(values)
    assert not found_in_group(["Kerk en Zanen", "Politie", "mbo", "alleenstaand"])


@pytest.mark.parametrize(
    "place",
    [
        "Justitiekwartier", "Islamkwartier", "Kerkwijk", "Kerkelanden", "Ziekenhuiskwartier",
        "Vluchtelingenbuurt", "Strafrechtbuurt", "Joodse buurt", "Indische Buurt", "Gevangenpoort",
        "Gevangentoren", "Politiekwartier", "Vakbondsbuurt", "Gezondheidspark", "Asielplein",
        "Westerstraat", "Westersingel", "Westerschelde", "Homoet", "Transvaalkwartier",
        "Het Justitiepaleis", "Invalidenbuurt", "Beslagmakersbuurt", "Godsdienstbuurt",
    ],
)  # fmt: skip
def test_a_district_may_be_called_after_what_no_group_may_be(place: str) -> None:
    assert not found_in_group([place])


@pytest.mark.parametrize(
    "value",
    [
        "Statushouders wijk Noord", "GGZ-wijkteam", "Wajong in de wijk", "Wsw-plek", "niet-westers",
        "Westerse migratieachtergrond", "homoseksueel", "homofiel", "asielzoekerscentrum",
        "schuldenberg", "ex-gedetineerd", "justitiabel", "gevangenisstraf", "islamitisch",
    ],
)  # fmt: skip
def test_a_word_for_a_place_beside_it_hides_no_special_category(value: str) -> None:
    assert found_in_group([value])


PLACES = ("wijk", "Buurt", "stadsdeel_naam", "woonplaats", "regio", "locatie", "instrument")


@pytest.mark.parametrize(
    "values",
    [
        ["Westerse Wijk", "Oost"], ["Medisch Spectrum Twente"], ["Joods Kwartier", "Noord"],
        ["Jan Steen", "Frans Hals", "Centrum"], ["Emma", "Julia", "Noord"], ["Emma", "Sanders"],
        ["Psychiatrisch Ziekenhuis"], ["Willem de Zwijger"], ["Jan van Nassau", "Oost"],
    ],
)  # fmt: skip
def test_a_column_of_places_may_hold_names_of_places(values: list[str]) -> None:
    for column in PLACES:
        assert not found_in_group(values, column), column
    assert found_in_group(values, "regeling")
    assert found_in_group(values, "")


@pytest.mark.parametrize(
    "values",
    [
        ["Jan Jansen", "Noord"], ["J. de Vries"], ["de Vries, Jan"], ["mevrouw Yilmaz", "Zuid"],
        ["Jan", "Fatima", "Emma"], ["Statushouders wijk Noord"], ["Wajong in de wijk"],
        ["Joodse wijk statushouders"], ["psychiatrische problematiek"], ["niet-westers"],
        ["Westerse migratieachtergrond"], ["islamitisch"], ["1234 AB"], ["12-03-1985"],
    ],
)  # fmt: skip
def test_and_still_no_person_and_no_special_category(values: list[str]) -> None:
    assert found_in_group(values, "wijk")


@pytest.mark.parametrize(
    "value",
    [
        "Jan Jansen, wijk Noord", "Jan Jansen (wijk)", "J. de Vries (wijk Noord)",
        "dhr. Bakker, wijk 3", "Jan Jansen wijk Noord", "J. Bakker wijk Zuid",
        "Fatima Yilmaz uit de buurt Oost",
    ],
)  # fmt: skip
def test_a_kind_of_place_behind_a_name_hides_no_person(value: str) -> None:
    for column in ("", "wijk", "opleiding"):
        assert found_in_group([value], column), column


def test_with_a_kind_of_place_a_name_that_all_know_is_a_place() -> None:
    for value in ("Jan Steen (wijk)", "Jan Steenwijk", "Jan Steen wijk", "Frans Hals, buurt"):
        assert not found_in_group([value], "opleiding"), value


def test_an_author_with_a_publisher_or_a_centre_is_no_name_of_a_client() -> None:
    told = ["J. Bakker, Centrum voor Onderzoek", "Anna Bakker, Spectrum"]
    assert not found_in_cells(told)
    assert found_in_cells(["J. Bakker, wijk Noord"])


def test_a_list_of_numbers_is_one_number_among_groups_only() -> None:
    assert found_in_group(["111, 222, 333"])
    assert not found_in(["In drie jaren waren het er 111, 222, 333."])


@pytest.mark.parametrize(
    "value", ["*12-03-1985", "* 12-03-1985", "12031985", "12-3-85", "1/3/'85", "01.03.07"]
)
def test_a_short_day_of_birth_is_no_group(value: str) -> None:
    assert found_in_group([value])["day of birth"] == 1


@pytest.mark.parametrize("value", ["1-3-23", "31-12-24", "12345678", "18-27-85", "1-2", "20231231"])
def test_a_recent_day_or_no_day_is_no_day_of_birth(value: str) -> None:
    assert not found_in_group([value])


@pytest.mark.parametrize(
    "value",
    ["7511 ab 12a", "7511 ab 12", "7511 ab, 12", "12, 7511AB", "12 7511 AB", "12a, 7511 ab"],
)
def test_a_house_is_found_where_it_stands_alone(value: str) -> None:
    kind = {"postcode with house number": 1}
    assert found_in_group([value]) == kind
    assert {k: n for k, n in found_in_cells([value]).items() if n} == kind


@pytest.mark.parametrize(
    "value",
    ["2019 en 2020", "1200 km 3", "2500 of 3000", "1000 tm 1500", "7,511 ab 12", "Jan Steen"],
)
def test_what_is_no_house_and_no_client_is_left_alone(value: str) -> None:
    assert not any(found_in_cells([value]).values())


def test_days_of_birth_and_postcodes_of_streets_are_no_group() -> None:
    assert found_in_group(["12-03-1985", "01-02-1990"])["day of birth"] == 2
    assert found_in_group(["1234 AB", "1234AC"])["postcode of a street"] == 2


@pytest.mark.parametrize(
    "heading",
    [
        "client_naam", "ClientNaam", "klantnaam", "naam", "Naam consulent", "pc6", "postcode",
        "geboortedatum", "geb_datum", "GebDat", "diagnose", "nationaliteit", "opmerking",
        "Bijzondere opmerkingen", "e-mail", "bsn", "BSN_nummer", "herkomst", "telefoon_1", "iban",
        "religie", "strafblad", "medische_beperking", "burgerservicenr", "bsnnr", "postcode6",
        "adresregel", "contactpersoon", "v-nummer", "vreemdelingennummer", "verblijfsstatus",
        "klant", "Cliënt", "deelnemer", "partner", "klantcode", "deelnemersnummer", "woonadres",
        "geslacht", "Geslacht cliënt", "sekse", "gender", "M/V", "man/vrouw",  # gender
        "etniciteit", "afkomst", "niet-westers", "asielstatus", "statushouder", "moedertaal",
        "geloofsovertuiging", "kerk", "moslim", "politieke voorkeur", "vakbondslid", "FNV",
        "gezondheid", "ziekteverzuim", "arbeidsongeschikt_pct", "WIA", "Wajong", "WSW-indicatie",
        "psychische problemen", "verslaafd", "lvb", "iq", "zwanger", "doelgroepregister", "GGZ",
        "vingerafdruk", "dna", "seksuele geaardheid", "lhbti", "transgender",
        "strafrechtelijk verleden", "detentie", "ex-gedetineerde", "VOG", "veroordeling",
        "reclassering",
        "schulden", "Schuldenproblematiek", "schuldhulp", "Wsnp", "beslag", "bewindvoering",
    ],
)  # fmt: skip
def test_a_heading_that_names_a_person_or_a_special_category_is_refused(heading: str) -> None:
    assert heading_problem(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "wijk", "wijk_naam", "programmanaam", "birth_year", "geboortejaar", "opleiding",
        "age_group", "education", "regeling", "sector", "doelgroep", "traject", "gemeente",
        "contract", "status", "uitkeringsduur", "inkomstenbron", "gebied", "Gebruik",
        "startkwalificatie",
        "taalniveau", "huishoudtype", "werkgever", "beschut_werk", "loonkostensubsidie", "kwartaal",
    ],
)  # fmt: skip
def test_a_heading_of_a_group_is_not(heading: str) -> None:
    assert not heading_problem(heading)
