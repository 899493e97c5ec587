"""Keys and the patterns that select them; errors and their exit codes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import errors
from evalutils.errors import DataError, EvalutilsError, InputError
from evalutils.keys import EvaluationKey, is_key_part, matches, select

KEYS = [
    EvaluationKey("enschede", "doen-beurzen", "2019"),
    EvaluationKey("enschede", "arbeidsmarktaanpak", "2019-q1-q3"),
    EvaluationKey("zwolle", "startbaan", "2021-2023"),
    EvaluationKey("zwolle", "startbaan", "2024"),
]


def selected(*patterns: str) -> list[str]:
    return [str(key) for key in select(KEYS, patterns)]


@pytest.mark.parametrize("name", ["a", "2019", "den-haag", "2019-q1-q3", "1e-helft"])
def test_lower_case_letters_digits_and_single_hyphens_are_a_name(name: str) -> None:
    assert is_key_part(name)


@pytest.mark.parametrize(
    "name", ["", "A", "den haag", "a_b", "-a", "a-", "a--b", "..", "a/b", "a.b", "é", "²", "a\n"]
)
def test_anything_else_is_not(name: str) -> None:
    assert not is_key_part(name)
    with pytest.raises(InputError, match="is not a valid folder name"):
        EvaluationKey("almelo", name, "2025")


def test_a_key_is_a_path_and_one_word() -> None:
    key = EvaluationKey("den-haag", "werk", "2017")
    assert str(key) == "den-haag/werk/2017"
    assert key.slug == "den-haag--werk--2017"


NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=2, max_size=2, unique=True))
def test_two_evaluations_never_share_a_word(keys: list[tuple[str, str, str]]) -> None:
    assert EvaluationKey(*keys[0]).slug != EvaluationKey(*keys[1]).slug


def test_no_pattern_selects_everything_in_order() -> None:
    assert selected() == [
        "enschede/arbeidsmarktaanpak/2019-q1-q3",
        "enschede/doen-beurzen/2019",
        "zwolle/startbaan/2021-2023",
        "zwolle/startbaan/2024",
    ]


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("enschede", 2),
        ("enschede/", 2),
        ("enschede/*", 2),
        ("enschede/*/*", 2),
        ("*", 4),
        ("*/startbaan", 2),
        ("*/*/2019*", 2),
        ("zwolle/startbaan/2024", 1),
        ("zwolle\\startbaan\\", 2),  # as PowerShell completes it
        ("zwolle/startbaan/202?", 1),
        ("[ez]*/*/2024", 1),
    ],
)
def test_a_shorter_pattern_takes_everything_below_it(pattern: str, count: int) -> None:
    assert len(selected(pattern)) == count


def test_patterns_that_overlap_select_once() -> None:
    assert selected("zwolle/startbaan/2024", "zwolle", "*/*/2024") == [
        "zwolle/startbaan/2021-2023",
        "zwolle/startbaan/2024",
    ]


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("enschedee", " Did you mean 'enschede'?"),
        ("Zwolle", " Did you mean 'zwolle'?"),
        ("zwolle/startban", " Did you mean 'zwolle/startbaan'?"),
        ("data/zwolle", " Did you mean 'zwolle'?"),
        ("data/zwolle/*/2024", " Did you mean 'zwolle/*/2024'?"),
        ("xyz", ""),
        ("", ""),
        ("zwolle/startbaan/2024/exits.csv", " Did you mean 'zwolle/startbaan/2024'?"),
    ],
)
def test_a_pattern_that_matches_nothing_lists_what_exists(pattern: str, hint: str) -> None:
    with pytest.raises(InputError) as error:
        selected("enschede", pattern)
    head, *listing = str(error.value).splitlines()
    assert head == f"No evaluation matches '{pattern}'.{hint} These exist:"
    assert listing == [f"  {key}" for key in sorted(KEYS)]


def test_without_evaluations_nothing_exists() -> None:
    with pytest.raises(InputError, match=r"These exist:\n  \(none\)"):
        select([], ["zwolle"])


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES, NAMES)
def test_a_key_selects_itself_and_its_folders_select_it(one: str, two: str, three: str) -> None:
    key = f"{one}/{two}/{three}"
    assert matches(key, key)
    assert matches(key, f"{one}/{two}")
    assert matches(key, one)


def test_every_error_of_a_user_is_one_family_with_an_exit_code() -> None:
    family = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, EvalutilsError)
    ]
    assert {error.__name__: error.exit_code for error in family}.items() >= {
        "EvalutilsError": 1,
        "RunError": 1,
        "BuildError": 1,
        "InputError": 2,
        "DataError": 2,
        "InterruptedRunError": 130,
    }.items()


def test_the_faults_of_data_are_kept_one_by_one() -> None:
    error = DataError(["a.csv: x.", "b.csv: y."])
    assert error.faults == ("a.csv: x.", "b.csv: y.")
    assert str(error) == "2 faults in the data:\n  a.csv: x.\n  b.csv: y."
