"""Logos drawn for copies: once each, by all cores, and kept in the user's cache.

Drawing one takes longer than stamping a dozen copies, and every policy wants all of them again. So
they are drawn before copies are made, and travel with the copies to whoever makes those.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from minuted.model.copy import Brand, DrawnLogo
from minuted.store.cache import Cache, key_of
from minuted.tasks.cores import core_count
from minuted.tasks.engines import engine
from minuted.tasks.identity import identity


class Logos:
    """The brands of one build, their logos drawn."""

    def __init__(
        self, cache: Cache, progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> None:
        """Begin with none.

        Args:
            progress: called with how many logos are drawn, of how many that have to be.
        """
        self._cache = cache
        self._progress = progress
        self._drawn: dict[tuple[bytes, str], DrawnLogo | None] = {}

    def drawn(self, name: str, brands: Sequence[Brand]) -> list[Brand]:
        """Return brands with the logos that copies in a format want drawn, each logo once.

        A brand whose logo the format shows as it is, or cannot show, is returned as it is.
        """
        self._draw(name, brands)
        return [self._with_logo(name, brand) for brand in brands]

    def _draw(self, name: str, brands: Sequence[Brand]) -> None:
        wanted = dict.fromkeys((b.logo, b.logo_format) for b in brands if b.logo)
        fresh = [one for one in wanted if one not in self._drawn and _is_drawn(name, *one)]
        self._drawn |= {logo: self._kept(*logo) for logo in fresh}
        undrawn = [logo for logo in fresh if self._drawn[logo] is None]
        if not undrawn:
            return
        from concurrent.futures import ThreadPoolExecutor

        done = 0
        threads = ThreadPoolExecutor(min(len(undrawn), core_count()))
        try:
            for logo, drawn in zip(undrawn, threads.map(_draw, undrawn), strict=True):
                self._drawn[logo] = drawn
                self._keep(*logo, drawn)
                done += 1
                self._progress(done, len(undrawn))
        finally:  # Ctrl-C, most likely: what is not drawn yet is not wanted any more
            threads.shutdown(cancel_futures=True)

    def _with_logo(self, name: str, brand: Brand) -> Brand:
        drawn = self._drawn.get((brand.logo, brand.logo_format))
        if drawn and name == "docx":  # the logo itself would travel for nothing
            word = DrawnLogo(drawn.word, b"")
            return replace(brand, logo=drawn.word, logo_format="png", drawn=word)
        return replace(brand, drawn=drawn) if drawn and drawn.small else brand

    def _kept(self, logo: bytes, kind: str) -> DrawnLogo | None:
        kept = self._cache.get(_key(logo, kind))
        try:
            word, small = json.loads(kept) if kept else ("", "")
            return DrawnLogo(base64.b64decode(word), base64.b64decode(small)) if word else None
        except (ValueError, TypeError):  # something else lies there
            return None

    def _keep(self, logo: bytes, kind: str, drawn: DrawnLogo | None) -> None:
        if drawn is not None:
            sizes = [base64.b64encode(size).decode() for size in (drawn.word, drawn.small)]
            self._cache.put(_key(logo, kind), json.dumps(sizes))


def _is_drawn(name: str, logo: bytes, kind: str) -> bool:
    """Whether copies in a format do not show a logo as it is."""
    from minuted.writers.logos import is_large
    from minuted.writers.raster import UnreadableImageError

    try:
        return name == "docx" or is_large(logo, kind)
    except UnreadableImageError:
        return False


def _draw(logo: tuple[bytes, str]) -> DrawnLogo | None:
    """Draw one logo; None where it cannot be: whoever makes a copy with it says what is wrong."""
    from minuted.writers.logos import draw
    from minuted.writers.raster import UnreadableImageError

    try:
        return draw(*logo)
    except UnreadableImageError:
        return None


def _key(logo: bytes, kind: str) -> str:
    return key_of("logo", identity(), engine("pdf"), kind, logo)
