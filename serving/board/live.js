// The stream of the view that is open, while the page is seen. A browser has six connections for all its windows of one
// host: those that are seen share one stream, and a page that is hidden has none.

import { paths } from "./api.js";
import { listen } from "./stream.js";

const ASK_MS = 10_000; // a worker that does not answer for so long is gone

/** Follow what is `asked` for while the page is seen; `tell` as of `listen`. Returns a function that ends it. */
export function follow(asked, tell) {
  const alone = () => listen(paths.stream(asked), tell);
  let end = () => {};
  const look = () => {
    end();
    tell("status", "catching up");
    end = document.hidden ? () => {} : globalThis.SharedWorker ? share(asked, tell, alone, look) : alone();
  };
  const ending = new AbortController();
  document.addEventListener("visibilitychange", look, { signal: ending.signal });
  look();
  return () => {
    ending.abort();
    end();
  };
}

/** Listen together with the other windows; `alone` where the worker cannot be had, `anew` where it is gone. */
function share(asked, tell, alone, anew) {
  const worker = new SharedWorker("/board/shared.js", { type: "module" });
  const { port } = worker;
  let answered = true;
  const ask = () => {
    if (!answered) return anew();
    answered = false;
    port.postMessage(asked);
  };
  const timer = setInterval(ask, ASK_MS);
  let end = () => {
    clearInterval(timer);
    port.postMessage(null);
    port.close();
  };
  port.onmessage = ({ data: [name, data] }) => {
    answered = true;
    tell(name, data);
  };
  worker.onerror = () => {
    end();
    end = alone();
  };
  ask();
  return () => end();
}
