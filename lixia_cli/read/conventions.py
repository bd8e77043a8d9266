"""Conventions: how the files of somebody else name columns and codes, and what they leave out.

They are the tables ``columns``, ``values``, ``defaults`` of a settings file, or the arguments of that name in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import ACTUAL_COLUMNS, NAME_COLUMNS, SOURCE_COLUMNS, TARGET_COLUMNS, Column
from lixia_cli.read.columns_beside import FURTHER
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message, listed
from lixia_cli.text.patterns import Pattern
from lixia_cli.text.spelling import close_matches

DECLARED: Mapping[str, Sequence[Column]] = {
    "targets": TARGET_COLUMNS,
    "actuals": ACTUAL_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "names": NAME_COLUMNS,
}
"""The columns of each file."""
_YEAR = Pattern(r"[12][0-9]{3}")
_NUMBER = Pattern(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Conventions:
    """What is known of the headers, words and gaps of the files, besides the files themselves."""

    headers: Mapping[str, Texts] = field(default_factory=dict)
    """File (targets, actuals, sources) → declared column → the header that stands for it."""
    words: Mapping[str, Texts] = field(default_factory=dict)
    """Declared column → word of the files → what it means: a code, or a text."""
    defaults: Mapping[str, Texts] = field(default_factory=dict)
    """File → declared column → the text in its empty cells, and in all of them where the file lacks the column."""
    file: str = ""
    """The settings file, for messages."""

    def declared(self, kind: str) -> tuple[Column, ...]:
        """Return the columns of a file (targets, actuals, sources) as `name_columns` is to look for them.

        A column that has a default is not needed. Actuals may have further ones: FURTHER.
        """
        headers, defaults = self.headers.get(kind, {}), self.defaults.get(kind, {})
        declared = tuple(
            replace(
                column,
                header=headers.get(column.name, ""),
                settings=self.file,
                set_at=f"columns.{kind}.{column.name}",
                needed=column.needed and column.name not in defaults,
            )
            for column in DECLARED[kind]
        )
        return (*declared, *FURTHER) if kind == "actuals" else declared

    def described(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return the conventions on a file as pairs, key and text: ``columns.targets.key``, ``ID``."""
        tables = (("columns", self.headers), ("values", self.words), ("defaults", self.defaults))
        parts_of_file = {kind, *(column.name for column in DECLARED[kind])}
        return tuple(
            (f"{table}.{part}.{name}", text)
            for table, parts in tables
            for part, texts in parts.items()
            if part in parts_of_file
            for name, text in texts.items()
        )


NO_CONVENTIONS = Conventions()
"""For files whose headers and words speak for themselves."""


def conventions_of(content: Mapping[str, object], file: str = "") -> Conventions:
    """Check the tables of a settings file called `file`, or what Python gives instead of them.

    Raises InputError with every key or value in them that can't be used.
    """
    reader = _Reader(file)
    headers = {kind: reader.headers(kind, texts) for kind, texts in reader.parts(content, "columns", DECLARED)}
    named = {column.name: column for columns in DECLARED.values() for column in columns if _has_words(column)}
    words = {name: reader.words(named[name], texts) for name, texts in reader.parts(content, "values", named)}
    defaults = {kind: reader.defaults(kind, texts) for kind, texts in reader.parts(content, "defaults", DECLARED)}
    if reader.problems:
        raise InputError(reader.problems)
    return Conventions(headers, words, defaults, file)


