"""Rule sets of one's own: the table ``method`` of lixia.toml, ``[method.NAME]`` for each, turned into rule sets.

A table has `quantity` (a code of QUANTITIES), `bands` from best to worst, and optionally `source`, the document that
defines it. A band has `from` (its lower bound; the last band may lack it), `status` (a code), `light`, and `name_zh` or
`name_en` or both. docs/methods.md says how targets that are met, limits and missing data are judged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_args

from lixia_cli.assess import methods
from lixia_cli.assess.methods import NOT_ASSESSABLE, Bilingual, Light, RuleSet, Status
from lixia_cli.assess.own_judgement import QUANTITIES, judge_by
from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.spelling import close_matches

TABLE = "method"
"""The table of lixia.toml."""
NOT_CLASSIFIED = Status(
    "not_classified",
    "grey",
    Bilingual("Not classified", "未分级"),
    Bilingual("the quantity is not defined, or below the last band", "该指标不适用所用的量，或低于最末一级"),
)
LIGHTS = tuple(light for light in get_args(Light) if light != "grey")
_WORD = re.compile(r"[\w-]+")
_RESERVED = {status.code: status for status in (*NOT_ASSESSABLE, NOT_CLASSIFIED)}


class _Band(NamedTuple):
    least: float
    status: Status


def own_rule_sets(content: Mapping[str, object], file: str = "") -> dict[str, RuleSet]:
    """Return the rule sets of the table ``method`` by name; `file` is the settings file, for messages.

    Raises InputError with every key or value in it that can't be used.
    """
    reader = _Reader(file)
    found = {name: reader.rule_set(name, table) for name, table in content.items()}
    if reader.problems:
        raise InputError(reader.problems)
    return {name: rules for name, rules in found.items() if rules is not None}


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []
        self._names = {comparable(name): name for name in methods.names()}
        """The names that are taken, by the form in which names are compared."""

    def rule_set(self, name: str, table: object) -> RuleSet | None:
        """Return the rule set of one table; None if anything in it is wrong."""
        key, before = f"{TABLE}.{name}", len(self.problems)
        self._check_name(key, name)
        if not isinstance(table, Mapping):
            self._report(key, Message("must be a table: [{name}]", {"name": key}))
            return None
        self._check_keys(key, table, ("quantity", "bands", "source"))
        quantity = table.get("quantity")
        if not isinstance(quantity, str) or quantity not in QUANTITIES:
            self._report_choice(f"{key}.quantity", quantity, QUANTITIES)
        source = self._text(f"{key}.source", table["source"]) if "source" in table else ""
        symbol = quantity if isinstance(quantity, str) and quantity in QUANTITIES else ""
        bands = self._bands(f"{key}.bands", table.get("bands"), symbol)
        if len(self.problems) > before or not bands:
            return None
        return _rule_set(name, symbol, bands, source)

    def _check_name(self, key: str, name: str) -> None:
        """Report a name that ``--method`` could not be given, or that is taken."""
        other = self._names.setdefault(comparable(name), name)
        if not _WORD.fullmatch(name):
            self._report(key, Message("the name of a rule set has letters, digits, - and _ only"))
        elif other in methods.names():
            self._report(key, Message("'{name}' is a published rule set; use another name", {"name": other}))
        elif other != name:
            self._report(key, Message("'{name}' reads the same; use another name", {"name": other}))

    def _bands(self, key: str, bands: object, quantity: str) -> list[_Band]:
        """Return the bands, best first; as far as they are right."""
        if not isinstance(bands, list) or not bands:
            self._report(key, Message("must be a list of bands, from best to worst"))
            return []
        found: list[_Band] = []
        for number, table in enumerate(bands, start=1):
            place = f"{key}[{number}]"
            if not isinstance(table, Mapping):
                self._report(place, Message("must be a table with from, status, light, name_zh, name_en"))
                continue
            self._check_keys(place, table, ("from", "status", "light", "name_zh", "name_en"))
            above = found[-1].least if found else math.inf
            least = self._least(f"{place}.from", table.get("from"), above, last=number == len(bands))
            found.append(_Band(least, self._status(place, table, least, quantity, [band.status for band in found])))
        return found

    def _least(self, key: str, value: object, above: float, last: bool) -> float:
        """Return the lower bound of a band; minus infinity for a last band without one."""
        if value is None and last:
            return -math.inf
        if value is None:
            self._report(key, Message("is missing: only the last band may lack its lower bound"))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self._report(key, Message("must be a number"))
        elif value >= above:
            values = {"value": f"{value:g}", "above": f"{above:g}"}
            self._report(key, Message("{value} is not below {above}, the lower bound of the better band", values))
        else:
            return float(value)
        return above

    def _status(
        self, place: str, table: Mapping[Any, Any], least: float, quantity: str, others: list[Status]
    ) -> Status:
        """Return the status of a band; `others` are those of the better bands."""
        code, light = table.get("status"), table.get("light")
        if not isinstance(code, str) or not _WORD.fullmatch(code):
            self._report(f"{place}.status", Message("must be a word of letters, digits, - and _"))
        elif code in _RESERVED:
            self._report(f"{place}.status", Message("'{name}' has a meaning of its own", {"name": code}))
        elif code in get_args(Light) and code != light:
            template = N_("'{name}' is the name of a light; only a band with that light may have it")
            self._report(f"{place}.status", Message(template, {"name": code}))
        elif code in {other.code for other in others}:
            self._report(f"{place}.status", Message("'{name}' is another band already", {"name": code}))
        if light not in LIGHTS:
            self._report_choice(f"{place}.light", light, LIGHTS)
        names = {name: self._text(f"{place}.{name}", table[name]) for name in ("name_zh", "name_en") if name in table}
        if not names:
            self._report(place, Message("needs a name: name_zh, name_en or both"))
        taken = {text for other in (*others, *_RESERVED.values()) for text in other.label}
        for name, text in names.items():
            if text in taken:
                self._report(f"{place}.{name}", Message("'{name}' is another band already", {"name": text}))
        english = names.get("name_en") or names.get("name_zh") or ""
        label = Bilingual(english, names.get("name_zh") or english)
        return Status(str(code), light, label, _rule(quantity, least))  # type: ignore[arg-type]  # checked above

    def _text(self, key: str, value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if not text or not text.isprintable():
            self._report(key, Message("must be a text of one line"))
        return text

    def _check_keys(self, key: str, table: Mapping[Any, Any], known: Iterable[str]) -> None:
        choices = list(known)
        for name in table:
            if name not in choices:
                close = close_matches(str(name), choices)
                template, values = N_("is not known; use one of: {allowed}"), {"allowed": ", ".join(choices)}
                if close:
                    template, values = N_("is not known; is it '{close}'?"), {"close": close[0]}
                self._report(f"{key}.{name}", Message(template, values))

    def _report_choice(self, key: str, value: object, allowed: Iterable[str]) -> None:
        values = {"text": value, "allowed": ", ".join(allowed)}
        missing = N_("is missing; use one of: {allowed}")
        unknown = N_("'{text}' is not known; use one of: {allowed}")
        self._report(key, Message(missing if value is None else unknown, values))

    def _report(self, key: str, message: Message) -> None:
        self.problems.append(Problem(Place(self._file or N_("rule_sets"), column=key), message))


def _rule(quantity: str, least: float) -> Bilingual:
    """Return the condition of a band in words."""
    if not quantity:
        return Bilingual("", "")
    words = QUANTITIES[quantity].label
    if math.isinf(least):
        return Bilingual(f"{words.english} below that", f"{words.chinese}更低")
    return Bilingual(*(f"{word} >= {least:g}" for word in words))


def _rule_set(name: str, quantity: str, bands: list[_Band], source: str) -> RuleSet:
    words = Bilingual(source, source) if source else Bilingual("a rule set of one's own", "自定评价方法")
    statuses = tuple(band.status for band in bands)
    return RuleSet(
        name=name,
        source=words,
        quantity=QUANTITIES[quantity].label,
        formula=QUANTITIES[quantity].formula,
        statuses=(*statuses, *NOT_ASSESSABLE, NOT_CLASSIFIED),
        judge=judge_by(quantity, [(band.least, band.status.code) for band in bands]),
        published=False,
    )
