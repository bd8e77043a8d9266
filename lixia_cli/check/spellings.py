"""Check that each key, region and plan has one spelling: names that read the same are the same."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.grouping import codes_of, first_of, per_distinct
from lixia_cli.model.units import split_unit
from lixia_cli.text.comparison import comparable, without_brackets
from lixia_cli.text.messages import Message

Columns = dict[str, np.ndarray]


class KeyForms(NamedTuple):
    """The forms by which keys are compared, one element per row."""

    whole: Texts
    """The comparable form of the whole key."""
    short: Texts
    """The same without a unit in brackets at its end."""
    inside: Texts
    """The unit in those brackets, as written; empty without one."""


def key_forms(keys: Texts, units: Texts, any_unit: bool = False) -> KeyForms:
    """Return the forms of `keys`; brackets hold a unit where they agree with `units`.

    With `any_unit` they may also hold one where `units` is empty.
    """
    codes, distinct = pd.factorize(keys)
    whole = _per_row([comparable(key) for key in distinct], codes)
    parts = [without_brackets(key) for key in distinct]
    if not any(unit for _, unit in parts):
        return KeyForms(whole, whole, np.full(len(keys), "", dtype=object))
    before = _per_row([comparable(name) for name, _ in parts], codes)
    inside = _per_row([unit for _, unit in parts], codes)
    is_unit = (inside != "") & ((bases(inside) == bases(units)) | (any_unit & (units == "")))
    return KeyForms(whole, np.where(is_unit, before, whole), np.where(is_unit, inside, ""))


def _per_row(distinct: list[str], codes: Ints) -> Texts:
    """Return for every row the text with its code."""
    texts: Texts = np.array([*distinct, ""], dtype=object)[codes]
    return texts


def bases(units: Texts) -> Texts:
    """Return what units count, without a scale word, in a comparable form."""
    return per_distinct(units, lambda unit: comparable(split_unit(unit).base))


def check_spellings(sheet: TypedColumns, columns: Columns) -> None:
    """Report keys, regions and plans that read the same but are written differently, and units that keys contradict."""
    forms = key_forms(columns["key"], columns["unit"])
    check_visible(sheet, columns["key"], forms)
    unit = bases(columns["unit"])
    _check_column(sheet, "key", columns["key"], first_of(codes_of(forms.whole)))
    same_key_and_unit = first_of(codes_of(forms.short, unit))
    spelt_alike = forms.whole == forms.whole[same_key_and_unit]
    _check_column(sheet, "key", columns["key"], np.where(spelt_alike, np.arange(len(sheet)), same_key_and_unit))
    for name in ("region", "plan"):
        _check_column(sheet, name, columns[name], first_of(codes_of(per_distinct(columns[name], comparable))))
    check_unit_in_key(sheet, columns["unit"], forms)


def _check_column(sheet: TypedColumns, column: str, texts: Texts, same: np.ndarray) -> None:
    """Report texts that differ from the text in the row that `same` gives for each."""

    def describe(row: int) -> Message:
        values = {"text": texts[row], "other": texts[same[row]], "row": sheet.row_name(int(same[row]))}
        return Message("'{text}' reads like '{other}' in {row}; write both the same way, or name them apart", values)

    sheet.problems.add(texts != texts[same], column, describe)


def check_unit_in_key(sheet: TypedColumns, units: Texts, forms: KeyForms) -> None:
    """Report units with another scale word than the unit in brackets at the end of the key."""
    said, given = (per_distinct(texts, lambda text: split_unit(text).scale) for texts in (forms.inside, units))
    differ: Bools = (forms.inside != "") & (units != "") & (said != given)
    sheet.problems.add(
        differ,
        "unit",
        lambda row: Message(
            "'{unit}' where the key says '{other}'; keep the right one",
            {"unit": units[row], "other": forms.inside[row]},
        ),
    )


def check_visible(sheet: TypedColumns, keys: Texts, forms: KeyForms) -> None:
    """Report keys that consist of invisible characters."""
    message = Message("contains no visible character; write the key")
    sheet.problems.add((keys != "") & (forms.whole == ""), "key", lambda _: message)
