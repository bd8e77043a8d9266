"""Check that each key, region and plan has one spelling: names that read the same are the same."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of, first_of
from lixia_cli.model.once import Once
from lixia_cli.model.units import split_unit
from lixia_cli.text.comparison import all_comparable, all_without_brackets, comparable
from lixia_cli.text.messages import Message

Columns = dict[str, Any]


class KeyForms(NamedTuple):
    """The forms by which keys are compared, one element per row."""

    whole: Coded
    """The comparable form of the whole key."""
    short: Coded
    """The same without a unit in brackets at its end."""
    inside: Coded
    """The unit in those brackets, as written; empty without one."""


def key_forms(keys: Coded, units: Coded, any_unit: bool = False, once: Once | None = None) -> KeyForms:
    """Return the forms of `keys`; brackets hold a unit where they agree with `units`.

    With `any_unit` they may also hold one where `units` is empty. `once` is what is known of the same keys elsewhere.
    """
    once = once or Once()
    whole = once.map_all("forms of keys", keys, all_comparable)
    names, units_inside = once(
        "brackets in keys", [keys.distinct], lambda: all_without_brackets(keys.distinct.tolist())
    )
    if not any(units_inside):
        return KeyForms(whole, whole, Coded.full(len(keys), ""))
    before = keys.replaced(all_comparable(names))
    inside = keys.replaced(units_inside)
    is_unit = (inside != "") & ((bases(inside) == bases(units)) | (any_unit & (units == "")))
    return KeyForms(whole, where(is_unit, before, whole), where(is_unit, inside, ""))


def bases(units: Coded) -> Coded:
    """Return what units count, without a scale word, in a comparable form."""
    return units.map(lambda unit: comparable(split_unit(unit).base))


def check_spellings(sheet: TypedColumns, columns: Columns) -> None:
    """Report keys, regions and plans that read the same but are written differently, and units that keys contradict."""
    forms = key_forms(columns["key"], columns["unit"])
    check_visible(sheet, columns["key"], forms)
    _check_forms(sheet, "key", columns["key"], forms.whole)
    if forms.short is not forms.whole:
        same_key_and_unit = first_of(codes_of(forms.short, bases(columns["unit"])))
        spelt_alike = forms.whole == forms.whole[same_key_and_unit]
        _check_column(sheet, "key", columns["key"], np.where(spelt_alike, np.arange(len(sheet)), same_key_and_unit))
    for name in ("region", "plan"):
        _check_forms(sheet, name, columns[name], columns[name].map_all(all_comparable))
    check_unit_in_key(sheet, columns["unit"], forms)


def _check_forms(sheet: TypedColumns, column: str, texts: Coded, forms: Coded) -> None:
    """Report texts with the same form as another text above."""
    if len(forms.distinct) < len(texts.distinct):
        _check_column(sheet, column, texts, first_of(codes_of(forms)))


def _check_column(sheet: TypedColumns, column: str, texts: Coded, same: Ints) -> None:
    """Report texts that differ from the text in the row that `same` gives for each."""

    def describe(row: int) -> Message:
        values = {"text": texts[row], "other": texts[same[row]], "row": sheet.row_name(int(same[row]))}
        return Message("'{text}' reads like '{other}' in {row}; write both the same way, or name them apart", values)

    sheet.problems.add(texts != texts[same], column, describe)


def check_unit_in_key(sheet: TypedColumns, units: Coded, forms: KeyForms) -> None:
    """Report units with another scale word than the unit in brackets at the end of the key."""
    if not (forms.inside != "").any():
        return
    said, given = (texts.read(lambda text: split_unit(text).scale, np.int64) for texts in (forms.inside, units))
    differ = (forms.inside != "") & (units != "") & (said != given)
    sheet.problems.add(
        differ,
        "unit",
        lambda row: Message(
            "'{unit}' where the key says '{other}'; keep the right one",
            {"unit": units[row], "other": forms.inside[row]},
        ),
    )


def check_visible(sheet: TypedColumns, keys: Coded, forms: KeyForms) -> None:
    """Report keys that consist of invisible characters."""
    message = Message("contains no visible character; write the key")
    sheet.problems.add((keys != "") & (forms.whole == ""), "key", lambda _: message)
