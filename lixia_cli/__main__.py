"""``python -m lixia_cli`` is the same as ``lixia``."""

from lixia_cli.commands import lixia

if __name__ == "__main__":
    lixia(prog_name="lixia")
