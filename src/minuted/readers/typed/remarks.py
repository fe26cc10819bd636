"""What a human eye should look at in a text: lists, links, footnotes that could not stay."""

from collections.abc import Iterator, Sequence

from minuted.model.document import Omitted, Place, Remark
from minuted.readers.typed.phrases import Phrases

_NOWHERE = Place(0, 0, "")


def remarks_on(phrases: Phrases, omitted: Sequence[Omitted]) -> Iterator[Remark]:
    """Yield the remarks on a text that was read."""
    lazy = next((o for o in omitted if o.kind == "list mark" and o.text[:1].isdigit()), None)
    if lazy is not None:
        yield Remark(
            "numbers-lazy",
            f"The numbers of a list are all “{lazy.text}”, as Markdown allows; they are counted"
            " here as a browser would.",
            "Nothing needs doing.",
            lazy.place,
        )
    for note, paragraphs in phrases.notes.items():
        if note not in phrases.noted:
            yield Remark(
                "note-without-mark",
                f"The footnote “{note}” has no mark in the text: “{' '.join(paragraphs)[:60]}”.",
                "It stands at the end as a paragraph; put it where it belongs.",
                _NOWHERE,
            )
    for note in dict.fromkeys(phrases.twice):
        yield Remark(
            "note-twice",
            f"The footnote “{note}” has more than one mark.",
            "It stands at the first; type it again where it is wanted again.",
            _NOWHERE,
        )
    for words in phrases.struck:
        yield Remark(
            "struck-out",
            f"Words are struck out: “{words}”.",
            "They stand there as words like others; take them out if they do not hold any more.",
            _NOWHERE,
        )
    for words, target in phrases.missing:
        yield Remark(
            "picture-elsewhere",
            f"The picture “{words}” is the file {target}, which is not in the text.",
            f"Put it beside the draft, and ![{words}]({target}) where it belongs.",
            _NOWHERE,
        )
    for words, target in phrases.elsewhere:
        yield Remark(
            "link-elsewhere",
            f"The link “{words}” leads to {target}, which is no address on the web.",
            "Only its words are kept; put the address in where there is one.",
            _NOWHERE,
        )
