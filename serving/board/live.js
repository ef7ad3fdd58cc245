// One EventSource, for the view that is open. The browser reconnects by itself and says where it was (Last-Event-ID);
// where it gives up, we begin anew, and the snapshot that is fetched on every "live" closes the gap.
// A browser has six connections for all its tabs of one host: a page that is hidden holds none.

const AGAIN_MS = 3000;
const EVENTS = ["statement", "count", "removed"];

/**
 * Follow `url` while the page is seen. `heard(name, data)` gets each event, `became(status)` gets "live", "catching up"
 * or "disconnected"; `refused()` is called where the server answers and gives no stream. Returns a function that ends it.
 */
export function follow(url, heard, became, refused) {
  let source, timer;
  const open = () => {
    source = new EventSource(url);
    for (const name of EVENTS) source.addEventListener(name, (event) => heard(name, JSON.parse(event.data)));
    source.addEventListener("status", (event) => became(JSON.parse(event.data).status));
    source.addEventListener("error", () => {
      became("disconnected");
      if (source.readyState !== EventSource.CLOSED) return;
      refused();
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
  };
  const look = () => {
    close();
    became("catching up");
    if (!document.hidden) open();
  };
  const ending = new AbortController();
  document.addEventListener("visibilitychange", look, { signal: ending.signal });
  look();
  return () => {
    ending.abort();
    close();
  };
}
