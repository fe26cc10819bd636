"""Edits of what there is and where it stands: added, removed, moved, merged, split."""

import re

from base_texts import walk
from edits_of_words import SENTENCES
from under_edit import Keys, Mutation, set_text

_NEW_HEADINGS = ("ARTIFICIAL INTELLIGENCE", "SUSTAINABILITY", "VISITORS FROM ABROAD", "WELLBEING")


def add_clause(m: Mutation) -> Keys:
    siblings, at = m.some()
    text = m.novel()
    if not text:
        return ()
    new = m.fresh("clause", text)
    siblings.insert(at, new)
    return (new.key,)


def remove_clause(m: Mutation) -> Keys:
    siblings, at = m.some()
    return (siblings.pop(at).key,) if len(siblings) > 2 else ()


def move_within(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    if len(siblings) < 6:
        return ()
    clauses = [i for i, n in enumerate(siblings) if n.kind == "clause" and abs(i - at) >= 3]
    if not clauses:
        return ()
    to = m.pick.choice(clauses)
    node = siblings.pop(at)
    siblings.insert(to, node)
    m.moved.add(node.key)
    return (node.key,)


def move_away(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    others = [(s, i) for s, i in m.places(words=6) if s is not siblings]
    if not others or len(siblings) < 3:
        return ()
    target, to = m.pick.choice(others)
    node = siblings.pop(at)
    target.insert(to, node)
    m.moved.add(node.key)
    return (node.key,)


def merge(m: Mutation) -> Keys:
    places = [
        (s, i)
        for s, i in m.places(words=5)
        if i + 1 < len(s)
        and s[i + 1].kind == "clause"
        and not s[i + 1].children
        and s[i + 1].key not in m.touched
        and len(s[i + 1].text.split()) >= 5
    ]
    siblings, at = m.pick.choice(places)
    first, second = siblings[at], siblings.pop(at + 1)
    m.touched.update((first.key, second.key))
    joined = f"{first.text} {second.text}"
    if m.pick.random() < 0.5:
        joined = f"{first.text.rstrip('.;')}, and {second.text[:1].lower()}{second.text[1:]}"
    first.text = joined
    first.origin = (*first.origin, *second.origin)
    return (first.key, second.key)


def split(m: Mutation) -> Keys:
    places = [(s, i) for s, i in m.places(words=14) if re.search(r"\. [A-Z]", s[i].text)]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    head, tail = re.split(r"(?<=\.) (?=[A-Z])", node.text, maxsplit=1)
    if min(len(head.split()), len(tail.split())) < 5:
        return ()
    node.text = head
    rest = m.fresh("clause", tail)
    rest.origin = node.origin
    siblings.insert(at + 1, rest)
    return (node.key, rest.key)


def add_section(m: Mutation) -> Keys:
    texts = [m.novel() for _ in range(3)]
    title = m.pick.choice(_NEW_HEADINGS)
    if not all(texts) or any(n.text == title for n in m.new):
        return ()
    section = m.fresh("section", title, [m.fresh("clause", text) for text in texts])
    m.new.insert(m.pick.randint(1, len(m.new)), section)
    return tuple(n.key for n in walk([section]))


def remove_section(m: Mutation) -> Keys:
    places = [p for p in m.places("section", leaf=False) if len(walk([p[0][p[1]]])) < 14]
    if len(m.new) < 4 or not places:
        return ()
    siblings, at = m.pick.choice(places)
    return tuple(n.key for n in walk([siblings.pop(at)])) if len(siblings) > 2 else ()


def move_section(m: Mutation) -> Keys:
    places = [p for p in m.places("section", leaf=False) if len(p[0]) >= 4]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    targets = [
        i for i in range(len(siblings)) if abs(i - at) >= 2 and siblings[i].kind == "section"
    ]
    if not targets:
        return ()
    node = siblings.pop(at)
    siblings.insert(m.pick.choice(targets), node)
    m.moved.add(node.key)
    return (node.key,)


def break_reference(m: Mutation) -> Keys:
    places = [p for p in m.places() if "⟦" in p[0][p[1]].text]
    sections = [n for n in m.new if n.kind == "section" and n.key not in m.touched]
    if not places or not sections:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    wrong = m.pick.choice(sections).key
    text = re.sub(r"⟦\d+⟧", f"⟦{wrong}⟧", node.text, count=1)
    m.broken.add(node.key)
    return set_text(node, text)


def move_and_amend(m: Mutation) -> Keys:
    siblings, at = m.some(words=12)
    others = [(s, i) for s, i in m.places(words=6) if s is not siblings]
    if not others or len(siblings) < 3:
        return ()
    target, to = m.pick.choice(others)
    node = siblings.pop(at)
    target.insert(to, node)
    m.moved.add(node.key)
    return set_text(node, node.text + " " + m.pick.choice(SENTENCES))


def demote(m: Mutation) -> Keys:
    """Put a clause under the one before it."""
    places = [
        (s, i)
        for s, i in m.places(words=5)
        if i and s[i - 1].kind == "clause" and s[i - 1].key not in m.touched and len(s) > 2
    ]
    depths = {id(s): d for s, d in m.depths()}
    places = [p for p in places if depths[id(p[0])] < 3]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings.pop(at)
    siblings[at - 1].children.append(node)
    m.moved.add(node.key)
    return (node.key,)


def repeat(m: Mutation) -> Keys:
    """Say again, in another section, what a clause says."""
    siblings, at = m.some(words=8)
    others = [(s, i) for s, i in m.places() if s is not siblings]
    if not others or "⟦" in siblings[at].text:
        return ()
    target, to = m.pick.choice(others)
    again = m.fresh("clause", siblings[at].text)
    target.insert(to, again)
    return (again.key, siblings[at].key)
