"""``/metrics`` of the read side: what is counted on the way, and what is looked at when somebody asks."""

from aiohttp import web

from serving import lag
from serving.streams import HUB
from streams import metrics
from streams.settings import Settings

SETTINGS = web.AppKey("settings", Settings)


async def page(request: web.Request) -> web.StreamResponse:
    """The metrics as Prometheus reads them."""
    hub = request.app[HUB]
    metrics.CLIENTS.set(len(hub.subscribers))
    for topic, live in hub.live.items():
        metrics.LIVE.labels(topic).set(live.status == "live")
    reached = hub.status(hub.live) != "disconnected"
    _show(await lag.measured(request.app[SETTINGS]) if reached else {})
    return await metrics.serve_page(request)


def _show(found: dict[str, lag.Lag]) -> None:
    for gauge in (metrics.LAG, metrics.OLDEST):
        gauge.clear()
    for topic, behind in found.items():
        metrics.LAG.labels(topic).set(behind.records)
        metrics.OLDEST.labels(topic).set(behind.oldest)


async def count_request(request: web.Request, response: web.StreamResponse) -> None:
    """Count an answer that begins."""
    resource = request.match_info.route.resource
    metrics.REQUESTS.labels(resource.canonical if resource else "other", response.status).inc()
