"""The HTML writer: one self-contained page a copy, to read on a phone, print and link into.

Policy ──body──▶ Body (fields open) ─┐
templates/policy.html ──office──▶    ├─▶ HtmlTemplate ──stamp(Copy)──▶ page
templates/policy.css                 ┘
"""

from collections.abc import Mapping

from minuted.model.policy import Policy
from minuted.writers.base import Assets
from minuted.writers.html.body import lay_out
from minuted.writers.html.office import OfficePage
from minuted.writers.html.page import PAGE, HtmlTemplate

__all__ = ["HtmlTemplate", "HtmlWriter"]


class HtmlWriter:
    """Writes copies as web pages; see `writers.base.Writer`."""

    suffix = "html"

    def __init__(self) -> None:
        self._templates: Mapping[str, bytes] | None = None
        self._page: OfficePage | None = None

    def compile(self, text: Policy, assets: Assets) -> HtmlTemplate:
        """Lay out a resolved text.

        Raises:
            RenderError: the office's template cannot be used, or the text holds what a page
                cannot.
        """
        return HtmlTemplate(self._page_of(assets.templates), lay_out(text, assets.images))

    def _page_of(self, templates: Mapping[str, bytes]) -> OfficePage:
        # Jinja takes longer over a template than the layout over a policy, and forty policies
        # share one.
        if self._page is None or self._templates != templates:
            self._page = OfficePage(templates, PAGE)
            self._templates = dict(templates)
        return self._page
