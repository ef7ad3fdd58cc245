// Questions to the server. A refusal is a problem document (RFC 9457); "come again" is obeyed.

export class Refusal extends Error {
  constructor(status, detail, again) {
    super(detail);
    this.status = status;
    this.again = again; // seconds, or 0: asking again is of no use
  }
}

const QUIET_SECONDS = 3;

/** The JSON at `path`. Throws a Refusal. */
export async function get(path, signal) {
  const answer = await fetch(path, { signal }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, "", QUIET_SECONDS);
  });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Refusal(answer.status, problem.detail ?? "", Number(answer.headers.get("Retry-After")) || 0);
}

/** The JSON at `path`, asked for until it is there; `refused` hears of each refusal that passes. */
export async function getAtLast(path, signal, refused) {
  for (;;) {
    try {
      return await get(path, signal);
    } catch (error) {
      if (!error.again) throw error;
      refused(error);
      await wait(error.again, signal);
    }
  }
}

function wait(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

const query = (asked) => new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();

export const paths = {
  overview: () => "/v1/overview",
  topic: (id) => `/v1/topics/${encodeURIComponent(id)}`,
  speaker: (id) => `/v1/speakers/${encodeURIComponent(id)}`,
  speakers: (name, limit) => `/v1/speakers?${query({ name, limit })}`,
  statements: (asked) => `/v1/statements?${query(asked)}`,
  stream: (asked) => `/v1/streams/statements,counts?${query(asked)}`,
};
