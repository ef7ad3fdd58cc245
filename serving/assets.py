"""The board's files: HTML, CSS and modules of JavaScript that lie in the folder ``board``, served as they are."""

from hashlib import blake2s
from importlib.resources import files
from typing import NamedTuple

from aiohttp import web

# Only our own files run, and nothing is sent anywhere else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class File(NamedTuple):
    """A file as it is sent; ``tag`` changes with its bytes."""

    body: bytes
    content_type: str
    tag: str


def board_files() -> dict[str, File]:
    """The files by name."""
    found = {path.name: path for path in files(__package__).joinpath("board").iterdir()}
    kinds = {name: TYPES.get(name[name.rfind(".") :]) for name in found}
    return {name: _file(found[name].read_bytes(), kind) for name, kind in kinds.items() if kind}


def routes() -> list[web.RouteDef]:
    """The page at ``/``, and what it is made of under ``/board/``."""
    known = board_files()

    async def page(request: web.Request) -> web.Response:
        return _answer(request, known["index.html"])

    async def part(request: web.Request) -> web.Response:
        name = request.match_info["file"]
        if name not in known:
            raise web.HTTPNotFound
        return _answer(request, known[name])

    return [web.get("/", page), web.get("/board/{file}", part)]


def _file(body: bytes, content_type: str) -> File:
    return File(body, content_type, blake2s(body, digest_size=12).hexdigest())


def _answer(request: web.Request, file: File) -> web.Response:
    """The file; 304 where the caller has it. It is asked for each time, so that an update shows at once."""
    known = any(etag.value in (file.tag, "*") for etag in request.if_none_match or ())
    answer = (
        web.Response(status=304)
        if known
        else web.Response(body=file.body, content_type=file.content_type, charset="utf-8")
    )
    answer.etag = file.tag
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
