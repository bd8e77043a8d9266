"""The columns of flags beside observations, OBS_STATUS, OBS_FLAG and CONF_STATUS → status, notes and empty values."""

from __future__ import annotations

import re

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.flags import FORECASTS, notes_on_flags, read_flags, says
from lixia_cli.model.words import FINALITIES
from lixia_cli.read.columns_beside import CONFIDENTIALITY, FLAG, NATURE
from lixia_cli.read.figures_given import has_figure, without_value
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_STATUS = "status"
_WORDS = frozenset(same_word(word) for code, words in FINALITIES.items() for word in (code, *words))
"""What the column status contains besides flags."""
_FINAL = frozenset(same_word(word) for word in ("final", *FINALITIES["final"]) if word != "A")
_OF_OFFICES = Pattern(r"obs|flag", re.IGNORECASE)
"""In headers of columns of status that have the codes of SDMX."""
_FREE = ("", "F")
"""Codes of CONF_STATUS for what may be published."""


def read_flag_columns(records: Records) -> Records:
    """Return records of actuals whose flags are where the rest of lixia looks: see `model.flags` for what each means.

    Estimates and the like get the status ``preliminary``. A forecast is no observation: its value is taken out. What
    says that there is no value is dropped where there is none. Other flags go to the note of the observation; those
    that need care, and the figures not for publication, are counted in notes. What is no flag stays in the column
    status, for `check` to refuse; so do letters below a header that speaks of neither observations nor flags.

    Raises InputError for flags that say that there is no value beside one, for those that contradict the status, and
    for a text in OBS_FLAG that is none.
    """
    if "value" not in records.table:
        return records
    records = _without_other_flags(_with_natures(records))
    for name in (_STATUS, FLAG.name):
        if name in records.table:
            records = _with_flags(records, name)
    return _with_confidentiality(records)


_NATURES = {"": "", "C": "", "CA": "", "G": "", "N": "", "NA": "", "E": "e", "M": "e", "F": "f"}
"""Codes of the column Nature in the SDG database of the United Nations, as flags: M is modelled, F a forecast."""


def _with_natures(records: Records) -> Records:
    """Return the records with the natures of figures as flags; a column of that name with other texts is not used."""
    if NATURE.name not in records.table:
        return records
    natures, header = records.table.texts(NATURE.name).map(str.strip), records.headers[NATURE.name]
    if FLAG.name in records.table or any(
        nature.upper() not in _NATURES for nature in map(str.strip, records.distinct(NATURE.name))
    ):
        return records.not_using(NATURE.name)
    records = records.with_table(records.table.without(NATURE.name))
    return _with(records, FLAG.name, natures.map(lambda nature: _NATURES.get(nature.upper(), "")), header)


def _with(records: Records, name: str, texts: Coded, header: str = "") -> Records:
    """Return the records with a column of texts; `header` is that of one that they lack."""
    return records.with_table(records.table.with_columns({name: texts}), {name: header})


def _without_other_flags(records: Records) -> Records:
    """Return the records without a column called flag or flags that has something else in it, which is not used."""
    header = records.headers.get(FLAG.name, "")
    if not header or same_word(header) not in map(same_word, FLAG.fallbacks):
        return records
    if all(not text.strip() or read_flags(text) for text in records.distinct(FLAG.name)):
        return records
    return records.not_using(FLAG.name)


