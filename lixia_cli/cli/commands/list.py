"""``lixia list``: the plans, keys and rule sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_cells
from lixia_cli.cli.input_options import file_conventions, file_names, find_files, load_plan
from lixia_cli.cli.names_option import names_option, read_names
from lixia_cli.cli.rule_sets import every_rule_set
from lixia_cli.files import write as output
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_

if TYPE_CHECKING:
    from lixia_cli.model.table import Table
    from lixia_cli.render.names import Labels

WHAT = ("plans", "keys", "methods")
FORMATS = ("table", "csv")


@click.command(
    "list",
    cls=Command,
    help=N_(
        "List the plans with their regions and domains (plans), every key with its observations (keys), or "
        "the rule sets with their publications (methods)."
    ),
)
@click.argument("what", type=click.Choice(WHAT), default="plans")
@file_names
@names_option
@click.option("--plan", cls=Option, metavar="PLAN", shell_complete=complete_cells, help=N_("Only this plan."))
@language_option
@click.option(
    "--format",
    "form",
    cls=Option,
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help=N_("Output format [table], or csv."),
)
@file_conventions
@click.pass_obj
def list_command(
    language: str,
    what: str,
    plan: str | None,
    form: str | None,
    names: str | None,
    targets: str | None,
    actuals: tuple[str, ...],
) -> None:
    """List the contents of the files, or the rule sets; see the help of the command."""
    translate = languages.translator(language)
    if what == "methods":
        _list_methods(form, language, translate)
        return
    files = find_files(targets, actuals)
    read = load_plan(files, translate)

    from lixia_cli.assess.selection import choose_targets
    from lixia_cli.render import listing
    from lixia_cli.render.names import Labels
    from lixia_cli.summarise import inventory

    known, observed = read.targets, read.actuals
    if plan is not None:
        known = choose_targets(known, plan, None, ())
        observed = inventory.of_targets(observed, known)
    rows = inventory.overview(known, observed) if what == "plans" else inventory.keys(known, observed)
    if form == "csv":
        output.write(listing.render_csv(rows), None)
        return
    labels = Labels(language, translate, read_names(names, files, translate))
    for_people = _plans_for_people if what == "plans" else _keys_for_people
    output.write(listing.render(*for_people(rows, labels)), None)


def _plans_for_people(rows: Table, labels: Labels) -> tuple[Table, dict[str, str]]:
    """Return the rows of `inventory.overview` with names for codes, and the titles of the columns to print."""
    translate, plans = labels.translate, rows.texts("plan")
    names = plans.map(lambda code: labels.of("plan", code))
    titles = {
        "plan": translate("Plan"),
        **({"name": translate("Name")} if (names != plans).any() else {}),
        "region": translate("Region"),
        "domain": translate("Domain"),
        "targets": translate("Targets"),
        "with_data": translate("With data"),
    }
    return rows.with_columns({"name": names, "domain": rows.texts("domain").map(labels.domain)}), titles


def _keys_for_people(rows: Table, labels: Labels) -> tuple[Table, dict[str, str]]:
    """Return the same of `inventory.keys`."""
    from lixia_cli.model.coded import where

    translate = labels.translate
    name_zh, name_en = rows.texts("name_zh"), rows.texts("name_en")
    first, second = (name_zh, name_en) if labels.language == "zh" else (name_en, name_zh)
    units = rows.texts("unit").map(lambda code: labels.of("unit", code))
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
    return rows.with_columns({"name": where(first != "", first, second), "unit": units}), titles


def _list_methods(form: str | None, language: str, translate: languages.Translate) -> None:
    """Print every rule set: its quantity, formula, statuses from best to worst, and source."""
    from lixia_cli.model.coded import Coded
    from lixia_cli.model.table import Table
    from lixia_cli.render import listing
    from lixia_cli.render.formula_words import in_words

    rule_sets = every_rule_set(click.get_current_context()).values()
    # csv is never translated; codes are the same in every language.
    language_of_texts = "en" if form == "csv" else language
    columns = {
        "method": [rules.name for rules in rule_sets],
        "quantity": [rules.quantity.text(language_of_texts) for rules in rule_sets],
        "formula": [in_words(rules.formula, language_of_texts, translate) for rules in rule_sets],
        "statuses": [" ".join(status.code for status in rules.statuses) for rules in rule_sets],
        "source": [rules.source.text(language_of_texts) for rules in rule_sets],
    }
    table = Table({name: Coded.of_list(texts) for name, texts in columns.items()})
    if form == "csv":
        output.write(listing.render_csv(table), None)
        return
    titles = {
        "method": translate("Method"),
        "quantity": translate("Quantity"),
        "formula": translate("Formula"),
        "source": translate("Source"),
    }
    output.write(listing.render(table, titles), None)
