"""The headers of a mail with a summary: subject, date and encoding, for sendmail and its kind."""

from __future__ import annotations

import datetime
from email.header import Header
from email.utils import format_datetime

from lixia_cli.render.opening import opening
from lixia_cli.render.summary import Summary
from lixia_cli.text.width import plain


def mail_headers(summary: Summary, now: datetime.datetime) -> str:
    """Return the headers and the blank line behind them; `now` has a time zone.

    What is not ASCII is encoded as RFC 2047 has it. Nothing in a title can begin a header of its own.
    """
    subject = Header(plain(subject_of(summary)), "utf-8" if not subject_of(summary).isascii() else "us-ascii")
    lines = (
        f"Subject: {subject.encode()}",
        f"Date: {format_datetime(now)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return "".join(f"{line}\n" for line in (*lines, ""))


def subject_of(summary: Summary) -> str:
    """Return the subject: the title, the as-of date, and how much has changed since the last run."""
    say, begin = summary.report.translate, opening(summary.report)
    text = say("{name}: {text}").format(name=begin.title, text=begin.as_of) if begin.as_of else begin.title
    if summary.changes is None:
        return text
    changes = summary.changes
    count = sum(len(rows) for rows in (changes.changed, changes.new, changes.first_seen, changes.removed))
    parts = [text, say("verdicts changed: {count}").format(count=count)]
    if summary.figures:
        parts.append(say("new figures: {count}").format(count=len(changes.figures)))
    return say("; ").join(parts)
