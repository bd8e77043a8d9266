"""What is said of a comparison: what the sides are called, how verdicts differ, what is lacking and not compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from lixia_cli.model.records import cells_of, records_of
from lixia_cli.model.table import Table
from lixia_cli.render.names import Labels, indicator_name
from lixia_cli.render.period_text import end_text, label_text
from lixia_cli.summarise.over_years import BETTER, FIRST, LOST, OTHER, SAME, WORSE
from lixia_cli.summarise.side_by_side import (
    DATES,
    METHODS,
    NO_TARGET,
    OTHER_LIGHT,
    SAME_LIGHT,
    Side,
    SideBySide,
)
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

NAMED = 12
"""Maximum number of indicators that a sentence names."""
OF_DATES = {
    BETTER: N_("Better"),
    WORSE: N_("Worse"),
    SAME: N_("Unchanged"),
    FIRST: N_("First assessed"),
    LOST: N_("No longer assessed"),
    OTHER: N_("Another verdict"),
}
OF_OTHERS = {
    BETTER: N_("Better verdict"),
    WORSE: N_("Worse verdict"),
    SAME: N_("Same verdict"),
    FIRST: N_("Assessed only here"),
    LOST: N_("Not assessed here"),
    OTHER: N_("Another verdict"),
    SAME_LIGHT: N_("Same light"),
    OTHER_LIGHT: N_("Another light"),
}
"""The words for the codes of `verdict_change`."""
COUNTS = {
    BETTER: N_("{count} better"),
    WORSE: N_("{count} worse"),
    SAME: N_("{count} unchanged"),
    FIRST: N_("{count} assessed for the first time"),
    LOST: N_("{count} no longer assessed"),
    OTHER: N_("{count} with another verdict"),
    SAME_LIGHT: N_("{count} with the same light"),
    OTHER_LIGHT: N_("{count} with another light"),
}
COUNTS_OF_OTHERS = COUNTS | {
    BETTER: N_("{count} with a better verdict"),
    WORSE: N_("{count} with a worse verdict"),
    SAME: N_("{count} with the same verdict"),
    FIRST: N_("{count} assessed only here"),
    LOST: N_("{count} not assessed here"),
}


def words_of(varied: str) -> Mapping[str, str]:
    """Return the words for the codes of `verdict_change` between sides of a kind."""
    return OF_DATES if varied == DATES else OF_OTHERS


def side_label(varied: str, side: Side, labels: Labels) -> str:
    """Return what a side is called at the head of a column."""
    if varied == DATES:
        return label_text(side.code, labels.translate)
    if varied == METHODS:
        return plain(side.code)
    return labels.of(varied, side.code) or labels.translate("(without a name)")


def heading(compared: SideBySide, labels: Labels) -> str:
    """Return the line that names the sides."""
    translate = labels.translate
    if compared.varied == DATES:
        sides = [end_text(side.code, translate) for side in compared.sides]
    else:
        sides = [side_label(compared.varied, side, labels) for side in compared.sides]
    return translate("Side by side: {sides}").format(sides=translate(", ").join(sides))


def verdict_counts(compared: SideBySide, names: Sequence[str], labels: Labels) -> Iterator[str]:
    """Yield a sentence for each side but the first on how many verdicts differ from those of another, and how."""
    translate = labels.translate
    counts = COUNTS if compared.varied == DATES else COUNTS_OF_OTHERS
    codes = [side.code for side in compared.sides]
    for position in range(1, len(codes)):
        rows = compared.of_side(position)
        rows = rows.rows((rows.texts("status") != "no_data") | (rows.texts("status_before") != "no_data"))
        found = Counter(cells_of(rows["verdict_change"]))
        parts = [translate(text).format(count=found[code]) for code, text in counts.items() if found[code]]
        if parts:
            other = codes.index(rows.texts("compared_with")[0])
            yield translate("{side} compared with {other}: {text}").format(
                side=names[position], other=names[other], text=translate(", ").join(parts) + translate(".")
            )


def lacking_targets(compared: SideBySide, names: Sequence[str], labels: Labels) -> Iterator[str]:
    """Yield a sentence for each side on the indicators for which it has no target."""
    translate = labels.translate
    for position, name in enumerate(names):
        rows = compared.of_side(position).rows(compared.targeted())
        lacking = rows.texts("lacking").holds(lambda codes: NO_TARGET in codes.split())
        if lacking.any() and not lacking.all():
            listed = indicators(rows.rows(lacking), labels)
            yield translate("{side} has no target for: {names}.").format(side=name, names=listed)


def not_compared(compared: SideBySide, ranked: bool, labels: Labels) -> Iterator[str]:
    """Yield a sentence for each reason why values are not compared, with the indicators it is about.

    `ranked`: they are ranked, and only why they have no rank is said.
    """
    translate = labels.translate
    rows = compared.rows
    rows = rows.rows(np.isnan(rows.floats("value_rank"))) if ranked else rows
    reasons = rows.texts("not_compared")
    for reason in filter(None, reasons.unique()):
        listed, said = indicators(rows.rows(reasons == reason), labels), translate(reason)
        if ranked:
            yield translate("{reason} Indicators: {names}.").format(reason=said, names=listed)
        else:
            yield translate("No difference, as {reason}: {names}.").format(reason=said, names=listed)


def indicators(rows: Table, labels: Labels) -> str:
    """Return the names of the first NAMED indicators, and how many more there are."""
    translate = labels.translate
    records = records_of(rows.select(("key", "name_zh", "name_en")))
    names = list(dict.fromkeys(indicator_name(record, labels.language) for record in records))
    listed = translate(", ").join(names[:NAMED])
    if len(names) > NAMED:
        template = translate("{names} and {count} more")
        return template.format(names=listed, count=len(names) - NAMED)
    return listed
