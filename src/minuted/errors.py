"""What can go wrong with the surroundings; an author's mistakes are diagnostics instead.

Every class carries a message that says what is wrong and a hint that says what to do. They are
worded for a person who is no programmer, and `cli` prints them as they are.
"""


class MinutedError(Exception):
    """The base of everything that minuted raises on purpose.

    Args:
        message: what is wrong, and where, as a sentence.
        hint: what the reader can do about it, as a sentence; empty where nothing can be said.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WorkspaceError(MinutedError):
    """There is no workspace here, or a file of it cannot be read or written."""


class NotFoundError(MinutedError):
    """A policy, version or audience was asked for that the workspace does not have."""


class RefusedError(MinutedError):
    """The request was understood and would do harm, or nothing; nothing was changed."""


class HistoryError(MinutedError):
    """Git is missing, or refused what was asked of it."""


class EngineError(MinutedError):
    """Pandoc or Typst failed, ran out of time, or is not the one that was installed."""


class ClusterError(MinutedError):
    """A cluster cannot be reached, or is gone while it was at work."""


class RenderError(MinutedError):
    """A writer could not make a copy of a text.

    Args:
        address: the clause, paragraph or section that it failed at; empty where unknown.
    """

    def __init__(self, message: str, hint: str = "", address: str = "") -> None:
        super().__init__(message, hint)
        self.address = address
