"""One audience's copy of one policy in one format: the bytes that a build would write."""

from dataclasses import dataclass

from minuted.errors import NotFoundError, RefusedError, RenderError
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.logos import Logos
from minuted.tasks.plan import Plan, Scope
from minuted.tasks.planner import make_plan
from minuted.tasks.reading import Desk
from minuted.tasks.render import FORMATS, Looks, batches, render
from minuted.tasks.touched import touched_texts, without_touched


@dataclass(frozen=True, slots=True)
class OneCopy:
    """A copy; `path` is where a build puts it, below the build folder."""

    path: str
    data: bytes


def one_copy(desk: Desk, scope: Scope, name: str) -> OneCopy:
    """Return the copy of the one policy and the one audience that a scope names.

    Args:
        name: the format.

    Raises:
        NotFoundError: there is no such policy, audience or format.
        RefusedError: there is no copy that day, and the message says why.
        ComplaintsError: what an author wrote stops it.
        RenderError: it could not be laid out.
    """
    if name not in FORMATS:
        raise NotFoundError(
            f"There are no copies in the format “{name}”.", f"Known are: {', '.join(FORMATS)}."
        )
    organisation, complaints = desk.organisation()
    if organisation is None or any(d.is_error for d in complaints):
        raise ComplaintsError("governance/trust.yaml", complaints)
    plan = make_plan(desk, organisation, scope)
    looks = Looks.of((name,), desk.workspace.templates(), Logos(desk.cache))
    todo, orders = batches(plan.wanted, looks, _never)
    if not scope.draft:
        touched, complaints = touched_texts(desk)
        plan.diagnostics += complaints
        todo, orders = without_touched(touched, plan, todo, orders)
    if not todo:
        raise _why_none(plan, scope)
    (done,) = render(todo[0])
    if done.problem:
        raise RenderError(done.problem, done.hint)
    return OneCopy(done.path, done.data)


def _never(_path: str, _key: str) -> bool:
    return False


def _why_none(plan: Plan, scope: Scope) -> RefusedError | ComplaintsError:
    if plan.failed:
        return ComplaintsError(scope.policies[0], [d for d in plan.diagnostics if d.is_error])
    reason = plan.not_adopted[0].reason if plan.not_adopted else "There is no such copy."
    return RefusedError(reason, "Choose another day, or the draft.")
