// What the board knows: the snapshot of the open view, kept up with the stream.

import { get, getAtLast, paths } from "./api.js";
import { follow } from "./live.js";

const FEED = 30; // statements kept beside the overview
const PAGE = 20; // statements of a page at first
export const PEOPLE = 24; // that a search shows
const LINES = 25; // lines of a matrix at first
const REFETCH_MS = 1000;
const LEADERS_MS = 10_000; // who leads each side is asked for less often
const RATE_MS = 60_000;

/** The state of a view; `place` is its address, `changed()` is called when there is something new to show. */
export class Store {
  constructor(place, changed) {
    Object.assign(this, { place, changed, status: "catching up", paused: false, refusal: null, failed: false });
    Object.assign(this, { overview: null, topic: null, speaker: null, people: null, order: [] });
    Object.assign(this, { statements: [], listed: [], held: false }); // the latest, and those that are shown
    Object.assign(this, { heard: 0, times: [], moves: new Map(), earlier: new Map(), fetched: 0, timer: 0 });
    this.isPage = Boolean(place.topic || place.speaker);
    this.limit = this.isPage ? PAGE : FEED;
    this.shown = this.isPage ? LINES : 30;
    this.ending = new AbortController();
  }

  start() {
    this.fetchAll();
    const { topic, speaker } = this.place;
    const end = follow(this.isPage ? { topic, speaker } : { by: "topic" }, (name, data) => this.hear(name, data));
    this.ending.signal.addEventListener("abort", end);
  }

  end() {
    clearTimeout(this.timer);
    this.ending.abort();
  }

  /** Whether there is something to show. */
  get known() {
    return this.place.topic ? this.topic : this.place.speaker ? this.speaker : this.overview;
  }

  get rate() {
    const since = Date.now() - RATE_MS;
    this.times = this.times.filter((time) => time > since);
    return this.times.length;
  }

  become(status) {
    if (status === "live" && this.status !== "live") this.fetchAll(); // what came while nobody listened
    this.status = status;
    this.changed();
  }

  hear(name, data) {
    if (name === "status") return this.become(data);
    if (name === "refused") return this.refetch(REFETCH_MS); // its answer says why
    if (name === "statement") this.take(data);
    else this.heardRow(name, data);
    this.changed();
  }

  heardRow(name, row) {
    this.during?.push([name, row]);
    if (!this.count(name, row)) this.refetch(REFETCH_MS);
  }

  /** A statement comes, or one is taken back. */
  take(said) {
    const { side, topic } = this.place;
    const wanted =
      !side || said.stances.some((stance) => stance.polarity === side && (!topic || stance.topic === topic));
    const others = this.statements.filter(({ id }) => id !== said.id);
    const stands = said.status === "active" && wanted;
    this.statements = (stands ? this.placed(said, others) : others).slice(0, this.limit);
    this.listed = this.listed.flatMap((one) => (one.id !== said.id ? [one] : stands ? [said] : []));
    if (said.status !== "active") return;
    this.heard += 1;
    this.times.push(Date.now());
    for (const id of said.topics) this.moves.set(id, (this.moves.get(id) ?? 0) + 1);
  }

  /** Beside the overview the last to come is the first; on a page that of the latest article is, as when it is opened. */
  placed(said, others) {
    const at = this.isPage ? others.findIndex((one) => time(one) <= time(said)) : 0;
    return at < 0 ? [...others, said] : others.toSpliced(at, 0, said);
  }

  /** While somebody reads the statements they stay where they are; those that came since wait. */
  hold(read) {
    this.held = read && this.listed.length > 0;
    if (!this.held) this.listed = this.statements;
  }

  /** How many statements wait. */
  get waiting() {
    const listed = new Set(this.listed.map(({ id }) => id));
    return this.statements.filter(({ id }) => !listed.has(id)).length;
  }

