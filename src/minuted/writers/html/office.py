"""The office's HTML templates: read and compiled once, and run where they can do no harm.

    templates/policy.html ─┐
    templates/index.html  ─┼─▶ OfficePage ──render(variables, inserts)──▶ one page
    templates/policy.css  ─┘

What a page must have (its inserts, such as the policy's text) is not handed to the template: the
template places a mark for it, and it replaces the mark afterwards. So a template can put the text
where it likes, and can neither change it, nor repeat it, nor leave it out unseen.
"""

import re
from collections.abc import Callable, Mapping
from types import CodeType, MappingProxyType, SimpleNamespace, TracebackType

from jinja2 import FunctionLoader, StrictUndefined, Undefined, UndefinedError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from minuted.errors import RenderError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.writers.html.fragment import words

STYLE = "policy.css"
_FOLDER = "templates"


class TemplateFaultError(RenderError):
    """A template of the office's is missing, or does not do what a page needs.

    Args:
        code: the diagnostic's code, such as `template-syntax`.
        name: the template's path from `templates/`.
        line: counted from 1; 0 where it is about the file as a whole.
    """

    def __init__(self, code: str, name: str, message: str, hint: str, line: int = 0) -> None:
        path = f"{_FOLDER}/{name}"
        where = f"{path}, line {line}" if line else path
        super().__init__(f"{where}: {message}", hint)
        self.diagnostic = Diagnostic(Severity.ERROR, code, message, hint, path, line)


