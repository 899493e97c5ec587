"""The outflow chapters as readers get them: bases, definitions, instruments and kinds of exit."""

import csv

import pytest
from book_project import ROOT, Project

ENSCHEDE = "enschede/arbeidsmarktaanpak/2019-q1-q3"


def test_enschede_shows_every_instrument_of_the_source(built: Project) -> None:
    page = built.text(f"{ENSCHEDE}/outflow.html")
    path = ROOT / "data" / ENSCHEDE / "instruments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = [row["instrument"] for row in csv.DictReader(file)]
    assert len(names) >= 40
    assert [name for name in names if name[:1].upper() + name[1:] not in page] == []
    assert "Fase niet bekend" in page


def test_enschede_shows_755_exits_under_their_own_definition_only(built: Project) -> None:
    page = built.text(f"{ENSCHEDE}/outflow.html")
    definitions = page.split("Wat duurzaam kan betekenen")[1].split("Heel Nederland: ")[0]
    own, *others = definitions.split("Status op één moment")
    assert "85,4%" in own  # 645 / 755
    assert not any("85,4%" in other for other in others)
    assert "geen nieuwe uitkering aangevraagd of ontvangen" in page
    assert "645 van 755, dat is 85,4%" in page


def test_enschede_shows_its_implied_opening_stock(built: Project) -> None:
    page = built.text(f"{ENSCHEDE}/outflow.html")
    # 6143 - 760 + 912
    assert "De bron geeft geen stand aan het begin." in page
    assert "een beginstand van 6.295; het bestand nam dus met 152 af" in page


def test_enschede_shows_who_left_without_a_destination(built: Project) -> None:
    page = built.text(f"{ENSCHEDE}/outflow.html")
    # 912 - 429 - 16, and the 16 may be among the 429
    assert "Van ten minste 467 van de 912 vertrekkers noemt de bron geen bestemming" in page


@pytest.mark.parametrize(
    ("year", "published", "same"),
    [
        # 388 / 1059 and 388 / 812; 418 / 759 and 418 / 575
        (2016, "tegenover 1.059 instromers, 37", "tegenover 812 instromers, 48"),
        (2017, "tegenover 759 instromers, 55", "tegenover 575 instromers, 73"),
    ],
)
def test_pastiel_shows_the_published_and_the_like_for_like_base(
    built: Project, year: int, published: str, same: str
) -> None:
    page = built.text(f"fryslan-west/pastiel/{year}/outflow.html")
    assert published in page
    assert same in page
    assert f"tot en met 30 september {year}" in page


def test_the_startbaan_has_applications_that_went_no_further_and_no_leavers(
    built: Project,
) -> None:
    page = built.text("zwolle/startbaan/2021-2023/outflow.html")
    assert "Waar mensen heen gingen" not in page
    assert "aanmeldingen die niet zijn doorgezet (105); dat is geen vertrek" in page
    assert "Toelichting en vindplaats per rij" in page
    assert "Geen contact meer is de derde reden, zonder cijfer." in page  # a note of the file


def test_the_comparison_names_why_a_share_does_not_compare_and_has_ratios_apart(
    built: Project,
) -> None:
    page = built.text("comparison.html")
    # 912 - 429 - 16 = 467 of 912, and the 16 may be among the 429
    assert "van ten minste 51% van de vertrekkers noemt de bron geen bestemming" in page
    assert "Verhoudingen naast elkaar, geen rangorde" in page
    assert "Er is geen gemiddelde" in page
