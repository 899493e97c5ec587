"""A release needs two people."""

from __future__ import annotations

import pytest

from evalutils.errors import InputError
from evalutils.release.names import require_two_people


def test_two_people_are_two_people() -> None:
    assert require_two_people(" A.  Maker ", "B. Kijker") == ("A. Maker", "B. Kijker")


@pytest.mark.parametrize("other", ["A. Maker", "a maker", "A.Maker ", "a-maker"])
def test_one_person_twice_is_refused(other: str) -> None:
    with pytest.raises(InputError, match="are the same"):
        require_two_people("A. Maker", other)


@pytest.mark.parametrize("name", ["", " ", "--", "x", "12"])
def test_what_is_no_name_is_refused_with_its_option(name: str) -> None:
    with pytest.raises(InputError, match="--checked-by is no name"):
        require_two_people("A. Maker", name)
