"""Hostile HTTP requests to ``tasrih serve``, as bytes, made from classes of hostility."""

from collections.abc import Callable, Iterator

import hostile

PATHS = (
    *("/", "/healthz", "/readyz", "/metrics", "/login", "/v1/topics", "/v1/topics/water", "/v1/counts"),
    *("/v1/statements", "/v1/overview", "/v1/speakers", "/v1/speakers/x", "/v1/schemas/article", "/v1/openapi.json"),
    *("/v1/explain", "/v1/streams/counts"),
)
METHODS = (
    *("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "G\u00cbT", "GET/", "X" * 100),
    *("G\tET", "", "OPTIONS *"),
)
QUERIED = {
    "/v1/counts": ("topic", "window", "by", "since", "speaker"),
    "/v1/statements": ("topic", "speaker", "polarity", "limit", "before", "since"),
    "/v1/overview": ("hours", "since", "until", "limit"),
    "/v1/topics/water": ("since", "hours", "limit", "window"),
    "/v1/speakers": ("name", "limit"),
    "/v1/speakers/x": ("since", "limit"),
    "/v1/topics": ("limit",),
    "/v1/streams/counts": ("topic", "since", "by", "window", "speaker", "polarity"),
    "/v1/streams/statements,counts": ("since", "topic"),
}
VALUES = (
    *("", "-1", "0", "1e9", "NaN", "9" * 30, "9" * 4000, "%00", "%ff%fe", "%F0%9F%8E%89", "%u0041", "%", "%zz"),
    *("a%0d%0aSet-Cookie:x=1", "../../etc/passwd", "'%20OR%201=1--", "%24%7Bjndi:ldap://x%7D", "true", "[]", "%7B%7D"),
    *("2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00"),
    *("%D9%A1%D9%A2", "%E2%80%AEabc", "support,oppose", "1&1", "%c0%80", "<script>", "+", "%2B"),
)
HEADERS = {
    "Last-Event-ID": (
        *("x", "-1", "[]", "{}", "[{}]", "null", "[" * 2000, '[{"topic":"wire.statements","partition":0}]', "\xff"),
        '[{"topic":"x","partition":0,"offset":1}]',
        '[{"topic":"wire.statements","partition":-1,"offset":1}]',
        '[{"topic":"wire.statements","partition":99999,"offset":1}]',
        '[{"topic":"wire.statements","partition":0,"offset":4611686018427387903}]',
        '[{"topic":"wire.topic-counts","partition":0,"offset":1e400}]',
        '[{"topic":"wire.topic-counts","partition":0,"offset":"1"}]',
    ),
    "If-None-Match": ("x", "*", '"', '"x', 'W/"', 'W/"x",,', '"' + "x" * 5000 + '"', "\xff", ",", '"a" "b"'),
    "If-Modified-Since": ("x", "0", "Thu, 99 Foo 9999 99:99:99 GMT", "\xff", "Thu, 01 Jan 0000 00:00:00 GMT"),
    "If-Match": ("x", '"', "*", "\xff"),
    "If-Range": ("x", '"', "\xff"),
    "Range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=a-b", "x", "bytes=0-0,1-1," * 300, f"bytes={'9' * 100}-"),
    "Accept": ("x", "*/*;q=9", ";;;", "\xff", "application/x-ndjson;q=", "a/" * 2000, "text/event-stream;q=-1"),
    "Accept-Encoding": ("x", "gzip;q=9", "\xff", "*;q=0", "gzip," * 1000),
    "Accept-Language": ("x" * 5000, "\xff"),
    "Authorization": ("", "Bearer", "Bearer \xff\x80", "Basic Og==", "Bearer " + "x" * 8000, "x y z", "\u00e9"),
    "Cookie": ("tasrih", "tasrih=", "tasrih=\xff", "=;=;", "tasrih=x; " * 700, 'tasrih="\\', "tasrih=\x7f"),
    "Content-Type": ("", "x", "application/json; charset=x", "application/json; charset=\xff", "multipart/form-data"),
    "Content-Encoding": ("gzip", "br", "deflate", "x", "zstd"),
    "Expect": ("100-continue", "x", "\xff"),
    "Upgrade": ("websocket", "h2c", "\xff"),
    "Connection": ("upgrade", "x", "close, keep-alive", "\xff"),
    "X-Forwarded-For": ("127.0.0.1", "\xff", "x" * 3000),
    "X-HTTP-Method-Override": ("DELETE",),
    "Sec-Fetch-Site": ("cross-site", "\xff"),
    "Access-Control-Request-Method": ("\xff",),
}
HOSTS = (
    *("", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "a@localhost", "localhost/..", "localhost:x"),
    *("localhost:999999", "[::1", "[::]:1", "0", "2130706433", "0x7f.1", "\xff", "localhost,evil.example"),
    "0.0.0.0",  # noqa: S104 (nobody is called so)
    *("xn--", "." * 300, "localhost\x00", " localhost evil", "LOCALHOST..", "%6cocalhost"),
)
ORIGINS = ("null", "http://evil.example", "http://localhost.evil.example", "http://[", "\xff", "x" * 5000, "file://")
TRAVERSALS = (
    *("/..", "/../..", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e%5c", "/....//", "/.%00./"),
    *("/assets/../app.py", "/assets/%2e%2e%2fapp.py", "/assets/..%5capp.py", "/%c0%ae%c0%ae/", "/.git/HEAD", "/.env"),
    *("//evil.example", "///", "/\\evil", "/%0d%0aX:y", "/%00", "/\xff", "/\u0660", "/v1/topics/%2f", "/v1//topics"),
    *("/v1/topics/" + "x" * 3000, "/v1/topics/" + "%00" * 900, "/v1/schemas/%2e%2e", "/v1/schemas/__class__"),
    *("/v1/streams/", "/v1/streams/x", "/v1/streams/counts,counts", "/v1/streams/,", "/v1/streams/" + "counts," * 400),
    *("/v1/speakers/%ff", "/v1/topics/;x=y", "/v1/topics?" + "a=b&" * 900, "/?" + "&" * 4000, "http://evil/v1/topics"),
    *("*", "", "x", "?", "/#x", "/v1/topics#", "http://", "http://[/", "/ /", "/v1/topics /x"),
)
HTTP = (
    b"GET / HTTP/0.9\r\n\r\n",
    b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\nHost: localhost\n\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n",
    b"GET  /  HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1 x\r\nHost: localhost\r\n\r\n",
    b"\r\n\r\n\r\nGET /\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"SSH-2.0-x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"*1\r\n$4\r\nPING\r\n\r\n",
    b"\xff\xfe\x00\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"X" * 100_000 + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n",
)
LENGTHS = (
    b"Content-Length: 5\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: 0",
    b"Transfer-Encoding: chunked, identity",
    b"Transfer-Encoding: identity, chunked",
    b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding : chunked",
    b"Transfer-Encoding:\x0bchunked",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
    b"Content-Length: 1\r\nContent-Length: 2",
    b"Content-Length: 1, 1",
    b"Content-Length: +1",
    b"Content-Length: 0x1",
    b"Content-Length: 1_0",
    b"Content-Length: -1",
    b"Content-Length: 1e1",
    b"Content-Length: " + b"9" * 40,
    b"Content-Length: \xd9\xa1",
    b"Content-Length:",
    b"Content-Length: 99999999",
)
CHUNKS = (
    b"0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"-5\r\nhello\r\n0\r\n\r\n",
    b"0x5\r\nhello\r\n0\r\n\r\n",
    b"5;" + b"x" * 9000 + b"\r\nhello\r\n0\r\n\r\n",
    b"fffffffffffffffff\r\nhello",
    b"x\r\n\r\n",
    b"5\r\nhelloX0\r\n\r\n",
    b"5\nhello\n0\n\n",
    b"0\r\nX: y\r\n" + b"T: u\r\n" * 2000 + b"\r\n",
    b"100000000\r\n" + b"x" * 2000 + b"\r\n0\r\n\r\n",
)
Case = tuple[str, bytes]


def request(target: str, *lines: str, method: str = "GET", host: str = "localhost") -> bytes:
    """A request that is well but for what is given, and that closes the connection."""
    head = (f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *lines, "", "")
    return "\r\n".join(head).encode("utf-8", "surrogatepass").replace(b"\xc3\xbf", b"\xff")


def posted(body: bytes, kind: str = "application/json") -> bytes:
    """A body for /v1/explain."""
    return request("/v1/explain", f"Content-Type: {kind}", f"Content-Length: {len(body)}", method="POST") + body


def _methods() -> Iterator[bytes]:
    yield from (request(path, method=method) for path in PATHS for method in METHODS)


def _paths() -> Iterator[bytes]:
    yield from (request(path) for path in TRAVERSALS)
    yield from (request(path + tail) for path in PATHS for tail in ("/", "/..", "%20", "/x", "%00", ";"))


def _hosts() -> Iterator[bytes]:
    yield from (request(path, host=host) for host in HOSTS for path in ("/", "/v1/counts", "/healthz"))
    yield request("/").replace(b"Host: localhost\r\n", b"")
    yield request("/", "Host: evil.example")
    yield from (request("/v1/explain", f"Origin: {origin}", method="POST") for origin in ORIGINS)


def _queries() -> Iterator[bytes]:
    for path, names in QUERIED.items():
        yield from (request(f"{path}?{name}={value}") for name in (*names, "unknown", "") for value in VALUES)
        yield from (request(f"{path}?{name}=1&{name}=2") for name in names)


def _headers() -> Iterator[bytes]:
    for name, values in HEADERS.items():
        for value in values:
            yield from (
                request(path, f"{name}: {value}") for path in ("/", "/v1/counts", "/v1/streams/statements,counts")
            )
            yield request("/v1/explain", f"{name}: {value}", "Content-Length: 2", method="POST") + b"{}"


def _framing() -> Iterator[bytes]:
    yield from HTTP
    start = b"POST /v1/explain HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    yield from (start + lengths + b"\r\n\r\n{}\r\n0\r\n\r\n" for lengths in LENGTHS)
    yield from (start + b"Transfer-Encoding: chunked\r\n\r\n" + chunks for chunks in CHUNKS)
    yield from (request("/")[:cut] for cut in range(0, 60, 7))


def _bodies() -> Iterator[bytes]:
    texts = ("1", "null", "[]", '"\\ud800"', '"' + "قال " * 2000 + '"', '"', "1e999")
    yield from (posted(f'{{"text": {text}}}'.encode()) for text in texts)
    yield from (posted(value) for _, value in hostile.cases()[::9] if len(value) < 20_000)


CLASSES: dict[str, Callable[[], Iterator[bytes]]] = {
    "methods": _methods,
    "paths": _paths,
    "hosts": _hosts,
    "queries": _queries,
    "headers": _headers,
    "framing": _framing,
    "bodies": _bodies,
}


def cases() -> list[Case]:
    """All hostile requests with the class that each is of, each once."""
    return list(dict.fromkeys((name, value) for name, make in CLASSES.items() for value in make()))
