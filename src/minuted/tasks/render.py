"""From a plan to bytes: the scheduler that knows nothing of formats, and the one task it hands out.

    Plan ──batches()──▶ Batch ──render()──▶ Rendered, Rendered …
           one for each text and format     one for each audience

A batch carries all it needs and returns bytes, so that any `concurrent.futures.Executor` can run
it: this process, others, or other machines.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, as_completed
from dataclasses import dataclass, replace

from minuted.errors import EngineError, RenderError
from minuted.model import wire
from minuted.model.copy import Copy
from minuted.model.policy import Policy
from minuted.store.cache import key_of
from minuted.tasks.identity import identity
from minuted.tasks.plan import Wanted
from minuted.tasks.workers import WorkerDiedError
from minuted.writers import WRITERS, writer
from minuted.writers.base import Assets

FORMATS = tuple(WRITERS)
_TEMPLATES = {
    "docx": ("policy.docx",),
    "pdf": ("policy.typ",),
    "html": ("policy.html", "policy.css"),
    "index": ("index.html", "policy.css"),
}
"""The files that each format is made with; whatever else lies in templates/ may serve PDFs."""
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
    """One file that was made, or the reason why not."""

    order: Order
    data: bytes
    problem: str = ""
    hint: str = ""


def batches(
    wanted: list[Wanted],
    formats: tuple[str, ...],
    templates: dict[str, bytes],
    is_current: Callable[[str, str], bool],
) -> tuple[list[Batch], list[Order]]:
    """Return what has to be rendered, and every order, those that are current included.

    Args:
        is_current: whether the file at a path was made from what a key stands for.
    """
    digests = {name: _digest(name, templates) for name in formats}
    orders: list[Order] = []
    grouped: dict[tuple[str, str], list[Order]] = {}
    texts: dict[str, Wanted] = {}
    for want in wanted:
        texts[want.key] = want
        about = key_of(identity(), want.key, _copy_digest(want.copy))
        for name in formats:
            path = f"{want.copy.audience}/{want.copy.policy}.{name}"
            order = Order(path, key_of(about, name, digests[name]), want.copy)
            orders.append(order)
            if not is_current(path, order.key):
                grouped.setdefault((want.key, name), []).append(order)
    wires = {key: wire.encode(texts[key].text) for key, _ in grouped}
    made = [
        Batch(name, wires[key], templates, texts[key].images, tuple(group))
        for (key, name), group in grouped.items()
    ]
    return made, orders


def render(batch: Batch) -> list[Rendered]:
    """Compile a batch's text once and stamp every copy of it."""
    try:
        policy: Policy = wire.decode(batch.text)
        template = writer(batch.format).compile(policy, Assets(batch.templates, batch.images))
    except _STOPS as error:
        return [_failure(order, error) for order in batch.orders]
    done: list[Rendered] = []
    for order in batch.orders:
        try:
            done.append(Rendered(order, template.stamp(order.copy)))
        except _STOPS as error:
            done.append(_failure(order, error))
    return done


def run(todo: list[Batch], executor: Executor | None) -> Iterator[list[Rendered]]:
    """Yield what each batch came to, as it is done; in this process where there is no executor.

    What the executor cannot do, because it has no process to do it, is done in this one.
    """
    waiting = dict(enumerate(todo))
    if executor is not None:
        for index, done in _elsewhere(todo, executor):
            del waiting[index]
            yield done
    for batch in waiting.values():
        yield render(batch)


def _elsewhere(todo: list[Batch], executor: Executor) -> Iterator[tuple[int, list[Rendered]]]:
    """Yield the batches that an executor could do, each with its place in the list."""
    futures = {executor.submit(render, batch): index for index, batch in enumerate(todo)}
    try:
        for future in as_completed(list(futures)):
            index = futures.pop(future)
            try:
                yield index, future.result()
            except WorkerDiedError as error:
                yield index, [_failure(order, error) for order in todo[index].orders]
            except BrokenExecutor:
                continue
    finally:
        for future in futures:
            future.cancel()


def _failure(order: Order, error: Exception) -> Rendered:
    if isinstance(error, RenderError | EngineError):
        place = getattr(error, "address", "")
        named = place and place not in error.message
        return Rendered(
            order, b"", f"{place}: {error.message}" if named else error.message, error.hint
        )
    if isinstance(error, WorkerDiedError):
        message = "Twice the process that made it was ended, perhaps for want of memory."
        return Rendered(order, b"", message, "Build again with one process: minuted build --jobs 1")
    if isinstance(error, OSError):
        message = f"A temporary file could not be used: {error.strerror or error}."
        return Rendered(order, b"", message, "Check that the disk is not full, then build again.")
    message = "The text is nested too deeply, or too large, to be laid out."
    hint = "Look for lists inside lists, or emphasis inside emphasis, many levels deep."
    return Rendered(order, b"", message, hint)


def _digest(name: str, templates: dict[str, bytes]) -> str:
    """Return a key of the template files that a format's copies may come out of."""
    others = {path for form, paths in _TEMPLATES.items() if form != name for path in paths}
    beside = {path for path in templates if path not in others} if name == "pdf" else set()
    used = sorted({path for path in _TEMPLATES[name] if path in templates} | beside)
    return key_of(_engine(name), *(part for path in used for part in (path, templates[path])))


def _engine(name: str) -> str:
    """Return the version of what turns a template into a file, for those that are not ours."""
    from importlib.metadata import version

    engines = {"pdf": "typst", "docx": "python-docx", "html": "Jinja2"}
    return f"{engines[name]} {version(engines[name])}"


def _copy_digest(copy: Copy) -> str:
    bare = replace(copy, brand=replace(copy.brand, logo=b""))
    return key_of(repr(bare), copy.brand.logo)
