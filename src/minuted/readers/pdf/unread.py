"""Pictures of a PDF's text, which nobody reads: told where they stand; logos are not."""

from collections import Counter
from collections.abc import Sequence

from minuted.model.document import Place, Remark
from minuted.readers.pdf.geometry import Page

_HEAD = 0.13
"""The part of a page's height at its top in which a picture is a logo."""

_SMALL = 10.0
"""Points; a picture less wide or high is a sign or a rule."""


def unread_pictures(pages: Sequence[Page]) -> list[Remark]:
    """Return one remark that says on which pages pictures are, or none."""
    places = Counter(_place(box) for page in pages for box in page.pictures)
    found = [
        page.number
        for page in pages
        for box in page.pictures
        if places[_place(box)] == 1
        and box[3] > _HEAD * page.height
        and min(box[2] - box[0], box[3] - box[1]) > _SMALL
    ]
    if not found:
        return []
    numbers = list(dict.fromkeys(found))
    where = ", ".join(map(str, numbers[:12])) + (" and later ones" if len(numbers) > 12 else "")
    one = len(found) == 1
    return [
        Remark(
            "pictures-not-read",
            f"{'A picture is' if one else f'{len(found)} pictures are'} not read:"
            f" page{'' if len(numbers) == 1 else 's'} {where}.",
            "Add what belongs to the text to the draft, with words that describe it.",
            Place(numbers[0], 0, f"page {numbers[0]}"),
        )
    ]


def _place(box: tuple[float, float, float, float]) -> tuple[int, ...]:
    return tuple(round(edge / 3) for edge in box)
