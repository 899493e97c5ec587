"""An example of each YAML file, as the data dictionary shows it. Together they make sense."""

from __future__ import annotations

YAML_EXAMPLES = {
    "evaluation.yaml": """\
title: Aan de slag
municipality: {name: Almelo, code: GM0141}
organisation: Gemeente Almelo
period: {start: 2023-01-01, end: 2023-12-31, label: "2023"}
ladder: drie-treden
disclosure: published
evidence: none
sources: [jaarverslag-2023]
coverage: {share: 95, qualifier: circa, source: jaarverslag-2023, locator: Tabel 2}
""",
    "assumptions.yaml": """\
horizon_months: 36
participants: {value: 120, source: jaarverslag-2023, locator: Tabel 1}
exits: 45
exits_within_participants: true
lock_in_months: {mean: 6.5, shortest: 3, longest: 9}
part_time_exit_share: {count: 15, of: 45}
part_time_saving_share: {low: 0, high: 1}
stayers_cost_share: {low: 0, high: 1}
natural_exit_rate: {low: 0.05, high: 0.2}
displacement_share: {low: 0.1, high: 0.3}
counterfactual_exit_share: {count: 12, of: 60}
durability: {share: 0.85, months: 12}
""",
    "sources.yaml": """\
jaarverslag-2023:
  title: Jaarverslag 2023
  publisher: Gemeente Almelo
  published: "2024-03"
  description: Verslag over een jaar.
  address: https://www.almelo.nl/jaarverslag-2023
  archived_title: Jaarverslag 2023, versie voor de raad
  archived_on: 2024-04-02
""",
    "ladders/*.yaml": """\
title: Ladder met drie treden
version: "1"
rungs:
  1: {label: laag, rule: Wie thuis is.}
  2: {label: midden, rule: Wie meedoet zonder loon.}
  3: {label: hoog, rule: Wie werkt.}
""",
    "parameters/*.yaml": """\
description: Discontovoet per jaar.
unit: share_per_year
values: {2016-01-01: 0.03, 2021-01-01: 0.0225}
reference: {title: Werkgroep discontovoet 2020, href: "https://example.org"}
""",
    "mapping.yaml": """\
evaluation:
  title: Aan de slag
  organisation: Gemeente Almelo
  observed_until: 2024-01-15
spells:
  columns:
    client_id: Cliëntnummer
    start: Startdatum
    end: Einddatum
    destination: Reden einde
    wijk: Wijk
  dates: dd-mm-jjjj
  codes:
    destination: {"34": paid_work, "01": education}
  keep: {Regeling: [PW, IOAW]}
  missing: ["-", 31-12-9999]
  reversed: leave_out
""",
    "publication.yaml": """\
title: Meedoen in Almelo
publisher: Gemeente Almelo
contact: Afdeling Onderzoek van de gemeente
edition: najaar 2024
date: 2024-10-01
logo: _static/logo.svg
colour: "#1b5a66"
""",
}
