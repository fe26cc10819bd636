"""Whether the person may do what a page does."""

from werkzeug.exceptions import Forbidden

from minuted.web.person import Act
from minuted.web.setting import person


def allowed(act: Act) -> None:
    """Go on only if the person may do it.

    Raises:
        Forbidden: they may not.
    """
    if not person().may(act):
        raise Forbidden("You may look here, and not do this.")
