"""The setting of the C library by which freed memory is used again."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

PAGES = """
import resource, sys
from lixia_cli.cli.memory import keep_freed_memory

def pages():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def use_75_megabytes():
    [b"1" * 25_000_000 for _ in range(3)]

if "keep" in sys.argv:
    keep_freed_memory()
use_75_megabytes()
first = pages()
for _ in range(10):
    use_75_megabytes()
print(pages() - first)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have no such setting")
def test_freed_memory_is_used_again():
    given_back, kept = (
        int(subprocess.run([sys.executable, "-c", PAGES, *word], capture_output=True, check=True, text=True).stdout)
        for word in ([], ["keep"])
    )
    assert kept < given_back / 10
