"""The bytes of a text as its letters, whatever program saved them."""

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.readers.encodings import damaged_utf_8


def decoded(source: bytes) -> str | None:
    """Return a file's text; None where it is none.

    Args:
        source: UTF-8, UTF-16 with its mark, or the old Windows encoding.
    """
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = source.decode("utf-16", errors="replace")
    else:
        try:
            text = source.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = damaged_utf_8(source) or source.decode("cp1252", errors="replace")
    odd = sum(1 for c in text[:100_000] if (c < " " and c not in "\t\n\r\f\v") or c == "\ufffd")
    return None if "\0" in text or odd > len(text[:100_000]) // 50 else text


def not_text() -> Diagnostic:
    """Return the complaint about a file that is no text."""
    message = "The file is not text: a program's own format, or a picture."
    hint = "Save it as plain text (.txt) or Markdown (.md) first."
    return Diagnostic(Severity.ERROR, "not-text", message, hint)
