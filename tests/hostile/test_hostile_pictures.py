"""Pictures and logos that are not there, lead elsewhere, or would do something."""

import struct
import zlib
from pathlib import Path

import pytest
from hostile_world import (
    FRONT,
    HOSTILE,
    QUICK,
    Call,
    copies,
    require_complaint,
    require_healing,
    require_phones,
    require_refusal,
)

from workspaces import LOGO, TestWorkspace

TRUST = "governance/trust.yaml"


def svg(inside: str, attributes: str = "") -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="10" height="10" {attributes}>{inside}</svg>'
    )


def png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body


def link_or_skip(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except (OSError, NotImplementedError) as error:
        pytest.skip(f"symbolic links cannot be made here: {error}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("![alt](gone.png)", ("[image-missing]", "policy_src/gone.png is not there")),
        ("![alt](../../outside.png)", ("error:", "../../outside.png")),
        ("![alt](/etc/hostname.png)", ("error:", "/etc/hostname.png")),
        ("![alt](C:/secret.png)", ("error:", "secret.png")),
        ("![alt](https://a.example/b.png)", ("error:", "https://a.example/b.png")),
        ("![](logo.svg)", ("[image-alt]", "logo.svg")),
        ("![alt](hostile.md)", ("error:", "hostile.md")),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_by_its_line(
    workspace: TestWorkspace, call: Call, written: str, said: tuple[str, ...]
) -> None:
    workspace.root.parent.joinpath("outside.png").write_bytes(png(1, 1, b"\0\1\2\3"))
    workspace.write("policy_src/logo.svg", LOGO.format(colour="#123456"))
    workspace.write(HOSTILE, FRONT + f"1. Look: {written}\n")
    require_refusal(call, workspace, f"{HOSTILE}:5", *said)
    assert copies(workspace, "hostile") == set()
    require_healing(call, workspace)


def test_a_picture_that_is_a_link_out_of_the_workspace_is_refused(
    workspace: TestWorkspace, call: Call
) -> None:
    secret = workspace.root.parent / "secret.svg"
    secret.write_text(LOGO.format(colour="#123456"), encoding="utf-8")
    link_or_skip(workspace.path("policy_src/logo.svg"), secret)
    workspace.write(HOSTILE, FRONT + "1. Look: ![alt](logo.svg)\n")
    require_refusal(call, workspace, f"{HOSTILE}:5", "leads out of the workspace")
    require_healing(call, workspace)


def test_a_picture_in_a_folder_that_is_a_link_out_of_the_workspace_is_refused(
    workspace: TestWorkspace, call: Call
) -> None:
    outside = workspace.root.parent / "outside"
    outside.mkdir()
    outside.joinpath("logo.svg").write_text(LOGO.format(colour="#123456"), encoding="utf-8")
    link_or_skip(workspace.path("policy_src/pictures"), outside)
    workspace.write(HOSTILE, FRONT + "1. Look: ![alt](pictures/logo.svg)\n")
    require_refusal(call, workspace, f"{HOSTILE}:5", "leads out of the workspace")
    require_healing(call, workspace)


def test_a_picture_that_is_a_link_to_itself_is_told(workspace: TestWorkspace, call: Call) -> None:
    link_or_skip(workspace.path("policy_src/logo.svg"), Path("logo.svg"))
    workspace.write(HOSTILE, FRONT + "1. Look: ![alt](logo.svg)\n")
    require_refusal(call, workspace, f"{HOSTILE}:5", "[image-missing]", "cannot be read")
    require_healing(call, workspace)


HARMFUL = {
    "a script": svg("<script>alert(1)</script>"),
    "a script on an event": svg("<rect/>", 'onload="alert(1)"'),
    "a picture on the web": svg('<image xlink:href="https://a.example/b.png"/>'),
    "a picture on the disk": svg('<image href="file:///etc/passwd"/>'),
    "a file of the workspace": svg('<image href="../governance/trust.yaml"/>'),
    "a piece of another file": svg('<use href="other.svg#a"/>'),
    "a style sheet on the web": svg("<style>@import url(https://a.example/b.css);</style>"),
    "a fill on the web": svg('<rect fill="url(https://a.example/b.svg#c)"/>'),
    "a page": svg("<foreignObject><p>x</p></foreignObject>"),
    "a link that runs": svg('<a href="javascript:alert(1)"><rect/></a>'),
    "an entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + svg("<text>&a;</text>"),
    "entities that grow": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    + svg("<text>&b;</text>"),
    "something that moves": svg('<rect><animate attributeName="x" to="9"/></rect>'),
    "half a picture": svg("<rect>")[:-20],
    "elements five thousand deep": svg("<g>" * 5000 + "</g>" * 5000),
    "words only": "no picture at all",
    "nothing": "",
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_harmful_picture_is_refused(workspace: TestWorkspace, call: Call, harm: str) -> None:
    workspace.write("policy_src/picture.svg", HARMFUL[harm])
    workspace.write(HOSTILE, FRONT + "1. Look: ![alt](picture.svg)\n")
    require_refusal(call, workspace, f"{HOSTILE}:5", "[image-fault]", "picture.svg")
    assert copies(workspace, "hostile") == set()
    require_healing(call, workspace)


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_harmful_logo_stops_its_own_schools_copies_only(
    workspace: TestWorkspace, call: Call, harm: str
) -> None:
    logo = "templates/brands/ELM/logo.svg"
    workspace.write(logo, HARMFUL[harm])
    workspace.edit(TRUST, "{name: Elm Junior,", f"{{name: Elm Junior, brand: {{logo: {logo}}},")
    for command in (("build", "--draft", *QUICK), ("check",)):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        require_complaint(outcome.said, f"{TRUST}:18", "[logo]", logo)
    assert copies(workspace, "phones") == {f"{c}/phones.html" for c in ("ASH", "OAK", "DALE")}
    workspace.write(logo, LOGO.format(colour="#123456"))
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    require_phones(workspace)


@pytest.mark.parametrize(
    "path",
    [
        "../../outside.svg",
        "/etc/logo.svg",
        "~/logo.svg",
        "C:/logo.svg",
        "a/../../../b.svg",
        "x.exe",
    ],
)
def test_a_logos_path_that_leads_elsewhere_is_refused(
    workspace: TestWorkspace, call: Call, path: str
) -> None:
    good = workspace.read(TRUST)
    workspace.edit(TRUST, "{name: Elm Junior,", f"{{name: Elm Junior, brand: {{logo: {path}}},")
    for command in (("build", "--draft", *QUICK), ("check",)):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        require_complaint(outcome.said, f"{TRUST}:18", "[bad-logo-path]", path)
    assert not workspace.path("build").exists()
    workspace.write(TRUST, good)
    assert call(workspace, "build", "--draft", *QUICK).code == 0


def test_a_logo_that_is_a_link_out_of_the_workspace_is_refused(
    workspace: TestWorkspace, call: Call
) -> None:
    secret = workspace.root.parent / "secret.svg"
    secret.write_text(LOGO.format(colour="#123456"), encoding="utf-8")
    logo = workspace.path("templates/brands/QDLT/logo.svg")
    logo.unlink()
    link_or_skip(logo, secret)
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 1
    require_complaint(outcome.err, f"{TRUST}:4", "[logo]", "leads out of the workspace")
    assert not workspace.path("build/ASH/phones.html").exists()


BROKEN = {
    "cut.png": png(400, 400, b"\0" * 481_200)[:120],
    "empty.png": b"\x89PNG\r\n\x1a\n",
    "flat.png": png(0, 0, b""),
    "promises-too-much.png": png(60_000, 60_000, b"\0" * 100),
    "bare.jpg": b"\xff\xd8\xff",
    "sizeless.svg": svg("<rect/>").replace('width="10"', 'width="0"').encode(),
    "in-circles.svg": svg(
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>'
    ).encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_stops_no_other_policy_and_is_named(
    workspace: TestWorkspace, call: Call, name: str
) -> None:
    workspace.write(f"policy_src/{name}", BROKEN[name])
    workspace.write(HOSTILE, FRONT + f"1. Look: ![alt]({name})\n")
    built = call(workspace, "build", "--draft")
    assert built.code == 1, built.said
    assert name in built.err
    assert "Traceback" not in built.err
    require_phones(workspace, ("docx", "pdf", "html"))
    assert "ASH/hostile.pdf" not in workspace.files()
    require_healing(call, workspace)


def test_a_picture_that_is_huge_when_unfolded_is_shown_or_refused(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write(
        "policy_src/huge.svg",
        svg("<rect width='5' height='5'/>").replace('"10"', '"1000000000"').encode(),
    )
    workspace.write("policy_src/thin.png", png(20_000, 1, b"\0" * 60_001))
    workspace.write(HOSTILE, FRONT + "1. ![a](huge.svg) ![b](thin.png)\n")
    built = call(workspace, "build", "--draft")
    assert built.code == 0 or "hostile" in built.err
    require_phones(workspace, ("docx", "pdf", "html"))
