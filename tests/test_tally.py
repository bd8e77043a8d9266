"""The counts of a group: how many targets have which verdict, for many groups at once."""

import numpy as np
import pandas as pd

from lixia_cli.assess import methods
from lixia_cli.model.table import Table
from lixia_cli.render.tally import tallies, tally

FRAME = pd.DataFrame(
    [
        ("on_track", "green"),
        ("behind", "red"),
        ("behind", "yellow"),  # an aspiration that was not reached
        ("no_data", "grey"),
        ("not_quantified", "grey"),
        ("on_track", "green"),
    ],
    columns=["status", "light"],
).assign(measure="stock", direction="at_least", is_limit=False, worse=False, met_and_lost=False, past_range=False)
ROWS = Table.of(FRAME)
RULES = methods.load("lixia")
LABELS = {status.code: status.label.english for status in RULES.every_status()}


def test_each_group_has_its_own_counts():
    first, second, empty = tallies(ROWS, RULES, "en", np.array([0, 1, 0, 0, 0, 0]), 3)
    assert (first.targets, first.quantified, first.assessed, first.aspired) == (5, 4, 3, 1)
    assert first.verdicts == {LABELS["on_track"]: 2, LABELS["no_data"]: 1, LABELS["not_quantified"]: 1}
    assert (second.targets, second.quantified, second.assessed, second.aspired) == (1, 1, 1, 0)
    assert second.verdicts == {LABELS["behind"]: 1}
    assert (empty.targets, empty.verdicts) == (0, {})


def test_verdicts_are_counted_from_best_to_worst():
    order = [status.label.english for status in RULES.every_status()]
    found = list(tally(Table.of(FRAME[::-1]), RULES, "en").verdicts)
    assert found == sorted(found, key=order.index)


def test_sixty_percent_of_the_targets_with_a_value_are_enough():
    assert tally(ROWS, RULES, "en").enough  # 4 of 5
    assert not tally(ROWS.rows(slice(2, 4)), RULES, "en").enough  # 1 of 2
