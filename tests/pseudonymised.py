"""Short names of clients, as tests have them, in the form of the pseudonyms that `import` makes."""

import re

from evalutils.identifiers.pseudonyms import pseudonyms

_SHORT = re.compile(r"(?m)^\"?([a-z]{1,3}[0-9]{0,5})\"?(?=[,;\t])")


def pid(name: str) -> str:
    """A pseudonym for a name of at most twelve signs; names sort as their pseudonyms do."""
    return pseudonyms(name.encode().ljust(12, b"\0"))[0]


def with_pseudonyms(text: str) -> str:
    """A client table in which every short name at the beginning of a row is a pseudonym."""
    return _SHORT.sub(lambda found: pid(found[1]), text)
