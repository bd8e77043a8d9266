"""Choose the language of output and messages, and load its catalogue (gettext; it includes click's own messages).

Machine output is never translated: column names, codes and notes stay English.
"""

from __future__ import annotations

import functools
import gettext
import os
from collections.abc import Callable, Mapping

LANGUAGES = ("zh", "en")
SOURCES = "en"
"""The language of the sentences in the code."""
DOMAIN = "lixia"
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")

Translate = Callable[[str], str]


def choose(given: str, environment: Mapping[str, str], setting: str = "") -> str:
    """Choose by the first that names a language: ``--lang``, LIXIA_LANG, the setting, the locale; else English."""
    for name in (given, environment.get("LIXIA_LANG", ""), setting):
        if name in LANGUAGES:
            return name
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "zh" if environment[variable].lower().startswith("zh") else "en"
    return "en"


def activate(language: str) -> None:
    """Set the language of click's own messages for the process."""
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    # In C, the language of its sources, gettext does not look for a catalogue at each of click's messages.
    os.environ["LANGUAGE"] = "C" if language == SOURCES else language


@functools.cache
def translator(language: str) -> Translate:
    """Return a function that translates an English text into `language`; a text without translation stays as it is."""
    return gettext.translation(DOMAIN, CATALOGUES, [language], fallback=True).gettext
