"""Whatever stands in the files, a sentence has words and numbers, and says of the verdict what the figures say."""

from __future__ import annotations

import re

import frames
import pytest
from hypothesis import given
from random_plans import cells_of, plans

from lixia_cli.assess import methods
from lixia_cli.model.records import records_of
from lixia_cli.model.table import Table
from lixia_cli.render.column import Wording
from lixia_cli.render.prose.sentence import Voice, sentences
from lixia_cli.text.i18n import translator

MISSING = re.compile(r"nan|None|NaT|<NA>|inf\b|[{}]")
HALVES = {"zh": re.compile("[，；。][，；。]|，$"), "en": re.compile(r"[,;.] ?[,;.]|, $")}


@pytest.mark.parametrize("language", ["zh", "en"])
@given(some=plans)
def test_a_sentence_for_every_indicator(language, some):
    targets, actuals = cells_of(some)
    rules = methods.load(methods.DEFAULT)
    records = list(records_of(Table.of(frames.assessed(frames.measured(targets, actuals), rules, []))))
    voice = Voice(Wording(language, translator(language), rules, {}), rules, "2024")
    silent = [record for record in records if record["status"] == "no_data"]
    found = list(sentences(records, voice))
    assert len(found) == len(records) - len(silent) + bool(silent)
    for text in found:
        assert text.endswith("。" if language == "zh" else ".")
        assert not MISSING.search(text.replace("%", "")), text
        assert not HALVES[language].search(text), text
    for record, text in zip((one for one in records if one["status"] != "no_data"), found, strict=False):
        ahead, behind = ("超序时进度", "欠序时进度") if language == "zh" else ("ahead of schedule", "behind schedule")
        if ahead in text:
            assert record["lead_pp"] > 0, text
        if behind in text:
            assert record["lead_pp"] < 0, text
