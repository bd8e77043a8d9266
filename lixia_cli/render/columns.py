"""The columns of the table that people read: what each is called and how its cell is made from a row.

A new column is one entry of COLUMNS. A row is a record of the table of `assess`; each format decides how the cells are
laid out.
"""

from __future__ import annotations

from collections.abc import Callable

from lixia_cli.assess.methods import WORDED_BY
from lixia_cli.assess.remarks import FLAGS, flag_column, flags_of
from lixia_cli.model.measures import AMOUNTS, LEVELS
from lixia_cli.model.records import is_unknown
from lixia_cli.render import ledger
from lixia_cli.render.cells import EMPTY, Bar, Cell, bar_text, number_cell
from lixia_cli.render.column import Column, Record, Wording
from lixia_cli.render.figure_text import is_average
from lixia_cli.render.names import Labels, indicator_name, verdict_label
from lixia_cli.render.needed import NEEDED_FROM, needed
from lixia_cli.render.numbers import Number, average_decimals, rounded, share, told_apart
from lixia_cli.render.period_text import in_brackets, label_text, since_text
from lixia_cli.render.target_cell import TARGET_FROM, target, year_text
from lixia_cli.render.track_record import PROSPECTS
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

_BOUNDS = {"bound_lower": ">", "bound_upper": "<"}


def _indicator(record: Record, words: Wording) -> Cell:
    return Cell(indicator_name(record, words.language))


def _unit(record: Record, words: Wording) -> Cell:
    return Cell(plain(words.names.name("unit", record["unit"], words.language)))


def _code(column: str) -> Callable[[Record, Wording], Cell]:
    """Return a function for the cells of a column of codes that have names."""
    return lambda record, words: Cell(plain(words.names.name(column, record[column], words.language)))


def _domain(record: Record, words: Wording) -> Cell:
    return Cell(Labels(words.language, words.translate, words.names).domain(record["domain"]))


def _lead(record: Record, _: Wording) -> Cell:
    """Return the lead or lag against the schedule in percentage points, with its sign."""
    if is_unknown(record["lead_pp"]):
        return EMPTY
    return number_cell(_with_bound(Number(record["lead_pp"], 1, signed=True), record))


def _nature(record: Record, words: Wording) -> Cell:
    return Cell(words.translate(record["nature"]) if record["nature"] else "")


def _baseline(record: Record, words: Wording) -> Cell:
    """Return the level at the start, for measures that are compared with one."""
    if record["measure"] not in LEVELS or is_unknown(record["baseline_value"]):
        return EMPTY
    value, year = rounded(record["baseline_value"]), year_text(record, "baseline_year", words)
    return number_cell(value._replace(after=year) if year else value)


def latest_value(record: Record, _: Wording | None = None) -> Cell:
    """Return the latest figure, with its sign where it was published as a bound or years are missing from a sum."""
    if not record["latest_period"] or is_unknown(record["latest_value"]):
        return EMPTY
    published = (sign for flag, sign in _BOUNDS.items() if record[flag_column(flag)])
    sign = _at_least(record) or next(published, "")
    value = rounded(record["latest_value"], decimals=latest_decimals(record))
    return number_cell(value._replace(before=sign) if sign else value)


def latest_decimals(record: Record) -> int:
    """Return the decimals of the latest figure: with fewer it might be taken for the target that it only nears."""
    averaged = is_average(record["measure"], record["path"])
    decimals = average_decimals(record["data_decimals"]) if averaged else 4
    return told_apart(record["latest_value"], (record["target_value"], record["target_high"]), decimals)


def _latest(record: Record, words: Wording) -> Cell:
    """Return the latest figure, its period and its marks."""
    if not record["latest_period"]:
        return EMPTY
    figure = latest_value(record, words)
    text = in_brackets(figure.text, latest_label(record, words.translate), words.translate)
    return Cell(text, figure.number, marks=marks(record))


def _latest_period(record: Record, words: Wording) -> Cell:
    return Cell(latest_label(record, words.translate) if record["latest_period"] else "")


