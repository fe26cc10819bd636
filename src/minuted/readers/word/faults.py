"""What stops the reading of a Word file."""


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


SAVE_AGAIN = "Open it in Word, choose File, Save As, “Word Document (*.docx)”, and read that one."
