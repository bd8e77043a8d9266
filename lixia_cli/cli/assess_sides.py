"""Read the files once, assess every side of a comparison, and choose what is shown of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lixia_cli.cli.assessing import Assessor, assessor, named, provenance_of
from lixia_cli.cli.diagnostics import note
from lixia_cli.cli.input_options import Files
from lixia_cli.cli.plan_options import Selection
from lixia_cli.cli.sides import Sides
from lixia_cli.model.names import Names
from lixia_cli.model.periods import parse_period
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    import pandas as pd

    from lixia_cli.assess.sides import Chosen
    from lixia_cli.render.report import Provenance
    from lixia_cli.render.view.view import Asked, View
    from lixia_cli.stages import Assessment
    from lixia_cli.summarise.side_by_side import Side, SideBySide


@dataclass(frozen=True)
class SidesAssessed:
    """The sides of a comparison, and the view of them."""

    files: Files
    assessments: Sequence[Assessment]
    """Of each side."""
    compared: SideBySide
    view: View
    indicators: pd.DataFrame
    """Those that the conditions of the view hold for on one side: a row for each, see `SideBySide.of_indicators`."""

    def shown(self, statuses: Sequence[str], everything: bool) -> pd.DataFrame:
        """Return the rows of `indicators` to show, in order: those with data, with a status on one side, or all."""
        from lixia_cli.assess.selection import choose_rows

        rows = self.indicators
        if statuses:
            found = _of_any_side(self.compared, lambda side, frame: choose_rows(frame, side.rules, statuses, False))
            rows = rows[rows.index.isin(found)]
        elif not everything:
            rows = rows[self.compared.with_data()[rows.index.to_numpy()]]
        return self.view.ordered(rows, self.compared.sides[-1].rules)

    def any_of(self, fail_on: Sequence[str]) -> bool:
        """Return whether a target has one of these statuses or lights on one side."""
        from lixia_cli.assess.selection import any_of

        def failing(side: Side, frame: pd.DataFrame) -> pd.DataFrame:
            return frame if any_of(frame, side.rules, fail_on) else frame.iloc[:0]

        kept = self.compared.only(self.indicators.index.tolist())
        return bool(fail_on) and len(_of_any_side(kept, failing)) > 0

    def provenance(self, hidden: int) -> Provenance:
        """Return the data that the comparison is based on; dates that are compared are none of it."""
        each = [provenance_of(self.files, assessment, hidden) for assessment in self.assessments]
        ends = {one.through: parse_period(one.through) for one in each if one.through}
        through = max(ends, key=lambda text: end.time if (end := ends[text]) else 0, default="")
        as_of = each[0].as_of if self.compared.varied != "as_of" else ""
        return replace(each[0], through=through, as_of=as_of)


def assess_sides(sides: Sides, files: Files, translate: Translate, names: Names, asked: Asked) -> SidesAssessed:
    """Read the files and assess every side. Raises InputError or RequestError.

    Prints what the assessments leave out, each sentence once.
    """
    sides.refuse_repeated(names)
    first = sides.selections[0]
    _refuse_tables_by(sides.varied, asked)
    assess = assessor(first, files, translate, names, sides.latest, first.known_on is None, asked.by, sides.selections)
    from lixia_cli.render.view.view import View
    from lixia_cli.summarise.side_by_side import side_by_side

    chosen = _chosen(assess, sides, names)
    judged = [
        assess.of_targets(one.targets, selection) if len(one.targets) else None
        for one, selection in zip(chosen, sides.selections, strict=True)
    ]
    # A plan or region without targets has the same observations as the others.
    some = next(assessment for assessment in judged if assessment is not None)
    assessments = [assessment or some for assessment in judged]
    of_sides = _sides(sides, chosen, assessments, translate)
    if sides.varied == "region" and not first.domains:
        of_sides = _with_figures_alone(of_sides, chosen, assessments, names)
    _say_notes(assessments, files, translate)
    compared = side_by_side(sides.varied, of_sides)
    view = View(asked, compared.rows, assess.plan.headers, names)
    indicators = compared.of_indicators()
    if asked.where:
        kept = _of_any_side(compared, lambda side, frame: view.rows(frame, side.rules))
        indicators = indicators[indicators.index.isin(kept)]
    return SidesAssessed(files, assessments, compared, view, indicators)


def _chosen(assess: Assessor, sides: Sides, names: Names) -> list[Chosen]:
    """Return the targets of each side."""
    from lixia_cli.assess.sides import choose_sides
    from lixia_cli.stages import domain_codes

    selections = [named(selection, names) for selection in sides.selections]
    observed = assess.plan.actuals.texts("region").unique() if sides.varied == "region" else []
    pairs = [(selection.plan, selection.region) for selection in selections]
    domains = selections[0].domains
    return choose_sides(assess.plan.targets.frame(), pairs, domains, domain_codes(), observed, assess.every_plan)


def _sides(
    sides: Sides, chosen: Sequence[Chosen], assessments: Sequence[Assessment], translate: Translate
) -> list[Side]:
    """Return the sides; a region also with its values for targets that only others have."""
    import pandas as pd

    from lixia_cli.stages import values_elsewhere
    from lixia_cli.summarise.side_by_side import Side

    found = []
    for selection, one, assessment in zip(sides.selections, chosen, assessments, strict=True):
        frame = assessment.assessed if len(one.targets) else assessment.assessed.iloc[:0]
        if sides.varied == "region":
            others = pd.concat([other.targets for other in chosen])
            known = pd.MultiIndex.from_frame(one.targets[["plan", "key"]])
            others = others[~pd.MultiIndex.from_frame(others[["plan", "key"]]).isin(known)]
            values, left_out = values_elsewhere(assessment, others, one.region)
            frame = pd.concat([frame, values.astype(frame.dtypes.to_dict())], ignore_index=True)
            _say_left_out(one.region, left_out, translate)
        found.append(Side(_code(sides.varied, selection, one), frame, assessment.rules))
    return found


def _with_figures_alone(
    of_sides: Sequence[Side], chosen: Sequence[Chosen], assessments: Sequence[Assessment], names: Names
) -> list[Side]:
    """Return regions also with what several of them have observed and none has a target for."""
    import pandas as pd

    from lixia_cli.assess.sides import as_published
    from lixia_cli.observe.alone import observed_alone

    targeted = {str(key) for one in chosen for key in one.targets["key"]}
    plan, actuals = assessments[0].plan.targets, assessments[0].actuals
    observed = observed_alone(actuals, [side.code for side in of_sides], targeted)
    for language in ("zh", "en"):
        of_targets = dict(zip(plan.texts("key").texts(), plan.texts(f"name_{language}").texts(), strict=True))
        texts = [of_targets.get(key) or names.names_of("key", key).get(language, "") for key in observed["key"]]
        observed = observed.assign(**{f"name_{language}": pd.Series(texts, index=observed.index, dtype=object)})
    observed = observed.assign(plan=chosen[0].plan, domain="")
    return [
        replace(
            side,
            assessed=pd.concat(
                [side.assessed, as_published(observed[observed["region"] == side.code], side.assessed)],
                ignore_index=True,
            ),
        )
        for side in of_sides
    ]


def _code(varied: str, selection: Selection, one: Chosen) -> str:
    if varied == "as_of":
        return selection.as_of.text if selection.as_of else ""
    return selection.method if varied == "method" else one.plan if varied == "plan" else one.region


def _say_left_out(region: str, count: int, translate: Translate) -> None:
    if count:
        template = N_(
            "{region} has no target for some indicators, and figures of parts of a year for them that may be running "
            "totals or not; they are left out: {count} (say it in a column accumulation)"
        )
        note(Message(template, {"region": region, "count": count}), translate)


def _say_notes(assessments: Sequence[Assessment], files: Files, translate: Translate) -> None:
    """Print what the assessments leave out, each sentence once."""
    said = dict[str, Message]()
    for assessment in assessments:
        for message in (*assessment.notes_on_vintage(), *(() if files.bundled else assessment.notes())):
            said.setdefault(str(message), message)
    for message in said.values():
        note(message, translate)


def _refuse_tables_by(varied: str, asked: Asked) -> None:
    """Raise RequestError for tables by what stands beside each other."""
    from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
    from lixia_cli.render.view.vocabulary import Vocabulary

    if asked.by:
        try:
            column = Vocabulary(ASSESSED_COLUMNS, {}).cells(asked.by, "--by")
        except RequestError:
            return  # a column of the file, or a mistake that is reported with all of its columns
        if column == varied:
            raise RequestError(
                Message(
                    "--by {column}: that is what stands beside each other; use another column", {"column": asked.by}
                )
            )


def _of_any_side(compared: SideBySide, choose: Callable[[Side, pd.DataFrame], pd.DataFrame]) -> set[int]:
    """Return the positions of the indicators of which `choose` keeps the row on one side.

    What only some of the sides know, such as the value of a condition, is no error.
    """
    found, errors, understood = set[int](), list[RequestError](), False
    for position, side in enumerate(compared.sides):
        rows = compared.of_side(position).reset_index(drop=True)
        targets = rows[rows["status"] != ""]
        try:
            found |= set(choose(side, targets).index.tolist())
            understood = True
        except RequestError as error:
            errors.append(error)
    if errors and not understood:
        raise errors[0]
    return found
