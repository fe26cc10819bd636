"""A task that cannot go on because of what is written in the workspace."""

from collections.abc import Iterable

from minuted.errors import MinutedError
from minuted.model.diagnostic import Diagnostic


class ComplaintsError(MinutedError):
    """A file holds errors that leave the task nothing to work with.

    Attributes:
        diagnostics: the complaints, to be shown before the message.
    """

    def __init__(self, path: str, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__(
            f"{path} cannot be used because of the errors above.", "Put them right, then try again."
        )
        self.diagnostics = tuple(diagnostics)
