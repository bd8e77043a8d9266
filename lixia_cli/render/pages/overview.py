"""How many targets of each group have which light, as bars with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lixia_cli.model.further import PREFIX
from lixia_cli.model.titles import TITLES
from lixia_cli.render.markup import Child, Markup, element
from lixia_cli.render.pages.bars import lights_bar
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

LIGHTS = {"red": N_("red"), "yellow": N_("yellow"), "green": N_("green"), "grey": N_("grey")}
"""The lights, the worst first."""
SHAPES = {"red": "■", "yellow": "▲", "green": "●", "grey": "○"}
"""A shape for every light, so that nothing depends on its colour."""
GROUP_NAMES = {"domain": N_("Domain"), "owner": N_("Owner"), "region": N_("Region")}
GROUP_TITLES = {"domain": N_("By domain"), "owner": N_("By owner"), "region": N_("By region")}


def column_title(column: str, translate: Translate) -> str:
    """Return the title of a column of groups."""
    if column.startswith(PREFIX):
        return column.removeprefix(PREFIX)
    return translate(GROUP_NAMES.get(column) or TITLES[column])


def group_title(column: str, translate: Translate) -> str:
    """Return the title of a table of the groups of a column."""
    if column in GROUP_TITLES:
        return translate(GROUP_TITLES[column])
    return translate("By {column}").format(column=column_title(column, translate))


class Group(NamedTuple):
    """A group of targets."""

    name: str
    heading: Child
    """Its name as it stands in the table, a link for example."""
    lights: Sequence[str]
    """The light of each of its targets."""


def lights_table(column: str, groups: Sequence[Group], translate: Translate) -> Markup:
    """Return the table of the groups of a column."""
    heads = [_head(light, translate(name)) for light, name in LIGHTS.items()]
    first = [element("th", {"scope": "col"}, name) for name in (column_title(column, translate), translate("Lights"))]
    return element(
        "table",
        {"class": "groups"},
        element("caption", {}, group_title(column, translate)),
        element("thead", {}, element("tr", {}, first, heads)),
        element("tbody", {}, (_row(group, translate) for group in groups)),
    )


def _head(light: str, name: str) -> Markup:
    shown = element("span", {"class": f"verdict {light}"}, SHAPES[light], " ", name)
    return element("th", {"scope": "col", "class": "number"}, shown)


def _row(group: Group, translate: Translate) -> Markup:
    counts = {light: group.lights.count(light) for light in LIGHTS}
    label = translate("{name}: {text}").format(name=group.name, text=_said(counts, translate))
    return element(
        "tr",
        {},
        element("th", {"scope": "row"}, group.heading),
        element("td", {"class": "bar"}, lights_bar(counts, label)),
        (element("td", {"class": "number"}, str(count) if count else "") for count in counts.values()),
    )


def _said(counts: Mapping[str, int], translate: Translate) -> str:
    parts = {light: {"count": count, "light": translate(LIGHTS[light])} for light, count in counts.items() if count}
    return translate(", ").join(translate("{count} {light}").format(**part) for part in parts.values())