def latest_label(record: Record, translate: Translate) -> str:
    """Return the period of the latest figure; that of an amount covers the months up to it, of an average its years."""
    first = first_year_of_average(record)
    if first is not None:
        return since_text(first, record["latest_period"], translate, short=True)
    return last_label(record, translate)


def first_year_of_average(record: Record) -> int | None:
    """Return the first year of which the latest figure is an average; None for any other figure, and if not known."""
    if record["measure"] != "growth":
        return None
    if not is_unknown(record["period_start"]):
        return int(record["period_start"])
    return None if is_unknown(record["baseline_year"]) else int(record["baseline_year"]) + 1


def last_label(record: Record, translate: Translate) -> str:
    """Return the period up to which there are figures."""
    running = not record["measure"] and record["year_to_date"]
    return label_text(record["latest_period"], translate, summed=bool(record["measure"] in AMOUNTS or running))


def _marks(record: Record, _: Wording) -> Cell:
    return Cell(marks(record) if record["latest_period"] else "")


def _percent_of_target(record: Record, _: Wording) -> Cell:
    percent = record["percent_of_target"]
    if is_unknown(percent):
        return EMPTY
    return number_cell(_with_bound(share(percent / 100, record["latest_met"]), record))


def progress(record: Record, _: Wording | None = None) -> Cell:
    """How much of the distance from the baseline is covered."""
    if is_unknown(record["progress"]):
        return EMPTY
    return number_cell(_with_bound(share(record["progress"], record["met"]), record))


def elapsed(record: Record, _: Wording | None = None) -> Cell:
    """How much of the time from the baseline has passed."""
    return EMPTY if is_unknown(record["elapsed"]) else number_cell(share(record["elapsed"], met=True))


def planned(record: Record, _: Wording | None = None) -> Cell:
    """How much of the distance should be covered: time elapsed, or what the trajectory asks for by then."""
    share_planned = record["planned_progress"] if record["has_trajectory"] else record["elapsed"]
    return EMPTY if is_unknown(share_planned) else number_cell(share(share_planned, met=True))


def _progress_against_time(record: Record, _: Wording) -> Cell:
    """Progress and how much of it is planned by then, in one cell."""
    covered, passed = progress(record), planned(record)
    return EMPTY if covered == passed == EMPTY else Cell(f"{covered.text} / {passed.text}")


def _bar(record: Record, _: Wording) -> Cell:
    by_now = record["planned_progress"] if record["has_trajectory"] else record["elapsed"]
    text = bar_text(record["progress"], by_now, record["met"])
    if not text:
        return Cell("")
    texts = progress(record).text, planned(record).text
    return Cell(text, bar=Bar(record["progress"], by_now, *texts, record["met"]))


def _needed(record: Record, words: Wording) -> Cell:
    """Return what is needed every year, without the unit, which has a column of its own."""
    return needed(record, words.translate)


def _verdict(record: Record, words: Wording) -> Cell:
    label = verdict_label(record, words.rules, words.language)
    marked = in_brackets(label, FLAGS["provisional"].mark, words.translate)
    return Cell(marked if record[flag_column("provisional")] else label)


def _done_before(record: Record, words: Wording) -> Cell:
    """Return in how many of the past years the change needed from now on was reached."""
    if is_unknown(record["reached_of"]):
        return EMPTY
    template = words.translate("{count} of {all}")
    return Cell(template.format(count=record["reached_years"], all=record["reached_of"]))


def _prospect(record: Record, words: Wording) -> Cell:
    """Return what the range of the projection says of the target, in one word."""
    return Cell(words.translate(PROSPECTS[record["prospect"]])) if record["prospect"] else EMPTY


_FLAGS = tuple(map(flag_column, FLAGS))
_LATEST_VALUE = (
    *("latest_period", "latest_value", "lower_bound", "measure", "path", "data_decimals"),
    *("target_value", "target_high"),
    *map(flag_column, _BOUNDS),
)
_LATEST_PERIOD = ("year_to_date", "period_start", "baseline_year")
_PROGRESS = ("progress", "met", "lower_bound")
_PLANNED = ("elapsed", "has_trajectory", "planned_progress")

