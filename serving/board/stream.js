// One EventSource. The browser reconnects by itself and says where it was (Last-Event-ID); where it gives up, we begin
// anew, and the snapshot that is fetched on every "live" closes the gap.

const AGAIN_MS = 3000;
const EVENTS = ["statement", "count", "removed"];

/**
 * Listen to `url`. `tell(name, data)` gets each event, "status" with "live", "catching up" or "disconnected", and
 * "refused" where the server answers and gives no stream. Returns a function that ends it.
 */
export function listen(url, tell) {
  let source, timer;
  const open = () => {
    source = new EventSource(url);
    for (const name of EVENTS) source.addEventListener(name, ({ data }) => tell(name, JSON.parse(data)));
    source.addEventListener("status", ({ data }) => tell("status", JSON.parse(data).status));
    source.addEventListener("error", () => {
      tell("status", "disconnected");
      if (source.readyState !== EventSource.CLOSED) return;
      tell("refused");
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
