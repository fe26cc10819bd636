"""A document that somebody else made, adopted as a policy."""

from minuted.readers.adopted.adopt import Adopted, adopt, slug_of

__all__ = ["Adopted", "adopt", "slug_of"]