COLUMNS = {
    column.name: column
    for column in (
        Column("indicator", N_("Indicator"), _indicator, ("name_zh", "name_en", "key"), wraps=True),
        Column("region", N_("Region"), _code("region"), ("region",), wraps=True),
        Column("domain", N_("Domain"), _domain, ("domain",), wraps=True),
        Column("owner", N_("Owner"), _code("owner"), ("owner",), wraps=True),
        Column("unit", N_("Unit"), _unit, ("unit",), wraps=True, importance=4, wanted=10),
        Column("nature", N_("Nature"), _nature, ("nature",), importance=0),
        Column(
            "baseline",
            N_("Baseline"),
            _baseline,
            ("measure", "baseline_value", "baseline_year"),
            right=True,
            year="baseline_year",
            importance=1,
        ),
        Column("latest", N_("Latest"), _latest, (*_LATEST_VALUE, *_LATEST_PERIOD, *_FLAGS), right=True),
        Column("latest_value", N_("Latest"), latest_value, _LATEST_VALUE, right=True),
        Column("period", N_("Period"), _latest_period, ("latest_period", "measure", *_LATEST_PERIOD)),
        Column("marks", N_("Marks"), _marks, ("latest_period", *_FLAGS)),
        Column("target", N_("Target"), target, TARGET_FROM, right=True, year="target_year"),
        Column(
            "percent",
            N_("Of target"),
            _percent_of_target,
            ("percent_of_target", "latest_met", "lower_bound"),
            right=True,
            importance=2,
            title_from_zero=N_("Completion"),
        ),
        Column("bar", N_("Bar"), _bar, (*_PROGRESS, *_PLANNED), importance=3),
        Column(
            "progress",
            N_("Progress / elapsed"),
            _progress_against_time,
            (*_PROGRESS, *_PLANNED),
            right=True,
            importance=6,
        ),
        Column("progress_alone", N_("Progress"), progress, _PROGRESS, right=True),
        Column("elapsed", N_("Time elapsed"), elapsed, ("elapsed",), right=True),
        Column("lead", N_("Lead (pp)"), _lead, ("lead_pp", "lower_bound"), right=True),
        Column("needed", N_("Needed per year"), _needed, NEEDED_FROM, right=True, importance=5),
        Column(
            "done_before", N_("Done before"), _done_before, ("reached_of", "reached_years"), right=True, importance=0
        ),
        Column("prospect", N_("Prospect"), _prospect, ("prospect",), importance=0),
        Column(
            "verdict",
            N_("Verdict"),
            _verdict,
            ("status", flag_column("provisional"), *WORDED_BY),
            wraps=True,
            wanted=10,
            squeezed=5,
        ),
        Column("due", N_("Deadline"), ledger.due, ledger.DUE_FROM),
        Column("light", N_("Light"), ledger.light, ("light",)),
        Column("left", N_("What is left"), ledger.left, ledger.LEFT_FROM, right=True),
        Column("remark", N_("Note"), ledger.remark, ("remark",), wraps=True, importance=4),
    )
}
"""Every column there is, by name."""

ONLY_WHERE_GIVEN = ("region", "domain", "owner", "nature")
"""Columns that are shown only if a target has something in them."""
TABLE = (
    "indicator",
    "unit",
    "nature",
    "baseline",
    "latest",
    "target",
    "percent",
    "bar",
    "progress",
    "needed",
    "verdict",
)
"""The columns of a table to be read."""
LEDGER = ("indicator", "unit", "nature", "latest", "target", "due", "light", "left", "verdict", "remark")
"""The columns of tables by owner, unless others are named."""
LEAST_OF_LEDGER = "verdict"
"""The column of a ledger that can be left out after `nature`: the light says the most of it."""


def marks(record: Record) -> str:
    """Return the one-letter marks of the flags of a row that have one."""
    return "".join(FLAGS[flag].mark for flag in flags_of(record))


def _at_least(record: Record) -> str:
    """Return the sign of a sum from which years are missing."""
    return "≥" if record["lower_bound"] else ""


def _with_bound(number: Number, record: Record) -> Number:
    """Return the number behind the sign of a sum from which years are missing."""
    return number._replace(before="≥" + number.before) if record["lower_bound"] else number