class OfficePage:
    """One kind of page, compiled."""

    def __init__(self, templates: Mapping[str, bytes], name: str) -> None:
        """Read a template and the style it shares with the others.

        Raises:
            TemplateFaultError: one of the two is missing, is not UTF-8, or is no Jinja template.
        """
        self.name = name
        read(templates, name)
        self.css = read(templates, STYLE)
        if "</style" in self.css.lower():
            raise TemplateFaultError(
                "template-style-sheet",
                STYLE,
                "It holds “</style>”, which would end the style in the middle of a page.",
                "Take that out: the file is a style sheet, not a page.",
            )
        environment = _Sandbox(
            loader=FunctionLoader(_source_of(templates)),
            undefined=_Unknown,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        # range, lipsum and the like: a template has nothing to count, so cannot count for ever.
        environment.globals.clear()
        for counting in _COUNTING_FILTERS:
            environment.filters.pop(counting, None)
        try:
            self._template = environment.get_template(name)
        except TemplateSyntaxError as error:
            raise _as_fault(error, name) from None

    def render(
        self,
        variables: Mapping[str, object],
        inserts: Mapping[str, str],
        says: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Return the page.

        Args:
            variables: what the template may use; a string is text, a `Markup` is HTML.
            inserts: HTML that the template must place exactly once, by name.
            says: words that the template itself must print, by the name that prints them.

        Raises:
            TemplateFaultError: the template uses what there is not, fails, places an insert
                never or twice, or does not print what it must.
        """
        marks = {name: Markup(f"\0{name}\0") for name in inserts}
        try:
            page = self._template.render(**variables, **marks)
        except Exception as error:  # a template is the office's program: it can raise anything
            raise _as_fault(error, self.name) from None
        for name, said in says.items():
            if words(said) not in page:
                raise TemplateFaultError(
                    "template-placeholder",
                    self.name,
                    f"The page that it makes does not print {name}.",
                    f"Put {name} back where readers look for it.",
                )
        for name, mark in marks.items():
            if page.count(mark) != 1:
                often = "more than once" if mark in page else "nowhere"
                raise TemplateFaultError(
                    "template-placeholder",
                    self.name,
                    f"{{{{ {name} }}}} stands {often} in the page that it makes.",
                    f"Put {{{{ {name} }}}} in it once, by itself, outside any {{% if %}}.",
                )
            page = page.replace(mark, inserts[name])
        return page


_COUNTING_FILTERS = (
    *("batch", "center", "filesizeformat", "format", "indent", "pprint", "random", "replace"),
    *("round", "slice", "tojson", "wordwrap", "xmlattr"),
)
"""Filters that fill, repeat or cut by a number; what a page needs of that, its style does."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox without what makes a huge value out of a short line.

    A value's own methods (`"a".ljust(…)`) are such, so a template calls its own macros only.
    """

    intercepted_binops = frozenset(("*", "**"))

    def is_safe_callable(self, obj: object) -> bool:
        """Refuse to call what is neither a macro nor a loop."""
        if isinstance(obj, Macro | LoopContext | Undefined):
            return True
        raise SecurityError("a template can call its own macros only")

    def call_binop(self, _context: object, operator: str, _left: object, _right: object) -> object:
        """Refuse the operators above."""
        raise SecurityError(f"“{operator}” cannot be used in a template")


class _Compiled(BytecodeCache):
    """What this process has compiled of templates, by their names and words.

    A page is wanted again and again: by a check, by a build, by each copy that `serve` shows; and
    compiling it takes ten times as long as filling it.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put into a bucket what there is for it."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, and not more and more for ever."""
        if len(self._known) >= _MOST_COMPILED:
            self._known.clear()
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


_MOST_COMPILED = 64
_COMPILED = _Compiled()
"""For environments of one kind only: compiled code is of the sandbox it was compiled for."""


class _Unknown(StrictUndefined):
    """A name that does not exist, which a template may ask after and may not use."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        group = f"{self._undefined_obj}." if isinstance(self._undefined_obj, _Group) else ""
        return f"{group}{self._undefined_name}"


class _Group(SimpleNamespace):
    """What a template reads behind one dot."""

    def __init__(self, group: str) -> None:
        super().__init__()
        self._group = group

    def __str__(self) -> str:
        return self._group


def names(values: Mapping[str, str]) -> dict[str, SimpleNamespace]:
    """Return values by dotted name (`school.name`) as a template reads them."""
    groups: dict[str, SimpleNamespace] = {}
    for name, value in values.items():
        group, _, own = name.partition(".")
        if group not in groups:
            groups[group] = _Group(group)
        setattr(groups[group], own, value)
    return groups


def read(templates: Mapping[str, bytes], name: str) -> str:
    """Return one of the office's files, its line ends LF.

    Raises:
        TemplateFaultError: it is missing, or is not UTF-8.
    """
    if name not in templates:
        raise TemplateFaultError(
            "template-missing",
            name,
            "The file is not there.",
            f"Put it back: `minuted init` writes a new one, and git keeps the old {name}.",
        )
    try:
        text = templates[name].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateFaultError(
            "template-encoding",
            name,
            "It is not stored as UTF-8.",
            "Open it in the editor and save it with the encoding UTF-8.",
            templates[name].count(b"\n", 0, error.start) + 1,
        ) from None
    return text.replace("\r\n", "\n")


_FORBIDDEN = re.compile(r"access to attribute '([^']*)' of ")
"""How Jinja refuses a look into Python, where it names our classes."""


def _source_of(
    templates: Mapping[str, bytes],
) -> Callable[[str], tuple[str, str, None] | None]:
    def source(name: str) -> tuple[str, str, None] | None:
        if name not in templates:
            return None
        # The second part is the name that a traceback gives, which is how a line is found below.
        return read(templates, name), name, None

    return source


def _as_fault(error: BaseException, page: str) -> TemplateFaultError:
    """Say in the office's words what Jinja said, and where."""
    if isinstance(error, TemplateFaultError):
        return error
    said = str(error).strip().rstrip(".")
    if isinstance(error, TemplateSyntaxError):
        return TemplateFaultError(
            "template-syntax",
            error.name or page,
            f"It cannot be read as a template: {(error.message or said).rstrip('.')}.",
            "Look for an unclosed {{ … }} or {% … %} at that line, or just before it.",
            error.lineno,
        )
    name, line = _place(error.__traceback__, page)
    if isinstance(error, UndefinedError):
        return TemplateFaultError(
            "template-unknown-name",
            name,
            f"It uses the name “{said}”, and there is none.",
            "Use the names listed at the top of the file. For a field that only some schools "
            "have, write {% if school.telephone is defined %} … {% endif %} around it.",
            line,
        )
    if isinstance(error, TemplateNotFound):
        said = f"there is no template “{error.name}”"
    elif forbidden := _FORBIDDEN.match(said):
        said = f"“{forbidden[1]}” is no part of what a template may use"
    return TemplateFaultError(
        "template-fails",
        name,
        f"It cannot be carried out: {said or type(error).__name__}.",
        "Put that line back as it was: `minuted init` in an empty folder writes the original.",
        line,
    )


def _place(traceback: TracebackType | None, page: str) -> tuple[str, int]:
    """Return the innermost template and line that a traceback passes through."""
    name, line = page, 0
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".html"):
            name, line = file, traceback.tb_lineno
        traceback = traceback.tb_next
    return name, line
