"""What ``lixia check`` found in the files of a plan: how they were read, and what is wrong or doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from lixia_cli.files.problems import Place, Problem
from lixia_cli.read.records import Records
from lixia_cli.summarise.assumptions import Assumption
from lixia_cli.text.messages import N_, Message

ROLES = {"targets": N_("Targets"), "actuals": N_("Actuals"), "sources": N_("Sources")}
"""What an input can be, as people read it."""


@dataclass(frozen=True)
class Findings:
    """Everything that was found, in the order of the files."""

    inputs: tuple[tuple[str, Records], ...] = ()
    """The inputs that could be read, each with its role (see ROLES)."""
    targets: int | None = None
    """How many targets there are; None for files with problems."""
    observations: int | None = None
    notes: tuple[Message, ...] = ()
    """Readings that are not literal."""
    assumed: tuple[tuple[Place, Assumption], ...] = ()
    """What is assumed where the targets leave a cell empty, with the location of that cell."""
    unmatched: tuple[Problem, ...] = ()
    """A sentence on each key and region of the actuals that belongs to no target."""
    warnings: tuple[Problem, ...] = ()
    """Figures that are hard to believe."""
    warning_count: int = 0
    """How many of both there are, including those that are not listed."""
    problems: tuple[Problem, ...] = ()
    """What is wrong; nothing else is known of the targets and actuals then."""
    problem_count: int = 0
    """How many problems there are, including those not in `problems`."""

    def counted(self) -> Message:
        """Return the one sentence on files without a problem."""
        numbers = {
            "targets": Message("1 target")
            if self.targets == 1
            else Message("{count} targets", {"count": self.targets}),
            "actuals": Message("1 observation")
            if self.observations == 1
            else Message("{count} observations", {"count": self.observations}),
        }
        if self.warning_count:
            return Message(
                "{targets} and {actuals}, no problem, warnings: {warnings}", numbers | {"warnings": self.warning_count}
            )
        return Message("{targets} and {actuals}, no problem", numbers)

    def more_problems(self) -> Message | None:
        """Return a sentence on problems that are not listed; None if all are."""
        more = self.problem_count - len(self.problems)
        return Message("and {count} more problems", {"count": more}) if more else None

    def more_warnings(self) -> Message | None:
        """Return a sentence on warnings that are not listed; None if all are."""
        more = self.warning_count - len(self.unmatched) - len(self.warnings)
        return Message("and {count} more warnings", {"count": more}) if more else None
