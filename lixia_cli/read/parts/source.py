"""What is read part by part: a source that counts the rows of its series, and then gives those of one part."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.scope import Scope
from lixia_cli.text.messages import Message

if TYPE_CHECKING:
    from lixia_cli.read.records import Records


class Series(NamedTuple):
    """The series of a source, each a key and a region."""

    key: Coded
    """The keys as they are read, in the words of lixia."""
    region: Coded
    """The same of the regions."""
    counts: Ints
    """How many rows each has."""


class Rows(Protocol):
    """The rows of an open source."""

    @property
    def series(self) -> Series:
        """Return their series. Raises InputError where they can't be told apart."""

    def divide(self, part: Ints, place: Ints) -> None:
        """Get all rows ready to be had by parts; `part` is that of each series, `place` that of its target."""

    def records(self, part: int) -> Records:
        """Return the rows of a part."""

    def notes(self) -> tuple[Message, ...]:
        """Return how they were read where that was not literal."""


class InParts(Protocol):
    """A source that is read part by part."""

    @property
    def conventions(self) -> Conventions:
        """Return what is known of its headers, words and gaps."""

    @property
    def wanted(self) -> Wanted:
        """Return the names that its observations may have."""

    @property
    def scope(self) -> Scope:
        """Return what is selected, and how many rows make a part."""

    def opened(self) -> AbstractContextManager[Rows]:
        """Open it, as often as its rows are read. Raises InputError with what is wrong with it."""

    def refused(self, reason: Message) -> InputError:
        """Return the error for what can only be read as a whole, for a reason."""
