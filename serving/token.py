"""The token that callers show: programs in the header ``Authorization``, browsers in a cookie that they get at /login.

The cookie holds a digest, so that who reads a browser's cookies does not have the token; another token ends it.
"""

import hmac
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from http import HTTPStatus
from string import Template
from urllib.parse import parse_qs

from aiohttp import hdrs, web

from streams.access import Secret
from streams.web import doors
from streams.web.doors import ASK
from streams.web.problem import Problem

COOKIE = "tasrih"
COOKIE_SECONDS = 30 * 24 * 3600
PATH = "/login"
WANTED = "Authorization: Bearer TOKEN is wanted, with the TASRIH_TOKEN of this server; browsers log in at /login."


def _hash(text: str) -> str:
    """As a Content-Security-Policy names what it allows."""
    return b64encode(sha256(text.encode()).digest()).decode()


STYLE = """
:root { color-scheme: light dark; font: 16px/1.75 "Noto Sans", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; }
body { margin: 0; min-block-size: 100vh; display: grid; place-items: center; background: light-dark(#f4f5f8, #0d131f); }
main { inline-size: min(22rem, 100vw - 2rem); color: light-dark(#151f36, #e8edf6); }
label, form { display: grid; gap: 0.5rem; }
input, button { font: inherit; padding: 0.5rem 1rem; border-radius: 8px; }
input { border: 1px solid light-dark(#566176, #aab5c8); }
button { background: light-dark(#1d5fae, #7fb6f7); color: light-dark(#fff, #0d131f); border: 0; cursor: pointer; }
:focus-visible { outline: 3px solid light-dark(#1d5fae, #7fb6f7); outline-offset: 2px; }
"""
PAGE = Template("""<!doctype html>
<html lang="ar" dir="rtl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>تصريح</title>
<style>$style</style>
<main>
<h1>تصريح</h1>
<p role="alert">$said</p>
<form method="post" action="/login">
<input type="hidden" name="next" value="$next">
<label>الرمز · Token
<input name="token" type="password" dir="ltr" autocomplete="current-password" required autofocus></label>
<button>دخول · Log in</button>
</form>
</main>
</html>
""")
PAGE_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
WRONG = "هذا ليس الرمز · This is not the token"


class Token:
    """One token, and all who show it."""

    def __init__(self, secret: Secret) -> None:
        self._secret = secret
        self._digest = hmac.new(secret.text.encode(), b"tasrih cookie", sha256).hexdigest()

    def opens(self, request: web.Request) -> bool:
        """Whether the request shows the token, in its header or by its cookie."""
        by_header = doors.shows(request, self._secret)
        return doors.same(request.cookies.get(COOKIE, ""), self._digest) if by_header is None else by_header

    async def show(self, request: web.Request) -> web.Response:
        """The page to log in at."""
        return page(HTTPStatus.OK, request.query.get("next", "/"))

    async def log_in(self, request: web.Request) -> web.Response:
        """Give the browser a cookie for the token, and send it on to where it wanted to go."""
        form = parse_qs((await request.read()).decode(errors="replace"))
        after = _local(form.get("next", ["/"])[0])
        if not doors.same(form.get("token", [""])[0], self._secret.text):
            return page(HTTPStatus.UNAUTHORIZED, after, WRONG)
        answer = web.Response(status=HTTPStatus.SEE_OTHER, headers={hdrs.LOCATION: after})
        answer.set_cookie(
            COOKIE, self._digest, max_age=COOKIE_SECONDS, httponly=True, samesite="Strict", secure=request.secure
        )
        return answer

    def refuse(self, request: web.Request) -> web.Response:
        """The answer to who does not show it: a page to a person, a problem document to a program."""
        if request.method == hdrs.METH_GET and "text/html" in request.headers.get(hdrs.ACCEPT, ""):
            return page(HTTPStatus.UNAUTHORIZED, request.path_qs)
        raise Problem(HTTPStatus.UNAUTHORIZED, WANTED, headers=ASK)


def page(status: HTTPStatus, after: str, said: str = "") -> web.Response:
    """The page to log in at; ``after`` is where to go then."""
    headers: dict[str, str] = {
        "Content-Security-Policy": PAGE_POLICY,
        "Referrer-Policy": "same-origin",  # else browsers post the form with the origin "null", which is refused
        hdrs.CACHE_CONTROL: "no-store",
    }
    if status == HTTPStatus.UNAUTHORIZED:
        headers |= ASK
    body = PAGE.substitute(style=STYLE, said=escape(said), next=escape(_local(after)))
    return web.Response(status=status, text=body, content_type="text/html", headers=headers)


def _local(path: str) -> str:
    """A path of this server, or its root.

    >>> _local("/?topic=oil"), _local("//evil.example"), _local("https://evil.example")
    ('/?topic=oil', '/', '/')
    """
    return path if re.fullmatch(r"/(?![/\\])[!-~]*", path) else "/"
