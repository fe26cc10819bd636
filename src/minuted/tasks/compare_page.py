"""A comparison's web page, and a report written to a file."""

from pathlib import Path

from minuted.store.output import write_file
from minuted.tasks.compare import Compared


def comparison_page(compared: Compared) -> bytes:
    """Return the page of a comparison, as UTF-8.

    Raises:
        RenderError: the brand's colour is none.
    """
    from minuted.writers.comparison import page

    return page.comparison_page(compared.report, compared.brand)


def write_report(path: Path, data: bytes) -> None:
    """Write a report, all of it or nothing.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    write_file(path, data)
