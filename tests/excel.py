"""Workbooks that reports write, read back by another library."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl

GOLDEN = Path(__file__).parent / "golden"


PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv"), "--as-of", "2023", "--all"]


TARGETS = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"


def workbook_bytes(run, *options: str) -> bytes:
    """The workbook of a report."""
    result = run("report", "--format", "xlsx", "--quiet", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes


def opened_workbook(run, *options: str) -> openpyxl.Workbook:
    """The same, opened."""
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(run, *options)))


def xml(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def pages(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}


def displayed(cell) -> str:
    """What a spreadsheet program shows of a cell, as far as our number formats go."""
    if cell.value is None:
        return ""
    if cell.data_type == "s":
        return cell.value
    parts = re.findall(r'((?:"[^"]*"|[^";])+)', cell.number_format)
    value = Decimal(repr(cell.value))
    sign = "-" if value < 0 and len(parts) == 1 else ""
    part = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    before, pattern, percent, after = re.fullmatch(r'("[^"]*")?([#,0.]+)(%?)("[^"]*")?', part).groups()
    decimals = len(pattern.partition(".")[2])
    shown = (abs(value) * (100 if percent else 1)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{shown:,f}" if "," in pattern else f"{shown:f}"
    return sign + (before or "").strip('"') + digits + percent + (after or "").strip('"')


def table_rows(page) -> list[list]:
    """The rows of the table, without its titles and what stands under it."""
    return list(page.iter_rows(min_row=2, max_row=int(re.search(r"\d+$", page.auto_filter.ref)[0])))


def domains(book) -> list:
    """The sheets of the domains: behind those on all indicators and on the data, before charts and figures."""
    return [page for page in book.worksheets[2:] if page.title not in ("Charts", "图", "figures")]
