"""The two people who answer for a release."""

from __future__ import annotations

from evalutils.errors import InputError
from evalutils.literal import one_line


def require_two_people(made_by: str, checked_by: str) -> tuple[str, str]:
    """Both names on one line; an InputError when they are not of two people."""
    names = one_line(made_by), one_line(checked_by)
    for name, option in zip(names, ("--made-by", "--checked-by"), strict=True):
        if sum(map(str.isalpha, name)) < 2:
            raise InputError(f"{option} is no name. Give the name of who answers for it.")
    first, second = ("".join(filter(str.isalnum, name)).casefold() for name in names)
    if first == second:
        raise InputError(
            "--made-by and --checked-by are the same. Let somebody else check what will be "
            "published, and give the name of that person."
        )
    return names
