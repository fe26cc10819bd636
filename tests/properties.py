"""Properties of whatever can be made up: tried a little in every run, at length under stress."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

Property = Callable[..., None]


def tried(
    ordinary: int, long: int, *made_up: SearchStrategy[Any]
) -> Callable[[Property], Callable[[int], None]]:
    """Try a property on so many examples; the ordinary ones are the same in every run."""

    def as_test(holds: Property) -> Callable[[int], None]:
        @pytest.mark.parametrize(
            "examples", [ordinary, pytest.param(long, marks=pytest.mark.stress)]
        )
        def test(examples: int) -> None:
            same = examples == ordinary
            as_often = settings(max_examples=examples, deadline=None, derandomize=same)
            as_often(given(*made_up)(holds))()

        test.__name__ = holds.__name__
        test.__doc__ = holds.__doc__
        return test

    return as_test
