"""Mistakes in arms.csv, and in what evaluation.yaml says of a comparison."""

from pathlib import Path

from bad_input.mistakes import Case, Change, replaced, written

HEADER = "arm,role,assignment,outcome,months,people,reached,invited,took_part\n"
OURS = "hulp,programme,waiting_list,werk,12,120,48,,\n"
THEIRS = "gewoon,control,waiting_list,werk,12,115,35,,\n"


def arms(*rows: str) -> Change:
    return written("arms.csv", HEADER + "".join(rows))


def called_a_lot(data_dir: Path, folder: Path) -> None:
    replaced("evaluation.yaml", "evidence: none", "evidence: randomised")(data_dir, folder)
    arms(OURS, THEIRS)(data_dir, folder)


CASES = [
    Case(
        "groups without a control group",
        arms(OURS),
        "arms.csv row 2, column 'role'",
        "outcome 'werk' after 12 months has no group with role 'control'",
        "Add its row",
    ),
    Case(
        "a control group alone",
        arms(THEIRS),
        "arms.csv row 2, column 'role'",
        "has no group with role 'programme'",
        "Add its row",
    ),
    Case(
        "two control groups for one outcome",
        arms(OURS, THEIRS, "elders,control,waiting_list,werk,12,90,20,,\n"),
        "arms.csv row 4, column 'role'",
        "has a control group in row 3 already",
        "Take the two together",
    ),
    Case(
        "more who reached it than people",
        arms(OURS.replace("48", "148"), THEIRS),
        "arms.csv row 2, column 'reached'",
        "148 is more than 120 in 'people'",
        "Correct one of the two",
    ),
    Case(
        "fewer who reached it than nobody",
        arms(OURS.replace("48", "-1"), THEIRS),
        "arms.csv row 2, column 'reached'",
        "-1 is below 0",
        "Counts are whole numbers from 0",
    ),
    Case(
        "more people in a group than were invited",
        arms(OURS.replace("48,,", "48,100,"), THEIRS),
        "arms.csv row 2, column 'people'",
        "120 is more than 100 in 'invited'",
        "Correct one of the two",
    ),
    Case(
        "a number who reached it of nobody knows how many",
        arms(OURS.replace("120", ""), THEIRS),
        "arms.csv row 2, column 'people'",
        "the cell is empty",
        "write of how many people that is",
    ),
    Case(
        "a group of nobody",
        arms(OURS.replace("120,48", "0,0"), THEIRS),
        "arms.csv row 2, column 'people'",
        "nobody is in this group",
        "Leave it out",
    ),
    Case(
        "a group that is now programme and then control",
        arms(
            OURS, THEIRS, "gewoon,programme,waiting_list,huis,12,50,10,,\n",
            "elders,control,waiting_list,huis,12,50,10,,\n",
        ),
        "arms.csv row 4, column 'role'",
        "'gewoon' is 'control' in row 3 and 'programme' here",
        "A group has one role",
    ),
    Case(
        "a lot for one group and none for the other",
        arms(OURS.replace("waiting_list", "randomised"), THEIRS),
        "arms.csv row 3, column 'assignment'",
        "'waiting_list' stands beside groups that a lot decided on",
        "A lot decides on every group",
    ),
    Case(
        "a lot that evaluation.yaml speaks of and no group has",
        called_a_lot,
        "arms.csv row 2, column 'assignment'",
        "'waiting_list' is no lot, and evaluation.yaml says 'evidence: randomised'",
        "Write 'comparison' there",
    ),
    Case(
        "the same group twice for one outcome",
        arms(OURS, OURS, THEIRS),
        "arms.csv row 3",
        "same arm and outcome and months as row 2",
        "Keep one of the two",
    ),
    Case(
        "a judgement of bias that is no word of the list",
        replaced(
            "evaluation.yaml",
            "evidence: none",
            "robins_i: {confounding: {risk: high, because: Ouder.}}\nevidence: none",
        ),
        "evaluation.yaml row 11, key 'robins_i.confounding.risk'",
        "'high' is not",
        "low, moderate",
    ),
    Case(
        "a judgement of a lot that is no word of the list",
        replaced(
            "evaluation.yaml",
            "evidence: none",
            "rob_2: {randomisation: {risk: serious, because: Ouder.}}\nevidence: randomised",
        ),
        "evaluation.yaml row 11, key 'rob_2.randomisation.risk'",
        "'serious' is not",
        "low, some_concerns, high",
    ),
    Case(
        "the checklist of a lot where there was none",
        replaced(
            "evaluation.yaml",
            "evidence: none",
            "rob_2: {randomisation: {risk: low, because: Getrokken.}}\nevidence: comparison",
        ),
        "evaluation.yaml row 11, key 'rob_2'",
        "this is the checklist RoB 2, and 'evidence' is 'comparison'",
        "Answer that of ROBINS-I under 'robins_i': confounding",
    ),
    Case(
        "a domain of the checklist that is none",
        replaced(
            "evaluation.yaml",
            "evidence: none",
            "robins_i: {confounded: {risk: low, because: Ouder.}}\nevidence: none",
        ),
        "evaluation.yaml row 11, key 'robins_i.confounded'",
        "this key is unknown",
        "Did you mean 'confounding'?",
    ),
]  # fmt: skip
