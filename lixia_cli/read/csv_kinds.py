"""How the columns of a long text are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass
class Kinds:
    """How the columns of a file are read."""

    separator: str
    width: int
    positions: list[int]
    numbers: frozenset[int] = frozenset()
    """Those of `positions` that become floats."""
    points_only: bool = True
    """A point in a number can only be a decimal one."""
    repeated: set[int] = field(default_factory=set)
    """The columns of texts that pandas reads as categories, since texts repeat in them as far as it has been read."""

    def as_written(self) -> Kinds:
        """Return the same for a file whose numbers stay texts."""
        return replace(self, numbers=frozenset(), repeated=set())