def _has_words(column: Column) -> bool:
    return column.kind in ("choice", "text")


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def parts(
        self, content: Mapping[str, object], table: str, known: Iterable[str]
    ) -> list[tuple[str, Mapping[str, object]]]:
        """Return the tables in a table, with the names that are `known`."""
        parts = content.get(table) or {}
        if not isinstance(parts, Mapping):
            self._report(table, Message("must be a table: [{name}]", {"name": f"{table}.…"}))
            return []
        found = []
        for name, texts in parts.items():
            key = f"{table}.{name}"
            if name not in known:
                self._report(key, _unknown(str(name), known))
            elif not isinstance(texts, Mapping):
                self._report(key, Message("must be a table: [{name}]", {"name": key}))
            else:
                found.append((name, texts))
        return found

    def headers(self, kind: str, texts: Mapping[str, object]) -> dict[str, str]:
        """Check ``columns.KIND``: declared column → header."""
        columns = {column.name for column in DECLARED[kind]}
        headers, first = dict[str, str](), dict[str, str]()
        for name, header in texts.items():
            key = f"columns.{kind}.{name}"
            if name not in columns:
                self._report(key, _unknown(name, columns))
            elif not isinstance(header, str) or not header.strip():
                self._report(key, Message("must be a header of the file, as text"))
            elif first.setdefault(same_word(header), name) != name:
                values = {"header": header, "other": first[same_word(header)]}
                self._report(key, Message("'{header}' is the header of {other} already", values))
            else:
                headers[name] = header.strip()
        return headers

    def words(self, column: Column, texts: Mapping[str, object]) -> dict[str, str]:
        """Check ``values.COLUMN``: word → code."""
        codes = {same_word(spelling): code for code, others in column.choices.items() for spelling in (code, *others)}
        words, first = dict[str, str](), dict[str, str]()
        for word, meaning in texts.items():
            key = f"values.{column.name}.{word}"
            text = meaning if isinstance(meaning, str) else ""
            if not text.strip():
                self._report(key, Message("must be a text"))
                continue
            code = codes.get(same_word(text), "") if column.choices else text.strip()
            if not code:
                values = {"text": text, "allowed": listed(column.choices)}
                self._report(key, Message("'{text}' is not known; use one of: {allowed}", values))
            elif first.setdefault(same_word(word), code) != code:
                values = {"word": word, "code": first[same_word(word)]}
                self._report(key, Message("'{word}' means {code} already", values))
            else:
                words[word] = code
        return words

    def defaults(self, kind: str, texts: Mapping[str, object]) -> dict[str, str]:
        """Check ``defaults.KIND``: declared column → text or number."""
        columns = {column.name: column for column in DECLARED[kind]}
        defaults = dict[str, str]()
        for name, value in texts.items():
            key = f"defaults.{kind}.{name}"
            if name not in columns:
                self._report(key, _unknown(name, columns))
                continue
            text, problem = _default(columns[name], value)
            if kind == "actuals" and name == "value":
                problem = Message("can't have a default: an empty cell is no observation")
            if problem:
                self._report(key, problem)
            else:
                defaults[name] = text
        return defaults

    def _report(self, key: str, message: Message) -> None:
        self.problems.append(Problem(Place(self._file or N_("conventions"), column=key), message))


def _default(column: Column, value: object) -> tuple[str, Message | None]:
    """Return a default as the text of a cell, and what is wrong with it."""
    if isinstance(value, bool) and "yes" in column.choices:
        return ("yes" if value else "no"), None
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
        return "", Message("must be a text or a number")
    text = str(value).strip()
    if column.choices:
        codes = {same_word(spelling): code for code, others in column.choices.items() for spelling in (code, *others)}
        if same_word(text) not in codes:
            return "", Message(
                "'{text}' is not known; use one of: {allowed}", {"text": text, "allowed": listed(column.choices)}
            )
        return codes[same_word(text)], None
    if column.kind == "year" and not _YEAR.fullmatch(text):
        return "", Message("'{text}' is not a year; write it like 2025", {"text": text})
    if column.kind == "due" and parse_period(text) is None:
        return "", Message("'{text}' is not a year; write it like 2025", {"text": text})
    if column.kind == "period" and parse_period(text) is None:
        return "", Message("'{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06", {"text": text})
    if column.kind == "number" and not _NUMBER.fullmatch(text):
        return "", Message("'{text}' is not a number; write it like 1910 or 46.5", {"text": text})
    return text, None


def _unknown(name: str, known: Iterable[str]) -> Message:
    choices = list(known)
    close = close_matches(name, choices)
    if close:
        return Message("is not known; is it '{close}'?", {"close": close[0]})
    return Message("is not known; use one of: {allowed}", {"allowed": ", ".join(choices)})
