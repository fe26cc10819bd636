"""Formats: a table of writers. A format is one row."""

from importlib import import_module

from minuted.writers.base import Writer

WRITERS = {
    "docx": "minuted.writers.docx:DocxWriter",
    "pdf": "minuted.writers.pdf:PdfWriter",
    "html": "minuted.writers.html:HtmlWriter",
}
"""Where each format's writer lives; imported when it is first needed, for they are heavy."""


def writer(name: str) -> Writer:
    """Return a new writer of the format.

    Raises:
        KeyError: there is no such format.
    """
    module, _, cls = WRITERS[name].partition(":")
    made: Writer = getattr(import_module(module), cls)()
    return made
