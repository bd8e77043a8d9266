"""Turn an explanation into blocks, which a terminal and Markdown lay out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from lixia_cli.assess.remarks import FLAGS
from lixia_cli.model.measures import AMOUNTS, LEVELS, MEASURES
from lixia_cli.render.charts.describe import describe
from lixia_cli.render.document import Block, Drawing, Grid, Heading, Paragraph
from lixia_cli.render.figure_text import figure_label, figure_text, quantity_text, with_unit
from lixia_cli.render.formula_words import in_words
from lixia_cli.render.ledger import LIGHTS
from lixia_cli.render.names import Labels
from lixia_cli.render.numbers import ends_text, number, told_apart
from lixia_cli.render.outlook import outlook
from lixia_cli.render.over_time import over_time
from lixia_cli.render.period_text import alone_text, end_text, label_text
from lixia_cli.render.target_cell import change_text, target_decimals
from lixia_cli.render.terminal.chart import CHARACTERS, REACHED, draw
from lixia_cli.render.track_record import record_rows
from lixia_cli.render.what_if import what_if_rows
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

PATHS = {"linear": N_("linear path"), "compound": N_("compound path")}
NATURES = {"binding": N_("binding"), "expected": N_("expected")}
FINALITIES = {"final": N_("final"), "preliminary": N_("preliminary")}
ORIGINS = {
    "targets": N_("as the targets state it"),
    "actuals": N_("from the observations"),
    "zero": N_("counted from zero"),
}

STRICTNESS = {
    ("at_least", "at_least"): N_("at least {value}"),
    ("at_least", "over"): N_("more than {value}"),
    ("at_most", "at_least"): N_("at most {value}"),
    ("at_most", "over"): N_("less than {value}"),
    ("within", "at_least"): N_("within {value}"),
    ("within", "over"): N_("within {value}"),
}
ABOUT = N_("about {value}")

Explanation = Mapping[str, Any]


def blocks(
    explanation: Explanation, language: str, translate: Translate, chart_width: int | None, drawn: bool = True
) -> list[Block]:
    """Return the content of an explanation as blocks, in the order of the output; with a chart if it is to be drawn."""
    parts = _Blocks(explanation, language, translate)
    return [*parts.every(), *(parts.chart(chart_width) if drawn else ())]


class _Blocks:
    """Make the blocks of one explanation in one language, section by section."""

    def __init__(self, explanation: Explanation, language: str, translate: Translate) -> None:
        self.about = explanation
        self.say = translate
        self.labels = Labels(language, translate)
        self.chinese = language == "zh"
        self.unit = plain(explanation["unit"])
        self.sources: dict[str, str] = {}
        """The number of each source, in the order of appearance."""

    def every(self) -> Iterator[Block]:
        """Yield all blocks but the chart in the order of the output: this is the table of contents."""
        say = self.say
        yield from self._identity()
        yield Heading(say("Target and baseline"))
        yield Grid(("", ""), tuple(self._target_rows()))
        yield from over_time(self.about, self.unit, say)
        yield Heading(say("Observations"))
        yield from self._observations()
        if self.sources:
            yield Heading(say("Sources"))
            yield Grid(("", ""), tuple((mark, text) for text, mark in self.sources.items()))
        yield Heading(say("Figures"))
        yield from self._figures()
        yield Heading(say("Verdict"))
        yield from self._verdict()
        if ahead := outlook(self.about, self.unit, self.say):
            yield Heading(say("From now on"))
            yield Grid(("", ""), tuple(ahead))
        if past := record_rows(self.about, self.unit, self.say):
            yield Heading(say("Has it been done before?"))
            yield Grid(("", ""), tuple(past))
        if "what_if" in self.about:
            yield Heading(say("Under these assumptions"))
            yield Grid(("", ""), tuple(what_if_rows(self.about, self.unit, self.say)))
        yield Heading(say("Other rule sets"))
        yield self._opinions()

    def _identity(self) -> Iterator[Block]:
        about = self.about
        names = [plain(about[name]) for name in ("name_zh", "name_en")]
        first, second = names if self.chinese else names[::-1]
        yield Heading(first or second or plain(about["key"]), level=1)
        identity = [about["key"], about["plan"], about["region"]]
        parts = [second if first else "", *map(plain, identity), self.labels.domain(about["domain"])]
        yield Paragraph(" · ".join(part for part in parts if part))

    def _target_rows(self) -> Iterator[tuple[str, str]]:
        say, about, target = self.say, self.about, self.about["promise"]
        yield say("Target"), self._due(self._target())
        path = say(PATHS[about["path"]]) if about["path"] else ""
        kind = [say(MEASURES[about["measure"]].meaning), path, say(NATURES[about["nature"]]) if about["nature"] else ""]
        yield say("Kind"), say(", ").join(part for part in kind if part)
        if target["period_start"]:
            yield say("Counts from"), str(target["period_start"])
        if target["target_text"] and target["target_value"] is not None:
            yield say("In words"), plain(target["target_text"])
        if target["owner"]:
            yield say("Owner"), plain(target["owner"])
        if about["aspiration"]:
            yield say("Aspiration"), say("an aspiration, never counted as a failure")
        if about["baseline"]["value"] is not None or about["measure"] in LEVELS:
            yield say("Baseline"), self._baseline()
        if change := self._so_far():
            yield say("So far"), say("{change} from the baseline").format(change=change)
        if text := self._source(target["source"]):
            yield say("Source"), text
        if target["note"]:
            yield say("Note"), plain(target["note"])

    def _due(self, value: str) -> str:
        """Return a target with the time at which it is due."""
        period, year = self.about["promise"]["target_period"], self.about["promise"]["target_year"]
        if period == str(year):
            return self.say("{value} in {year}").format(value=value, year=year)
        return self.say("{value} by {date}").format(value=value, date=end_text(period, self.say))

    def _target(self) -> str:
        about, target = self.about, self.about["promise"]
        low, high = target["target_value"], target["target_high"]
        written = [math.nan if target[name] is None else target[name] for name in ("written_value", "written_high")]
        change = change_text(written[0], written[1], target["relative"], self.say)
        if low is None and not change:
            return plain(target["target_text"]) or self.say("no value")
        if low is None:
            return self.say("{change} from the baseline").format(change=change)
        latest = math.nan if about["indexed"] else about["symbols"].get("y", math.nan)
        decimals = target_decimals(low, latest, about["data_decimals"]) if change else 4
        ends = number(low, decimals=decimals) if high is None else ends_text(low, high, decimals, self.say)
        value = with_unit(ends, self.unit, self.say)
        words = ABOUT if about["qualifier"] == "about" else STRICTNESS[about["direction"], about["qualifier"]]
        text = self.say(words).format(value=value)
        if not change:
            return text
        return self.say("{target} ({change} from the baseline)").format(target=text, change=change)

    def _so_far(self) -> str:
        """Return the change so far, for a target written as a change; empty for any other target or without figures."""
        symbols = self.about["symbols"]
        if not self.about["promise"]["relative"] or not {"y0", "y"} <= symbols.keys():
            return ""
        change = symbols["y"] - symbols["y0"]
        if self.about["promise"]["relative"] == "percent":
            change = 100 * change / symbols["y0"] if symbols["y0"] else math.nan
        relative = self.about["promise"]["relative"]
        return "" if math.isnan(change) else change_text(change, math.nan, relative, self.say)

    def _baseline(self) -> str:
        say, baseline = self.say, self.about["baseline"]
        if baseline["value"] is None:
            return say("none known")
        values = {"value": with_unit(number(baseline["value"]), self.unit, say), "year": baseline["year"]}
        text = say("{value} in {year}").format(**values) if baseline["year"] else str(values["value"])
        return text + say(", ") + say(ORIGINS[baseline["origin"]])

    def _source(self, source: Mapping[str, str]) -> str:
        """Return the number of a source and the locator in it; the source itself is listed once, at the end."""
        if not source["id"]:
            return ""
        parts = [source[name] for name in ("title", "publisher", "published", "url", "note")]
        text = plain(self.say(", ").join(part for part in parts if part) or source["id"])
        mark = self.sources.setdefault(text, f"[{len(self.sources) + 1}]")
        return f"{mark} {plain(source['locator'])}".strip()

    def _observations(self) -> Iterator[Block]:
        say, bounds = self.say, {"lower": ">", "upper": "<", "": ""}
        seen = self.about["observations"]
        if not seen:
            yield Paragraph(say("None."))
            return
        titles = (say("Period"), say("Value"), say("Unit"), say("State"), say("Source"))
        ends = [self.about["promise"][name] for name in ("target_value", "target_high")]
        rows = tuple(
            (
                self._part(row),
                bounds[row["bound"]] + number(row["value"], decimals=told_apart(row["value"], ends)),
                plain(row["unit"]),
                say(FINALITIES[row["status"]]),
                self.say("; ").join(part for part in (self._source(row["source"]), plain(row["note"])) if part),
            )
            for row in seen
        )
        yield Grid(titles, rows, right=frozenset({1}))
        if self.about["missing_years"]:
            years = self.about["missing_years"]
            yield Paragraph(
                say("No figure for {years}.").format(years=years.replace(", ", "、") if self.chinese else years)
            )

    def _part(self, row: Mapping[str, Any]) -> str:
        """Return the period of an observation, and whether it is the figure of that part of a year alone."""
        if row.get("accumulation") == "period":
            return self.say("{period} alone").format(period=alone_text(row["period"], self.say))
        return label_text(row["period"], self.say, summed=self.about["measure"] in AMOUNTS)

    def _figures(self) -> Iterator[Block]:
        say, about = self.say, self.about
        known = [f"{self._in_words(symbol)} = {value:.12g}" for symbol, value in about["symbols"].items()]
        if known:
            yield Paragraph(say(", ").join(known))
        if about["indexed"]:
            yield Paragraph(say("Rates are compounded: y0, y and T are indices with 1 at the start."))
        rows = []
        for figure in about["figures"]:
            label = figure_label(figure["name"], about, say)
            if figure["value"] is None:
                rows.append((label, "-", figure["reason"]["text"]))
                continue
            formula, calculation = figure["formula"], figure["calculation"]
            how = calculation if formula == calculation else f"{self._in_words(formula)} = {calculation}"
            rows.append((label, figure_text(figure, about, self.unit, say), how))
        yield Grid(("", "", ""), tuple(rows), right=frozenset({1}))
        named = {figure["reason"]["code"] for figure in about["figures"] if figure["reason"]}
        for reason in about["reasons"]:
            if reason["code"] not in named:
                yield Paragraph(reason["text"][:1].upper() + reason["text"][1:] + say("."))

    def _in_words(self, formula: str) -> str:
        return in_words(formula, self.labels.language, self.say, self.about["indexed"])

    def _verdict(self) -> Iterator[Block]:
        say, verdict = self.say, self.about["verdict"]
        alone = self.about["methods"][0]
        joined = alone["status"] != verdict["status"]
        sentence = say("{label} ({light}) by the rule set {method}: {quantity}.")
        if joined:
            sentence = say("{label} ({light}) by the rule set {method}: the worst verdict of the joint targets.")
        elif verdict["value"] is None:
            sentence = say("{label} ({light}) by the rule set {method}.")
        values = {"label": verdict["label"], "method": verdict["method"], "light": say(LIGHTS[verdict["light"]])}
        yield Paragraph(sentence.format(quantity=self._quantity(verdict), **values))
        if joined:
            sentence = say("On its own: {own}.") if verdict["value"] is None else say("On its own: {own}, {quantity}.")
            yield Paragraph(sentence.format(own=alone["label"], quantity=self._quantity(verdict)))
        if alone["remarks"]:
            yield Paragraph(say("; ").join(alone["remarks"]) + say("."))
        bands = verdict["bands"]
        marks = [">" if band["status"] == verdict["status"] else "" for band in bands]
        rows = tuple((mark, band["label"], band["rule"]) for mark, band in zip(marks, bands, strict=True))
        yield Grid(("", "", ""), rows, lights=tuple(band["light"] for band in bands))
        yield Paragraph(say("Source of the rule set: {source}.").format(source=verdict["source"]))
        if verdict["flags"]:
            yield Heading(say("Cautions"))
            # Codes are for programs; people know the marks from the tables.
            yield Grid(("", ""), tuple((FLAGS[flag["flag"]].mark, flag["meaning"]) for flag in verdict["flags"]))

    def _opinions(self) -> Grid:
        opinions = self.about["methods"][1:]
        rows = tuple(
            (
                opinion["method"],
                opinion["label"],
                self.say("; ").join(part for part in (self._quantity(opinion), *opinion["remarks"]) if part),
            )
            for opinion in opinions
        )
        return Grid(("", "", ""), rows, lights=tuple(opinion["light"] for opinion in opinions))

    def _quantity(self, opinion: Mapping[str, Any]) -> str:
        """Return the quantity of a rule set with its formula and the numbers in it."""
        if opinion["value"] is None:
            return ""
        parts = [opinion["quantity"], self._in_words(opinion["formula"]), opinion["calculation"]]
        # More can be added to a sum from which years are missing.
        sign = " ≥ " if self.about["lower_bound"] else " = "
        return " = ".join(part for part in parts if part) + sign + quantity_text(opinion["value"])

    def chart(self, width: int | None) -> Iterator[Block]:
        """Yield the chart in characters, if there is something to draw and space for it."""
        chart = describe(self.about, self.labels.language, self.say)
        drawn = None if chart is None else draw(chart, width)
        if chart is None or drawn is None or not drawn.lines:
            return
        yield Heading(self.say("Chart"))
        yield Drawing(tuple(drawn.lines))
        names = chart.names | {REACHED: self.say("actual and target")}
        yield Paragraph(self.say(", ").join(f"{CHARACTERS.get(kind, kind)} {names[kind]}" for kind in drawn.kinds))
