"""Files that somebody shook: whatever the bytes, one answer, soon, and no word goes missing."""

import io
import random
import time
import zipfile
from collections import Counter

import pytest
from lxml import etree
from test_word_changes import CASES as CHANGES
from test_word_words import CASES as WORDS
from test_word_words import STYLES
from word_files import LEGAL, abstract, docx, num, p, part, table, zipped
from word_lists import CASES as LISTS
from word_shown import document_words, letters

from minuted.readers.word import read_word
from minuted.readers.word.raw_words import RawWordsError, raw_words

FEW, MANY = 60, 5_000
LONGEST = 10.0
"""In seconds; the files are small."""


def seeds():
    body = "".join(one[0] for one in WORDS.values())
    everything = docx(
        body,
        table(["a", p("b", num=(1, 1))], ["c", table(["d"])]),
        p("x", '<w:r><w:footnoteReference w:id="2"/></w:r>', num=(2, 1)),
        *(one[0] for one in CHANGES.values()),
        styles=STYLES,
        lists=LEGAL
        + abstract(4, "legal upperRoman %1", "restart=0 lowerRoman (%2)")
        + num(2, 4, (1, 3)),
        parts={
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{p("note")}</w:footnote>'
            )
        },
        relations=[("rIdF", "footnotes", "footnotes.xml")],
    )
    return [everything, *(case.data for case in list(LISTS.values())[::4])]


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shaken_bytes(data, chance):
    """Return a file with some bytes changed, cut out or doubled."""
    done = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(done))
        kind = chance.randrange(4)
        if kind == 0:
            done[at] = chance.randrange(256)
        elif kind == 1:
            del done[at : at + chance.randint(1, 60)]
        elif kind == 2:
            done[at:at] = done[at : at + chance.randint(1, 60)]
        else:
            del done[max(1, len(done) - chance.randint(1, 300)) :]
    return bytes(done)


def shaken_xml(data, chance, kinds):
    """Return a file whose elements were dropped, doubled, given other values, moved or renamed.

    Args:
        kinds: how many of these may happen; moved and renamed elements stand where no program
            puts them, and Word would not open the file.
    """
    content = members(data)
    name = chance.choice(
        [one for one in content if one.startswith("word/") and one.endswith(".xml")]
    )
    root = etree.fromstring(content[name])
    for _ in range(chance.randint(1, 6)):
        elements = [one for one in root.iter("*") if one.getparent() is not None]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        kind = chance.randrange(kinds)
        if kind == 0:
            one.getparent().remove(one)
        elif kind == 1:
            one.addnext(etree.fromstring(etree.tostring(one)))
        elif kind == 2 and one.attrib:
            key = chance.choice(list(one.attrib))
            one.set(key, chance.choice(["", "0", "-1", "99999999999", "x", "none", "A", "1"]))
        elif kind == 3 and one.attrib:
            del one.attrib[chance.choice(list(one.attrib))]
        elif kind == 4 and one not in list(other.iterancestors()) and one is not other:
            other.append(one)
        elif kind == 5:
            one.tag = other.tag
    content[name] = etree.tostring(root)
    return zipped(content)


def answer(data, tracked):
    """Read a file; return its document where it can be read, after one complaint where not."""
    began = time.monotonic()
    document, complaints = read_word(data, tracked=tracked)
    assert time.monotonic() - began < LONGEST
    assert (document is None) == (len(complaints) == 1)
    return document


def check_words(data, document, tracked):
    said = Counter(document_words(document))
    for one in document.omitted:
        if one.kind in ("contents list", "page number", "hidden text"):
            said.update(letters(one.text))
    raw = Counter(letters("".join(raw_words(data, tracked=tracked))))
    assert said == raw


def shake(count, seed):
    files = seeds()
    chance = random.Random(seed)
    for at in range(count):
        data = chance.choice(files)
        tracked = chance.choice(["accept", "reject"])
        if at % 3 == 0:
            changed = shaken_bytes(data, chance)
            answer(changed, tracked)
            try:
                raw_words(changed)
            except RawWordsError:
                continue
        else:
            lawful = at % 3 == 1
            changed = shaken_xml(data, chance, 4 if lawful else 6)
            document = answer(changed, tracked)
            if document is not None and lawful:
                check_words(changed, document, tracked)


def test_shaken_files_are_answered_and_keep_their_words():
    shake(FEW, 1)


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_shaken_files_are_answered_and_keep_their_words(seed):
    shake(MANY, seed + 100)
