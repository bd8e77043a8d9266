"""Write formulas in the terms that readers of Chinese know; those of English have the symbols of docs/methods.md."""

from __future__ import annotations

import re

from lixia_cli.render.figure_text import FIGURE_LABELS
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

_TERMS = {
    "y0": N_("baseline value"),
    "y": N_("latest value"),
    "T": N_("target value"),
    "t0": N_("time of the baseline"),
    "t": N_("time of the latest value"),
    "tT": N_("time of the target"),
    "n": N_("years left"),
    "y1": N_("value of the milestone before"),
    "t1": N_("time of the milestone before"),
    "y2": N_("value of the milestone after"),
    "t2": N_("time of the milestone after"),
    "value": N_("latest value"),
    "target": N_("target value"),
    "due_value": N_("value due"),
    "time_of_y": N_("time at which the latest value is planned"),
    "progress": N_("progress"),
    "E": FIGURE_LABELS["elapsed"],
    "d": N_("direction (+1 upwards, -1 downwards)"),
    "change": N_("mean yearly change of late"),
    "years_met": N_("years met"),
    "years_observed": N_("years observed"),
}
"""The names in formulas, see `explain.formula_text`, beside those of figures."""
_INDICES = {
    "y0": N_("index of the baseline"),
    "y": N_("index of the latest value"),
    "T": N_("index of the target"),
    "y1": N_("index of the milestone before"),
    "y2": N_("index of the milestone after"),
}
"""The same where rates are compounded, so that these are no values."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


def in_words(formula: str, language: str, translate: Translate, indexed: bool = False) -> str:
    """Return a formula, or a symbol, with the terms of the language in the place of its names.

    >>> from lixia_cli.text.i18n import translator
    >>> in_words("(y - y0) / (T - y0)", "zh", translator("zh"))
    '(最新值 - 基期值) / (目标值 - 基期值)'
    >>> in_words("(y - y0) / (T - y0)", "en", translator("en"))
    '(y - y0) / (T - y0)'
    """
    if language != "zh":
        return formula
    terms = FIGURE_LABELS | _TERMS | (_INDICES if indexed else {})
    return _NAME.sub(lambda found: translate(terms[found[0]]) if found[0] in terms else found[0], formula)
