"""Edits of what a clause, a heading, a table or a paragraph says."""

from under_edit import Keys, Mutation, set_text

_ADJECTIVES = """
    reasonable prompt written annual agreed local senior relevant qualified trained nominated
    appropriate suitable formal clear additional regular digital paper central regional
"""
_OTHER_WORDS = list(_ADJECTIVES.split())
_QUALIFIERS = (
    " in so far as the law allows", " or a person acting for them", " wherever it is practicable",
    " with the agreement of the board", ", having taken advice from the trust's solicitor",
    " and in any event before the next meeting", " on each site that the school occupies",
)  # fmt: skip
SENTENCES = (
    "A log of every exception is kept for three years.",
    "The trust board may vary this arrangement in writing.",
    "Failure to do so is treated as a conduct matter.",
    "Reasonable adjustments are made for disabled people.",
    "Translations are available from reception on request.",
)  # fmt: skip


def replace_words(m: Mutation) -> Keys:
    siblings, at = m.some(words=8)
    node = siblings[at]
    words = node.text.split(" ")
    spots = [i for i, w in enumerate(words) if w.isalpha() and len(w) > 4]
    for spot in m.pick.sample(spots, min(len(spots), m.pick.randint(1, 2))):
        words[spot] = m.pick.choice([w for w in _OTHER_WORDS if w != words[spot]])
    return set_text(node, " ".join(words))


def add_phrase(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    words = node.text.split(" ")
    spot = m.pick.randint(2, len(words) - 1)
    phrase = m.pick.choice(_QUALIFIERS)
    return set_text(node, " ".join(words[:spot]) + phrase + " " + " ".join(words[spot:]))


def add_sentence(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    return set_text(node, f"{node.text} {m.pick.choice(SENTENCES)}")


def cut_words(m: Mutation) -> Keys:
    siblings, at = m.some(words=12)
    node = siblings[at]
    words = node.text.split(" ")
    long = m.pick.randint(2, len(words) // 3)
    start = m.pick.randint(1, len(words) - long - 1)
    cut = " ".join(words[start : start + long])
    return () if "⟦" in cut else set_text(node, " ".join(words[:start] + words[start + long :]))


def rewrite(m: Mutation) -> Keys:
    """Keep about half the words, in order, and put others between them."""
    siblings, at = m.some(words=12)
    node = siblings[at]
    if "⟦" in node.text:
        return ()
    kept = [w for w in node.text.split(" ") if m.pick.random() < 0.55]
    for _ in range(max(3, len(kept) // 3)):
        kept.insert(m.pick.randint(0, len(kept)), m.pick.choice(_OTHER_WORDS))
    text = " ".join(kept).rstrip(".;,") + "."
    return set_text(node, text[:1].upper() + text[1:])


def punctuation(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    words = node.text.split(" ")
    spot = m.pick.randint(1, len(words) - 2)
    words[spot] = words[spot].rstrip(",") if words[spot].endswith(",") else words[spot] + ","
    return () if "⟦" in words[spot] else set_text(node, " ".join(words))


def case(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    words = node.text.split(" ")
    spots = [i for i, w in enumerate(words) if w[:1].isalpha() and i]
    spot = m.pick.choice(spots)
    words[spot] = words[spot][:1].swapcase() + words[spot][1:]
    return set_text(node, " ".join(words))


def rename(m: Mutation) -> Keys:
    siblings, at = m.some("section", leaf=False)
    node = siblings[at]
    words = node.text.split(" ")
    change = m.pick.choice(("prefix", "suffix", "replace"))
    if change == "prefix":
        words = ["Arrangements", "for", *words]
    elif change == "suffix":
        words += ["and", "enforcement"]
    else:
        words[-1] = m.pick.choice(("provisions", "duties", "guidance"))
    return set_text(node, " ".join(words))


def edit_table(m: Mutation) -> Keys:
    places = m.places("table")
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    rows = node.text.split("\n")
    if m.pick.random() < 0.5:
        rows.insert(m.pick.randint(1, len(rows)), "\t".join(["Deputy", "Sam Moor", "12"]))
    else:
        spot = m.pick.randint(1, len(rows) - 1)
        rows[spot] = "\t".join([*rows[spot].split("\t")[:-1], "30"])
    return set_text(node, "\n".join(rows))


def edit_paragraph(m: Mutation) -> Keys:
    places = m.places("paragraph", words=6)
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    return set_text(node, f"{node.text} {m.pick.choice(SENTENCES)}")


def rewrite_heavily(m: Mutation) -> Keys:
    """Keep two words of five, and lose the place where they stood together."""
    siblings, at = m.some(words=14)
    node = siblings[at]
    words = node.text.rstrip(".").split(" ")
    if "⟦" in node.text:
        return ()
    kept = [w if m.pick.random() < 0.45 else m.pick.choice(_OTHER_WORDS) for w in words]
    return set_text(node, " ".join(kept) + ".")


def short_item(m: Mutation) -> Keys:
    """Change one word of a short clause."""
    places = [(s, i) for s, i in m.places(words=3) if len(s[i].text.split()) < 8]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    words = siblings[at].text.split(" ")
    words[m.pick.randrange(1, len(words))] = m.pick.choice(_OTHER_WORDS)
    return set_text(siblings[at], " ".join(words))
