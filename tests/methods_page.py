"""Reading docs/methods.md: its examples, what they claim, and the arithmetic that stands beside.

An example is a mark, the two files in csv blocks, and every table of values up to the next mark:

    <!-- example -->
    ```csv
    (targets)
    ```
    ```csv
    (actuals)
    ```
    With `--as-of 2022`:

    | key | column | value | by hand |

The line with options belongs to the table under it and may be left out. `key` may be left out where there is one
target, `method` names the rule set where a table compares them; an empty cell in either means the one above. A block
marked text is what the report for people prints, in part.

A number is compared to the digits shown, and what stands beside it must be arithmetic that gives it. A code stands in
backquotes, a flag that must not be there behind `no`, a part of a note in quotation marks; (empty) is an empty cell.
Beside those, comparisons must be true, and words are only words; semicolons part them.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

MARK = "<!-- example -->"
EMPTY = "(empty)"
_OPTIONS = re.compile(r"With `(--[^`]+)`:")
_NUMBER = re.compile(r"[-−]?\d+(?:\.(\d+))?")
_CODE = re.compile(r"(no )?`([^`]+)`")
_HEADINGS = ("column", "value", "by hand")
_ADDRESS = ("method", "key")


class MalformedError(ValueError):
    """The page breaks the format of the examples, at this line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"docs/methods.md:{line}: {reason}")


class Block(NamedTuple):
    """A fence, a table, or one line of text."""

    kind: str
    """`csv`, `text` and whatever else a fence is marked with; `table`; `line`."""
    line: int
    lines: list[str]


class Claim(NamedTuple):
    """One row of a table of values."""

    line: int
    options: tuple[str, ...]
    """Those of the table, with the rule set of the row."""
    method: str
    key: str
    """Empty where the example has one target."""
    column: str
    value: str
    by_hand: str

    @property
    def number(self) -> float | None:
        """The value, if it is a number."""
        return read_number(self.value) if _NUMBER.fullmatch(self.value) else None

    @property
    def codes(self) -> list[str]:
        """The codes of the value."""
        return [code for no, code in _CODE.findall(self.value) if not no]

    @property
    def absent(self) -> list[str]:
        """The codes that it says are not there."""
        return [code for no, code in _CODE.findall(self.value) if no]

    @property
    def quoted(self) -> list[str]:
        """The texts of the value."""
        return re.findall(r'"([^"]+)"', self.value)

    def agrees(self, number: float) -> bool:
        """Whether a number is the value to the digits shown."""
        decimals = len((_NUMBER.fullmatch(self.value) or [""])[1] or "")
        return abs(number - read_number(self.value)) <= 0.5 * 10.0**-decimals * (1 + 1e-9)


@dataclass
class Example:
    """A plan on the page, and what is said of it."""

    line: int
    targets: str
    actuals: str
    claims: list[Claim] = field(default_factory=list)
    prints: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    """Options, and a part of what the report prints with them."""


def read_number(text: str) -> float:
    return float(text.replace("−", "-"))


def blocks(page: str) -> list[Block]:
    """The page in its blocks; tables with a ragged row, or without a line above them, don't render."""
    found: list[Block] = []
    lines = deque(enumerate(page.splitlines(), start=1))
    before = ""
    while lines:
        number, line = lines.popleft()
        if line.startswith("```"):
            body: list[str] = []
            while lines and lines[0][1] != "```":
                body.append(lines.popleft()[1])
            if not lines:
                raise MalformedError(number, "a fence without an end")
            lines.popleft()
            found.append(Block(line.removeprefix("```"), number, body))
        elif line.startswith("|"):
            if before:
                raise MalformedError(number, "a table needs an empty line above it")
            body = [line]
            while lines and lines[0][1].startswith("|"):
                body.append(lines.popleft()[1])
            _check_table(number, body)
            found.append(Block("table", number, body))
        elif line:
            found.append(Block("line", number, [line]))
        before = line
    return found


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def _check_table(number: int, lines: list[str]) -> None:
    if len(lines) < 3 or not re.fullmatch(r"\|(?:\s*:?-+:?\s*\|)+", lines[1]):
        raise MalformedError(number, "a table needs a line of dashes under its headings, and a row")
    for offset, line in enumerate(lines):
        if not line.endswith("|") or len(cells(line)) != len(cells(lines[0])):
            raise MalformedError(number + offset, f"not as many cells as headings: {line}")


