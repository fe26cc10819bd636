"""A clerk who does one thing after another to a workspace, picked at random by a seed.

Everything that the clerk does is allowed, so that every build goes well; `spoil` alone does harm,
and says how to undo it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from minuted.errors import RefusedError
from minuted.model.dates import academic_year
from workspaces import LOGO, TestWorkspace

SLUGS = ("phones", "visits", "uniform")
SCHOOLS = ("ASH", "OAK", "ELM")
AUDIENCES = (*SCHOOLS, "DALE")
_TEMPLATES = Path(__file__).parents[2] / "templates"
_WORDS = [
    "phones",
    "bags",
    "coaches",
    "parents",
    "risk",
    "letters",
    "gates",
    "lunch",
    "pupils",
    "staff",
    "visitors",
    "£5",
    "keys",
    "“quietly”",
    "\\<b>",
    "&",
    "before",
    "after",
    "never",
    "*always*",
    "[](#first)",
    "{{school.name}}",
    "{{trust.name}}",
]
_PICTURE = "![A drawing](drawing.svg){width=20mm}"
_COMMENTS = {"policy.html": "<!-- {} -->", "policy.css": "/* {} */", "policy.typ": "// {}"}


@dataclass
class _Text:
    """A draft: its sections, and what is issued of it."""

    sections: list[list[str]]
    versions: int = 0


@dataclass
class Clerk:
    """A workspace and what is in it, as far as the next thing to do depends on it."""

    workspace: TestWorkspace
    pick: Random
    day: date = date(2023, 9, 5)
    names: dict[str, str] = field(default_factory=lambda: dict(zip(SCHOOLS, SCHOOLS, strict=True)))
    colours: dict[str, str] = field(default_factory=dict)
    logos: set[str] = field(default_factory=set)
    texts: dict[str, _Text] = field(default_factory=dict)
    adopted: set[tuple[str, str]] = field(default_factory=set)
    picture: str = "#111111"
    orphans: set[str] = field(default_factory=set)
    """What lay in the build folder when its record was lost: nobody knows who wrote it."""

    def begin(self) -> None:
        """Write a trust with a policy that is in force at two schools."""
        for slug in SLUGS:
            self.texts[slug] = _Text([[self._words(), _PICTURE], [self._words(), self._words()]])
            self._write_draft(slug)
        self._write_trust()
        self.issue(SLUGS[0])
        for code in SCHOOLS[:2]:
            self.decide(SLUGS[0], code, "adopted")

    def act(self) -> str:
        """Do something; return what, for whoever has to find out why it went wrong."""
        acts: list[Callable[[], str]] = [
            self._edit,
            self._edit,
            self._issue_some,
            self._decide_some,
            self._decide_some,
            self._rename,
            self._recolour,
            self._redraw,
            self._retouch_template,
            self._lose_files,
            self._scribble,
            self.replace_picture,
        ]
        return self.pick.choice(acts)()

    # texts

    def _edit(self) -> str:
        slug = self.pick.choice(SLUGS)
        sections = self.texts[slug].sections
        section = self.pick.choice(sections)
        match self.pick.randrange(6):
            case 0:
                sections.append([self._words()])
            case 1 if len(sections) > 1:
                sections.remove(section)
            case 2:
                codes = " ".join(self.pick.sample(AUDIENCES, self.pick.randint(1, 2)))
                section.append(f'::: {{.only for="{codes}"}}\n\n1. {self._words()}\n\n:::')
            case 3:
                section.append(_PICTURE)
            case 4 if len(section) > 1:
                section.remove(self.pick.choice(section))
            case _:
                section[self.pick.randrange(len(section))] = self._words()
        self._write_draft(slug)
        return f"edit {slug}"

    def _words(self) -> str:
        return " ".join(self.pick.choices(_WORDS, k=self.pick.randint(4, 25))) + "."

    def _write_draft(self, slug: str) -> None:
        name = f"policy_src/{slug}.md"
        path = self.workspace.path(name)
        front = f"---\ntitle: {slug.capitalize()} policy\nreview: annually\n---\n\n"
        if path.exists():
            front = self.workspace.read(name).partition("\n---\n\n")[0] + "\n---\n\n"
        parts = []
        for number, section in enumerate(self.texts[slug].sections, 1):
            heading = f"## Part {number}" + (" {#first}" if number == 1 else "")
            plain = (":", "!")
            parts += [heading, *(c if c.startswith(plain) else f"1. {c}" for c in section)]
        self.workspace.write(name, front + "\n\n".join(parts) + "\n")
        self._draw_picture()

    def replace_picture(self) -> str:
        """Change the picture that drafts show."""
        self.picture = f"#{self.pick.randrange(16**6):06x}"
        self._draw_picture()
        return "draw the picture anew"

    def _draw_picture(self) -> None:
        self.workspace.write("policy_src/drawing.svg", LOGO.format(colour=self.picture))

    # versions and decisions

    def _issue_some(self) -> str:
        return self.issue(self.pick.choice(SLUGS))

    def issue(self, slug: str) -> str:
        """Make a draft the next version, unless it is the last one."""
        text = self.texts[slug]
        version = str(text.versions + 1)
        try:
            self._issue_with_picture(slug, version)
        except RefusedError as error:
            if "Nothing changed" not in error.message:
                raise
            return f"nothing new in {slug}"
        text.versions += 1
        return f"issue {slug} {version}"

    def _issue_with_picture(self, slug: str, version: str) -> None:
        from minuted.store.cache import Cache
        from minuted.store.workspace import Workspace
        from minuted.tasks.issue import IssueRequest, prepare
        from minuted.tasks.reading import Desk

        desk = Desk(Workspace(self.workspace.root), Cache.default())
        request = IssueRequest(slug, f"Version {version}", version, "2023-07")
        for path, data in prepare(desk, request, date(2026, 1, 1)).files:
            self.workspace.write(path, data)

    def _decide_some(self) -> str:
        slug, code = self.pick.choice(SLUGS), self.pick.choice(AUDIENCES)
        kinds = ["adopted", "noted", "deferred"]
        if (slug, code) in self.adopted:
            kinds += ["reviewed", "withdrawn"]
        return self.decide(slug, code, self.pick.choice(kinds))

    def decide(self, slug: str, code: str, kind: str) -> str:
        """Add a decision to a ledger, later than every other."""
        versions = self.texts[slug].versions
        if not versions:
            return f"nothing issued of {slug}"
        self.day += timedelta(days=self.pick.randint(1, 9))
        version = self.pick.randint(1, versions)
        minute = f"FGB/{academic_year(self.day)}/{self.day:%d%m%y}/{self.pick.randint(1, 30)}"
        self.workspace.add_line(
            slug, f"{self.day},FGB,{code},{minute},{version},{kind},Round {version},2027-01,,,,"
        )
        if kind in ("adopted", "reviewed"):
            self.adopted.add((slug, code))
        if kind == "withdrawn":
            self.adopted.discard((slug, code))
        return f"{kind} {slug} {version} at {code}"

    # brands and templates

    def _rename(self) -> str:
        code = self.pick.choice(SCHOOLS)
        self.names[code] = f"{code} {self.pick.choice(_WORDS[:12])} “{self.pick.randrange(99)}” &"
        self._write_trust()
        return f"rename {code}"

    def _recolour(self) -> str:
        code = self.pick.choice(SCHOOLS)
        self.colours[code] = f"#{self.pick.randrange(16**6):06x}"
        self._write_trust()
        return f"recolour {code}"

    def _redraw(self) -> str:
        code = self.pick.choice(SCHOOLS)
        self.workspace.write(
            f"templates/brands/{code}/logo.svg",
            LOGO.format(colour=f"#{self.pick.randrange(16**6):06x}"),
        )
        self.logos.add(code)
        self._write_trust()
        return f"draw the logo of {code}"

    def _write_trust(self) -> None:
        lines = [
            "trust: {name: Quarry & Dale Learning Trust, short_name: QDLT}",
            "bodies:\n  FGB: {name: Full Governing Body}",
            "groups:\n  DALE:\n    name: Dale Partnership\n    members: {ASH: {}, OAK: {}}",
            "schools:",
        ]
        for code in SCHOOLS:
            colour = self.colours.get(code, "#204060")
            logo = f"logo: templates/brands/{code}/logo.svg, " if code in self.logos else ""
            name = self.names[code]
            lines.append(f'  {code}:\n    name: "{name}"\n    brand: {{{logo}colour: "{colour}"}}')
        self.workspace.write("governance/trust.yaml", "\n".join(lines) + "\n")

    def _retouch_template(self) -> str:
        name = self.pick.choice([*_COMMENTS, "policy.docx"])
        path = self.workspace.path(f"templates/{name}")
        if path.exists():
            path.unlink()
            return f"back to our own {name}"
        data = (_TEMPLATES / name).read_bytes()
        if name in _COMMENTS:
            data += _COMMENTS[name].format(self.pick.randrange(99)).encode() + b"\n"
        self.workspace.write(f"templates/{name}", data)
        return f"own {name}"

    # the build folder

    def _copies(self) -> list[Path]:
        return [self.workspace.path(f"build/{name}") for name in sorted(self.workspace.files())]

    def _lose_files(self) -> str:
        copies = self._copies()
        record = self.workspace.path("build/.minuted.json")
        if self.pick.random() < 0.2:
            record.unlink(missing_ok=True)
            folder = self.workspace.path("build")
            self.orphans |= {path.relative_to(folder).as_posix() for path in copies}
            return "lose the record"
        for path in self.pick.sample(copies, min(len(copies), 2)):
            path.unlink()
        return "lose two files"

    def _scribble(self) -> str:
        copies = self._copies()
        if copies:
            self.pick.choice(copies).write_bytes(b"scribbled")
        return "scribble on a file"

    # harm

    def spoil(self) -> tuple[str, Callable[[], None]]:
        """Make a mistake; return what, and a way to undo it."""
        name = self.pick.choice(
            [f"policy_src/{SLUGS[0]}.md", "governance/trust.yaml", self._ledger(), self._issued()]
        )
        good = self.workspace.path(name).read_bytes()
        bad = {".md": b"\n\nSee [](#nowhere).\n", ".csv": b"2024-01-09,FGB\n", ".yaml": b"  : :\n"}
        self.workspace.write(name, good + bad[Path(name).suffix])

        def undo() -> None:
            self.workspace.write(name, good)

        return f"spoil {name}", undo

    def _ledger(self) -> str:
        return f"governance/minutes/{SLUGS[0]}.csv"

    def _issued(self) -> str:
        return f"governance/issued/{SLUGS[0]}/1/{SLUGS[0]}.md"
