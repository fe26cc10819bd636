"""Pictures that a text holds in itself, as addresses that begin with `data:image/`."""

import base64
import binascii
import hashlib
import re

from minuted.model.document import Picture

_DATA = re.compile(r"data:image/(png|jpeg|jpg|gif|webp|svg\+xml);base64,([A-Za-z0-9+/=\s]*)")
_SUFFIXES = {"jpeg": ".jpg", "svg+xml": ".svg"}


def picture_of(target: str) -> tuple[str, Picture] | None:
    """Return the picture that a target is, with the SHA-256 of its bytes; None if it is none."""
    found = _DATA.fullmatch(target)
    if found is None:
        return None
    try:
        data = base64.b64decode(found[2], validate=False)
    except (binascii.Error, ValueError):
        return None
    suffix = _SUFFIXES.get(found[1], f".{found[1]}")
    return (hashlib.sha256(data).hexdigest(), Picture(data, suffix)) if data else None
