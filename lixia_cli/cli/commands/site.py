"""``lixia site``: the plan as a folder of pages, for a browser or a static host."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lixia_cli.cli import diagnostics
from lixia_cli.cli.assessing import assessor, provenance_of, say_notes
from lixia_cli.cli.base import Command, language_option
from lixia_cli.cli.environment import today
from lixia_cli.cli.input_options import Files, read_sources
from lixia_cli.cli.output_options import folder_option
from lixia_cli.cli.plan_options import Selection, plan_options, title_option
from lixia_cli.cli.view_options import view_options
from lixia_cli.files import lock
from lixia_cli.files import write as output
from lixia_cli.files.problems import file_label
from lixia_cli.files.replace import writing
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.system_errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lixia_cli.model.periods import Period
    from lixia_cli.model.table import Table
    from lixia_cli.render.report import Provenance
    from lixia_cli.render.site.manifest import Build
    from lixia_cli.render.view.view import Asked, View
    from lixia_cli.stages import Assessment

INTERIM = ".lixia-site.json"


@click.command(
    cls=Command,
    help=N_(
        "Write the plan as a site in both languages: a page with the totals, what is behind and which verdicts have "
        "changed since the last build, a page for every domain, owner, region and indicator (with chart, arithmetic, "
        "sources and verdicts by year), one of methods, comparisons of regions, the data as csv and json, and a feed."
        "\n\nThe folder can be opened as it is, or copied to any web server. It is written anew as a whole; other "
        "files in it stay."
    ),
    epilog=N_(
        "Examples:\n  lixia site -o public\n  lixia site -o public --plan annual-2023 --lang zh"
        "\n  lixia site -o binding --where nature=binding --by owner"
    ),
)
@plan_options
@view_options
@title_option
@language_option
@folder_option
@click.pass_obj
def site(language: str, selection: Selection, asked: Asked, title: str, folder: str) -> None:
    """Write the site of a plan, see the help of the command."""
    files = selection.find_files()
    listed = selection.find_sources(files)
    translate = languages.translator(language)

    import numpy as np

    from lixia_cli.render.site import build, manifest
    from lixia_cli.render.site.content import Content
    from lixia_cli.render.view.view import View
    from lixia_cli.stages import explain_some
    from lixia_cli.summarise import changes

    names = selection.read_names(files, translate)
    assess = assessor(selection, files, translate, names)
    assessment = assess.as_of(selection.as_of)
    say_notes(assessment, files, translate)
    every = assessment.judged
    view = View(asked, every, assessment.plan.headers, names)
    _refuse_plans(view)
    chosen = np.flatnonzero(view.chosen(every, assessment.rules))
    rows = chosen[view.order(every.rows(chosen), assessment.rules)]
    shown = every.rows(rows)
    vintage = assessment.vintage
    known = vintage.sources if vintage else read_sources(listed, translate)
    date, rules = today(os.environ).isoformat(), assessment.rules
    with _locked(Path(folder), translate) as target:
        before = _last_build(target)
        earlier = before.state if before is not None and before.state.method == rules.name else None
        found = (
            None
            if earlier is None
            else changes.compare(earlier, shown, assessment.plan.targets, None, selection.domains)
        )
        changed = [] if found is None else manifest.changes_of(found, date)
        log = (*changed, *(before.changes if before is not None else ()))
        content = Content(
            assessed=shown,
            rules=rules,
            others=tuple(other for other, _ in assessment.opinions.others),
            provenance=_for_readers(provenance_of(files, assessment), files),
            names=names,
            title=title,
            years={year: then.rows(rows) for year, then in _by_year(assess.as_of, assessment).items()},
            changes=log,
            built_before=before.date if before is not None else "",
            today=date,
            by=view.by,
            columns=view.columns,
            selection=view.selection,
            ordered=bool(asked.sort),
        )
        state = changes.updated_state(None, None, shown, rules.name, assessment.as_of.text if assessment.as_of else "")
        pages = build.files(content, lambda tag: explain_some(assessment, rows.tolist(), known, tag), language)
        count = _write(target, pages, manifest.Build(date, state, log, ()), before)
    output.write(f"{Path(folder, 'index.html')}\n", None)
    diagnostics.note(Message("{count} files", {"count": count}), translate)


def _refuse_plans(view: View) -> None:
    """Raise RequestError for pages by plan."""
    if view.by == "plan":
        raise RequestError(Message("--by: a site shows one plan; name it with --plan, and build a site for each"))


def _write(folder: Path, pages: Iterator[tuple[str, bytes]], now: Build, before: Build | None) -> int:
    """Write the pages into a temporary folder, then put them in place; return how many files there are."""
    from dataclasses import replace

    from lixia_cli.files.folder import put_in_place, staging, write_files
    from lixia_cli.render.site.manifest import MANIFEST, written

    old = before.files if before is not None else ()
    with staging(folder) as temporary:
        names = write_files(temporary, pages)
        now = replace(now, files=(*names, MANIFEST))
        both = replace(before or now, files=tuple(dict.fromkeys((*old, *now.files))))
        write_files(temporary, [(MANIFEST, written(now)), (INTERIM, written(both))])
        put_in_place(folder, temporary, now.files, old, MANIFEST, INTERIM)
    return len(now.files)


@contextlib.contextmanager
def _locked(folder: Path, translate: languages.Translate) -> Iterator[Path]:
    """Let one run at a time write into a folder; create it if need be, and remove it again if it stays empty.

    Yields its path with links resolved. The lock is inside of it: what is above may belong to somebody else.
    """
    from lixia_cli.render.site.manifest import MANIFEST

    def waiting() -> None:
        diagnostics.note(Message("waiting for another run that uses {path}", {"path": folder}), translate)

    with contextlib.ExitStack() as stack:
        with writing(folder):
            resolved = folder.resolve()
            if not resolved.exists():
                resolved.mkdir()
                stack.callback(_remove_empty, resolved)
            if not resolved.is_dir():
                raise RequestError(Message("{path} is in the way: it is no folder", {"path": folder}))
            stack.enter_context(lock.locked(resolved / MANIFEST, waiting))
        yield resolved


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):  # it has files now
        folder.rmdir()


def _last_build(folder: Path) -> Build | None:
    """Return what the folder says of its last build; None for a folder without a site. Raises RequestError."""
    from lixia_cli.render.site.manifest import MANIFEST, read

    path = folder / MANIFEST
    try:
        return read(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        values = {"path": path, "reason": reason_of(error)}
        raise RequestError(Message("{path} can't be read: {reason}", values)) from error
    except ValueError as error:
        template = N_("{path} is damaged or not of lixia site; delete it, or name another folder")
        raise RequestError(Message(template, {"path": path})) from error


def _for_readers(provenance: Provenance, files: Files) -> Provenance:
    """Return the names of the files without their folders, which are nobody's business on the web."""
    from dataclasses import replace

    targets, *actuals = (Path(file_label(name)).name for name in files.names)
    return replace(provenance, targets=targets, actuals=", ".join(actuals))


def _by_year(assess: Callable[[Period | None], Assessment], last: Assessment) -> Mapping[str, Table]:
    """Return the targets as they were assessed as of the end of every year, the last MOST_YEARS of them."""
    from lixia_cli.summarise.over_years import year_ends

    ends = year_ends(last.measured, last.as_of)[-MOST_YEARS:]
    return {end.text: assess(end).judged for end in ends}


MOST_YEARS = 20
"""For how many years a site gives the verdicts."""
