"""What was asked for by name, and what may have been meant where there is no such thing."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from lixia_cli.text.messages import N_, Message, RequestError


def one_of(kind: str, wanted: str, there: Collection[str]) -> str:
    """`wanted`, if it is `there`; else raises RequestError with what may have been meant, or with all there is."""
    if wanted in there:
        return wanted
    names = [str(name) for name in there]
    close = difflib.get_close_matches(wanted, names, n=1)
    if close:
        raise RequestError(Message(_UNKNOWN[kind][0], {"name": wanted, "close": close[0]}))
    raise RequestError(Message(_UNKNOWN[kind][1], {"name": wanted, "there": ", ".join(names)}))


_UNKNOWN = {
    "method": (N_("no method '{name}'; is it '{close}'?"), N_("no method '{name}'; there is: {there}")),
    "plan": (N_("no plan '{name}'; is it '{close}'?"), N_("no plan '{name}'; there is: {there}")),
    "region": (
        N_("no region '{name}' in this plan; is it '{close}'?"),
        N_("no region '{name}' in this plan; there is: {there}"),
    ),
    "domain": (
        N_("no domain '{name}' in this plan; is it '{close}'?"),
        N_("no domain '{name}' in this plan; there is: {there}"),
    ),
    "status": (N_("no status '{name}'; is it '{close}'?"), N_("no status '{name}'; there is: {there}")),
}
"""For each kind: the message with a suggestion, the message without one."""
