"""``POST /v1/explain``: the statements of a text or an article, with their parts and the rules that found them.

The work is done in a process of its own, one text at a time, so that the streams are not slowed; it is started with
the first text, and ends with this one. Between the two go a line with a word and a length, and that many bytes.
"""

import asyncio
import logging
import signal
import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from aiohttp import hdrs, web
from msgspec import Struct

from extraction.explain import Explanation, explain
from extraction.extractor import Extractor
from schemas.adapters.ninjs import article_of, document
from schemas.adapters.plain_text import text_article
from schemas.article import Article
from schemas.errors import UnusableArticle
from streams.web.problem import Problem

SECONDS = 30.0  # for one text, those before it included
WAITING = 8  # texts at a time, the one in work included
BUSY = "Too many texts wait to be explained; come back in some seconds."
SLOW = f"This was not explained within {SECONDS:.0f} s; a shorter text may be."
MEDIA = "The body is not application/json, expected an article, or an object with a text."

log = logging.getLogger(__name__)


class Plain(Struct, frozen=True):
    """A text to explain: its first line is the headline, the rest the body; a single line is a body."""

    text: str


class Explained(Struct, frozen=True):
    """What was found; the offsets of the parts count code points of ``headline`` or ``body``."""

    headline: str
    body: str
    statements: list[Explanation]


class Explainer:
    """The other process, with the lexicon of a user where there is one."""

    def __init__(self, lexicon: Path | None, limit: int) -> None:
        self._arguments = (str(limit), *([str(lexicon)] if lexicon else []))
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def explain(self, value: bytes) -> bytes:
        """An ``Explained`` as JSON.

        Raises:
            Problem: ``value`` cannot be read, or there is no time for it.
        """
        if self._waiting >= WAITING:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, BUSY, retry_after=5)
        self._waiting += 1
        try:
            async with asyncio.timeout(SECONDS), self._turn:
                word, answer = await self._asked(value)
        except TimeoutError as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, SLOW, retry_after=5) from error
        finally:
            self._waiting -= 1
        if word == b"unusable":
            raise Problem(HTTPStatus.BAD_REQUEST, answer.decode())
        return answer

    async def close(self) -> None:
        """End the other process."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        self._process = None

    async def _asked(self, value: bytes) -> tuple[bytes, bytes]:
        """Ask the other process, and end it where the answer is not taken: it would be taken for the next."""
        try:
            process = self._process = self._process or await self._start()
            assert process.stdin  # noqa: S101 (for the type checker: both are pipes)
            assert process.stdout  # noqa: S101
            process.stdin.write(b"explain %d\n%s" % (len(value), value))
            await process.stdin.drain()
            word, length = (await process.stdout.readline()).split()
            return word, await process.stdout.readexactly(int(length))
        except BaseException:
            await asyncio.shield(self.close())
            raise

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "serving.explaining", *self._arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )


EXPLAINER = web.AppKey("explainer", Explainer)


async def post_explain(request: web.Request) -> web.Response:
    """The statements of a text or an article, with their parts and rules; nothing is kept."""
    if request.content_type != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, MEDIA, headers={hdrs.ACCEPT: "application/json"})
    answer = await request.app[EXPLAINER].explain(await request.read())
    return web.Response(body=answer, content_type="application/json")


def read(value: bytes, limit: int) -> Article:
    r"""The article in the body of a request; one that is a mere text gets a uri of its own.

    >>> read('{"text": "عنوان\\nقال قيس إن السد آمن."}'.encode(), 100).headline
    'عنوان'
    """
    row: Any = document(value, limit)
    if isinstance(row, dict) and isinstance(row.get("text"), str) and "uri" not in row:
        return text_article(row["text"].encode(), "explain")
    return article_of(row)


def _answer(extractor: Extractor, value: bytes, limit: int) -> tuple[bytes, bytes]:
    try:
        article = read(value, limit)
    except UnusableArticle as error:
        return b"unusable", str(error).encode()
    found = [explain(statement) for statement in extractor.statements(article)]
    return b"explained", msgspec.json.encode(Explained(article.headline or "", article.body, found))


def _serve(questions: BinaryIO, answers: BinaryIO, extractor: Extractor, limit: int) -> None:
    """Answer until there are no more questions: the process that asks is gone then."""
    while line := questions.readline():
        word, answer = _answer(extractor, questions.read(int(line.split()[1])), limit)
        answers.write(b"%s %d\n%s" % (word, len(answer), answer))
        answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides when this ends
    lexicon = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    _serve(sys.stdin.buffer, sys.stdout.buffer, Extractor(lexicon), int(sys.argv[1]))
