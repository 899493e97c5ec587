"""The key under which pseudonyms are made.

Who has it can tell whose pseudonym is whose by trying every number of a client. Lost, the same
clients get other pseudonyms in the next import; destroyed, no pseudonym can be traced any more.
"""

from __future__ import annotations

from evalutils.system.key_file import KeyFile

PSEUDONYM_KEY = KeyFile("pseudonyms", "EVALUTILS_KEY", "evalutils key new")
