"""A field of a Word file as its raw words need it: whether it is shown, and what it makes up."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from minuted.model.symbols import shown as sign

_UNSHOWN: Final = frozenset(("XE", "TC", "TA", "RD", "PRIVATE", "ASK", "SET"))
_BUTTONS: Final = frozenset(("MACROBUTTON", "GOTOBUTTON"))


@dataclass
class RawField:
    """A field that has begun.

    Attributes:
        code: what it says to Word, so far.
        shown: whether its code is over and what it shows has begun.
        form, choices: what is filled in, of a field that is part of a form.
    """

    code: str = ""
    shown: bool = False
    form: dict[str, str] = field(default_factory=dict)
    choices: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What sort of field it is, in capitals."""
        words = self.code.split(maxsplit=1)
        return words[0].upper() if words else ""

    @property
    def unshown(self) -> bool:
        """Whether Word prints nothing of it at all."""
        return self.name in _UNSHOWN

    def made_up(self) -> str:
        """Return what it shows where it keeps no words of its own."""
        match self.name:
            case "FORMCHECKBOX":
                on = self.form.get("checked", self.form.get("default", "0"))
                return "☐" if on.lower() in ("0", "false", "off", "none") else "☒"
            case "FORMDROPDOWN":
                return self._choice()
            case "SYMBOL":
                return self._symbol()
            case name if name in _BUTTONS and not self.shown:
                return " ".join(self.code.split()[2:])
            case _:
                return ""

    def _choice(self) -> str:
        at = 0
        for name in ("default", "result"):
            with suppress(ValueError):  # what is no number says nothing
                at = int(self.form.get(name, "").strip()[:12])
        return self.choices[at] if 0 <= at < len(self.choices) else ""

    def _symbol(self) -> str:
        words = self.code.replace('"', " ").split()
        base = 16 if words[1:] and words[1].lower().startswith("0x") else 10
        try:
            code = int(words[1], base)
        except (IndexError, ValueError):
            return ""
        font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
        return sign(code, font) if 0 < code < 0x110000 else ""
