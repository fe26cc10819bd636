"""Each judge of pages rejects what it is there to reject, and accepts a good page."""

import json
import subprocess
import sys
from pathlib import Path

import conformance_samples as samples
import pytest

pytestmark = pytest.mark.conformance

CONFORMANCE = Path(__file__).resolve().parents[2] / "conformance"
WIDE, NARROW, NU, PAGE = "axe 1280", "axe 320", "Nu", "page"
COLUMNS = (WIDE, NARROW, NU, PAGE)

CHANGES = {
    "silent-picture": (' alt="A plain red square"', ""),
    "pale": ("color: #222;", "color: #bbb;"),
    "pale-in-the-dark": ("color: #eee;", "color: #333;"),
    "repeated-id": ('id="c1.2"', 'id="c1.1"'),
    "no-language": (' lang="en-GB"', ""),
    "french": ('lang="en-GB"', 'lang="fr"'),
    "no-title": ("<title>Sample policy</title>", "<title></title>"),
    "wide": ("<p>Ash School</p>", '<div style="width: 700px">Ash School</div>'),
    "unclosed": ("<h1>Sample policy</h1>", "<h1>Sample policy</h2>"),
    "fetches": ("</head>", '<link rel="stylesheet" href="https://example.org/a.css"></head>'),
    "picture-broken": ("base64,PICTURE", "base64,AAAA"),
    "header-cells-data": (
        '<th scope="col">Role</th><th scope="col">Name</th>',
        "<td>Role</td><td>Name</td>",
    ),
    "heading-plain": ('<h2 id="s2">2 Prohibited use</h2>', '<p id="s2">2 Prohibited use</p>'),
    "heading-skipped": (
        '<h2 id="s1">1 About this policy</h2>',
        '<h4 id="s1">1 About this policy</h4>',
    ),
    "number-wrong": ("<p>2.3 This", "<p>2.2 This"),
    "word-lost": ("must not express", "must express"),
    "word-hidden": ("must not express", "must <span hidden>not</span> express"),
    "clause-lost": ("<p>2.2 Not used</p>", ""),
    "clause-slipped-in": ("<p>2.2 Not used</p>", "<p>2.2 Not used</p><p>But ask first.</p>"),
    "contents-wrong": ('">2 Prohibited use</a>', '">2 Permitted use</a>'),
    "link-to-nowhere": ('href="#note"', 'href="#notes"'),
    "note-changed": ("in Derby", "in Leeds"),
}


@pytest.fixture(scope="module")
def bench(judge_copies, tmp_path_factory):
    copies = {f"{name}.html": samples.html(change) for name, change in CHANGES.items()}
    copies |= {"good.html": samples.html(), "good twin é.html": samples.html()}
    folder = tmp_path_factory.mktemp("html")
    return judge_copies(folder, copies, samples.EXPECTED, ["axe", "nu", "page"])


@pytest.mark.parametrize("name", ["good", "good twin é"])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_good_page_is_accepted(bench, name, column):
    assert bench.why(f"{name}.html", column) == ""


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("silent-picture", WIDE, "image-alt"),
        ("silent-picture", NARROW, "image-alt"),
        ("silent-picture", NU, "alt"),
        ("pale", WIDE, "color-contrast"),
        ("pale", NARROW, "color-contrast"),
        ("pale-in-the-dark", WIDE, "In the dark scheme"),
        ("pale-in-the-dark", NARROW, "In the dark scheme"),
        ("repeated-id", NU, "Duplicate ID"),
        ("no-language", WIDE, "html-has-lang"),
        ("no-language", PAGE, "language"),
        ("french", PAGE, "fr"),
        ("no-title", WIDE, "document-title"),
        ("no-title", PAGE, "title"),
        ("wide", NARROW, "sideways"),
        ("unclosed", NU, "open elements"),
        ("fetches", WIDE, "https://example.org/a.css"),
        ("picture-broken", PAGE, "does not show"),
        ("header-cells-data", PAGE, "header cells"),
        ("heading-plain", PAGE, "section 2 is no heading"),
        ("heading-skipped", PAGE, "level 4"),
        ("number-wrong", PAGE, "clause 2.3"),
        ("word-lost", PAGE, "clause 2.1"),
        ("word-hidden", PAGE, "clause 2.1"),
        ("clause-lost", PAGE, "clause 2.2"),
        ("clause-slipped-in", PAGE, "But ask first."),
        ("contents-wrong", PAGE, "Permitted"),
        ("link-to-nowhere", PAGE, "#notes"),
        ("note-changed", PAGE, "footnote of clause 1.1"),
    ],
)
def test_a_spoiled_page_is_rejected(bench, name, column, said):
    assert not bench.accepts(f"{name}.html", column)
    assert said in bench.why(f"{name}.html", column)


def test_a_served_page_gets_what_its_server_has_and_nothing_else(tmp_path):
    page = samples.html(("</head>", '<link rel="stylesheet" href="/static/a.css"></head>'))
    stealing = samples.html(("</head>", '<link rel="stylesheet" href="/../secret.css"></head>'))
    names = ("served.html", "missing.html", "stealing.html")
    for name, data in zip(names, (page, page, stealing), strict=True):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "web/static").mkdir(parents=True)
    (tmp_path / "web/static/a.css").write_text("#c1\\.1 { color: #bbb !important; }")
    (tmp_path / "secret.css").write_text("")
    (tmp_path / "expect.json").write_text(
        json.dumps(
            {
                "served.html": {"served_from": "web"},
                "missing.html": {"served_from": "elsewhere"},
                "stealing.html": {"served_from": "web"},
            }
        )
    )
    command = [sys.executable, CONFORMANCE / "judge.py", tmp_path, "--json", "--judge", "axe"]
    command += ["--expect", tmp_path / "expect.json"]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    (axe,) = json.loads(run.stdout)["judges"]
    assert not axe["failed"]
    said = {v["copy"]: " ".join(v["findings"]) for v in axe["verdicts"] if v["column"] == WIDE}
    assert "color-contrast" in said["served.html"], "its style sheet was read"
    assert "It asks for" not in said["served.html"]
    assert "It asks for file:///static/a.css" in said["missing.html"]
    assert "It asks for file:///secret.css" in said["stealing.html"]


def test_a_page_that_is_too_wide_for_a_phone_fits_a_desk(bench):
    assert bench.accepts("wide.html", WIDE)


@pytest.mark.parametrize("name", ["header-cells-data", "number-wrong", "word-lost"])
@pytest.mark.parametrize("column", [WIDE, NU])
def test_axe_and_nu_alone_would_have_let_it_pass(bench, name, column):
    """If this fails, they see more than they did, and the README may say so."""
    assert bench.accepts(f"{name}.html", column)
