"""Mistakes in assumptions.yaml."""

from pathlib import Path

from bad_input.mistakes import Case, Change, written

ARMS = (
    "arm,role,assignment,outcome,months,people,invited,reached,share\n"
    "hulp,programme,{0},werk,12,120,,48,\ngewoon,control,{0},werk,12,115,,{1}\n"
)
TAKEN = "counterfactual_exit_share: from_effect\nexits: {}\nparticipants: 120\n"


def compared(assignment: str, control: str, exits: int) -> Change:
    """A share that is taken from a control group, with the rows of that comparison."""

    def change(data_dir: Path, folder: Path) -> None:
        written("arms.csv", ARMS.format(assignment, control))(data_dir, folder)
        written("assumptions.yaml", TAKEN.format(exits))(data_dir, folder)

    return change


def without_groups(data_dir: Path, folder: Path) -> None:
    (folder / "arms.csv").unlink()
    written("assumptions.yaml", TAKEN.format(48))(data_dir, folder)


CASES = [
    Case(
        "an unknown assumption",
        written("assumptions.yaml", "exit: 45\n"),
        "assumptions.yaml row 1, key 'exit'",
        "this key is unknown",
        "Did you mean 'exits'?",
    ),
    Case(
        "an assumption without a value",
        written("assumptions.yaml", "exits:\n"),
        "assumptions.yaml row 1, key 'exits'",
        "nothing is filled in",
        "remove the key",
    ),
    Case(
        "a count with a thousands dot",
        written("assumptions.yaml", "participants: 1.000\n"),
        "assumptions.yaml row 1, key 'participants'",
        "'1.0' is not a whole number",
        "Write digits only, without dots",
    ),
    Case(
        "a count in quotes",
        written("assumptions.yaml", 'participants: "120"\n'),
        "assumptions.yaml row 1, key 'participants'",
        "'120' is not a whole number",
        "without dots or quotes",
    ),
    Case(
        "a negative assumption",
        written("assumptions.yaml", "exits: -1\n"),
        "assumptions.yaml row 1, key 'exits'",
        "'-1' is not a whole number from 0",
        "Write digits only",
    ),
    Case(
        "a percentage for a share",
        written("assumptions.yaml", "displacement_share: 15\n"),
        "assumptions.yaml row 1, key 'displacement_share'",
        "'15' is not a share",
        "0.1 for 10%",
    ),
    Case(
        "a share with a decimal comma",
        written("assumptions.yaml", "displacement_share: 0,15\n"),
        "assumptions.yaml row 1, key 'displacement_share'",
        "'0,15' is not a share",
        "with a point: 0.1",
    ),
    Case(
        "a range with decimal commas",
        written(
            "assumptions.yaml",
            "exits: 5\ncounterfactual_exit_share: {low: 0,1, central: 0,2, high: 0,3}\n",
        ),
        "assumptions.yaml row 2, key 'counterfactual_exit_share'",
        "write decimals with a point",
        "0.1",
    ),
    Case(
        "a range without its end",
        written("assumptions.yaml", "counterfactual_exit_share: {low: 0.1, central: 0.3}\n"),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "write {low: 0.1, central: 0.2, high: 0.3}",
        "with a point",
    ),
    Case(
        "a range that goes down",
        written(
            "assumptions.yaml", "counterfactual_exit_share: {low: 0.3, central: 0.2, high: 0.1}\n"
        ),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "must not go down",
        "Put the smallest first",
    ),
    Case(
        "a count larger than its group",
        written("assumptions.yaml", "counterfactual_exit_share: {count: 12, of: 10}\n"),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "12 of 10",
        "no part of a group",
    ),
    Case(
        "a durability above 100%",
        written("assumptions.yaml", "durability: {share: 1.2, months: 12}\n"),
        "assumptions.yaml row 1, key 'durability'",
        "'1.2' is not a share",
        "from 0 to 1",
    ),
    Case(
        "a durability without its month",
        written("assumptions.yaml", "durability: 0.85\n"),
        "assumptions.yaml row 1, key 'durability'",
        "a share still out at a month",
        "write {share: 0.85, months: 12}",
    ),
    Case(
        "a durability that rises",
        written("assumptions.yaml", "durability: {table: {6: 0.8, 12: 0.9}}\n"),
        "assumptions.yaml row 1, key 'durability'",
        "cannot rise",
        "Correct the table",
    ),
    Case(
        "a horizon shorter than the lock-in",
        written("assumptions.yaml", "lock_in_months: {low: 6, high: 18}\nhorizon_months: 12\n"),
        "assumptions.yaml row 2, key 'horizon_months'",
        "12 months do not go beyond the lock-in of 18 months",
        "Choose a longer horizon",
    ),
    Case(
        "a period before the first discount rate",
        written("assumptions.yaml", "horizon_months: 36\ndiscount_date: 2014-12-31\n"),
        "assumptions.yaml row 2, key 'discount_date'",
        "has no value on 2014-12-31; the first is from 2016-01-01",
        "write another discount_date",
    ),
    Case(
        "a distribution that is not known",
        written("assumptions.yaml", "displacement_share: {low: 0, high: 1, shape: normal}\n"),
        "assumptions.yaml row 1, key 'displacement_share'",
        "'shape' is unknown here",
        "Known are",
    ),
    Case(
        "a counterfactual as a range and as a count of a group",
        written(
            "assumptions.yaml",
            "counterfactual_exit_share: {low: 0.1, high: 0.3, count: 4, of: 20}\n",
        ),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "a range and a count of a group at once",
        "Keep one of the two",
    ),
    Case(
        "a durability as a share and as a table",
        written(
            "assumptions.yaml", "durability: {share: 0.8, months: 12, table: {6: 0.9, 12: 0.8}}\n"
        ),
        "assumptions.yaml row 1, key 'durability'",
        "a share at a month and a table at once",
        "Keep one of the two",
    ),
    Case(
        "a range of months that goes down",
        written("assumptions.yaml", "lock_in_months: {low: 12, high: 6}\n"),
        "assumptions.yaml row 1, key 'lock_in_months'",
        "must not go down",
        "Put the smallest first",
    ),
    Case(
        "a durability of clients without their tables",
        written("assumptions.yaml", "exits: 5\ndurability: client_level\n"),
        "assumptions.yaml row 2, key 'durability'",
        "spells is not there",
        "write {share: 0.85, months: 12}",
    ),
    Case(
        "what would have happened anyway from an effect that nobody measured",
        without_groups,
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "of the clients in column 'arm' of spells, and neither is there",
        "write {count: 12, of: 60}",
    ),
    Case(
        "what would have happened anyway from an effect on another outcome",
        compared("randomised", "35,", exits=47),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "are the numbers of a group with the programme; there are 0",
        "Write the numbers of that group",
    ),
    Case(
        "what would have happened anyway from an effect without a lot",
        compared("waiting_list", "35,", exits=48),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "came about by 'waiting_list', and nothing is adjusted for",
        "Without a lot leave this key out",
    ),
    Case(
        "what would have happened anyway from an effect without numbers of the control group",
        compared("randomised", ",30", exits=48),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "has no 'reached' and 'people'",
        "Add them",
    ),
    Case(
        "the month of an effect that nothing takes",
        written("assumptions.yaml", "effect_months: 12\n"),
        "assumptions.yaml row 1, key 'effect_months'",
        "it says at which month from_effect takes the difference of clients",
        "remove this key",
    ),
    Case(
        "a programme without participants",
        written("assumptions.yaml", "participants: 0\n"),
        "assumptions.yaml row 1, key 'participants'",
        "0 participants leave nothing to divide by",
        "Write how many took part",
    ),
    Case(
        "a discount date without a discount rate",
        written("assumptions.yaml", "discount_date: 2012-01-01\n"),
        "assumptions.yaml row 1, key 'discount_date'",
        "parameters/discount_rate.yaml has no value on 2012-01-01",
        "Add a value for that date",
    ),
    Case(
        "a misspelt detail",
        written("assumptions.yaml", "exits: {value: 5, sorce: almelo-werkfit-2025}\n"),
        "assumptions.yaml row 1, key 'exits'",
        "'sorce' is unknown here",
        "Did you mean 'source'?",
    ),
    Case(
        "an unknown source of an assumption",
        written("assumptions.yaml", "exits: {value: 5, source: [almelo]}\n"),
        "assumptions.yaml row 1, key 'exits'",
        "is not in sources.yaml",
        "Otherwise add it there",
    ),
    Case(
        "an empty file of assumptions",
        written("assumptions.yaml", "# nog niets\n"),
        "assumptions.yaml",
        "the file is empty",
        "Write lines such as",
    ),
]
