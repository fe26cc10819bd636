"""Build copies: of the text in force for each audience, or of the draft."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from minuted.errors import WorkspaceError
from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.organisation import Organisation
from minuted.store.cache import key_of
from minuted.store.output import RECORD, BuildFolder, locked
from minuted.tasks.audiences import find_audience
from minuted.tasks.brands import Brands
from minuted.tasks.build_report import BuildReport
from minuted.tasks.crews import crew_for, enough
from minuted.tasks.indexes import write_indexes
from minuted.tasks.logos import Logos
from minuted.tasks.plan import Failed, NotAdopted, Plan, Scope
from minuted.tasks.planner import plan_parts
from minuted.tasks.reading import Desk
from minuted.tasks.render import FORMATS, Batch, Looks, Order, batches, lost, render
from minuted.tasks.settled import Memory, Settled
from minuted.tasks.touched import touched_texts, without_touched

Progress = Callable[[str, int, int], None]
"""Is told what is being done, such as `READING`, how much of it is done, and how much there is."""

READING = "policies read"
DRAWING = "logos drawn"
MAKING = "copies made"


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build, and how.

    Attributes:
        formats: of `FORMATS`; empty for all.
        output: the folder to write to.
        jobs: how many processes at most; 0 for as many as there are cores.
        cluster: the address of a scheduler whose workers are to make the copies; empty for this
            machine's own processes.
    """

    scope: Scope
    output: Path
    formats: tuple[str, ...] = ()
    jobs: int = 0
    cluster: str = ""


