"""A document that somebody else made, adopted as a policy: structure, numbers, references, cover."""

from minuted.readers.adopted.adopt import Adopted, adopt

__all__ = ["Adopted", "adopt"]
