"""What the invented world looks like: every number of the generator, with its reason.

Numbers without a source are invented for a plausible shape; no conclusion about a real place may
rest on them. Weights need not add up to anything.
"""

from __future__ import annotations

from datetime import date

# Two whole years in the past: who leaves in the first year can be followed for twelve months.
PERIOD_START = date(2023, 1, 1)
PERIOD_END = date(2024, 12, 31)
PERIOD = "2023-2024"
# A mean month, to draw durations in; what is measured of them runs in calendar months.
DAYS_PER_MONTH = 365.25 / 12

# key: (title, speed of leaving, pull of paid work, start rungs 1-6). One programme close to work,
# one in the middle and one far from it come first, so that three programmes differ visibly.
PROGRAMMES = {
    "werkfit": ("Werkfit", 1.0, 1.0, (8, 34, 28, 18, 9, 3)),
    "leerwerktraject": ("Leerwerktraject", 1.25, 1.4, (3, 20, 36, 22, 14, 5)),
    "meedoen": ("Meedoen in de wijk", 0.7, 0.4, (22, 42, 22, 11, 2.5, 0.5)),
    "jongerenroute": ("Jongerenroute", 1.35, 1.2, (10, 32, 30, 16, 9, 3)),
    "taal-en-werk": ("Taal en werk", 0.9, 0.8, (9, 38, 35, 12, 5, 1)),
    "ondernemen": ("Ondernemen met uitkering", 0.85, 1.1, (4, 22, 24, 30, 16, 4)),
}
# Made on its own: spells of clients of the programme and of a group to compare with.
COMPARED = ("werkfit-vergeleken", "Werkfit met vergelijkingsgroep")
# Made on its own too: counts of six years, of which the change and the break are known.
YEARLY = ("werkfit-jaren", "Werkfit door de jaren")
# Share of clients of the first, second, ... programme of a municipality.
PROGRAMME_SHARES = (5, 3, 2, 2, 1, 1)

# Sizes of places fall with their rank as a power (Zipf's law; X. Gabaix 1999, doi
# 10.1162/003355399556133, finds 1 for cities). Municipalities differ less: they hold many towns.
SIZE_EXPONENT = 0.8

# Age on joining, or at the start of the period: (label, first age, last age, weight, speed of
# leaving, chance that the client's rung is measured). The oldest are measured in fewer than half
# of the cases, so that the warning about coverage has a cause.
AGE_GROUPS = (
    ("18 tot 27 jaar", 18, 26, 15, 1.35, 0.78),
    ("27 tot 45 jaar", 27, 44, 38, 1.1, 0.82),
    ("45 tot 60 jaar", 45, 59, 32, 0.85, 0.70),
    ("60 jaar en ouder", 60, 66, 15, 0.6, 0.42),
)
ADULT_AGE = 18  # social assistance is for people of 18 and over (article 11 and 13 Participatiewet)
PENSION_AGE = 67  # state pension age in 2024 up to and including 2027 (article 7a AOW)

# (label, weight, speed of leaving, pull of paid work, factor on the chance of being measured)
EDUCATIONS = (
    ("vmbo of lager", 48, 0.9, 0.85, 1.0),
    ("mbo of havo", 33, 1.1, 1.15, 1.0),
    ("hbo of universiteit", 12, 1.2, 1.3, 0.95),
    ("onbekend", 7, 0.95, 0.9, 0.7),
)

# Joining per calendar month: more after New Year and after the summer holiday, few in July,
# August and December.
INFLOW_BY_MONTH = (13, 10, 10, 8, 8, 8, 5, 5, 11, 9, 8, 5)
STARTS_ON_FIRST_OF_MONTH = 0.35  # benefits and contracts often start on the first
ENDS_ON_LAST_OF_MONTH = 0.6  # benefits are settled per calendar month: most ends are ties

