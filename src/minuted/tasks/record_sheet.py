"""Decisions from a sheet, and an empty sheet to fill in."""

from pathlib import Path

from minuted.errors import RefusedError, WorkspaceError
from minuted.model.recording import Entry
from minuted.readers.record_sheet import HEADINGS, read_record_sheet
from minuted.store.output import write_file
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk
from minuted.tasks.record_entry import KINDS
from minuted.writers.record_sheet import csv_template, workbook_template

LARGEST = 30_000_000
"""Bytes; a sheet of ten thousand decisions has less than one million."""

NOTES = {
    "policy": "The policy’s short name, such as social-media. Needed.",
    "for": "The code of the school or group, or the trust’s short name. Needed.",
    "minute": "Such as FGB/2223/060922/15. It tells date and body; leave those empty then.",
    "date": "The day of the meeting, such as 6.9.22, where the minute number does not tell it.",
    "body": "The body’s code, where the minute number does not tell it.",
    "version": "The version decided on. Left empty: the latest issued.",
    "decision": "Left empty: adopted, or reviewed where the text is the same as before.",
    "narrative": "What the version table is to say. Left empty: proposed from the facts.",
    "review_date": "A day or a month, such as August 2023; none for none. Left empty: proposed.",
    "minutes": "draft while the minutes are not confirmed, else empty.",
    "effective": "The day from which the decision counts, where that is a later one.",
}


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Read a sheet of decisions.

    Raises:
        WorkspaceError: the file cannot be read.
        ComplaintsError: it is no sheet of decisions.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise RefusedError(
                f"{path} is larger than {LARGEST // 1_000_000} MB.",
                "Check that it is the file that was meant.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be read: {error.strerror or error}.",
            "Check the name, and close the file if it is open in Excel.",
        ) from None
    entries, complaints = read_record_sheet(data, path.name)
    if complaints:
        raise ComplaintsError(path.name, complaints)
    return tuple(entries)


def write_template(desk: Desk, path: Path) -> None:
    """Write an empty sheet, CSV or Excel by the file's name, with the trust's own lists in it.

    Raises:
        RefusedError: a file of that name is there, or the name ends in neither .csv nor .xlsx.
        WorkspaceError: it cannot be written.
        ComplaintsError: trust.yaml cannot be used.
    """
    if path.exists():
        raise RefusedError(f"{path} is there already.", "Choose another name, or move it away.")
    if path.suffix.lower() == ".csv":
        write_file(path, csv_template(HEADINGS))
        return
    if path.suffix.lower() != ".xlsx":
        raise RefusedError(
            f"{path} is neither .xlsx nor .csv.", "Let its name end in one of the two."
        )
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    choices = {
        "policy": desk.slugs(),
        "for": organisation.codes(),
        "body": list(organisation.bodies),
        "decision": list(KINDS),
        "minutes": ["draft"],
    }
    write_file(path, workbook_template(HEADINGS, choices, NOTES))
