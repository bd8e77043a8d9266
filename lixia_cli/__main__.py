"""Entry point of the command ``lixia`` and of ``python -m lixia_cli``."""

import gc
import os
import sys

_INTERRUPTED = 130
"""Same as `cli.diagnostics.ExitCode.INTERRUPTED`, which cannot be imported before the try block."""


def main() -> None:
    """Run the command line and exit. Ctrl-C exits with 130 and no traceback, even during import or shutdown."""
    # numpy's library for matrices, which are not used here, starts a thread per core; each spins for a while.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from lixia_cli.cli.main import lixia

        lixia(prog_name="lixia")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        # The end of the process frees its memory; Python need not look for cycles in all that pandas has made.
        gc.freeze()


if __name__ == "__main__":
    main()
