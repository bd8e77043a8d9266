"""What is read part by part: a source that counts the rows of each target, and then gives those of some targets."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from lixia_cli.files.problems import InputError
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.parts.by_place import RowsByPlace
from lixia_cli.read.parts.places import Placing
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.scope import Scope
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from lixia_cli.read.records import Records


NOT_IN_PARTS = N_(
    "only csv, tsv and jsonl reports without --where, --by, --sort, --milestones and --known-on read more, part by part"
)
"""Why something must be read as a whole."""


class Rows(Protocol):
    """The rows of an open source."""

    @property
    def placed(self) -> RowsByPlace:
        """Return them by the place of their target, as they are in the source."""

    def records(self, first: int, last: int) -> Records:
        """Return those of the places from `first` to below `last`."""

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

    def opened(self, placing: Placing) -> AbstractContextManager[Rows]:
        """Open it to read its rows once. Raises InputError with what is wrong with it."""

    def refused(self, reason: Message) -> InputError:
        """Return the error for what can only be read as a whole, for a reason."""