# Chance of leaving per month in the programme, of those still there: a slow start, peaks when
# places of six and twelve months end, and a slow tail.
LEAVING_BY_MONTH = (
    (0.02, 0.03, 0.035, 0.04, 0.045, 0.08)
    + (0.045, 0.04, 0.04, 0.04, 0.045, 0.10)
    + (0.035,) * 12
    + (0.025,) * 36
)
# Everyone has left after sixty months: no programme has a place for longer.

# Factor on the chance of leaving by rung at the start: who stands higher leaves sooner.
SPEED_BY_RUNG = (0.65, 0.85, 1.0, 1.15, 1.25, 1.4)

# The factors on the speed of leaving are multiplied, and the product is kept within these limits,
# so that no group leaves at once or never.
SLOWEST, FASTEST = 0.3, 2.5

# destination: (weight in the first three months, weight later, does paid work pull it, chance that
# the benefit ends). Codes of codelists/destinations.csv.
DESTINATIONS = {
    "paid_work": (24, 34, True, 0.92),
    "supported_work": (3, 11, True, 0.55),
    "self_employed": (2, 3, True, 0.80),
    "education": (7, 9, False, 0.90),
    "work_experience": (3, 5, False, 0.0),
    "volunteer_work": (3, 7, False, 0.0),
    "other_programme": (14, 9, False, 0.0),
    "care": (7, 5, False, 0.05),
    "incapacity": (2, 3, False, 0.70),
    "moved": (5, 4, False, 1.0),
    "relationship": (2, 2, False, 1.0),
    "deceased": (0.5, 0.5, False, 1.0),
    "withdrawn": (16, 5, False, 0.15),
    "no_contact": (10, 3, False, 0.10),
    "unknown": (2, 3, False, 0.30),
    "pension_age": (0, 0, False, 1.0),  # never drawn: follows from the year of birth
}
EARLY_DAYS = 91  # the first three months

WITHOUT_BENEFIT = 0.04  # people without a benefit may be helped too (article 7 Participatiewet)
# Months on benefit before joining, at chances 0, 1/5, ... 1: from newcomers to ten years.
MONTHS_ON_BENEFIT = (0, 3, 11, 26, 60, 120)

# Share of everybody whose benefit ended that is back on benefit after these months: 15% at 6, 22%
# at 12 and about 30% at 18 to 24 (Divosa, "Divosa-monitor factsheet: in- en uitstroom uit de
# bijstand 2014", December 2015). Nobody within a month: CBS counts a benefit as ended when there is
# none one month later.
RETURN_MONTHS = (1, 6, 12, 24)
RETURN_SHARES = (0.0, 0.15, 0.22, 0.30)
# Return after some destinations compared with all. Within six months Divosa (same factsheet) counts
# at most 11% after work or education and 28% after enforcement, against 15% of all.
RETURN_FACTORS = {
    "paid_work": 11 / 15,
    "self_employed": 11 / 15,
    "education": 11 / 15,
    "withdrawn": 28 / 15,
    "no_contact": 28 / 15,
    "pension_age": 0.0,
    "deceased": 0.0,
}
BACK_IN_PROGRAMME = 0.4  # of those who are back on benefit
DAYS_TO_SECOND_START = (14, 60)  # an intake takes two weeks to two months

# Measurements: at the intake and every half year, so that most clients have two or more.
DAYS_BETWEEN_ROUNDS = 182
ROUNDS = 5  # what fits in two years
DAYS_OF_SLACK = 14  # a round is held up to two weeks early or late
DAYS_TO_INTAKE = 60
MISSED_INTAKE, MISSED_ROUND = 0.05, 0.25
RUNG_UNKNOWN = 0.02
CORRECTED = 0.01

# Steps on the ladder from one round to the next: most stand still, some fall.
STEPS = {-2: 1, -1: 9, 0: 66, 1: 20, 2: 4}
# What the coach expects at the intake: too optimistic on purpose, nobody is expected to fall.
EXPECTED_STEPS = {0: 35, 1: 45, 2: 20}
TARGET_STEPS = {0: 20, 1: 50, 2: 30}
HAS_EXPECTATION, HAS_TARGET = 0.8, 0.6
