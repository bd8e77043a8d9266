"""What a site remembers of its builds: its own files, the verdicts, and those that changed, as json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import pandas as pd

from lixia_cli.files.folder import is_safe
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.render.formats.json import encoded
from lixia_cli.render.site.content import Change
from lixia_cli.summarise.changes import VERDICT_COLUMNS, State

MANIFEST = "lixia-site.json"
SCHEMA_VERSION = 1
KEPT = 500
"""Changes that are remembered."""
_CHANGE = tuple(field.name for field in fields(Change))


@dataclass(frozen=True)
class Build:
    """A build of a site."""

    date: str
    state: State
    changes: tuple[Change, ...]
    """The latest first."""
    files: tuple[str, ...]


def written(build: Build) -> bytes:
    """Return a build as json."""
    rows = build.state.verdicts[list(VERDICT_COLUMNS)].to_dict("records")
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "date": build.date,
            "method": build.state.method,
            "as_of": build.state.as_of or None,
            "verdicts": rows,
            "changes": [asdict(change) for change in build.changes[:KEPT]],
            "files": list(build.files),
        }
    )


def read(text: str) -> Build:
    """Return the build that `written` has written. Raises ValueError for any other text."""
    try:
        found = json.loads(text)
        if found["schema_version"] != SCHEMA_VERSION:
            raise ValueError("of another version")
        verdicts = pd.DataFrame(
            [[row[name] for name in VERDICT_COLUMNS] for row in found["verdicts"]],
            columns=list(VERDICT_COLUMNS),
            dtype=object,
        )
        changes = tuple(Change(*(change[name] for name in _CHANGE)) for change in found["changes"])
        build = Build(
            found["date"],
            State(found["method"], found["as_of"] or "", verdicts),
            changes,
            tuple(found["files"]),
        )
        texts = [build.date, build.state.method, build.state.as_of, *build.files]
        texts += [cell for change in changes for cell in vars(change).values()]
        texts += [cell for name in VERDICT_COLUMNS for cell in verdicts[name]]
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("no manifest") from error
    unsafe = not all(isinstance(text, str) for text in texts) or not all(map(is_safe, build.files))
    if unsafe or verdicts.duplicated(list(TARGET_ID)).any():
        raise ValueError("not written by lixia")
    return build


def changes_of(changed: pd.DataFrame, date: str) -> list[Change]:
    """Return the changed verdicts of `summarise.changes.compare` as changes of a date."""
    columns = ("region", "key", "status_before", "status", "period_before", "latest_period")
    rows: Sequence[tuple[str, ...]] = list(zip(*(changed[name].astype(str) for name in columns), strict=True))
    return [Change(date, *row) for row in rows]
