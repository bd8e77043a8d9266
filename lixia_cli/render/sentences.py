"""The sentences around the tables: title, total line of a domain, footer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np

from lixia_cli.assess.methods import DEFAULT, RuleSet
from lixia_cli.assess.remarks import FLAGS, flag_column
from lixia_cli.model.dates import in_words
from lixia_cli.model.table import Table
from lixia_cli.render.column import Column
from lixia_cli.render.names import Labels
from lixia_cli.render.period_text import label_text
from lixia_cli.render.report import Provenance
from lixia_cli.render.tally import Tally, tally
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain


def roll_up(targets: Table, rules: RuleSet, labels: Labels, name: str = "", of: str = "plan") -> str:
    """Return the total line of some targets, see `total_of`."""
    return total_of(tally(targets, rules, labels.language), labels, name, of)


def total_of(counts: Tally, labels: Labels, name: str = "", of: str = "plan") -> str:
    """Return the total line of some targets: how many are assessed, and how many have each status.

    `name` stands before it, that of a domain or of another group; `of` says what they are all targets of: ``plan``,
    ``domain``, or empty for any other group. Never an average of percentages.
    """
    translate = labels.translate
    line = counted(counts, labels)
    if name:
        line = translate("{name}: {text}").format(name=name, text=line)
    if counts.enough:
        return line
    return line + translate(_TOO_FEW[of])


_TOO_FEW = {
    "plan": N_(" Too few to sum up the plan."),
    "domain": N_(" Too few to sum up the domain."),
    "": N_(" Too few to sum up."),
}


def counted(counts: Tally, labels: Labels) -> str:
    """Return the sentence on how many targets are assessed, and how many have each status."""
    translate = labels.translate
    if counts.targets == 1:
        template = translate("{assessed} of {count} target assessed: {parts}")
    else:
        template = translate("{assessed} of {count} targets assessed: {parts}")
    parts = translate(", ").join(_status_counts(counts, translate))
    return template.format(assessed=counts.assessed, count=counts.targets, parts=parts) + translate(".")


def _status_counts(counts: Tally, translate: Translate) -> list[str]:
    """Return the number of targets of each verdict; aspirations that were not reached are counted separately."""
    found = [(count, in_sentence(label)) for label, count in counts.verdicts.items()]
    if counts.aspired:
        found.append((counts.aspired, translate("aspired to but not reached")))
    return [translate("{count} {status}").format(count=count, status=label) for count, label in found]


def in_sentence(label: str) -> str:
    """Return a label with a small first letter, for use inside a sentence."""
    return label[:1].lower() + label[1:]


def basis(
    rules: RuleSet, provenance: Provenance, language: str, translate: Translate, commands: bool = True
) -> list[str]:
    """Return two sentences: on the data of the report, and on its rule set; with `commands` also where to read more."""
    if provenance.bundled:
        data = translate("Data: the plans of Lixia District, Jinan, that come with lixia")
    else:
        files = {"targets": plain(provenance.targets), "actuals": plain(provenance.actuals)}
        template = translate("Data: {targets}, {actuals}") if provenance.actuals else translate("Data: {targets}")
        data = template.format(**files)
    if provenance.through:
        data += translate("; observations through {period}").format(period=label_text(provenance.through, translate))
    if provenance.as_of:
        data += translate("; as of {period}").format(period=label_text(provenance.as_of, translate))
    if provenance.known_on:
        day = in_words(datetime.date.fromisoformat(provenance.known_on))
        data += translate("; as known on {day}").format(day=day.text(translate))
    quantity = (rules.in_words or rules.quantity).text(language)
    if rules.name == DEFAULT:
        judged = translate("Rule set: {quantity}").format(quantity=quantity)
    else:
        template = translate("Rule set: {name} ({quantity}; {source})")
        judged = template.format(name=rules.name, quantity=quantity, source=rules.source.text(language))
    if commands:
        judged += translate("; lixia show KEY explains every figure")
    return [data + translate("."), judged + translate(".")]


def footer(
    assessed: Table,
    rules: RuleSet,
    provenance: Provenance,
    missing: Sequence[Column] | None,
    language: str,
    translate: Translate,
    drawn: bool = False,
    bar: bool = True,
) -> list[str]:
    """Return the footer: data, rule set, hidden targets, the `missing` columns, the bar, and the flags that occur.

    `missing` is None in a document that is handed on: it has no bars, and its readers no commands; `drawn`: the bar
    is drawn, not made of characters; `bar`: the tables have one.
    """
    return [
        *basis(rules, provenance, language, translate, commands=missing is not None),
        *hidden(provenance, translate, commands=missing is not None),
        *left_out_for_width(missing or (), translate),
        *bar_key(bar and missing is not None and "bar" not in {column.name for column in missing}, drawn, translate),
        *_flag_sentences(assessed, translate),
        *_against_trajectories(assessed, translate),
        *_assumed(assessed, translate),
    ]


def hidden(provenance: Provenance, translate: Translate, commands: bool = True) -> list[str]:
    """Return the sentence on targets not shown, nothing if all are; with `commands` also how to see them."""
    if not provenance.hidden:
        return []
    template = N_("Not shown for lack of data: {count}.")
    if commands:
        template = N_("Not shown for lack of data: {count}; --all shows them.")
    return [translate(template).format(count=provenance.hidden)]


def left_out_for_width(missing: Sequence[Column], translate: Translate) -> list[str]:
    """Name the columns left out for width, except the unit, which is then shown after the name."""
    titles = translate(", ").join(translate(column.title) for column in missing if column.name != "unit")
    if not titles:
        return []
    return [
        translate("Columns left out for width: {columns}; a wider terminal or --width shows them.").format(
            columns=titles
        )
    ]


def bar_key(shown: bool, drawn: bool, translate: Translate) -> list[str]:
    """Return the sentence on the bars, if they are shown: drawn ones, or made of characters."""
    if drawn:
        return [translate("Bar: filled for progress from the baseline, the upright line for time elapsed.")]
    return [translate("Bar: # progress from the baseline, | time elapsed.")] if shown else []


def _against_trajectories(assessed: Table, translate: Translate) -> list[str]:
    count = int((assessed.bools("has_trajectory") & ~np.isnan(assessed.floats("planned_progress"))).sum())
    if not count:
        return []
    template = translate("Milestones: progress is held against what they ask for by then, not time elapsed: {count}.")
    return [template.format(count=count)]


def _assumed(assessed: Table, translate: Translate) -> list[str]:
    counts = {
        N_("Kind of indicator assumed, as none is given: {count}."): int(
            (assessed.texts("measure_assumed") != "").sum()
        ),
        N_("Direction assumed, as none is given: {count}."): int(assessed.bools("direction_assumed").sum()),
    }
    return [translate(template).format(count=count) for template, count in counts.items() if count]


def _flag_sentences(assessed: Table, translate: Translate) -> list[str]:
    """Return the meaning of every mark that occurs, and a sentence for every flag that is counted."""
    counts = {code: int(assessed.bools(flag_column(code)).sum()) for code in FLAGS}
    marks = [f"{flag.mark} = {translate(flag.meaning)}" for code, flag in FLAGS.items() if flag.mark and counts[code]]
    listed = translate("Marks: {marks}").format(marks=translate("; ").join(marks)) + translate(".")
    counted = [
        translate(flag.counted).format(count=counts[code])
        for code, flag in FLAGS.items()
        if flag.counted and counts[code]
    ]
    return [*([listed] if marks else []), *counted]