  /** Take a row in where it is shown as it is; false where a new snapshot must say more. */
  count(name, row) {
    if (this.isPage) {
      if (name === "count" && this.topic && !row.speaker && row.window === "all")
        Object.assign(this.topic.counts, numbers(row));
      return false;
    }
    if (name !== "count" || !this.overview) return false;
    const known = this.overview.topics.get(row.topic);
    if (!known) return this.countFirst(row);
    return row.window === "all" ? this.countWhole(known, row) : this.countHour(known, row);
  }

  /** A topic that was not counted before shows at once; a snapshot brings its name. */
  countFirst(row) {
    if (!row.articles) return true;
    if (row.window === "all") {
      const hours = this.overview.hours.map(() => [0, 0, 0]);
      const { topic, updated } = row;
      const first = { topic, updated, label: null, moved: 0, hours, supporting: [], opposing: [] };
      this.overview.topics.set(topic, { ...first, ...numbers(row) });
    }
    return false;
  }

  countWhole(known, row) {
    Object.assign(known, numbers(row), { updated: row.updated });
    if (row.updated > (this.overview.updated ?? "")) this.overview.updated = row.updated;
    if (!row.articles) this.overview.topics.delete(row.topic);
    this.refetch(LEADERS_MS);
    return true;
  }

  countHour(known, row) {
    const { hours, since } = this.overview;
    const at = hours.indexOf(row.start);
    if (at < 0) return row.start < hours[0];
    known.hours[at] = [row.support, row.neutral, row.oppose];
    known.moved = known.hours
      .filter((_, hour) => hours[hour] >= since)
      .flat()
      .reduce((sum, count) => sum + count, 0);
    return true;
  }

  /** Ask for a new snapshot, not more often than is good. */
  refetch(apart) {
    const due = Math.max(this.fetched + apart, Date.now() + 100);
    if (this.timer && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.fetchAll(), due - Date.now());
  }

  async fetchAll() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.fetched = Date.now();
    try {
      await Promise.all([this.fetchView(), this.fetchStatements(), this.fetchPeople()]);
    } catch (error) {
      if (this.ending.signal.aborted) return;
      if (error.status === 401) location.reload(); // the server asks who is there
      Object.assign(this, { refusal: error, failed: !this.known });
    }
    this.changed();
  }

  async fetchView() {
    const { topic, speaker } = this.place;
    const path = topic ? paths.topic(topic) : speaker ? paths.speaker(speaker) : paths.overview();
    this.during = [];
    const answer = await getAtLast(path, this.ending.signal, (refusal) => this.refused(refusal));
    Object.assign(this, { refusal: null, failed: false });
    if (topic) this.topic = answer;
    else if (speaker) this.speaker = answer;
    else this.overview = { ...answer, topics: new Map(answer.topics.map((one) => [one.topic, one])) };
    const later = this.during ?? [];
    this.during = null;
    for (const [name, row] of later) this.count(name, row); // the snapshot may be older than they are
    this.changed();
  }

  async fetchStatements() {
    const { topic, speaker, side } = this.place;
    const path = paths.statements({ topic, speaker, polarity: side, order: this.isPage ? "published" : "", limit: this.limit });
    const { statements } = await getAtLast(path, this.ending.signal, () => {});
    this.statements = statements;
  }

  async fetchPeople() {
    if (this.isPage || !this.place.q.trim()) this.people = null;
    else this.people = (await getAtLast(paths.speakers(this.place.q, PEOPLE), this.ending.signal, () => {})).speakers;
  }

  /** What a speaker said on a topic before a statement. */
  async fetchEarlier(id, speaker, topic, published) {
    const { statements } = await get(paths.statements({ speaker, topic, order: "published", limit: 50 }), this.ending.signal);
    const older = statements.filter((said) => said.id !== id && (said.published ?? "") <= published);
    this.earlier.set(id, older.slice(0, 5));
    this.changed();
  }

  refused(refusal) {
    this.refusal = refusal;
    this.status = refusal.status && refusal.again === 1 ? "catching up" : "disconnected";
    this.changed();
  }
}

const time = ({ published }) => (published ? Date.parse(published) : Date.now());

const numbers = ({ articles, statements, support, neutral, oppose }) => ({
  articles,
  statements,
  support,
  neutral,
  oppose,
});
