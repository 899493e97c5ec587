"""The key of the pseudonyms is of one user alone, and pseudonyms depend on it."""

from pathlib import Path

import pytest

from evalutils.errors import InputError
from evalutils.identifiers.pseudonyms import digest, not_accepted, pseudonyms
from evalutils.intake.pseudonym_key import PSEUDONYM_KEY
from evalutils.system.key_file import new_key


@pytest.fixture(autouse=True)
def _no_key_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(PSEUDONYM_KEY.variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


def test_a_new_key_is_for_this_user_alone_and_never_replaces_another(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "key"
    new_key(place)
    assert place.stat().st_mode & 0o777 == 0o600
    first = PSEUDONYM_KEY.read(place)
    assert len(first) == 32
    with pytest.raises(InputError, match="exists already"):
        new_key(place)
    assert PSEUDONYM_KEY.read(place) == first
    new_key(tmp_path / "other")
    assert PSEUDONYM_KEY.read(tmp_path / "other") != first


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(InputError, match="may be read by others"):
        PSEUDONYM_KEY.read(tmp_path / "key")


def test_a_key_among_the_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not stand in"):
        new_key(tmp_path / "data" / "key", (tmp_path / "data",))
    assert not (tmp_path / "data").exists()


def test_without_a_key_the_command_that_makes_one_is_named() -> None:
    with pytest.raises(InputError, match="evalutils key new"):
        PSEUDONYM_KEY.read(None)


@pytest.mark.parametrize("text", ["", "geheim", "00" * 32, "ab" * 16])
def test_what_is_no_key_is_refused_and_not_shown(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PSEUDONYM_KEY.variable, text)
    with pytest.raises(InputError, match="holds no key") as stopped:
        PSEUDONYM_KEY.read(None)
    assert not text or text not in str(stopped.value)


def test_a_pseudonym_is_a_keyed_hash_in_a_form_of_its_own() -> None:
    # HMAC-SHA256 with key 00..1f over "a/b", NUL, "1", as OpenSSL gives it:
    # printf 'a/b\0001' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001..1f
    made = digest(bytes(range(32)), "a/b", "1")
    assert made.hex() == "d642e569ea5536b4fa3bd244"
    (name,) = pseudonyms(made)
    assert len(name) == 28 and name.startswith("pid_")
    assert not any(sign.isdigit() for sign in name)
    assert not_accepted([name], synthetic=False) == []


def test_another_key_or_programme_gives_another_pseudonym() -> None:
    keys = [digest(bytes([n] * 32), scope, "1") for n in (1, 2) for scope in ("a/b", "a/c")]
    assert len(set(keys)) == 4


@pytest.mark.parametrize(
    "name", ["123456782", "c000001", "syn0000001", "5d41402abc4b2a76b9719d911017c592", "pid_bcd"]
)
def test_any_other_id_is_no_pseudonym(name: str) -> None:
    assert not_accepted([name], synthetic=False) == [name]


def test_an_invented_client_has_seven_digits_after_its_prefix() -> None:
    names = ["syn0000001", "syn00000001", "syn123456782", "c000001"]
    assert not_accepted(names, synthetic=True) == names[1:]
