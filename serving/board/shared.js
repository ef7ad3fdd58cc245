// A worker that all windows of a browser share: it keeps one stream for those that are seen, and hands each of them what
// it asked for. Where all ask for the same the server picks it out; where they do not, it is picked out here.

import { paths } from "./api.js";
import { listen } from "./stream.js";

const LINGER_MS = 100; // who goes on to another view is away for a moment

const windows = new Map(); // what each asks for, by its port
let url = "",
  status = "catching up",
  end = () => {};

/** Open another stream where the windows ask for another. */
function arrange() {
  const asked = new Set([...windows.values()].map(paths.stream));
  const wanted = asked.size > 1 ? paths.stream({}) : ([...asked][0] ?? "");
  if (wanted === url) return;
  end();
  url = wanted;
  tell("status", "catching up");
  end = url ? listen(url, tell) : () => {};
}

function tell(name, data) {
  if (name === "status") status = data;
  for (const [port, asked] of windows) if (matches(name, data, asked)) port.postMessage([name, data]);
}

/** Whether a window gets an event, as the server has it in serving/events.py. */
function matches(name, data, { topic, speaker, by }) {
  if (name === "statement") return (!topic || data.topics.includes(topic)) && isBy(data.speaker, speaker);
  if (name !== "count" && name !== "removed") return true;
  const row = name === "count" ? data : parts(data.key);
  return (!topic || row.topic === topic) && (by === "topic" ? !row.speaker : isBy(row.speaker, speaker));
}

const isBy = (speaker, asked) => !asked || speaker?.id === asked || speaker?.name === asked;

/** What the key of a row says: `topic|all` or `topic|hour|start`, and the speaker where it counts one. */
function parts(key) {
  const [topic, window, ...rest] = key.split("|").map(decodeURIComponent);
  const id = rest[window === "hour" ? 1 : 0];
  return { topic, speaker: id && { id } };
}

addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = ({ data: asked }) => {
    if (!asked) return windows.delete(port), setTimeout(arrange, LINGER_MS);
    windows.set(port, asked);
    arrange();
    port.postMessage(["status", status]);
  };
});
