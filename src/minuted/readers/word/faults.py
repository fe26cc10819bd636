"""What stops the reading of a Word file."""

from minuted.readers.file_kinds import SAVE_AS_WORD


class WordFaultError(Exception):
    """The file is none, is broken, is locked, or is made to do harm.

    Attributes:
        code: of the diagnostic.
        message: what is wrong, as a sentence.
        hint: what to do.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


SAVE_AGAIN = SAVE_AS_WORD
