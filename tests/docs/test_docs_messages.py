"""Every message of the code has an example in tests/golden, from which docs/errors.md is made.

Where one is missing: a complaint about a text, a trust or a ledger wants a small file with the slip
in it; whatever else is said wants a scene, a few lines in one of tests/golden/scenes_*.py. Then run
`pytest tests/golden --accept` and `python docs/make_errors.py`, and read what they wrote.
"""

import re
from functools import cache
from pathlib import Path

from golden_sites import Site, sites
from test_docs_complaints import in_the_code

GOLDEN = Path(__file__).resolve().parents[1] / "golden"

CODES_WITHOUT_EXAMPLE = {
    "not-clean": "it is there in case a reader of documents loses a word",
    "unsupported": "nothing that pandoc reads from a policy's Markdown today ends there",
}

OF_DOCUMENTS = ("word-",)
"""How the codes begin that are of a document that somebody brings in; tests/word has those."""

SETTLED = "passages are settled before a writer sees a text"
FILLED = "the check unfilled-field comes first"
THERE = "minuted brings a template of its own"
PICTURES = "image-missing, image-alt and image-fault come first"
LOGOS = "the complaint logo comes first"
COLOURS = "bad-colour comes first"
LINKS = "bad-link and unknown-reference come first"
KNOWN = "every fault that is known has words of its own"
PROOF = "it is there in case two parts of minuted contradict each other"

WITHOUT_EXAMPLE = {
    "The last sync was stopped half way, and was taken back.": "tests/sync kills one",
    "…? There is none yet.": "a workspace has a body and a school, or nothing gets so far",
    "Internal error: the texts' fingerprints …, and the comparison ….": PROOF,
    "Internal error: the tracked changes came out wrong; ….": PROOF,
    "Word would print … where the policy's number is ….": PROOF,
    "The version could not be written into the front matter of ….": PROOF,
    "… could not be turned into policy Markdown that reads back as the same text.": PROOF,
    "The copies could not be turned into policy Markdown that reads back as one text.": PROOF,
    "… was changed while you looked; nothing was imported.": "it takes two people at once",
    "The front matter cannot be read.": "a draft with errors is refused before",
    "The template cannot be opened by other programs (…: …).": KNOWN,
    "The PDF of … cannot be made: ….": KNOWN,
    "The PDF for … cannot be made: ….": "the limits of a text come first",
    "A passage was not settled for its audience before the copy was written.": SETTLED,
    "A passage that is for some audiences only is still in the text.": SETTLED,
    "This text still has passages for some audiences in it.": SETTLED,
    "… has no value for {{ … }}.": FILLED,
    "The text uses {{ … }}, and this copy has no value for it.": FILLED,
    "The field … in … has no value for ….": FILLED,
    "The workspace has no Word template, templates/policy.docx.": THERE,
    "The picture … is missing.": PICTURES,
    "The picture … cannot be read: ….": PICTURES,
    "The picture … is not there.": PICTURES,
    "The picture … is of no format that a browser shows.": PICTURES,
    "The picture … in … is missing.": PICTURES,
    "The picture … in … has no alternative text.": PICTURES,
    "The picture … is in a format that a PDF cannot show.": PICTURES,
    "The logo “…” cannot be read: ….": LOGOS,
    "The logo “…” is in no format that a browser shows.": LOGOS,
    "The picture … in … cannot be used: ….": PICTURES,
    "The logo of … cannot be used: ….": LOGOS,
    "The logo of … is a “…” file.": LOGOS,
    "The logo of … has no alternative text.": LOGOS,
    "The brand colour “…” is not a colour.": COLOURS,
    "The colour of … is “…”.": COLOURS,
    "The link to “…” is no address that Word accepts.": LINKS,
    "The link to “…” is neither a web address nor an e-mail address.": LINKS,
    "The reference to “…” has no number to print.": LINKS,
}
"""Messages that a workspace cannot come to, and why; they are there all the same."""

ELSEWHERE = {
    "web/pages/": "a page shows it: tests/web",
    "web/jobs.py": "a page shows it: tests/web",
    "tasks/one_copy.py": "a page shows it: tests/web",
    "cli/sync.py": "of sharing with others: tests/sync",
    "store/remote": "of sharing with others: tests/sync",
    "tasks/sync.py": "of sharing with others: tests/sync",
    "tasks/cluster.py": "what takes a cluster: tests/cluster",
    "tasks/verify": "of a copy that is verified: tests/verify",
    "store/outside.py": "of a file from outside: tests/arriving",
    "readers/pdf/": "of a document that is brought in: tests/pdfreading",
    "readers/webpage/": "of a document that is brought in: tests/webpage",
    "readers/word/": "of a document that is brought in: tests/word",
}
"""Parts whose messages are tried elsewhere, and where."""


@cache
def answers() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in GOLDEN.rglob("*.txt"))


@cache
def unshown() -> tuple[Site, ...]:
    """Return the messages that no line of the answers is an example of."""
    lines = set(answers().splitlines())

    def is_shown(site: Site) -> bool:
        # its longest piece without a gap is looked for first: most lines have nothing of it
        piece = max(site.words.split("…"), key=len)
        return any(re.search(site.pattern, line) for line in lines if piece in line)

    return tuple(site for site in sites() if not is_shown(site))


def test_every_message_of_the_code_has_an_example() -> None:
    assert len(sites()) > 150, "the search for messages has gone blind"
    missing = [site for site in unshown() if not _exempt(site)]
    assert not missing, "give these a scene in tests/golden, or say what stands before them:\n" + (
        "\n".join(f"{site.module}:{site.line}: {site.words}" for site in missing)
    )


def test_no_message_is_without_example_that_has_one_or_is_gone() -> None:
    assert set(WITHOUT_EXAMPLE) <= {site.words for site in unshown()}


def _exempt(site: Site) -> bool:
    return site.words in WITHOUT_EXAMPLE or site.module.startswith(tuple(ELSEWHERE))


def test_every_complaint_of_the_code_has_an_example() -> None:
    made = in_the_code()
    assert len(made) > 150, "the search for codes has gone blind"
    said = answers()
    missing = {code for code in made if f"[{code}]\n" not in said} - set(CODES_WITHOUT_EXAMPLE)
    missing = {code for code in missing if not code.startswith(OF_DOCUMENTS)}
    assert not missing, f"give these an example in tests/golden: {', '.join(sorted(missing))}"
