"""The date of today, which decides whether the last year of a target is over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from lixia_cli.text.messages import Message, RequestError

VARIABLE = "LIXIA_TODAY"


def today(environment: Mapping[str, str]) -> datetime.date:
    """The date in LIXIA_TODAY, for output that can be reproduced, else that of the clock.

    Raises RequestError if the variable is not a date.
    """
    text = environment.get(VARIABLE)
    if not text:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        message = Message("{name}: '{text}' is not a date; write 2026-11-30", {"name": VARIABLE, "text": text})
        raise RequestError(message) from error
