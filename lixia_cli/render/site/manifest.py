"""What a site remembers of its builds: its own files, the verdicts, and those that changed, as json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from lixia_cli.files.folder import is_safe
from lixia_cli.model.records import records_of
from lixia_cli.render.formats.json import encoded
from lixia_cli.render.site.content import Change
from lixia_cli.summarise.changes import VERDICT_COLUMNS, Changes, State

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
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "date": build.date,
            "method": build.state.method,
            "as_of": build.state.as_of or None,
            "verdicts": list(build.state.rows()),
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
        changes = tuple(Change(*(change[name] for name in _CHANGE)) for change in found["changes"])
        date, method, as_of, files = found["date"], found["method"], found["as_of"] or "", tuple(found["files"])
        texts = [date, method, as_of, *files, *(cell for change in changes for cell in vars(change).values())]
        texts += [row[name] for row in found["verdicts"] for name in VERDICT_COLUMNS]
        if not all(isinstance(text, str) for text in texts) or not all(map(is_safe, files)):
            raise ValueError("not written by lixia")
        return Build(date, State.of(method, as_of, found["verdicts"]), changes, files)
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("no manifest") from error


def changes_of(found: Changes, date: str) -> list[Change]:
    """Return the changed verdicts as changes of a date."""
    columns = ("region", "key", "status_before", "status", "period_before", "latest_period")
    return [Change(date, *row.values()) for row in records_of(found.rows.select(columns).rows(found.changed))]
