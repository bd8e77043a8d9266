"""The explanation of an indicator as one self-contained html page, with its chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lixia_cli.explain.explain import Explanation
from lixia_cli.render.charts.describe import describe
from lixia_cli.render.document import Block, Heading
from lixia_cli.render.explanation import blocks
from lixia_cli.render.markup import Markup, element
from lixia_cli.render.names import indicator_name
from lixia_cli.render.pages.blocks import as_html
from lixia_cli.render.pages.figure import figure
from lixia_cli.render.pages.page import page
from lixia_cli.text.i18n import Translate


def render(explanations: Sequence[Explanation], language: str, translate: Translate) -> bytes:
    """Return a page in UTF-8 with the explanations of `explain`, without scripts or external resources."""
    title = indicator_name(explanations[0], language)
    articles = [
        element("article", {}, *_content(about, language, translate, f"chart{number}"))
        for number, about in enumerate(explanations, 1)
    ]
    return page(title, element("main", {}, articles), language)


def _content(about: Explanation, language: str, translate: Translate, name: str) -> Iterator[Markup]:
    """Yield title and identity, then the chart, then everything else."""
    opening, rest = split_opening(blocks(about, language, translate, None, drawn=False))
    yield as_html(opening, language)
    chart = describe(about, language, translate)
    if chart is not None:
        yield figure(chart, language, translate, name)
    yield as_html(rest, language)


def split_opening(content: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks before the second heading, and the others."""
    headings = [place for place, block in enumerate(content) if isinstance(block, Heading)]
    end = headings[1] if len(headings) > 1 else len(content)
    return list(content[:end]), list(content[end:])
