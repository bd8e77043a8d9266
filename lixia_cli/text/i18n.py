"""Which language people are spoken to in, and the catalogue of translations (gettext; click's own words are in it too).

Machine output is never translated: column names, codes and notes stay English.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LANGUAGES = ("zh", "en")
DOMAIN = "lixia"
CATALOGUES = Path(__file__).parent / "locale"

Translate = Callable[[str], str]


def choose(arguments: Sequence[str], environment: Mapping[str, str], setting: str = "") -> str:
    """The language asked for: ``--lang``, then LIXIA_LANG, then the setting, then the locale, else English.

    Looks at the arguments before they are parsed, for help and error messages need the answer too.
    """
    asked = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            wanted = arguments[position + 1 : position + 2]
        else:
            wanted = [argument.removeprefix("--lang=")] if argument.startswith("--lang=") else []
        if wanted:
            asked = wanted[0]
    if asked in LANGUAGES:
        return asked
    if environment.get("LIXIA_LANG") in LANGUAGES:
        return environment["LIXIA_LANG"]
    if setting in LANGUAGES:
        return setting
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def activate(language: str) -> None:
    """Make `language` the one that click's own messages appear in."""
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def translator(language: str) -> Translate:
    """The function from an English text to that text in `language`; the text itself where there is no translation."""
    return gettext.translation(DOMAIN, str(CATALOGUES), [language], fallback=True).gettext
