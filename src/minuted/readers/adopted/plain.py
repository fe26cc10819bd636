"""The words of inlines as somebody reads them out: no signs for raised letters, no addresses."""

import re

from minuted.model.canonical import text_of
from minuted.model.policy import Footnote, Image, Inlines, Text

_LEFT_OUT = "\0"
_BETWEEN_WORDS = re.compile(rf"(?<=\w){_LEFT_OUT}+(?=\w)")


def plain_words(inlines: Inlines) -> str:
    """Return the words without notes and pictures: `2nd May`, and not `2^nd May`."""
    text = _BETWEEN_WORDS.sub(" ", text_of(_level(inlines)))
    return text.replace(_LEFT_OUT, "").strip()


def beside_words(inlines: Inlines) -> Inlines:
    """Return the notes and pictures that `plain_words` leaves out, those within others too."""
    done: Inlines = ()
    for inline in inlines:
        if isinstance(inline, Footnote | Image):
            done += (inline,)
        else:
            done += beside_words(getattr(inline, "children", ()))
    return done


def _level(inlines: Inlines) -> Inlines:
    done: Inlines = ()
    for inline in inlines:
        if isinstance(inline, Footnote | Image):
            done += (Text(_LEFT_OUT),)
            continue
        children = getattr(inline, "children", ())
        done += _level(children) if children else (inline,)
    return done
