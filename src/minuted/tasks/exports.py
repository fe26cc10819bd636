"""What is due and how things stand, as files: an Excel workbook, a calendar."""

from pathlib import Path

from minuted.model.agenda import agenda
from minuted.store.output import write_file
from minuted.tasks.due import DueReport
from minuted.tasks.status import StatusReport
from minuted.writers import calendar, workbook


def status_workbook(report: StatusReport) -> bytes:
    """Return a workbook with a row for each position of a report."""
    return workbook.status_workbook(report.positions, report.organisation, report.day)


def status_calendar(report: StatusReport) -> bytes:
    """Return the calendar of all the reviews of a report, however far ahead."""
    items = agenda(report.positions, report.organisation)
    return calendar.reviews_calendar(items, report.organisation)


def due_workbook(report: DueReport) -> bytes:
    """Return a workbook with a row for each item of a report."""
    return workbook.due_workbook(report.meetings, report.organisation, report.day)


def due_calendar(report: DueReport) -> bytes:
    """Return the calendar of the reviews of a report."""
    return calendar.reviews_calendar(report.items, report.organisation)


def write_export(path: Path, data: bytes) -> None:
    """Write such a file, all of it or nothing.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    write_file(path, data)
