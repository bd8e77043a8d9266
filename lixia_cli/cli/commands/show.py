"""``lixia show KEY``: one indicator explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lixia_cli.cli.assessing import assess_selection
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_keys
from lixia_cli.cli.input_options import read_sources
from lixia_cli.cli.output_options import Destination, output_options
from lixia_cli.cli.paint import paint
from lixia_cli.cli.plan_options import Selection, plan_options
from lixia_cli.model.assumptions import parse_assumptions
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.explain.explain import Explanation

_FORMATS = {"table": ".txt", "json": ".json", "markdown": ".md", "html": ".html", "svg": ".svg"}


@click.command(
    cls=Command,
    help=N_(
        "Explain one indicator: target, observations and sources, every figure with its formula and the numbers "
        "in it, the reasons for the verdict, and the verdicts of the other rule sets. KEY may also be the "
        "indicator's name."
    ),
)
@click.argument("key", shell_complete=complete_keys)
@click.option(
    "--if",
    "assumed",
    cls=Option,
    metavar="CHANGE",
    multiple=True,
    help=N_("Assume a change a year (5%, 30, 2024=5%) and say what would then remain; repeatable."),
)
@plan_options
@language_option
@output_options(_FORMATS)
@click.pass_obj
def show(language: str, key: str, assumed: tuple[str, ...], selection: Selection, destination: Destination) -> None:
    """Explain one indicator; see the help of the command."""
    assumptions = parse_assumptions(assumed)
    files = selection.find_files()
    listed = selection.find_sources(files)
    destination.refuse_overwriting(*selection.files_read(files))
    translate = languages.translator(language)

    from lixia_cli.render.names import Labels, with_names
    from lixia_cli.stages import explain_key

    names = selection.read_names(files, translate)
    assessment = assess_selection(selection, files, translate, names)
    vintage = assessment.vintage
    known = vintage.sources if vintage else read_sources(listed, translate)
    # JSON is read by programs, so it is always in English.
    explanations = explain_key(assessment, key, known, "en" if destination.form == "json" else language)
    if assumptions:
        from lixia_cli.explain.what_if import what_if

        explanations = [what_if(about, assumptions) for about in explanations]
    if destination.form == "json":
        from lixia_cli.render.formats import json

        destination.write(json.render_explanations(explanations, assessment.as_of, vintage.day if vintage else None))
        return
    explanations = [with_names(about, Labels(language, translate, names)) for about in explanations]
    if destination.form == "html":
        from lixia_cli.render.pages import explained

        destination.write(explained.render(explanations, language, translate))
        return
    if destination.form == "svg":
        destination.write(_chart(explanations, language, translate))
        return
    from lixia_cli.render import document
    from lixia_cli.render.explanation import blocks

    content = [block for about in explanations for block in blocks(about, language, translate, destination.width)]
    if destination.form == "markdown":
        destination.write(document.as_markdown(content).encode("utf-8", "replace"))
        return
    destination.write(document.as_text(content, destination.width, paint(destination.color)))


def _chart(explanations: Sequence[Explanation], language: str, translate: languages.Translate) -> bytes:
    """Return the chart of the one explanation as svg. Raises RequestError for several, and without anything to draw."""
    from lixia_cli.render.charts.describe import describe
    from lixia_cli.render.charts.svg import svg_file
    from lixia_cli.render.pages.figure import LANGUAGE_TAGS

    key = explanations[0]["key"]
    if len(explanations) > 1:
        regions = ", ".join(about["region"] for about in explanations)
        template = N_(
            "'{key}' has targets in several regions, and a picture shows one; name it with --region: {regions}"
        )
        raise RequestError(Message(template, {"key": key, "regions": regions}))
    chart = describe(explanations[0], language, translate)
    if chart is None:
        template = N_("'{key}' has no chart: a picture needs values for two points in time")
        raise RequestError(Message(template, {"key": key}))
    return svg_file(chart, translate, LANGUAGE_TAGS[language])
