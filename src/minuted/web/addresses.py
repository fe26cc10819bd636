"""Addresses that carry what an earlier address asked for.

What a stranger typed into an address is never handed to `url_for`, which takes some names for
orders.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import url_for


def with_query(endpoint: str, query: Mapping[str, object], **path: str) -> str:
    """Return the address of an endpoint with a query; what is None or empty is left out.

    Args:
        path: what stands in the endpoint's own address.
    """
    kept = {name: value for name, value in query.items() if value not in (None, "")}
    base = url_for(endpoint, **path)  # type: ignore[arg-type]  # names of ours only
    return f"{base}?{urlencode(kept)}" if kept else base
