"""A column that says which rows are actuals and which are targets, plans or forecasts: Scenario, Version, 数据类型."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.totals import is_total, tells_growth
from lixia_cli.model.words import FINALITIES
from lixia_cli.read.columns_beside import ROW_KINDS
from lixia_cli.read.figures_given import has_figure, without_value
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_ACTUAL = frozenset(
    same_word(word)
    for word in (
        *("actual", "actuals", "actual value", "observed", "observation", "observations", "result", "results"),
        *("outturn", "outcome", "achieved", "achievement", "achievements", "realised", "realized", "reported"),
        *("historical", "historic", "history", "act", "ist", "实际", "实际值", "实际数", "实绩", "完成", "完成值"),
        *("完成数", "实际完成", "实际完成值", "决算", "决算数", "执行数", "历史", "历史值", "观测值", "统计值"),
        *(word for word in FINALITIES["final"] if len(word) > 1),
    )
)
_PRELIMINARY = frozenset(same_word(word) for word in FINALITIES["preliminary"] if len(word) > 1)
_NO_ACTUAL = Pattern(
    r".*(?:\b(?:targets?|goals?|plan(?:s|ned)?|budget(?:s|ed)?|forecasts?|project(?:ions?|ed)|soll|prognose)\b"
    r"|目标|计划|预算|预测|规划|展望).*"
)
"""Words of rows that are no observations: 2023 Budget, target value, 年度计划."""
_NOTHING_ELSE = frozenset(
    same_word(word)
    for word in (
        *("target", "targets", "target value", "goal", "goals", "plan", "planned", "planned value", "soll"),
        *("budget", "budgeted", "forecast", "forecasts", "projection", "projections", "projected", "prognose"),
        *("目标", "目标值", "目标数", "计划", "计划值", "计划数", "预算", "预算数", "预测", "预测值", "规划值"),
    )
)
"""Those that say so even in a table without actuals, where Climate plan or 规划指标 is what an indicator is about."""


def read_kinds(records: Records) -> Records:
    """Return records of actuals without the columns that say what each row is.

    The figures of targets, plans, budgets and forecasts are taken out, with a note; estimates become preliminary where
    the column status says nothing. A column that says of no row that it is any of these, or only in words that may be
    the subject of an indicator (Climate plan), has something else in it, and is not used; where it tells growth from
    levels and the like, or a total from its parts, it stays for `breakdowns`. Raises InputError for another word beside
    actuals and rows of these kinds: its rows may be either.
    """
    for column in ROW_KINDS:
        if column.name in records.table:
            records = _read_column(records, column.name)
    return records


def _read_column(records: Records, name: str) -> Records:
    kinds, header = records.table.texts(name).map(str.strip), records.headers[name]
    words = [text.strip() for text in records.distinct(name)]
    others = {text for text in words if _NO_ACTUAL.fullmatch(text.lower())}
    preliminary = {text for text in words if same_word(text) in _PRELIMINARY} - others
    actual = {text for text in words if same_word(text) in _ACTUAL}
    unknown = {text for text in words if text} - others - preliminary - actual
    if others and actual:
        if kinds.is_in(unknown).any():
            raise InputError(_problems(records, name, kinds, unknown))
        unknown = set()
    plain = all(same_word(text) in _NOTHING_ELSE for text in others)
    told_apart = preliminary or (others and (actual or plain))
    if any(tells_growth(text) or (text and is_total(text)) for text in unknown) or _counts_several(header, unknown):
        return records
    if unknown or not told_apart or "value" not in records.table:
        return records.not_using(name)
    records = records.understood_as(name, "row_kind")
    left_out = kinds.is_in(others) & has_figure(records)
    if left_out.any():
        named = ", ".join(text for text in words if text in others)
        values = {"file": records.label, "header": header, "count": int(left_out.sum()), "words": named}
        records = without_value(records, left_out).with_notes(Message(LEFT_OUT, values))
    return _with_preliminary(records, kinds, preliminary, header)


def says_no_actual(text: str) -> bool:
    """Return whether a text is nothing but a word for rows that are no observations: forecast, 目标值.

    >>> says_no_actual("Forecast"), says_no_actual("Climate plan"), says_no_actual("")
    (True, False, False)
    """
    return same_word(text) in _NOTHING_ELSE


def _counts_several(header: str, words: Collection[str]) -> bool:
    """Whether a column of measures has several: what an indicator is counted in, MLN_USD and USD_CAP."""
    return same_word(header) == "measure" and len(words) > 1


LEFT_OUT = N_("{file}: {header}: figures of rows that are no actuals ({words}) left out: {count}")


def _with_preliminary(records: Records, kinds: Coded, words: Collection[str], header: str) -> Records:
    """Return the records with the status ``preliminary`` in rows of these words that have no other."""
    rows = kinds.is_in(words)
    if not rows.any():
        return records
    given = records.table.texts("status") if "status" in records.table else Coded.full(len(records), "")
    status = where(rows & (given == ""), "preliminary", given)
    return records.with_table(records.table.with_columns({"status": status}), {"status": header})


def _problems(records: Records, name: str, kinds: Coded, unknown: Collection[str]) -> list[Problem]:
    """Return a problem for each word that may be of actuals or not, at its first row."""
    first = dict[str, int]()
    for row in records.in_order(np.flatnonzero(kinds.is_in(unknown))).tolist():
        first.setdefault(kinds[row], row)
    return [Problem(records.place(row, name), Message(_EITHER, {"text": text})) for text, row in first.items()]


_EITHER = N_(
    "'{text}' may be a kind of actual or not, as other rows are targets, plans or forecasts; "
    "take its rows out, or write 'actual' or 'target'"
)


def said_once(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what `read_kinds` says of a word in several parts of a table but the first time."""
    listed: dict[object, Problem] = {}
    for number, problem in enumerate(problems):
        place, message = problem
        said = (place.file, place.column, message.values["text"]) if message.template == _EITHER else number
        listed.setdefault(said, problem)
    return list(listed.values())
