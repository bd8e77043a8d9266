"""What people call the columns: as in csv, as in the header of their file, or by a title in either language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from lixia_cli.assess.views import INDICATOR
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.model.further import PREFIX, further_columns
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.model.titles import TITLES
from lixia_cli.render.view.csv_of import CSV_OF
from lixia_cli.text.comparison import same_word
from lixia_cli.text.i18n import LANGUAGES, translator
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.suggestions import closest, listed_choices


class Vocabulary:
    """The columns of one table of `assess` by everything that they may be called."""

    def __init__(
        self, names: Iterable[object], headers: Mapping[str, str], more: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Take the names of the columns of `assess`, and the headers of the targets by declared column.

        `more` are titles by the names of columns that only one command has.
        """
        self._headers = headers
        self._more = more
        self.further = further_columns(names)

    def name(self, text: str, option: str, also: Iterable[str] = ()) -> str:
        """Return a column of csv, a further column, or one of COLUMNS that only tables have.

        Raises RequestError for what is none of them, naming the nearest, one of the words that the option takes `also`
        among them.
        """
        name = self._known.get(same_word(text))
        if name:
            return name
        close = closest(text, [*also, *(spelling for spelling, _ in self._every())])
        if close:
            template = N_("{option}: no column '{name}'; is it '{close}'?")
            raise RequestError(Message(template, {"option": option, "name": text, "close": close[0]}))
        there = listed_choices([*ASSESSED_COLUMNS, *self.further.values()])
        template = N_("{option}: no column '{name}'; available: {there}")
        raise RequestError(Message(template, {"option": option, "name": text, "there": there}))

    def cells(self, text: str, option: str, also: Iterable[str] = ()) -> str:
        """Return the column of `assess` with the values of a column, or INDICATOR."""
        name = self.name(text, option, also)
        return name if name == INDICATOR else value_column(name)

    @cached_property
    def _known(self) -> dict[str, str]:
        """Return the column of each spelling; where two are spelt alike, that of the first."""
        known: dict[str, str] = {}
        for spelling, name in self._every():
            known.setdefault(same_word(spelling), name)
        return known

    def _every(self) -> Iterator[tuple[str, str]]:
        """Yield every spelling with its column."""
        from lixia_cli.render.columns import COLUMNS

        yield from ((title, INDICATOR) for title in _in_both(COLUMNS[INDICATOR].title))
        yield from ((name, name) for name in ASSESSED_COLUMNS)
        yield from ((spelling, name) for name, title in self._more.items() for spelling in (name, *_in_both(title)))
        yield from ((header, name) for name, header in self.further.items())
        yield from ((header, name) for name, header in self._headers.items() if name in TITLES)
        for column in COLUMNS.values():
            for title in filter(None, (column.title, column.title_from_zero)):
                yield from ((spelling, column.name) for spelling in (column.name, *_in_both(title)))
        yield from ((spelling, name) for name, title in TITLES.items() for spelling in _in_both(title))
        for declared in TARGET_COLUMNS:
            if declared.name in TITLES:
                yield from ((spelling, declared.name) for spelling in (*declared.aliases, *declared.fallbacks))


def value_column(name: str) -> str:
    """Return the column of `assess` with the values of a column of tables; any other is its own."""
    return CSV_OF[name][0] if name in CSV_OF and name not in ASSESSED_COLUMNS else name


def csv_columns(name: str) -> tuple[str, ...]:
    """Return the columns of csv with what a column of tables says, by their headers; any other is its own."""
    if name.startswith(PREFIX):
        return (name.removeprefix(PREFIX),)
    return (name,) if name in ASSESSED_COLUMNS else CSV_OF.get(name, (name,))


def _in_both(title: str) -> list[str]:
    return [translator(language)(title) for language in LANGUAGES]
