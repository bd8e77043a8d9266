"""``lixia list``: what is in the files of a plan."""

from __future__ import annotations

import click

from lixia_cli import language as languages
from lixia_cli import output
from lixia_cli.commands.help import Command, Option, language_option
from lixia_cli.commands.inputs import file_options, find_files, load

WHAT = ("plans", "keys")
FORMATS = ("table", "csv")


@click.command("list", cls=Command, short_help="What the files hold: plans, domains, regions, keys.")
@click.argument("what", type=click.Choice(WHAT), default="plans")
@click.option("--plan", cls=Option, metavar="PLAN", help="Only this plan.")
@language_option
@click.option("--format", "form", cls=Option, type=click.Choice(FORMATS), help="Output format [table].")
@file_options
@click.pass_obj
def list_command(
    language: str, what: str, plan: str | None, form: str | None, targets: str | None, actuals: str | None
) -> None:
    """List the plans with their regions and domains (plans), or every key with its observations (keys)."""
    translate = languages.translator(language)
    promised, happened = load(find_files(targets, actuals), translate)

    from lixia_cli import inventory
    from lixia_cli.render import listing
    from lixia_cli.render.cells import domain_title
    from lixia_cli.selection import choose_targets

    if plan is not None:
        promised = choose_targets(promised, plan, None, ())
        happened = inventory.of_targets(happened, promised)
    frame = inventory.overview(promised, happened) if what == "plans" else inventory.keys(promised, happened)
    if form == "csv":
        output.write(listing.render_csv(frame), None)
        return
    if what == "plans":
        frame["domain"] = [domain_title(str(domain), translate) for domain in frame["domain"]]
        titles = {
            "plan": translate("Plan"),
            "region": translate("Region"),
            "domain": translate("Domain"),
            "targets": translate("Targets"),
            "with_data": translate("With data"),
        }
    else:
        first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
        frame["name"] = frame[first].where(frame[first] != "", frame[second])
        titles = {
            "key": translate("Key"),
            "region": translate("Region"),
            "plans": translate("Plans"),
            "observations": translate("Figures"),
            "first": translate("First"),
            "last": translate("Last"),
            "unit": translate("Unit"),
            "name": translate("Indicator"),
        }
    output.write(listing.render(frame, titles), None)
