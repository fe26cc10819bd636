"""What a build came to, as it is told at its end."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from minuted.errors import WorkspaceError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.store.output import BuildFolder
from minuted.tasks.plan import Failed, NotAdopted
from minuted.tasks.render import Order, Rendered


@dataclass(slots=True)
class BuildReport:
    """What a build came to; paths are relative to the build folder.

    Attributes:
        folder: what the build folder is called, from the workspace's root where it lies in there.
    """

    folder: str = "build"
    built: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    not_adopted: list[NotAdopted] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unmade: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The copies that could not be made or written, by the reason and what to do about it."""

    @property
    def ok(self) -> bool:
        """Whether nothing failed and nothing is wrong."""
        return not self.failed and not any(d.is_error for d in self.diagnostics)

    def files_failed(self, formats: int) -> int:
        """Return how many files failed, of audiences' copies in so many formats."""
        return sum(1 if one.path else formats for one in self.failed if one.audience)

    @property
    def policies_failed(self) -> list[str]:
        """Those of which nothing could be planned, by slug; an empty one stands for all."""
        return sorted({one.policy for one in self.failed if not one.audience})

    def take(self, folder: BuildFolder, order: Order, rendered: Rendered) -> None:
        """Write a copy that was made, or note why it was not."""
        if rendered.problem:
            self._fail(order, rendered.problem, rendered.hint)
            return
        try:
            changed = folder.write(order.path, order.key, rendered.data, _facts(order))
        except WorkspaceError as error:
            self._fail(order, error.message, error.hint)
            return
        (self.built if changed else self.unchanged).append(order.path)

    def complaints(self) -> Iterator[Diagnostic]:
        """Yield one for each reason why copies could not be made: a template stops them all."""
        for (message, hint), paths in self.unmade.items():
            others = len(paths) - 1
            if others:
                many = "one other copy" if others == 1 else f"{others} other copies"
                message = f"{message} The same stops {many}."  # noqa: PLW2901  as it is told
            yield Diagnostic(Severity.ERROR, "not-rendered", message, hint, self.place(paths[0]))

    def place(self, path: str) -> str:
        """Return what a file of the build folder is called."""
        return f"{self.folder}/{path}"

    def keep(self, kept: dict[str, str]) -> None:
        """Warn of files that were not as minuted had left them, by path, and say where they are."""
        if not kept:
            return
        path, aside = next(iter(kept.items()))
        message = f"This was not as minuted had left it. What was there is now {self.place(aside)}."
        others = len(kept) - 1
        if others:
            many = "one other file" if others == 1 else f"{others} other files"
            message = f"{message} The same goes for {many}."
        hint = "Delete what nobody needs. A change to every copy belongs in the policy's text."
        self.diagnostics.append(
            Diagnostic(Severity.WARNING, "kept-aside", message, hint, self.place(path))
        )

    def _fail(self, order: Order, message: str, hint: str) -> None:
        self.failed.append(Failed(order.copy.policy, order.copy.audience, message, order.path))
        self.unmade.setdefault((message, hint), []).append(order.path)


def _facts(order: Order) -> dict[str, str]:
    """Return what the record of a build folder says of a copy."""
    copy = order.copy
    return {
        "policy": copy.policy,
        "title": copy.title,
        "audience": copy.audience,
        "version": copy.version,
        "review_date": copy.review_date,
        "draft": "yes" if copy.draft else "",
    }
