"""The HTML writer: one self-contained page a copy, to read on a phone, print and link into.

Policy ──body──▶ Body (fields open) ─┐
templates/policy.html ──office──▶    ├─▶ HtmlTemplate ──stamp(Copy)──▶ page
templates/policy.css                 ┘
"""

from functools import lru_cache

from minuted.model.policy import Policy
from minuted.writers.base import Assets
from minuted.writers.html.body import lay_out
from minuted.writers.html.office import OfficePage
from minuted.writers.html.page import PAGE, HtmlTemplate

__all__ = ["HtmlTemplate", "HtmlWriter"]


class HtmlWriter:
    """Writes copies as web pages; see `writers.base.Writer`."""

    def compile(self, text: Policy, assets: Assets) -> HtmlTemplate:
        """Lay out a resolved text.

        Raises:
            RenderError: the office's template cannot be used, or the text holds what a page
                cannot.
        """
        files = assets.templates.items()
        pages = tuple((name, data) for name, data in files if name.endswith((".html", ".css")))
        return HtmlTemplate(_page(pages), lay_out(text, assets.images))


# Jinja takes 20 times as long over the template as the layout over a policy, and all policies of
# a build share one template.
@lru_cache(maxsize=2)
def _page(templates: tuple[tuple[str, bytes], ...]) -> OfficePage:
    return OfficePage(dict(templates), PAGE)