def _with_flags(records: Records, name: str) -> Records:
    """Return the records with what the flags in a column say, which is dropped unless it is the column status."""
    sdmx, header = name == _STATUS, records.headers[name]
    cells = records.table.texts(name).map(str.strip)
    flags = cells.map(lambda text: text if read_flags(text, sdmx) and not (sdmx and same_word(text) in _WORDS) else "")
    if sdmx and not any(flags.distinct):
        return records
    given = has_figure(records)
    if sdmx and not _OF_OFFICES.search(header):
        # Elsewhere F may be short for final. Why there is no figure does not matter where there is none.
        flags = where(given, "", flags)
    nothing, forecast, preliminary = (
        flags.holds(lambda text, kind=kind: says(kind, text, sdmx))  # type: ignore[misc]
        for kind in ("nothing", "forecast", "preliminary")
    )
    _refuse(records, name, cells, flags, nothing & given)
    if (forecast & given).any():
        values = {"file": records.label, "header": header, "count": int((forecast & given).sum())}
        records = records.with_notes(Message(FORECASTS, values))
    empty = nothing | forecast
    if empty.any():
        records = without_value(records, empty)
    noted = where(given & ~empty, flags, "")
    records = records.with_notes(*notes_on_flags(records.label, header, noted, sdmx))
    records = _with_status(records, name, cells, flags, preliminary)
    kept = noted.map(lambda text: "" if all(flag.letter == "a" for flag in read_flags(text, sdmx) or ()) else text)
    return _with_notes(records, header, kept)


def _refuse(records: Records, name: str, cells: Coded, flags: Coded, valued: Bools) -> None:
    """Report flags that say that there is no value where it is `valued`, and texts in OBS_FLAG that are no flags."""
    contradicted = N_("'{text}' says that there is no value, but the row has one; keep what is right")
    unknown = N_("'{text}' is no flag of Eurostat or SDMX; leave it out, or remove the column")
    strange = (cells != "") & (flags == "") if name == FLAG.name else np.zeros(len(cells), dtype=np.bool_)
    problems = [
        Problem(records.place(int(row), name), Message(template, {"text": cells[row]}))
        for rows, template in ((valued, contradicted), (strange, unknown))
        for row in np.flatnonzero(rows)
    ]
    if problems:
        raise InputError(problems)


def _with_status(records: Records, name: str, cells: Coded, flags: Coded, preliminary: Bools) -> Records:
    """Return the records with the status that the flags of a column mean."""
    if name == _STATUS:
        return _with(records, _STATUS, where(preliminary, "preliminary", where(flags != "", "", cells)))
    header = records.headers[name]
    records = records.with_table(records.table.without(name))
    if not preliminary.any():
        return records
    given = records.table.texts(_STATUS).map(str.strip) if _STATUS in records.table else Coded.full(len(records), "")
    wrong = preliminary & given.holds(lambda text: same_word(text) in _FINAL)
    template = N_("'{text}' is a flag of estimates, but the status is '{status}'; keep what is right")
    problems = [
        Problem(records.place(int(row), name), Message(template, {"text": cells[row], "status": given[row]}))
        for row in np.flatnonzero(wrong)
    ]
    if problems:
        raise InputError(problems)
    return _with(records, _STATUS, where(preliminary, "preliminary", given), header)


def _with_notes(records: Records, header: str, kept: Coded) -> Records:
    """Return the records with texts in the notes of their rows, behind the header that they stood under."""
    rows = np.flatnonzero(kept != "")
    if not len(rows):
        return records
    notes = records.table.texts("note") if "note" in records.table else Coded.full(len(records), "")
    before = [f"{note}; " if note.strip() else "" for note in notes[rows].texts()]
    texts = [f"{note}{header}: {text}" for note, text in zip(before, kept[rows].texts(), strict=True)]
    return _with(records, "note", notes.with_rows(rows, texts), "note")


CONFIDENTIAL = N_("{file}: {header}: figures marked as confidential or not for publication: {count}; they count")


def _with_confidentiality(records: Records) -> Records:
    """Return the records without the column of confidentiality, which goes to the notes of the figures given."""
    name = CONFIDENTIALITY.name
    if name not in records.table:
        return records
    header = records.headers[name]
    codes = records.table.texts(name).map(lambda text: "" if text.strip().upper() in _FREE else text.strip())
    kept = where(has_figure(records), codes, "")
    records = records.with_table(records.table.without(name))
    count = int((kept != "").sum())
    if count:
        values = {"file": records.label, "header": header, "count": count}
        records = records.with_notes(Message(CONFIDENTIAL, values))
    return _with_notes(records, header, kept)
