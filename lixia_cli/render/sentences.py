"""The sentences around the tables: the heading, the roll-up of a domain, what the report rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS, flag_column
from lixia_cli.render.cells import Heading, domain_title, status_label
from lixia_cli.render.report import Facts
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain

ENOUGH = 0.6
"""Share of a domain's targets that must be assessed before it can be summed up."""


def heading(everything: pd.DataFrame, translate: Translate) -> str:
    """Which plan and region this is."""
    plans, regions = (plain(", ".join(dict.fromkeys(everything[name]))) for name in ("plan", "region"))
    return translate("Plan {plan}, {region}").format(plan=plans, region=regions)


def roll_up(rows: pd.DataFrame, rules: RuleSet, language: str, translate: Translate) -> str:
    """One line: how many targets were assessed, and how many there are of each status. Never an average of percents."""
    # An aspiration that was not reached is no failure: it is counted apart.
    failing = [status.code for status in rules.statuses if status.light == "red"]
    aspired = rows["status"].isin(failing) & (rows["light"] != "red")
    counts = rows.loc[~aspired, "status"].value_counts()
    assessed = int((rows["light"] != "grey").sum())
    count = translate("{count} {status}")
    parts = [
        count.format(count=counts[status.code], status=in_sentence(status_label(status.code, rules, language)))
        for status in rules.every_status()
        if status.code in counts.index
    ]
    if aspired.any():
        parts.append(count.format(count=int(aspired.sum()), status=translate("aspired to but not reached")))
    title = domain_title(str(rows["domain"].iloc[0]), translate)
    values = {"domain": title, "assessed": assessed, "count": len(rows), "parts": translate(", ").join(parts)}
    line = translate("{domain}: {assessed} of {count} targets assessed: {parts}").format(**values) + translate(".")
    if assessed < ENOUGH * len(rows):
        line += translate(" Too few to sum up the domain.")
    return line


def in_sentence(label: str) -> str:
    """A status in the middle of a sentence."""
    return label[:1].lower() + label[1:]


def basis(rules: RuleSet, facts: Facts, language: str, translate: Translate) -> list[str]:
    """Two sentences: where the figures come from, and by which rules they are judged."""
    if facts.bundled:
        data = translate("Data: the plans of Lixia District, Jinan, that come with lixia")
    else:
        data = translate("Data: {targets}, {actuals}").format(targets=facts.targets, actuals=facts.actuals)
    through = translate("; observations through {period}").format(period=facts.through) if facts.through else ""
    as_of = translate("; as of {period}").format(period=facts.as_of) if facts.as_of else ""
    first = data + through + as_of + translate(".")
    bands = translate("Rules: {name} ({quantity}; {source}).")
    return [first, bands.format(name=rules.name, quantity=rules.quantity.said_in(language), source=rules.source)]


def footer(
    assessed: pd.DataFrame,
    rules: RuleSet,
    facts: Facts,
    missing: Sequence[Heading],
    language: str,
    translate: Translate,
    drawn: bool = False,
) -> list[str]:
    """What the report rests on: data, rules, what is hidden, what there was no room for, the bar and the marks used.

    `drawn` says that the bar is a picture rather than characters.
    """
    sentences = basis(rules, facts, language, translate)
    if facts.hidden:
        sentences.append(translate("Hidden for want of data: {count}; --all shows them.").format(count=facts.hidden))
    names = {heading.name for heading in missing}
    if names:
        titles = translate(", ").join(translate(heading.title) for heading in missing if heading.name != "unit")
        sentences.append(
            translate("No room for: {columns}; a wider terminal or --width shows them.").format(columns=titles)
        )
    if drawn:
        sentences.append(translate("Bar: filled for progress from the baseline, the upright line for time elapsed."))
    elif "bar" not in names:
        sentences.append(translate("Bar: # progress from the baseline, | time elapsed."))
    used = {code for code in FLAGS if assessed[flag_column(code)].any()}
    marks = [f"{flag.mark} = {translate(flag.meaning)}" for code, flag in FLAGS.items() if code in used and flag.mark]
    if marks:
        sentences.append(translate("Marks: {marks}").format(marks=translate("; ").join(marks)) + translate("."))
    return sentences
