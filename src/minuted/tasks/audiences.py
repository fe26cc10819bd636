"""An audience found by the code that a user typed."""

from minuted.errors import NotFoundError
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Audience, Organisation


def find_audience(organisation: Organisation, code: str) -> Audience:
    """Return the audience of a code.

    Raises:
        NotFoundError: there is none; the hint names the nearest.
    """
    audience = organisation.audience(code)
    if audience is None:
        known = organisation.codes()
        hint = did_you_mean(code, known, f"Known are: {', '.join(known)}.")
        raise NotFoundError(f"There is no school, group or trust “{code}” in trust.yaml.", hint)
    return audience
