"""Why a PDF is not read, in words."""

from minuted.errors import RefusedError

_WHY = {
    "encrypted": (
        "is locked with a password, so its words cannot be read.",
        "Open it with its password and print it to a new PDF, or ask for a copy without one.",
    ),
    "scan": (
        "is a scan: its pages are pictures, and there are no words in it to read.",
        "Have it recognised (OCR) first, or look for the Word file that it came from.",
    ),
    "empty": (
        "has no words in it.",
        "Check that it is the file that was meant.",
    ),
    "pages": (
        "has more pages than any policy.",
        "Take the pages out that are the policy, and give those.",
    ),
    "characters": (
        "has more words than any policy.",
        "Take the pages out that are the policy, and give those.",
    ),
    "memory": (
        "needs more memory to open than any policy.",
        "Print it to a new PDF, or ask for the Word file that it came from.",
    ),
    "late": (
        "takes too long to open, which is not how a policy's PDF is made.",
        "Print it to a new PDF, or ask for the Word file that it came from.",
    ),
}
_BROKEN = (
    "is no PDF, or is broken.",
    "Open it in a PDF reader; if that works, print it to a new PDF and give that.",
)


def refusal(why: str, name: str) -> RefusedError:
    """Return the refusal of a file.

    Args:
        why: a name of `_WHY`; any other means that it is broken.
    """
    said, hint = _WHY.get(why, _BROKEN)
    return RefusedError(f"{name} {said}", hint)
