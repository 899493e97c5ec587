"""The keys of publication.yaml: who publishes a book, whom to ask, and how it looks."""

from __future__ import annotations

from evalutils.contracts.yaml_key import Key, YamlFile

PUBLICATION = YamlFile(
    "publication.yaml",
    "De uitgave",
    "Staat in de map `book/`. Geeft het boek een titel, een uitgever en een eigen gezicht.",
    (
        Key("title", "text", "Titel van het boek."),
        Key("publisher", "text", "Wie het boek uitgeeft."),
        Key("contact", "text", "Bij wie een lezer met een vraag terecht kan. Een adres van een "
            "organisatie mag; geen naam of adres van een persoon."),
        Key("edition", "written", "De uitgave, zoals 2 of najaar 2026."),
        Key("date", "day", "Dag van de uitgave."),
        Key("logo", "text", "Het beeldmerk: een bestand in `book/_static/` (SVG, PNG of JPEG)."),
        Key("logo_dark", "text", "Het beeldmerk op een donkere achtergrond; zonder deze sleutel "
            "hetzelfde, op een lichte plaat.", required=False),
        Key("colour", "text", "De huiskleur, als `\"#1b5a66\"`: die van links, kaders, lijnen "
            "en grafieken, ook in losse rapporten. Op een donkere achtergrond maakt het boek er "
            "zelf een lichtere van; grafieken houden hun blauw als de huiskleur een grijs is."),
    ),
)  # fmt: skip
