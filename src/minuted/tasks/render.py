"""From a plan to bytes: the one place where a text becomes a template and meets its audiences.

    Plan ──batches()──▶ Batch ──render()──▶ Rendered, Rendered …
           one for each text and format     one for each audience

A batch carries all it needs and comes back as bytes, so that whoever schedules it (`schedule.py`)
may have it done anywhere: in this process, in others, on other machines.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace

from minuted.errors import EngineError, RenderError
from minuted.model import wire
from minuted.model.copy import Brand, Copy
from minuted.model.policy import Policy
from minuted.store.cache import key_of
from minuted.tasks.engines import engine
from minuted.tasks.identity import identity
from minuted.tasks.logos import Logos
from minuted.tasks.plan import Wanted
from minuted.writers import WRITERS, writer
from minuted.writers.base import Assets, Template

FORMATS = tuple(WRITERS)
_TEMPLATES = {
    "docx": ("policy.docx",),
    "pdf": ("policy.typ",),
    "html": ("policy.html", "index.html", "policy.css"),  # pages may take parts from each other
}
"""The files that each format is made with; whatever else lies in templates/ may serve PDFs."""
MOST_ORDERS = 100
"""How many audiences one batch has at most: a text for a thousand schools has to be shared out, and
what it comes to has to fit into memory. Compiling it anew costs what a few stamps do.
"""
MOST_LOGO_BYTES = 20_000_000
"""How many bytes of logos one batch has at most: they are in memory several times on their way."""
_ABOUT_A_COPY = tuple(one.name for one in fields(Copy) if one.name != "brand")
_STOPS = (RenderError, EngineError, OSError, RecursionError, MemoryError)
"""What keeps a copy from being made, and is no bug: a text, a template, or the machine."""


@dataclass(frozen=True, slots=True)
class Order:
    """One file to be made: where it goes, what it is made of, and the copy to stamp."""

    path: str
    key: str
    copy: Copy


@dataclass(frozen=True, slots=True)
class Batch:
    """One text in one format for many audiences; `text` is in wire form."""

    format: str
    text: str
    templates: dict[str, bytes]
    images: dict[str, bytes]
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file that was made, by its path in the build folder, or the reason why not."""

    path: str
    data: bytes
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """What copies get their look from.

    Attributes:
        digests: by format, a key of the templates that its copies may come out of.
    """

    templates: dict[str, bytes]
    digests: dict[str, str]
    logos: Logos
    _brands: dict[Brand, str] = field(default_factory=dict)

    @classmethod
    def of(cls, formats: tuple[str, ...], templates: dict[str, bytes], logos: Logos) -> "Looks":
        """Take the templates as they are now, for some formats."""
        return cls(templates, {name: digest_of(name, templates) for name in formats}, logos)

    def brand_key(self, brand: Brand) -> str:
        """Return a key of all that makes a brand what it is."""
        if brand not in self._brands:  # each is asked for once for every policy
            self._brands[brand] = key_of(repr(replace(brand, logo=b"")), brand.logo)
        return self._brands[brand]


def batches(
    wanted: list[Wanted], looks: Looks, is_current: Callable[[str, str], bool]
) -> tuple[list[Batch], list[Order]]:
    """Return what has to be rendered, and every order, those that are current included.

    Args:
        looks: for the formats that are wanted.
        is_current: whether the file at a path was made from what a key stands for.
    """
    orders: list[Order] = []
    grouped: dict[tuple[str, str], list[Order]] = {}
    texts: dict[str, Wanted] = {}
    for want in wanted:
        texts[want.key] = want
        about = key_of(identity(), want.key, _facts(want.copy), looks.brand_key(want.copy.brand))
        for name, digest in looks.digests.items():
            path = f"{want.copy.audience}/{want.copy.policy}.{name}"
            order = Order(path, key_of(about, name, digest), want.copy)
            orders.append(order)
            if not is_current(path, order.key):
                grouped.setdefault((want.key, name), []).append(order)
    wires = {key: wire.encode(texts[key].text) for key in {key for key, _ in grouped}}
    made = [
        Batch(name, wires[key], looks.templates, texts[key].images, tuple(share))
        for (key, name), group in grouped.items()
        for share in _shares(_with_logos(name, group, looks.logos))
    ]
    return made, orders


