"""Bytes that are nearly, but not quite, in the encoding that all the world writes."""


def damaged_utf_8(data: bytes) -> str:
    """Return UTF-8 of which a few letters were lost, a sign where each stood.

    Empty where it never was UTF-8: then as good as every letter beyond ASCII is lost.
    """
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    return text if 3 * lost < sum(letter > "\x7f" for letter in text) else ""
