"""What a key of a YAML file is, and a file of keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "written", "day", "address", "yes_or_no", "choice", "code", "codes", "cbs_code",
    "percentage", "spaced_codes", "any", "keys", "entries", "dated", "crosswalk", "count",
    "months", "share", "durability", "duration",
]  # fmt: skip

# In the place of an address: the document is not public.
NO_ADDRESS = "none"

Form = Literal["range", "group", "spread", "effect"]


# A durability that is computed from the clients instead of written down.
CLIENT_LEVEL = "client_level"
# A share that is that of the control group of the effect chapter.
FROM_EFFECT = "from_effect"


@dataclass(frozen=True)
class Key:
    """One key of a YAML file."""

    name: str
    # What it holds: ``written`` is a text, or a number or day as it was written; ``keys`` holds
    # `parts`, ``entries`` a name of the user's choice with `parts` below each.
    kind: Kind
    description: str  # Dutch sentence for the data dictionary
    required: bool = True  # False when the key may be left out or empty
    nullable: bool = False  # True when a required key may hold null
    parts: tuple[Key, ...] = ()  # the keys below this one
    choices: tuple[tuple[str, str], ...] = ()  # allowed values with their Dutch label
    codelist: str = ""  # which keys it may name: ``sources`` or ``ladders``
    minimum: int = 0
    # What may stand in the place of one number: a ``range`` in which the mean lies, a ``group`` of
    # which some count, the ``spread`` of persons around a known mean, or what the chapter about the
    # ``effect`` finds.
    forms: tuple[Form, ...] = ()
    hint: str = ""  # English sentence that tells the user what to write
    # The same for a part of an entry that is missing, with ``{name}`` for that part.
    below: str = ""


@dataclass(frozen=True)
class YamlFile:
    """The contract of one YAML file: its name, Dutch title and description, and its keys."""

    name: str
    title: str
    description: str
    keys: tuple[Key, ...]