def _with_logos(name: str, group: list[Order], logos: Logos) -> list[Order]:
    """Return what is to be made in a format with the logos that it wants, drawn."""
    brands = logos.drawn(name, [order.copy.brand for order in group])
    return [
        replace(order, copy=replace(order.copy, brand=brand))
        for order, brand in zip(group, brands, strict=True)
    ]


def render(batch: Batch) -> list[Rendered]:
    """Compile a batch's text once and stamp every copy of it."""
    try:
        template = _compiled(batch)
    except _STOPS as error:
        return [_failure(order, error) for order in batch.orders]
    return [_stamped(template, order) for order in batch.orders]


def _compiled(batch: Batch) -> Template:
    """Turn a text into a template: here and nowhere else, once for all its audiences."""
    policy: Policy = wire.decode(batch.text)
    return writer(batch.format).compile(policy, Assets(batch.templates, batch.images))


def _stamped(template: Template, order: Order) -> Rendered:
    """Let a template meet an audience: here and nowhere else."""
    try:
        return Rendered(order.path, template.stamp(order.copy))
    except _STOPS as error:
        return _failure(order, error)


def lost(batch: Batch) -> list[Rendered]:
    """Return what becomes of a batch over which process after process died."""
    message = "Twice the process that made it was ended, perhaps for want of memory."
    hint = "Build again with one process: minuted build --jobs 1"
    return [Rendered(order.path, b"", message, hint) for order in batch.orders]


def _failure(order: Order, error: Exception) -> Rendered:
    if isinstance(error, RenderError | EngineError):
        place = getattr(error, "address", "")
        named = place and place not in error.message
        message = f"{place}: {error.message}" if named else error.message
        return Rendered(order.path, b"", message, error.hint)
    if isinstance(error, OSError):
        message = f"A temporary file could not be used: {error.strerror or error}."
        return Rendered(
            order.path, b"", message, "Check that the disk is not full, then build again."
        )
    message = "The text is nested too deeply, or too large, to be laid out."
    hint = "Look for lists inside lists, or emphasis inside emphasis, many levels deep."
    return Rendered(order.path, b"", message, hint)


def _shares(group: list[Order]) -> list[list[Order]]:
    """Split what shares a template into parts that are not too large, all of about one size."""
    parts = max(_parts(len(group), MOST_ORDERS), _parts(_logo_bytes(group), MOST_LOGO_BYTES))
    size = _parts(len(group), parts)
    return [group[start : start + size] for start in range(0, len(group), size)]


def _parts(whole: int, most: int) -> int:
    return -(-whole // most)


def _logo_bytes(group: list[Order]) -> int:
    """Return how many bytes of logos copies take with them; one that many share goes once."""
    brands = [order.copy.brand for order in group]
    pictures = [b.logo for b in brands]
    pictures += [p for b in brands if b.drawn for p in (b.drawn.word, b.drawn.small)]
    return sum({id(picture): len(picture) for picture in pictures}.values())


def digest_of(name: str, templates: dict[str, bytes]) -> str:
    """Return a key of the template files that a format's copies may come out of."""
    others = {path for form, paths in _TEMPLATES.items() if form != name for path in paths}
    beside = {path for path in templates if path not in others} if name == "pdf" else set()
    used = sorted({path for path in _TEMPLATES[name] if path in templates} | beside)
    return key_of(engine(name), *(part for path in used for part in (path, templates[path])))


def look(templates: dict[str, bytes]) -> str:
    """Return a key of what copies get their look from: the templates, and what reads them."""
    parts = [part for path in sorted(templates) for part in (path, templates[path])]
    return key_of(*map(engine, FORMATS), *parts)


def _facts(copy: Copy) -> str:
    """Return all that is said of a copy, but for its brand."""
    return repr([getattr(copy, name) for name in _ABOUT_A_COPY])
