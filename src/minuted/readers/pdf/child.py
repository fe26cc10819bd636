"""The process that opens PDFs: one request a line length and bytes in, one JSON answer out.

It is started by `process` as `python -m minuted.readers.pdf.child`, lives as long as there are
files to read, and may crash or be killed without harm.
"""

import json
import sys
from typing import Any, BinaryIO

MEMORY = 1_200_000_000
"""Bytes of address space, where the system can limit it; a book of 600 pages takes 250 million."""


def main() -> None:
    """Answer requests until there are none."""
    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while header := requests.readline():
        what, length = header.decode("ascii").split()
        data = requests.read(int(length))
        answer = json.dumps(_answer(what, data), ensure_ascii=True).encode("ascii")
        _send(answers, answer)


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(f"{len(answer)}\n".encode("ascii"))
    answers.write(answer)
    answers.flush()


def _answer(what: str, data: bytes) -> dict[str, Any]:
    from minuted.readers.pdf.extract import RefusedFileError, extract
    from minuted.readers.pdf.raw import words_of_pages
    from minuted.readers.pdf.tags import tags_of

    try:
        if what == "tags":
            return tags_of(data)
        if what == "words":
            return {"pages": words_of_pages(data)}
        return extract(data, with_tables=what == "tables")
    except RefusedFileError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": "memory"}
    except Exception as error:
        return {"refused": "broken", "because": type(error).__name__}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such thing
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
