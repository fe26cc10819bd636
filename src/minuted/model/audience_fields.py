"""What each field comes to for one audience."""

from minuted.model.front_matter import FrontMatter
from minuted.model.organisation import Audience, Organisation


def field_values(
    organisation: Organisation, audience: Audience, front: FrontMatter
) -> dict[str, str]:
    """Return every field that this audience can fill, by its dotted name.

    In a group's or the trust's copy, `school` is that group or trust.
    """
    values = {
        "school.name": audience.name,
        "school.code": audience.code,
        "school.label": audience.label,
        "trust.name": organisation.trust.name,
        "trust.short_name": organisation.trust.code,
        "policy.title": front.title,
        "policy.review": front.review,
        "policy.owner": front.owner,
    }
    values |= {f"school.{name}": value for name, value in audience.fields.items()}
    values |= {f"trust.{name}": value for name, value in organisation.trust.fields.items()}
    return {name: value for name, value in values.items() if value}
