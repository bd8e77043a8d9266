"""Flags that statistics offices set beside an observation, and what follows from each for its figure.

The letters are those of SDMX's code list of observation status (CL_OBS_STATUS 2.2) and of Eurostat, whose older s, z
and c are the newer i, m and a confidentiality status. Two mean different things in the two lists: see `read_flags`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from lixia_cli.model.coded import Coded
from lixia_cli.text.messages import N_, Message, Several
from lixia_cli.text.patterns import Pattern

Kind = Literal["final", "preliminary", "apart", "weak", "forecast", "nothing"]
"""What a flag makes of a figure. ``apart``: perhaps not comparable with others. ``nothing``: there is no figure."""


class Flag(NamedTuple):
    """One letter."""

    letter: str
    kind: Kind
    meaning: str


FLAGS = {
    flag.letter: flag
    for flag in (
        Flag("a", "final", "normal value"),
        Flag("b", "apart", N_("break in time series")),
        Flag("c", "nothing", "confidential"),
        Flag("d", "apart", N_("definition differs")),
        Flag("e", "preliminary", "estimated"),
        Flag("f", "forecast", "forecast"),
        Flag("g", "weak", N_("experimental value")),
        Flag("h", "nothing", "missing value"),
        Flag("i", "preliminary", "imputed"),
        Flag("j", "apart", N_("derogation")),
        Flag("k", "apart", N_("included in another category")),
        Flag("l", "nothing", "missing value"),
        Flag("m", "nothing", "missing value"),
        Flag("n", "weak", N_("not significant")),
        Flag("o", "nothing", "missing value"),
        Flag("p", "preliminary", "provisional"),
        Flag("q", "nothing", "missing value"),
        Flag("r", "final", "revised"),
        Flag("s", "preliminary", N_("estimated")),
        Flag("u", "weak", N_("low reliability")),
        Flag("v", "preliminary", "not validated"),
        Flag("w", "apart", N_("includes another category")),
        Flag("z", "nothing", "not applicable"),
    )
}
"""Letter → flag. Meanings that are never printed are not translated."""
_STRIKE = Flag("S", "apart", N_("strike or other special events"))
_SEVERAL = Pattern(r"[A-Za-z]{1,5}|[A-Za-z](?:\s*[,;/+ ]\s*[A-Za-z]){1,4}")
_BESIDE = Pattern(r"(?P<number>.*[0-9].*?)\s+(?P<flags>[bdefinprsu]{1,4})")
_WORDS = frozenset(("in", "ps", "bps"))
"""What two or three of these letters mean as well: inches, pieces, basis points."""


def read_flags(text: str, sdmx: bool = False) -> tuple[Flag, ...] | None:
    """Return the flags of an observation in the order of their letters; None for a text that is none.

    Letters next to each other are in this order, as Eurostat writes them: bu is two flags, prov a word. With `sdmx` a
    capital S is a strike or another special event, else an estimate of Eurostat, and letters do not touch.

    >>> [flag.meaning for flag in read_flags("bu")]
    ['break in time series', 'low reliability']
    >>> read_flags("S", sdmx=True)[0].kind, read_flags("S")[0].kind, read_flags("prov") is None
    ('apart', 'preliminary', True)
    """
    text = text.strip()
    if not _SEVERAL.fullmatch(text):
        return None
    letters = [letter for letter in text if letter.isalpha()]
    in_order = sorted(set(letters), key=str.lower)
    if len(letters) == len(text) > 1 and (sdmx or letters != in_order):
        return None
    flags = [_STRIKE if sdmx and letter == "S" else FLAGS.get(letter.lower()) for letter in in_order]
    known = tuple(flag for flag in flags if flag is not None)
    return known if len(known) == len(flags) else None


def flags_beside(text: str) -> str:
    """Return the flags that stand behind a number as Eurostat writes them, with a space between; empty without any.

    >>> flags_beside("17.3 b"), flags_beside("3.2 bu"), flags_beside("5 in"), flags_beside("17.3b")
    ('b', 'bu', '', '')
    """
    found = _BESIDE.fullmatch(text)
    flags = found["flags"] if found else ""
    return flags if flags not in _WORDS and read_flags(flags) else ""


def says(kind: Kind, text: str, sdmx: bool = False) -> bool:
    """Return whether one of the flags in a text is of this kind."""
    return any(flag.kind == kind for flag in read_flags(text, sdmx) or ())


def notes_on_flags(file: str, header: str, flags: Coded, sdmx: bool = False) -> list[Message]:
    """Say which flags of figures need the reader's care: those of figures that may not be comparable, and weak ones.

    `flags` has the flags of each figure that counts, as written.
    """
    read = {text: read_flags(text, sdmx) or () for text in flags.unique()}
    notes = []
    for kind, template in _CARE:
        found = {flag for each in read.values() for flag in each if flag.kind == kind}
        if found:
            count = int(flags.is_in([text for text, each in read.items() if found.intersection(each)]).sum())
            named = Several(tuple(_named(flag) for flag in sorted(found)))
            notes.append(Message(template, {"file": file, "header": header, "count": count, "flags": named}))
    return notes


def _named(flag: Flag) -> Message:
    return Message("{letter}: {meaning}", {"letter": flag.letter, "meaning": Message(flag.meaning)})


_CARE: tuple[tuple[Kind, str], ...] = (
    (
        "apart",
        N_(
            "{file}: {header}: figures that may not be comparable with the target or with those of other periods: "
            "{count} ({flags}); they count, and their notes keep the flag"
        ),
    ),
    (
        "weak",
        N_(
            "{file}: {header}: figures of low reliability: {count} ({flags}); they count, and their notes keep the flag"
        ),
    ),
)
CARE = tuple(template for _, template in _CARE)
"""The templates of `notes_on_flags`."""
FORECASTS = N_("{file}: {header}: forecasts left out, as they are no observations: {count}")
"""The note on figures with the flag f."""
