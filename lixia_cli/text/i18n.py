"""Which language people are spoken to in, and the catalogue of translations (gettext; click's own words are in it too).

Machine output is never translated: column names, codes and notes stay English.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from pathlib import Path

LANGUAGES = ("zh", "en")
DOMAIN = "lixia"
CATALOGUES = Path(__file__).parent / "locale"

Translate = Callable[[str], str]


def choose(given: str, environment: Mapping[str, str], setting: str = "") -> str:
    """The first of these that names a language: ``--lang``, LIXIA_LANG, the setting, the locale; else English."""
    for name in (given, environment.get("LIXIA_LANG", ""), setting):
        if name in LANGUAGES:
            return name
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "zh" if environment[variable].lower().startswith("zh") else "en"
    return "en"


def activate(language: str) -> None:
    """Make `language` the one that click's own messages appear in."""
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def translator(language: str) -> Translate:
    """The function from an English text to that text in `language`; the text itself where there is no translation."""
    return gettext.translation(DOMAIN, str(CATALOGUES), [language], fallback=True).gettext
