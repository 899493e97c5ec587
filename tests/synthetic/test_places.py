"""Places are real, and the clients of all of them add up."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.dataset.load import load_evaluations
from evalutils.errors import InputError
from evalutils.keys import is_key_part
from evalutils.synthetic.places import choose_places, clients_per_folder, read_places

DATA = Path(__file__).parents[2] / "data"
PLACES = read_places(DATA)


def test_there_are_342_municipalities_with_a_name_a_code_and_a_folder_of_their_own() -> None:
    assert len(PLACES) == 342
    for part in ("name", "code", "folder"):
        assert len({getattr(place, part) for place in PLACES}) == 342
    assert all(re.fullmatch(r"GM\d{4}", place.code or "") for place in PLACES)
    assert all(is_key_part(place.folder) for place in PLACES)


def test_codes_agree_with_those_of_the_evaluations_in_the_book() -> None:
    names = {place.code: place.name for place in PLACES}
    for evaluation in load_evaluations(DATA):
        if evaluation.municipality_code:
            official = names[evaluation.municipality_code].replace("'s-Gravenhage", "Den Haag")
            assert official == evaluation.municipality_name


def test_merged_municipalities_are_gone_and_the_new_one_is_there() -> None:
    names = {place.name: place.code for place in PLACES}
    assert names["Voorne aan Zee"] == "GM1992"
    assert not {"Weesp", "Brielle", "Hellevoetsluis", "Westvoorne"} & set(names)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("'s-Gravenhage", "s-gravenhage"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Bergen (NH.)", "bergen-nh"),
        ("Nuenen, Gerwen en Nederwetten", "nuenen-gerwen-en-nederwetten"),
    ],
)
def test_a_name_becomes_a_folder_name(name: str, folder: str) -> None:
    assert next(place.folder for place in PLACES if place.name == name) == folder


@settings(deadline=None)
@given(st.integers(1, 342), st.integers(1, 6), st.integers(0, 100_000), st.integers(0, 2**32))
def test_clients_add_up_and_every_folder_has_one(
    places: int, programmes: int, more: int, seed: int
) -> None:
    clients = places * programmes + more
    sizes = clients_per_folder(places, programmes, clients, seed)
    assert len(sizes) == places * programmes
    assert sizes.sum() == clients
    assert sizes.min() >= 1


def test_too_few_clients_is_an_error_that_says_how_many() -> None:
    with pytest.raises(InputError, match="at least 1026"):
        clients_per_folder(342, 3, 1025, 1)


def test_places_are_drawn_by_seed_and_stay_in_order() -> None:
    chosen = choose_places(PLACES, 10, 1)
    assert chosen == [place for place in PLACES if place in chosen]
    assert chosen != choose_places(PLACES, 10, 2)
    assert choose_places(PLACES, 342, 2) == PLACES


def test_more_places_than_there_are_is_an_error() -> None:
    with pytest.raises(InputError, match="343"):
        choose_places(PLACES, 343, 1)