def read_examples(page: str) -> list[Example]:
    """Every example of the page; raises MalformedError for whatever would pass unread."""
    found: list[Example] = []
    rest = deque(blocks(page))
    options: tuple[int, str] | None = None
    while rest:
        block = rest.popleft()
        options_here = _OPTIONS.fullmatch(block.lines[0]) if block.kind == "line" else None
        is_claims = block.kind == "table" and tuple(cells(block.lines[0]))[-len(_HEADINGS) :] == _HEADINGS
        if options and not (is_claims or block.kind == "text"):
            raise MalformedError(options[0], "options without a table of values, or a block marked text, under them")
        if block.lines and block.lines[0] == MARK and block.kind == "line":
            found.append(_begin(block.line, rest))
        elif block.lines and block.lines[0].startswith(MARK[:8]) and block.kind == "line":
            raise MalformedError(block.line, f"not a mark: {block.lines[0]}")
        elif block.kind == "csv":
            raise MalformedError(block.line, f"a csv block must stand under {MARK}")
        elif block.kind == "table" and not is_claims and {"by hand", "value"} & set(cells(block.lines[0])):
            raise MalformedError(block.line, f"headings must end with {', '.join(_HEADINGS)}")
        elif is_claims or block.kind == "text":
            if not found:
                raise MalformedError(block.line, "values without an example above them")
            chosen = tuple(options[1].split()) if options else ()
            if is_claims:
                found[-1].claims += _claims(block, chosen)
            else:
                found[-1].prints.append((chosen, "\n".join(block.lines) + "\n"))
        options = (block.line, options_here[1]) if options_here else None
    for example in found:
        if not example.claims and not example.prints:
            raise MalformedError(example.line, "an example without a table of values")
    return found


def _begin(line: int, rest: deque[Block]) -> Example:
    files = []
    for name in ("targets", "actuals"):
        if not rest or rest[0].kind != "csv" or not rest[0].lines:
            raise MalformedError(line, f"an example needs its {name} in a csv block")
        files.append("\n".join(rest.popleft().lines) + "\n")
    return Example(line, *files)


def _claims(block: Block, options: tuple[str, ...]) -> list[Claim]:
    headings = cells(block.lines[0])
    address = headings[: -len(_HEADINGS)]
    if address not in ([], ["key"], ["method"], ["method", "key"]):
        raise MalformedError(block.line, f"headings must be {', '.join((*_ADDRESS, *_HEADINGS))}: {headings}")
    above = dict.fromkeys(_ADDRESS, "")
    claims = []
    for number, line in enumerate(block.lines[2:], start=block.line + 2):
        row = dict(zip(headings, cells(line), strict=True))
        above |= {name: row[name].strip("`") for name in address if row[name]}
        if any(not above[name] for name in address):
            raise MalformedError(number, f"whose value? {line}")
        if not row["value"] or not row["by hand"]:
            raise MalformedError(number, f"a value and how it was found: {line}")
        if not re.fullmatch(r"`\w+`", row["column"]):
            raise MalformedError(number, f"not a column in backquotes: {row['column']}")
        chosen = (*options, "--method", above["method"]) if above["method"] else options
        method = chosen[chosen.index("--method") + 1] if "--method" in chosen else "lixia"
        column = row["column"].strip("`")
        claims.append(Claim(number, chosen, method, above["key"], column, row["value"], row["by hand"]))
    return claims


# Arithmetic as it is written on paper: + − × / ^ ( ) ln sqrt abs, and comparisons of it.
_FUNCTIONS: dict[str, Callable[[float], float]] = {"ln": math.log, "sqrt": math.sqrt, "abs": abs}
_OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_SAME = 1e-12
_COMPARISONS: dict[type[ast.AST], Callable[[float, float], bool]] = {
    ast.Eq: lambda a, b: math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME),
    ast.LtE: lambda a, b: a <= b or math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME),
    ast.GtE: lambda a, b: a >= b or math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME),
    ast.Lt: lambda a, b: a < b and not math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME),
    ast.Gt: lambda a, b: a > b and not math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME),
}
_AS_PYTHON = str.maketrans({"−": "-", "×": "*", "^": "**"})


def _parse(text: str) -> ast.expr | None:
    plain = re.sub(r"(?<![<>])=", "==", text.replace("≤", "<=").replace("≥", ">=")).translate(_AS_PYTHON)
    try:
        tree = ast.parse(plain.strip(), mode="eval").body
    except SyntaxError:
        return None
    return tree


def compute(text: str) -> float | None:
    """The value of plain arithmetic; None if the text is anything else.

    >>> compute("(12 − 3) / (50 − 14)")
    0.25
    >>> compute("2 × 3^2")
    18.0
    """
    tree = _parse(text)
    return None if tree is None else _value(tree)


def _value(node: ast.expr) -> float | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _value(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        arguments = [_value(argument) for argument in node.args]
        return None if len(arguments) != 1 or arguments[0] is None else _FUNCTIONS[node.func.id](arguments[0])
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left), _value(node.right)
        return None if left is None or right is None else _OPERATORS[type(node.op)](left, right)
    return None


def holds(text: str) -> bool | None:
    """Whether a comparison of plain arithmetic is true; None if the text is anything else.

    >>> holds("0.60 <= 0.887 < 0.95")
    True
    """
    tree = _parse(text)
    if not isinstance(tree, ast.Compare):
        return None
    numbers = [_value(node) for node in (tree.left, *tree.comparators)]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    pairs = zip(tree.ops, known, known[1:], strict=False)
    return all(_COMPARISONS[type(op)](left, right) for op, left, right in pairs)


def parts_by_hand(claim: Claim) -> list[tuple[str, bool | None]]:
    """The parts of what stands beside a value, and of those that compare numbers whether they are true."""
    parts = [part.strip() for part in claim.by_hand.split(";")]
    return [(part, holds(part)) for part in parts]
