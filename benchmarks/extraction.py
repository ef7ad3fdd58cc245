"""Time and memory of extraction: ``python benchmarks/extraction.py ARTICLES.jsonl [ARTICLES]``.

Extraction of the articles in one process against camel-tools' own normalising and ``simple_word_tokenize`` of the same
texts in the same run, alternately, best of ROUNDS; then the resident memory over ARTICLES articles (100,000 unless
told otherwise), which must stay flat.
"""

import sys

sys.path.pop(0)

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

import psutil
from camel_tools.tokenizers.word import simple_word_tokenize  # type: ignore[import-untyped]  # ships no types
from camel_tools.utils.dediac import dediac_ar  # type: ignore[import-untyped]  # ships no types
from camel_tools.utils.normalize import (  # type: ignore[import-untyped]  # ships no types
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from extraction.extractor import Extractor
from extraction.extractor import __file__ as extractor_module
from schemas.adapters import decode
from schemas.article import Article
from streams.garbage import spare_the_collector

ROUNDS = 3
MIB = 1024 * 1024


def yardstick(article: Article) -> None:
    """What camel-tools does to make words of a text."""
    for text in (article.headline, article.body):
        plain = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(normalize_unicode(text))))
        simple_word_tokenize(dediac_ar(plain))


def seconds(work: Callable[[Article], object], articles: Iterable[Article]) -> float:
    """The process's own time for ``work`` on all articles."""
    start = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - start


def resident(extractor: Extractor, articles: Iterable[Article], total: int) -> Iterator[tuple[int, float]]:
    """Resident memory in MiB after each tenth of ``total`` articles."""
    process = psutil.Process()
    for count, article in enumerate(islice(cycle(articles), total), 1):
        extractor.statements(article)
        if count % (total // 10) == 0:
            yield count, process.memory_info().rss / MIB


def main() -> None:
    """Print the two tables."""
    start = time.perf_counter()
    extractor = Extractor()
    ready = time.perf_counter() - start
    articles = [decode(line, MIB) for line in Path(sys.argv[1]).read_bytes().splitlines()]
    total = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    spare_the_collector()  # for both, as a worker and ``tasrih extract`` do it
    pairs = [(seconds(extractor.statements, articles), seconds(yardstick, articles)) for _ in range(ROUNDS)]
    ours, theirs = (min(column) for column in zip(*pairs, strict=True))
    made = "compiled" if extractor_module.endswith(".so") else "as written"
    print(f"extraction/ {made}; lexicon ready after {ready:.2f} s; {len(articles)} articles")
    print(f"extraction {ours:.2f} s, camel-tools normalising and tokenising {theirs:.2f} s, ratio {ours / theirs:.2f}")
    for count, megabytes in resident(extractor, articles, total):
        print(f"{count:>8} articles  {megabytes:7.1f} MiB")


if __name__ == "__main__":
    main()
