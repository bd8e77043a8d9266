"""The texts that the cells of an xlsx file share: how long they are, and what their fonts say."""

from __future__ import annotations

from xml.parsers import expat

from lixia_cli.read.workbooks.archive import Archive, integer, local_name, parse
from lixia_cli.read.workbooks.limits import CELL_LIMIT, damaged
from lixia_cli.read.workbooks.rich_text import Runs, SharedTexts

SHARED_TEXTS = "xl/sharedStrings.xml"
_MOST_TEXTS = 2 * CELL_LIMIT


class _Parser:
    """The handlers of a parser that goes through the texts."""

    def __init__(self, file: str) -> None:
        self.texts = SharedTexts(file)
        self._runs = Runs()
        self._inside = ""  # the text, or the help with its pronunciation, that is open

    def start(self, element: str, values: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        name = local_name(element)
        if name == "si":
            self.texts.lengths.append(0)
            self._runs.clear()
        elif name in ("t", "rPh") and self._inside != "rPh":
            self._inside = name
        self._runs.start(name, values)
        # python-calamine makes room for as many as are announced.
        announced = any(integer(values.get(name, "0")) not in range(_MOST_TEXTS) for name in ("count", "uniqueCount"))
        if announced or len(self.texts.lengths) > _MOST_TEXTS:
            raise damaged(self.texts.file)

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        name = local_name(element)
        if name == self._inside:
            self._inside = ""
        elif name == "si":
            self.texts.add(self._runs)

    def characters(self, text: str) -> None:
        """Take in characters."""
        if self.texts.lengths:
            self.texts.lengths[-1] += len(text)
        if self._inside == "t":
            self._runs.add(text)


def read_shared_texts(archive: Archive) -> SharedTexts:
    """Read what is known of the texts. Raises InputError if their part is damaged."""
    found = _Parser(archive.file)
    if SHARED_TEXTS in archive:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
        parser.CharacterDataHandler = found.characters
        parse(parser, archive, SHARED_TEXTS)
    return found.texts
