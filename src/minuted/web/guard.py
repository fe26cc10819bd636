"""The door: only this machine, only a browser with the link, only forms of our own pages.

Host, Origin   of this server: another site's page cannot reach in under another name
token          in the link that `minuted serve` prints; then a cookie that ends with the browser
CSRF           a token of the session in every form
headers        nothing but our own files may be loaded, run, framed or posted to
"""

import hmac
import secrets
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest, Forbidden, Unauthorized

OPEN = ("assets.file", "assets.font")
"""Endpoints that need no link: the style of the page that says a link is needed."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Refuses what should not come in, before any page sees it."""

    def __init__(self, token: str, hosts: tuple[str, ...]) -> None:
        self.token = token
        self._hosts = hosts

    def protect(self, app: Flask) -> None:
        """Stand before every page of an app."""
        app.before_request(self._check)
        app.after_request(_headers)
        CSRFProtect(app)
        app.context_processor(lambda: {"cspNonce": nonce()})

    def _check(self) -> ResponseReturnValue | None:
        host = request.headers.get("Host", "")
        if not self._is_ours(host):
            raise BadRequest("This server answers only under the address that it printed.")
        self._check_origin(host)
        if request.endpoint in OPEN:
            return None
        shown = request.args.get("token")
        if shown is not None and request.method in SAFE:
            if not hmac.compare_digest(shown.encode(), self.token.encode()):
                raise Unauthorized("The link is not that of the server that runs now.")
            session["in"] = True
            kept = [(k, v) for k, v in request.args.items(multi=True) if k != "token"]
            return redirect(request.path + ("?" + urlencode(kept) if kept else ""), 303)
        if not session.get("in"):
            raise Unauthorized("A browser is let in by the link that minuted serve printed.")
        return None

    def _is_ours(self, host: str) -> bool:
        if self._hosts:
            return host in self._hosts
        name, colon, port = host.rpartition(":")
        return (name if colon and port.isdigit() else host) in LOOPBACK

    def _check_origin(self, host: str) -> None:
        if request.method in SAFE:
            return
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != host
        if foreign or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
            raise Forbidden("A form of another site was sent here. Nothing was done.")


def nonce() -> str:
    """Return this request's nonce, for the one script that stands in the page itself."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def _headers(response: Response) -> Response:
    policy = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
        f" script-src 'self' 'nonce-{nonce()}'; connect-src 'self'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    )
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
