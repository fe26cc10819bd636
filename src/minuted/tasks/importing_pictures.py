"""The pictures of an imported document: named, written beside the draft, or told as missing."""

from pathlib import Path

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.policy import Image, Inline, Inlines
from minuted.readers.adopted import Adopted
from minuted.readers.adopted.adopt import with_inlines
from minuted.readers.pictures import picture_fault, picture_format
from minuted.tasks.documents import Source
from minuted.tasks.importing_fitted import Fitting, readable

NO_WORDS = "Picture"
"""Stands for the words of a picture that has none, because a picture without words is refused."""


def with_pictures(
    source: Source, slug: str
) -> tuple[Adopted, tuple[tuple[str, bytes], ...], tuple[Diagnostic, ...]]:
    """Return the adopted text with its pictures named, their files, and what is odd about them."""
    assert source.adopted is not None
    namer = _Namer(source, slug)
    fitting = Fitting(source.name)

    def change(inline: Inline) -> Inlines:
        return namer.named(inline) if isinstance(inline, Image) else fitting.fitted(inline)

    adopted = with_inlines(source.adopted, change)
    return adopted, tuple(namer.files.items()), (*namer.remarks, *fitting.remarks)


class _Namer:
    """Gives every picture a file of its own; one that stands there twice has but one."""

    def __init__(self, source: Source, slug: str) -> None:
        self._pictures = source.pictures
        self._source = Path(source.name).name
        self._slug = slug
        self._paths: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.remarks: list[Diagnostic] = []

    def named(self, inline: Image) -> Inlines:
        """Return a picture with its path; nothing where it cannot be kept."""
        data = self._pictures.get(inline.sha256)
        words = " ".join(readable(inline.alt).split())
        what = f"“{words}”" if words else "without words"
        if data is None:
            self._remark(
                "picture-missing",
                f"The picture {what} cannot be taken out of the file, and is left out.",
                "Save it as PNG, and put it beside the draft.",
            )
            return ()
        fault = picture_fault(data)
        if fault:
            self._remark(
                "picture-kind",
                f"The picture {what} {fault}, and is left out.",
                "Save it as PNG, JPEG or plain SVG, and put it beside the draft.",
            )
            return ()
        if not words:
            self._remark(
                "picture-words",
                "A picture has no words for readers who cannot see it; it is called “Picture”.",
                "Say in the draft what it shows.",
            )
        path = self._path(inline.sha256, data)
        return (Image(words or NO_WORDS, path, inline.sha256, inline.width),)

    def _path(self, digest: str, data: bytes) -> str:
        if digest not in self._paths:
            path = f"{self._slug}-{len(self._paths) + 1}.{picture_format(data)}"
            self._paths[digest] = path
            self.files[path] = data
        return self._paths[digest]

    def _remark(self, code: str, message: str, hint: str) -> None:
        self.remarks.append(Diagnostic(Severity.WARNING, code, message, hint, self._source))
