"""Links out of a document, such as every copy can have them.

https://ash.example      as it is
http://ash.example       https://ash.example: told, so that somebody tries it
http://intranet/staff    its words: told, with the address
"""

import re

from minuted.model.canonical import text_of
from minuted.model.document import Place, Remark
from minuted.model.policy import Inlines, Link

_WEB = re.compile(r"(?i)(https?)://([^/?#:@\s]+)(.*)", re.DOTALL)
_LOCAL = re.compile(r"(?i)[\d.]+|.*\.(?:local|internal|lan)|[^.]*\.?")
_UNFIT = re.compile(r"[\s{}|\\^`<>\"]")
_MOST_SHOWN = 5


class Links:
    """Fits the links of one document; remembers what was changed."""

    def __init__(self) -> None:
        self._secured: dict[str, Place] = {}
        self._left_out: list[Remark] = []

    def linked(self, link: Link, place: Place) -> Inlines:
        """Return a link that every copy can have, or else its words."""
        if not text_of(link.children):
            return ()
        target = _UNFIT.sub(_code, link.target.strip())
        web = _WEB.fullmatch(target)
        if web is not None and not _LOCAL.fullmatch(web[2]):
            if web[1].lower() == "http":
                self._secured.setdefault(target, place)
            return (Link(link.children, f"https://{web[2]}{web[3]}"),)
        if target.lower().startswith("mailto:"):
            return (Link(link.children, f"mailto:{target[7:]}"),)
        self._left_out.append(
            Remark(
                "link-left-out",
                f"“{text_of(link.children)}” is a link to {target}, which does not work in every"
                " copy.",
                "Its words stand without it; where there is an address with https://, link to"
                " that.",
                place,
            )
        )
        return link.children

    def remarks(self) -> list[Remark]:
        """Return what was changed; links that are https:// now in one remark."""
        if not self._secured:
            return self._left_out
        shown = ", ".join(target[:100] for target in [*self._secured][:_MOST_SHOWN])
        more = len(self._secured) - _MOST_SHOWN
        one = len(self._secured) == 1
        return [
            *self._left_out,
            Remark(
                "link-secured",
                f"The link{'' if one else 's'} to {shown}{f' and {more} more' if more > 0 else ''}"
                f" go{'es' if one else ''} to https:// in the draft, as every copy needs it.",
                "Try whether it opens; if it does not, take the link away and keep its words.",
                next(iter(self._secured.values())),
            ),
        ]


def _code(sign: re.Match[str]) -> str:
    """Return what stands in an address for a sign that can stand in none."""
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())
