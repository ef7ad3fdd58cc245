"""A tiny extractor for tests: each line of a body is a statement, ``speaker topic side words``.

Run as a program it is a worker with that extractor, set by the environment as ``tasrih worker`` is. With
``TINY_RULES=new`` it is an upgraded one: it calls the topic water rain, and passes over what is said of bread. With
``TINY_RULES=slow`` it computes ``SLOW_SECONDS`` over an article about bread.
"""

import hashlib
import os
import time

from msgspec.structs import replace

from agents import wire
from schemas.article import Article
from schemas.statement import Cue, Extractor, Span, Speaker, Stance, Statement
from streams import worker
from streams.settings import Settings

SIDES = {"+": "support", "-": "oppose", "=": "neutral"}
SLOW_SECONDS = 9.0  # longer than a session of the tests
BREAKS = "خلل"  # a body with this word breaks the extractor


def extract(article: Article) -> list[Statement]:
    """The statements of a body in the tiny language; a repeated line is one statement."""
    if BREAKS in article.body:
        raise RuntimeError("broken on purpose")
    return [_statement(article, line) for line in dict.fromkeys(article.body.splitlines())]


def extract_anew(article: Article) -> list[Statement]:
    """The statements as the upgraded rules have them."""
    bodies = tuple(replace(body, value=body.value.replace("water", "rain")) for body in article.bodies)
    return [said for said in extract(replace(article, bodies=bodies)) if "bread" not in said.topics]


def extract_slowly(article: Article) -> list[Statement]:
    """The statements, after a long time in which this process does nothing else."""
    until = time.monotonic() + SLOW_SECONDS * ("bread" in article.body)
    while time.monotonic() < until:
        pass
    return extract(article)


RULES = {"": extract, "new": extract_anew, "slow": extract_slowly}


def _statement(article: Article, line: str) -> Statement:
    """The statement of a line, which is its sentence; the side's sign is its cue, the first word its evidence."""
    speaker, topics, side, words = line.split(" ", 3)
    start = article.body.index(line)
    cue = start + len(speaker) + len(topics) + 2
    content = _span(words, cue + 2)
    evidence = _span(words.split(" ")[0], content.start) if side in "+-" else None
    stances = tuple(Stance(topic=t, target=t, polarity=SIDES[side], evidence=evidence) for t in topics.split(",") if t)
    return Statement(
        id=hashlib.sha256(f"{article.uri} {line}".encode()).hexdigest()[:16],
        article_uri=article.uri,
        article_version=article.version or 1,
        published=article.version_created,
        field="body",
        speaker=Speaker(id=speaker, name=speaker, kind="person", mention=_span(speaker, start)),
        cue=Cue(lemma="قال", act="say", text=side, start=cue, end=cue + 1),
        kind="indirect",
        content=content,
        sentence=_span(line, start),
        topics=tuple(s.topic for s in stances),
        stances=stances,
        cluster=words,
        extractor=Extractor(name="tiny", version="1"),
    )


def _span(text: str, start: int) -> Span:
    return Span(text=text, start=start, end=start + len(text))


if __name__ == "__main__":
    worker.run(Settings.read(), lambda app: wire.attach(app, RULES[os.environ.get("TINY_RULES", "")]))
