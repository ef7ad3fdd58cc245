"""The metrics of worker and serve: names, meanings and labels, as Prometheus reads them at /metrics.

Labels have few values, known beforehand: a topic of Kafka, a reason, a side; never what stands in an article.
deploy/README.md lists them; the dashboard and the alert rules beside it use no others.
"""

from collections import Counter as Tally
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.aiohttp import make_aiohttp_handler

from schemas.dead_letter import Reason
from schemas.statement import Polarity, Statement, Status
from streams import topics

disable_created_metrics()  # type: ignore[no-untyped-call]  # they would double the series, and say little

WORKER = CollectorRegistry()
SERVE = CollectorRegistry()
for _registry in (WORKER, SERVE):
    ProcessCollector(registry=_registry)

worker_page = make_aiohttp_handler(WORKER)
serve_page = make_aiohttp_handler(SERVE)

_EXTRACTION = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
_LATENCY = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0)
_BATCH = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

ARTICLES = Counter("tasrih_articles", "Records of wire.articles processed, whatever came of them.", registry=WORKER)
FORWARDED = Counter("tasrih_articles_forwarded", "Articles sent on to the partition of their uri.", registry=WORKER)
STATEMENTS = Counter(
    "tasrih_statements", "Statements published, by status: active or retracted.", ["status"], registry=WORKER
)
STANCES = Counter(
    "tasrih_stances",
    "Stances in the active statements published, by polarity: support, oppose or neutral.",
    ["polarity"],
    registry=WORKER,
)
DEAD_LETTERS = Counter("tasrih_dead_letters", "Dead letters written, by reason.", ["reason"], registry=WORKER)
EXTRACTION_SECONDS = Histogram(
    "tasrih_extraction_seconds",
    "Seconds that the extraction of an article takes.",
    registry=WORKER,
    buckets=_EXTRACTION,
)
ARTICLE_TO_COUNT_SECONDS = Histogram(
    "tasrih_article_to_count_seconds",
    "Seconds from the record of an article to its counts being written; articles of one millisecond are one.",
    registry=WORKER,
    buckets=_LATENCY,
)
BATCH_RECORDS = Histogram(
    "tasrih_batch_records",
    "Records in a batch, by topic: wire.articles or wire.stances.",
    ["topic"],
    registry=WORKER,
    buckets=_BATCH,
)
SWEPT = Counter("tasrih_rows_swept", "Expired rows removed, by topic of the row.", ["topic"], registry=WORKER)
RECOVERING = Gauge(
    "tasrih_recovery_remaining_records", "Changelog records that the tables have still to read.", registry=WORKER
)
READY = Gauge("tasrih_worker_ready", "1 while the worker has its tables and reads, else 0.", registry=WORKER)

LAG = Gauge(
    "tasrih_lag_records",
    "Records that no worker has committed, those of open transactions and markers too, by topic; absent while unknown.",
    ["topic"],
    registry=SERVE,
)
OLDEST = Gauge(
    "tasrih_oldest_unprocessed_seconds",
    "Age of the oldest record that no worker has committed, by topic; 0 where there is none, absent while unknown.",
    ["topic"],
    registry=SERVE,
)
LIVE = Gauge(
    "tasrih_topic_live",
    "1 while serve shows all that stands in the topic, else 0, by topic.",
    ["topic"],
    registry=SERVE,
)
CLIENTS = Gauge("tasrih_stream_clients", "Subscribers of the streams at this moment.", registry=SERVE)
DELIVERED = Counter("tasrih_stream_events", "Events handed to subscribers, one for each of them.", registry=SERVE)
DROPPED = Counter("tasrih_stream_clients_dropped", "Subscribers dropped because they read too slowly.", registry=SERVE)
REQUESTS = Counter(
    "tasrih_http_requests",
    "Answers begun, by resource (its path, or other) and status.",
    ["resource", "status"],
    registry=SERVE,
)

DEAD_LETTER = {reason: DEAD_LETTERS.labels(reason) for reason in get_args(Reason)}
for _counter, _values in (  # told of from the start: a series that begins with what it counts shows no increase
    (STATEMENTS, get_args(Status)),
    (STANCES, get_args(Polarity)),
    (BATCH_RECORDS, (topics.ARTICLES, topics.STANCES)),
    (SWEPT, (topics.ARTICLE_ROWS, topics.COUNTS)),
):
    for _value in _values:
        _counter.labels(_value)


def count_statements(said: Collection[Statement]) -> None:
    """Count a batch of statements that were published, and the sides that they take."""
    for status, number in Tally(statement.status for statement in said).items():
        STATEMENTS.labels(status).inc(number)
    sides = Tally(stance.polarity for one in said if one.status == "active" for stance in one.stances)
    for polarity, number in sides.items():
        STANCES.labels(polarity).inc(number)


def observe_counted(times: Iterable[str]) -> None:
    """The articles whose records were written at these times (RFC 3339) are counted now."""
    now = datetime.now(UTC)
    for time in filter(None, times):
        ARTICLE_TO_COUNT_SECONDS.observe((now - datetime.fromisoformat(time)).total_seconds())
