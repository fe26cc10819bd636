"""A report as one self-contained page, which needs no script and loads nothing.

    Report ──rows──▶ comparison.html (ours) + comparison.css ──▶ bytes

Changes only or the whole text, inline or side by side: all of it is in the page, and its style
shows what the reader chose.
"""

import importlib.resources
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from minuted.model.change import Report, Side
from minuted.model.change_rows import rows
from minuted.model.change_summary import decided, new_numbers, summary
from minuted.model.copy import Brand, short_fingerprint
from minuted.writers.html.head import brand_style, head


def comparison_page(report: Report, brand: Brand) -> bytes:
    """Return the page, as UTF-8.

    Raises:
        RenderError: the brand's colour is none.
    """
    title = report.new.title or report.old.title or report.new.policy
    running = f"{title}: what changed"
    page = _template().render(
        head=head(
            running,
            summary(report.comparison),
            (),
            brand_style(brand, running=running) + _read("comparison.css"),
        ),
        title=title,
        summary=summary(report.comparison),
        sides=[("Old text", report.old), ("New text", report.new)],
        decided=decided,
        where=_where,
        short=short_fingerprint,
        no_amendments=report.no_amendments,
        unrelated=report.comparison.unrelated,
        rows=list(rows(report.comparison)),
        counts=[(s.value, n) for s, n in report.comparison.counts.items()],
        renumbered=new_numbers(report.comparison),
    )
    return page.encode("utf-8")


def _where(side: Side) -> str:
    return side.name[:1].upper() + side.name[1:] if side.name != side.policy else side.policy


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_read("comparison.html"))


@cache
def _read(name: str) -> str:
    return importlib.resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
