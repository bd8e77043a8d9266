"""How lixia starts; ``python -m lixia_cli`` is the same as ``lixia``."""

import sys

_INTERRUPTED = 130
"""`exits.ExitCode.INTERRUPTED`, before anything is loaded."""


def main() -> None:
    """Load lixia, run it and exit; Ctrl-C ends quietly even before the command has begun and after it is done."""
    try:
        from lixia_cli.cli.main import lixia

        lixia(prog_name="lixia")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
