"""Read the files once, assess every side of a comparison, and choose what is shown of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lixia_cli.cli.assessing import assessor, named, provenance_of
from lixia_cli.cli.diagnostics import note
from lixia_cli.cli.input_options import Files
from lixia_cli.cli.sides import Sides
from lixia_cli.model.names import Names
from lixia_cli.model.periods import parse_period
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.model.arrays import Bools, Ints
    from lixia_cli.model.table import Table
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
    indicators: Table
    """A row for each indicator, see `SideBySide.of_indicators`."""
    kept: Ints
    """Those that the conditions of the view hold for on one side."""

    def shown(self, statuses: Sequence[str], everything: bool) -> Ints:
        """Return which of the indicators `kept` to show, in order: those with data, with a status on a side, or all."""
        from lixia_cli.assess.selection import choose_rows

        rows = self.kept
        if statuses:
            found = _of_any_side(self.compared, lambda side, targets: choose_rows(targets, side.rules, statuses, False))
            rows = rows[found[rows]]
        elif not everything:
            rows = rows[self.compared.with_data()[rows]]
        return rows[self.view.order(self.indicators.rows(rows), self.compared.sides[-1].rules)]

    def any_of(self, fail_on: Sequence[str]) -> bool:
        """Return whether a target has one of these statuses or lights on one side."""
        import numpy as np

        from lixia_cli.assess.selection import any_of

        def failing(side: Side, rows: Table) -> Bools:
            return np.full(len(rows), any_of(rows, side.rules, fail_on))

        return bool(fail_on) and bool(_of_any_side(self.compared.only(self.kept.tolist()), failing).any())

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
    import numpy as np

    from lixia_cli.comparing import Wanted, compare_sides
    from lixia_cli.render.view.view import View

    selections = [named(selection, names) for selection in sides.selections]
    wanted = [Wanted(one.plan, one.region, one.as_of, one.method) for one in selections]

    def judge(targets: Table, side: Wanted) -> Assessment:
        return assess.of_targets(targets, first._replace(as_of=side.as_of, method=side.method))

    found = compare_sides(assess.plan, sides.varied, wanted, judge, selections[0].domains, names, assess.every_plan)
    for message in found.notes(not files.bundled):
        note(message, translate)
    compared = found.compared
    view = View(asked, compared.rows, assess.plan.headers, names)
    kept = np.arange(compared.count)
    if asked.where:
        kept = kept[_of_any_side(compared, lambda side, rows: view.chosen(rows, side.rules))]
    return SidesAssessed(files, found.assessments, compared, view, compared.of_indicators(), kept)


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


def _of_any_side(compared: SideBySide, choose: Callable[[Side, Table], Bools]) -> Bools:
    """Return which indicators have a target on one side for which `choose` holds.

    What only some of the sides know, such as the value of a condition, is no error.
    """
    import numpy as np

    found, errors, understood = np.zeros(compared.count, dtype=np.bool_), list[RequestError](), False
    for position, side in enumerate(compared.sides):
        rows = compared.of_side(position)
        targets = np.flatnonzero(rows.texts("status") != "")
        try:
            found[targets[choose(side, rows.rows(targets))]] = True
            understood = True
        except RequestError as error:
            errors.append(error)
    if errors and not understood:
        raise errors[0]
    return found
