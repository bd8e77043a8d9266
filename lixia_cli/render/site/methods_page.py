"""The page of methods: figures with their formulas, rule sets with their bands, and cautions."""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.explain.formula_text import general_formulas
from lixia_cli.render.figure_text import FIGURE_LABELS
from lixia_cli.render.formula_words import in_words
from lixia_cli.render.markup import Child, Markup, element
from lixia_cli.render.pages.overview import LIGHTS
from lixia_cli.render.site.layout import Site, verdict


def methods_page(site: Site) -> bytes:
    """Return the page of methods."""
    say, place = site.words.say, site.place("methods.html")
    title = say("Methods")
    rules = (site.content.rules, *site.content.others)
    return site.page(
        place,
        title,
        element("h1", {}, title),
        element(
            "p", {"class": "lead"}, say("How the figures of this site are computed, and how verdicts follow from them.")
        ),
        element("h2", {}, say("Figures")),
        element(
            "p",
            {},
            say(
                "y0 and t0 are value and time of the baseline, y and t those of the latest figure, T and tT those of "
                "the target, n the years left, E the time elapsed, d 1 where more is better and -1 where less is, and "
                "change the mean of the last five yearly changes; a figure of a year stands at its end."
            ),
        ),
        _table((say("Figure"), say("Linear path"), say("Compound path")), _figures(site)),
        [_rule_set(site, one, number == 0) for number, one in enumerate(rules)],
        element("h2", {}, say("Cautions")),
        _table((say("Mark"), say("Meaning")), [(flag.mark, say(flag.meaning)) for flag in FLAGS.values()]),
    )


def _figures(site: Site) -> list[Sequence[Child]]:
    return [
        (site.words.say(label), *(element("code", {}, _in_words(formula, site)) for formula in formulas))
        for name, label in FIGURE_LABELS.items()
        if (formulas := general_formulas(name))
    ]


def _rule_set(site: Site, rules: RuleSet, used: bool) -> Markup:
    say, language = site.words.say, site.words.language
    template = say("Rule set {name}, used on this site") if used else say("Rule set {name}")
    title = template.format(name=rules.name)
    formula = element("code", {}, f"{rules.quantity.text(language)} = {_in_words(rules.formula, site)}")
    rows = [
        (verdict(status.light, status.label.text(language)), say(LIGHTS[status.light]), status.rule.text(language))
        for status in rules.every_status()
    ]
    return element(
        "section",
        {},
        element("h2", {}, title),
        element("p", {}, rules.source.text(language)),
        element("p", {}, formula),
        _table((say("Verdict"), say("Light"), say("Rule")), rows),
    )


def _in_words(formula: str, site: Site) -> str:
    return in_words(formula, site.words.language, site.words.say)


def _table(titles: Sequence[str], rows: Sequence[Sequence[Child]]) -> Markup:
    head = element("tr", {}, (element("th", {"scope": "col"}, title) for title in titles))
    body = [element("tr", {}, (element("td", {}, cell) for cell in row)) for row in rows]
    table = element("table", {}, element("thead", {}, head), element("tbody", {}, body))
    return element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": ", ".join(titles)}, table)
