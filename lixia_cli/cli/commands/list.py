"""``lixia list``: the plans, keys and rule sets."""

from __future__ import annotations

import click

from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_cells
from lixia_cli.cli.input_options import file_conventions, file_names, find_files, load
from lixia_cli.cli.names_option import names_option, read_names
from lixia_cli.cli.rule_sets import every_rule_set
from lixia_cli.files import write as output
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_

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
    target_frame, actual_frame = load(files, translate)

    from lixia_cli.assess.selection import choose_targets
    from lixia_cli.model.table import Table
    from lixia_cli.render import listing
    from lixia_cli.render.names import Labels
    from lixia_cli.summarise import inventory

    if plan is not None:
        target_frame = choose_targets(Table.of(target_frame), plan, None, ()).frame(plain=True)
        actual_frame = inventory.of_targets(actual_frame, target_frame)
    list_rows = inventory.overview if what == "plans" else inventory.keys
    frame = list_rows(target_frame, actual_frame)
    if form == "csv":
        output.write(listing.render_csv(frame), None)
        return
    labels = Labels(language, translate, read_names(names, files, translate))
    if what == "plans":
        frame["name"] = [labels.of("plan", str(code)) for code in frame["plan"]]
        frame["domain"] = [labels.domain(str(domain)) for domain in frame["domain"]]
        named = {"name": translate("Name")} if (frame["name"] != frame["plan"]).any() else {}
        titles = {
            "plan": translate("Plan"),
            **named,
            "region": translate("Region"),
            "domain": translate("Domain"),
            "targets": translate("Targets"),
            "with_data": translate("With data"),
        }
    else:
        first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
        frame["name"] = frame[first].where(frame[first] != "", frame[second])
        frame["unit"] = [labels.of("unit", str(code)) for code in frame["unit"]]
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


def _list_methods(form: str | None, language: str, translate: languages.Translate) -> None:
    """Print every rule set: its quantity, formula, statuses from best to worst, and source."""
    import pandas as pd

    from lixia_cli.render import listing
    from lixia_cli.render.formula_words import in_words

    rule_sets = every_rule_set(click.get_current_context()).values()
    # csv is never translated; codes are the same in every language.
    language_of_texts = "en" if form == "csv" else language
    frame = pd.DataFrame(
        {
            "method": [rules.name for rules in rule_sets],
            "quantity": [rules.quantity.text(language_of_texts) for rules in rule_sets],
            "formula": [in_words(rules.formula, language_of_texts, translate) for rules in rule_sets],
            "statuses": [" ".join(status.code for status in rules.statuses) for rules in rule_sets],
            "source": [rules.source.text(language_of_texts) for rules in rule_sets],
        }
    )
    if form == "csv":
        output.write(listing.render_csv(frame), None)
        return
    titles = {
        "method": translate("Method"),
        "quantity": translate("Quantity"),
        "formula": translate("Formula"),
        "source": translate("Source"),
    }
    output.write(listing.render(frame, titles), None)