def build(
    desk: Desk,
    request: BuildRequest,
    progress: Progress = lambda _what, _done, _total: None,
    waiting: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Write every copy that there should be, and remove those that there should no longer be.

    Args:
        progress: called while policies are read and while copies are made.
        waiting: called before waiting for another build that writes to the same folder.

    Raises:
        NotFoundError: a policy or an audience that was asked for is not there.
        WorkspaceError: the build folder cannot be used at all.
        RefusedError, ClusterError: the cluster that was asked for cannot be used, or is gone.
    """
    report = BuildReport(_called(request.output, desk.workspace.root))
    if _asked(desk, request.scope, report) is None:  # before anything is written
        return report
    with locked(request.output, waiting):
        desk = desk.again()  # as things are now: another build may have held the folder for long
        report.diagnostics.clear()
        asked = _asked(desk, request.scope, report)
        if asked is None:
            return report
        organisation, slugs = asked
        folder = BuildFolder(request.output)
        logos = Logos(desk.cache, partial(progress, DRAWING))
        work = _Work(desk, organisation, request, folder, report, progress, slugs, logos)
        try:
            work.run()
        finally:
            _save(folder, report)
    report.not_adopted += sorted(work.plan.not_adopted, key=lambda missing: missing.policy)
    report.failed += work.plan.failed
    report.diagnostics += report.complaints()
    report.keep(folder.kept)
    report.diagnostics += in_file_order(work.plan.diagnostics)
    return report


def _asked(desk: Desk, scope: Scope, report: BuildReport) -> tuple[Organisation, list[str]] | None:
    """Return the trust and the policies asked for; None, and why, where the trust has errors.

    Raises:
        NotFoundError: a policy or an audience that was asked for is not there.
    """
    organisation, complaints = desk.organisation()
    report.diagnostics += complaints
    if organisation is None or any(d.is_error for d in complaints):
        report.failed.append(Failed("", "", "governance/trust.yaml has errors."))
        return None
    slugs = desk.slugs(scope.policies)
    for code in scope.audiences:
        find_audience(organisation, code)
    return organisation, slugs


@dataclass(slots=True)
class _Work:
    """One build at work: it plans policy by policy, while copies of those before are made.

    Attributes:
        slugs: of the policies whose copies are wanted.
        logos: those that were drawn so far.
        plan: what is planned so far, without the texts themselves.
        paths: of every file that there should be, so far.
        orders: those that have to be made and are not yet, by path.
        waiting: how many have to be made, so far.
        unsettled: how many policies have to be planned.
        planned: how many of them are.
        touched: see `touched_texts`; None until it has been asked.
    """

    desk: Desk
    organisation: Organisation
    request: BuildRequest
    folder: BuildFolder
    report: BuildReport
    progress: Progress
    slugs: list[str]
    logos: Logos
    plan: Plan = field(default_factory=Plan)
    paths: set[str] = field(default_factory=set)
    orders: dict[str, Order] = field(default_factory=dict)
    waiting: int = 0
    unsettled: int = 0
    planned: int = 0
    touched: frozenset[str] | None = None

    def run(self) -> None:
        """Make what is not up to date, and remove what there should no longer be."""
        templates = self.desk.workspace.templates()
        brands = Brands.of(self.desk, self.organisation)
        try:
            todo = self._todo(templates, brands)
            first = enough(todo)
            if first:
                self._make(first, todo)
            _remove(self.desk, self.plan, self.request, self.folder, self.report, self.paths)
            self.plan.diagnostics += brands.all_problems()
        finally:  # after Ctrl-C too, the lists say what lies there
            self.report.diagnostics += write_indexes(
                self.organisation, brands, self.logos, templates, self.folder, self.report.folder
            )

    def _todo(self, templates: dict[str, bytes], brands: Brands) -> Iterator[Batch]:
        """Plan, and yield what has to be made."""
        request = self.request
        looks = Looks.of(request.formats or FORMATS, templates, self.logos)
        memory = self._memory(looks, brands)
        unsettled = tuple(self._unsettled(memory))
        if not unsettled:
            return
        self.unsettled = len(unsettled)
        scope = replace(request.scope, policies=unsettled)
        reading = partial(self.progress, READING)
        for part in plan_parts(self.desk, self.organisation, scope, brands, reading):
            todo, orders = batches(part.wanted, looks, self.folder.is_current)
            _keep(memory, part, orders)
            if todo and not request.scope.draft:
                if self.touched is None:
                    self.touched, complaints = touched_texts(self.desk)
                    self.plan.diagnostics += complaints
                todo, orders = without_touched(self.touched, part, todo, orders)
            part.wanted.clear()
            self.plan.add(part)
            self.paths |= {order.path for order in orders}
            waiting = {order.path: order for batch in todo for order in batch.orders}
            self.orders |= waiting
            self.report.unchanged += [o.path for o in orders if o.path not in waiting]
            self.waiting += len(waiting)
            self.planned += 1
            yield from todo

    def _make(self, first: list[Batch], more: Iterator[Batch]) -> None:
        """Make copies, and write them as they come."""
        from minuted.tasks.schedule import run  # brings what other processes take

        done = 0
        self.progress(MAKING, done, self._expected)
        with crew_for(first, self.request.jobs, self.request.cluster) as crew:
            for rendered in run(render, chain(first, more), crew, lost):
                for one in rendered:
                    self.report.take(self.folder, self.orders.pop(one.path), one)
                done += len(rendered)
                self.progress(MAKING, done, self._expected)

    @property
    def _expected(self) -> int:
        """How many copies there will be to make: as many for each policy as for those planned."""
        return round(self.waiting * self.unsettled / self.planned) if self.planned else 0

    def _memory(self, looks: Looks, brands: Brands) -> Memory:
        """Return the memory of such builds as this one."""
        scope = self.request.scope
        asked = repr((sorted(looks.digests), scope.audiences, scope.draft))
        about = repr((looks.digests, scope.day, scope.today))
        of_brands = [
            key_of(code, looks.brand_key(brand), repr(problems))
            for code, (brand, problems) in brands.found.items()
        ]
        return Memory(self.desk, f"build {asked}", about, *of_brands)

    def _unsettled(self, memory: Memory) -> Iterator[str]:
        """Yield the policies that have to be planned; note what the others come to."""
        for slug in self.slugs:
            settled = memory.of(slug)
            if settled is None or not all(
                self.folder.is_current(path, key) for path, key in settled.orders.items()
            ):
                yield slug
                continue
            self.paths |= settled.orders.keys()
            self.report.unchanged += settled.orders
            self.plan.diagnostics += settled.diagnostics
            self.plan.not_adopted += [
                NotAdopted(slug, code, reason) for code, reason in settled.not_adopted.items()
            ]


def _called(folder: Path, root: Path) -> str:
    try:
        return folder.relative_to(root).as_posix()
    except ValueError:
        return folder.as_posix()


def _keep(memory: Memory, part: Plan, orders: list[Order]) -> None:
    """Have a policy remembered, unless something is wrong with it."""
    if part.failed:
        return
    reasons = {missing.audience: missing.reason for missing in part.not_adopted}
    keys = {order.path: order.key for order in orders}
    memory.keep(part.policy, Settled(keys, reasons, tuple(part.diagnostics)))


def _save(folder: BuildFolder, report: BuildReport) -> None:
    try:
        folder.save()
    except WorkspaceError as error:  # the next build makes again what the record does not have
        report.diagnostics.append(
            Diagnostic(
                Severity.ERROR, "not-written", error.message, error.hint, report.place(RECORD)
            )
        )


def _remove(
    desk: Desk,
    plan: Plan,
    request: BuildRequest,
    folder: BuildFolder,
    report: BuildReport,
    wanted: set[str],
) -> None:
    """Remove what an earlier build wrote within this one's scope and this one would not.

    A copy that an error stops is left as it is: the last good one is better than none.
    """
    stopped = {(f.policy, f.audience) for f in plan.failed}
    known = set(desk.workspace.slugs())
    formats = request.formats or FORMATS
    scope = request.scope
    for path, written in folder.record.items():
        policy, audience = written.facts.get("policy", ""), written.facts.get("audience", "")
        if not policy or path in wanted or path.rpartition(".")[2] not in formats:
            continue
        if scope.policies and policy not in scope.policies:
            continue
        if scope.audiences and audience not in scope.audiences:
            continue
        if policy in known and {(policy, ""), (policy, audience)} & stopped:
            continue
        try:
            folder.remove(path)
            report.removed.append(path)
        except WorkspaceError as error:
            report.diagnostics.append(
                Diagnostic(
                    Severity.ERROR, "not-removed", error.message, error.hint, report.place(path)
                )
            )
