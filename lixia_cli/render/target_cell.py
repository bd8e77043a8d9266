"""The target as the cell of a table, and the year behind a figure."""

from __future__ import annotations

from lixia_cli.model.records import is_unknown
from lixia_cli.render.cells import EMPTY, Cell, number_cell
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.numbers import change, ends_text, figure_decimals, number, rounded, told_apart
from lixia_cli.render.period_text import due_text, in_brackets, label_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain, shortened

LONGEST_WORDS = 20
"""Terminal cells for a target in words; `note` has them all."""
TARGET_FROM = (
    *("target_year", "target_period", "qualifier", "direction", "target_value", "target_high", "target_text"),
    *("original_target_value", "original_period", "written_value", "written_high", "relative", "data_decimals"),
    "latest_value",
)
"""The columns of `assess` that `target` looks at."""


def target(record: Record, words: Wording) -> Cell:
    """Return the target, with a sign where it is not simply to be reached."""
    year = "" if words.due_apart else year_text(record, "target_year", words)
    if record["target_period"] != str(record["target_year"]) and not words.due_apart:
        year = in_brackets("", due_text(record["target_period"], words.translate), words.translate)
    if record["qualifier"] == "about":
        sign = "~"
    elif record["direction"] == "at_most":
        sign = "<" if record["qualifier"] == "over" else "≤"
    else:
        sign = ">" if record["qualifier"] == "over" else ""
    if was := _was(record, words.translate):
        year += words.translate(" (was {original})").format(original=was)
    low, high = record["target_value"], record["target_high"]
    written = change_text(record["written_value"], record["written_high"], record["relative"], words.translate)
    if is_unknown(low):
        asked_for = written or shortened(plain(record["target_text"]), LONGEST_WORDS)
        return Cell(f"{asked_for}{year}") if asked_for else EMPTY
    before = words.translate("{written}: ").format(written=written) + sign if written else sign
    decimals = target_decimals(low, record["latest_value"], record["data_decimals"]) if written else 4
    if is_unknown(high):
        return number_cell(rounded(low, decimals=decimals)._replace(before=before, after=year))
    return Cell(f"{before}{ends_text(low, high, decimals, words.translate)}{year}")


def target_decimals(target: float, latest: float, data_decimals: int) -> int:
    """Return the decimals of a computed target: with fewer it might be taken for the latest figure that nears it."""
    return told_apart(target, (latest,), figure_decimals(data_decimals))


def _was(record: Record, translate: Translate) -> str:
    """Return the value of a revised target that was announced first, with its time if that was another one."""
    first, period = record["original_target_value"], record["original_period"]
    moved = bool(period) and period != record["target_period"]
    if is_unknown(first) or (first == record["target_value"] and not moved):
        return ""
    return f"{number(first)}, {due_text(period, translate)}" if moved else number(first)


def change_text(low: float, high: float | None, relative: str, translate: Translate) -> str:
    """Return the change of a target relative to its baseline, as written: -43% or +5; empty for any other target.

    >>> change_text(-43, None, "percent", str), change_text(5, 7, "difference", str)
    ('-43%', '+5-7')
    >>> change_text(-20, -18, "percent", str)
    '-20% to -18%'
    """
    if not relative:
        return ""
    first = change(rounded(low, signed=True), "growth" if relative == "percent" else "units", translate)
    # Behind a word for the direction the second end has no sign of its own.
    sign = "%" if relative == "percent" else ""
    if high is None or is_unknown(high):
        return first.text + sign
    if first.falls and first.fall == "-" and high < 0:
        return translate("{low} to {high}").format(low=first.text + sign, high=number(high) + sign)
    return f"{first.text}-{number(abs(high) if first.falls and first.fall != '-' else high)}{sign}"


def year_text(record: Record, name: str, words: Wording) -> str:
    """Return a year in brackets, unless it is the one in the title."""
    year = record[name]
    if is_unknown(year) or year == words.shared_years[name]:
        return ""
    return in_brackets("", label_text(str(year), words.translate), words.translate)
