"""The rule sets that a run can use: the published ones, and those of the settings file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from lixia_cli.cli.base import RULE_SETS
from lixia_cli.cli.settings_file import read_settings, rule_sets
from lixia_cli.files.problems import InputError
from lixia_cli.model.choices import RULE_SET
from lixia_cli.text.messages import RequestError

if TYPE_CHECKING:
    from lixia_cli.assess.methods import RuleSet


class Method(click.ParamType[str]):
    """The name of a rule set; the available ones are looked up only when needed."""

    name = "method"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of an existing rule set; otherwise raise RequestError with the names there are."""
        if value == RULE_SET:
            return value
        from lixia_cli.assess import methods
        from lixia_cli.text.suggestions import one_of

        return one_of("method", value, [*methods.names(), *own_rule_sets(ctx)])


def own_rule_sets(context: click.Context | None) -> Mapping[str, RuleSet]:
    """Return the rule sets of the settings file by name; a shell that completes a command line has none read yet."""
    if context is None:
        return {}
    known: Mapping[str, RuleSet] | None = context.meta.get(RULE_SETS)
    if known is None:
        known = {}
        # What is wrong with the settings is said by the run itself.
        with contextlib.suppress(InputError, RequestError):
            known = rule_sets(read_settings(None, os.environ))
        context.meta[RULE_SETS] = known
    return known


def every_rule_set(context: click.Context | None) -> dict[str, RuleSet]:
    """Return all rule sets by name: the default, the published ones, one's own."""
    from lixia_cli.assess import methods

    return {name: methods.load(name) for name in methods.names()} | dict(own_rule_sets(context))
