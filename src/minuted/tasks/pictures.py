"""Why pictures cannot be used: each is looked through and drawn once, and remembered."""

from collections.abc import Sequence
from functools import partial

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.store.cache import key_of
from minuted.tasks.cores import core_count
from minuted.tasks.engines import engine
from minuted.tasks.known import Found, Known


def picture_faults(known: Known, pictures: Sequence[bytes]) -> list[str]:
    """Return why each picture cannot be used, as the end of a sentence; empty where it can."""
    keys = [key_of(engine("pdf"), data).encode() for data in pictures]
    new = {
        key: data for key, data in zip(keys, pictures, strict=True) if not known.has("picture", key)
    }
    found: dict[bytes, Found] = {}
    if len(new) > 1:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(core_count()) as threads:
            for key, one in zip(new, threads.map(_looked, new.values()), strict=True):
                if one is not None:
                    found[key] = one
                    known.keep("picture", key, one)
    for key, data in zip(keys, pictures, strict=True):
        if key not in found:
            try:
                found[key] = known.found("picture", key, partial(_look, data))
            except OSError:  # no room for a temporary file: whoever makes copies says so
                found[key] = None, []
    return ["".join(d.message for d in found[key][1]) for key in keys]


def _looked(data: bytes) -> Found | None:
    try:
        return _found(data)
    except OSError:
        return None


def _look(data: bytes, _key: bytes) -> Found:
    return _found(data)


def _found(data: bytes) -> Found:
    """Look through a picture and draw it, which loads what does that."""
    from minuted.readers.pictures import picture_fault as harm_in

    fault = harm_in(data)
    if not fault:
        from minuted.writers.pdf.shown import picture_fault as drawing_fault

        fault = drawing_fault(data)
    return None, [Diagnostic(Severity.ERROR, "logo", fault, "", "")] if fault else []
