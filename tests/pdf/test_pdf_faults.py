"""What cannot be made is refused with the clause, the name or the picture that is to blame."""

import hashlib
import io
from dataclasses import replace

import PIL.Image
import pytest
from pdf_tag_tree import TEMPLATES, made

import samples
from minuted.errors import RenderError
from minuted.model.copy import VersionRow
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Clause,
    Field,
    Footnote,
    Image,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Section,
    Table,
    Text,
)
from minuted.writers.base import Assets
from minuted.writers.pdf import PdfWriter

EMOJI = "😀"
NAMED = "“😀” (U+1F600 GRINNING FACE)"


def policy(*blocks):
    return Policy(FrontMatter("Title"), (Section("1", 1, (Text("Heading"),), blocks),))


def clause(*inlines, number="1.1"):
    done = tuple(Text(i) if isinstance(i, str) else i for i in inlines)
    return Clause(number, 2, (Paragraph(done),))


def refusal(text, copy=samples.COPY, images=None):
    with pytest.raises(RenderError) as refused:
        made(text, copy, images)
    assert refused.value.hint
    return refused.value


def picture(data, **more):
    sha = hashlib.sha256(data).hexdigest()
    return Image("alt", "plan.png", sha, **more), {sha: data}


def encoded(mode, form):
    data = io.BytesIO()
    PIL.Image.new(mode, (8, 8)).save(data, form)
    return data.getvalue()


@pytest.mark.parametrize(
    ("blocks", "where", "address"),
    [
        ((clause("fine"), clause(f"oh {EMOJI}", number="1.2")), "clause 1.2", "1.2"),
        ((clause("fine", Footnote(((Text(EMOJI),),))),), "clause 1.1", "1.1"),
        ((Paragraph((Text(EMOJI),), "1/p1"),), "paragraph 1/p1", "1/p1"),
        (
            (Table(((Text("a"),),), (((Text(EMOJI),),),), (Align.LEFT,), "1/p1"),),
            "table 1/p1",
            "1/p1",
        ),
        ((Section("1.1", 2, (Text(EMOJI),)),), "section 1.1", "1.1"),
    ],
)
def test_a_character_that_no_font_has_is_named_with_its_place(blocks, where, address):
    refused = refusal(policy(*blocks))
    assert f"{NAMED} in {where}" in refused.message
    assert refused.address == address


def test_several_missing_characters_are_told_at_once():
    refused = refusal(policy(clause("中"), clause("文", number="1.2")))
    assert "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D) in clause 1.1" in refused.message
    assert "U+6587 CJK UNIFIED IDEOGRAPH-6587) in clause 1.2" in refused.message


def test_a_private_use_character_is_named_by_its_code():
    assert "U+E000 in clause 1.1" in refusal(policy(clause("a\ue000b"))).message


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"fields": {"school.name": EMOJI}}, "the field school.name of ASH"),
        ({"audience_name": EMOJI}, "the name of ASH"),
        ({"trust_name": EMOJI}, "the trust's name"),
        ({"title": EMOJI}, "the policy's title"),
        (
            {"table": (VersionRow("1", "2022", EMOJI, "m", "2023"),)},
            "“Narrative” in row 1 of the version table of ASH",
        ),
    ],
)
def test_a_character_missing_from_an_audience_s_own_words_is_told_as_theirs(change, where):
    refused = refusal(policy(clause(Field("school.name"))), replace(samples.COPY, **change))
    assert f"{NAMED} in {where}" in refused.message
    assert refused.address == ""


def test_a_refused_copy_does_not_stop_the_next_one():
    template = PdfWriter().compile(policy(clause(Field("school.name"))), Assets(TEMPLATES))
    with pytest.raises(RenderError):
        template.stamp(replace(samples.COPY, fields={"school.name": EMOJI}))
    assert template.stamp(samples.COPY).startswith(b"%PDF")


def test_a_field_without_a_value_is_named_with_its_clause():
    refused = refusal(policy(clause("x"), clause(Field("school.motto"), number="1.2")))
    assert "The field school.motto in clause 1.2 has no value for Ash Primary" in refused.message
    assert refused.address == "1.2"


def test_a_text_that_is_not_resolved_is_refused():
    passage = Passage(PassageKind.ONLY, ("AS",), (clause("x"),))
    assert "passages" in refusal(policy(passage)).message


def test_a_picture_without_words_or_bytes_is_refused_with_its_place():
    image, images = picture(samples.PICTURE)
    silent = refusal(policy(clause(replace(image, alt=" "))), images=images)
    assert silent.message == "The picture plan.png in clause 1.1 has no alternative text."
    missing = refusal(policy(clause("x ", image)))
    assert missing.message == "The picture plan.png in clause 1.1 is missing."
    assert (silent.address, missing.address) == ("1.1", "1.1")


LINKED = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (samples.PICTURE[:60], "failed to decode"),
        (encoded("CMYK", "JPEG"), "CMYK"),
        (LINKED, "linked image"),
        (b"<svg", "parse SVG"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_place(data, why):
    image, images = picture(data)
    good, more = picture(samples.PICTURE)
    text = policy(clause(good), Paragraph((image,), "1/p1"))
    refused = refusal(text, images={**images, **more})
    assert "plan.png in paragraph 1/p1 cannot be used" in refused.message
    assert why in refused.message
    assert refused.address == "1/p1"


def test_a_picture_in_a_format_that_pdf_does_not_know_is_refused():
    image, images = picture(encoded("RGB", "BMP"))
    assert (
        "a format that a PDF cannot show" in refusal(policy(clause(image)), images=images).message
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"logo": b"\x89PNG\r\n\x1a\nno", "logo_format": "png"}, "cannot be used"),
        ({"logo": encoded("CMYK", "JPEG"), "logo_format": "jpg"}, "CMYK"),
        ({"logo": LINKED}, "linked image"),
        ({"logo_format": "bmp"}, "is a “bmp” file"),
        ({"logo_alt": ""}, "has no alternative text"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused_as_that_school_s(change, why):
    copy = replace(samples.COPY, brand=replace(samples.BRAND, **change))
    refused = refusal(policy(clause("x")), copy)
    assert refused.message.startswith("The logo of Ash Primary School ")
    assert why in refused.message


def test_a_colour_that_is_none_is_refused():
    copy = replace(samples.COPY, brand=replace(samples.BRAND, colour="red"))
    assert "“red”" in refusal(policy(clause("x")), copy).message
