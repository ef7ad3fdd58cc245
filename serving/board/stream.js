// One EventSource. The browser reconnects by itself and says where it was (Last-Event-ID); where it gives up, we begin
// anew, and the snapshot that is fetched on every "live" closes the gap.

const AGAIN_MS = 3000;
const SILENT_MS = 45_000; // the server tells its status every 15 s where there is no news: the connection is broken
const EVENTS = ["statement", "count", "removed"];

/**
 * Listen to `url`. `tell(name, data)` gets each event, "status" with "live", "catching up" or "disconnected", and
 * "refused" where the server answers and gives no stream. Returns a function that ends it.
 */
export function listen(url, tell) {
  let source, timer, silence;
  const heard = (name, data) => {
    clearTimeout(silence);
    silence = setTimeout(renew, SILENT_MS);
    tell(name, data);
  };
  const open = () => {
    source = new EventSource(url);
    for (const name of EVENTS) source.addEventListener(name, ({ data }) => heard(name, JSON.parse(data)));
    source.addEventListener("status", ({ data }) => heard("status", JSON.parse(data).status));
    source.addEventListener("error", () => {
      clearTimeout(silence);
      tell("status", "disconnected");
      if (source.readyState !== EventSource.CLOSED) return;
      tell("refused");
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  const close = () => {
    clearTimeout(timer);
    clearTimeout(silence);
    source.close();
  };
  const renew = () => {
    close();
    tell("status", "disconnected");
    open();
  };
  open();
  return close;
}
