// What the page knows: the events as they stand in the page, what is asked for, and which of them are kept.

const root = document.documentElement;
const facts = JSON.parse(document.getElementById("facts").textContent);
const words = facts.words;
const DAY = 86400;
const FLAG = facts.flags;
const VAGUE = FLAG.approximate | FLAG.uncertain | FLAG.open | FLAG.unknown | FLAG.oneOf;

/** Puts values into a sentence with {holes}. */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));

/** Writes a text as it is compared: without case and accents. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const number = (text) => (text === "<" ? -Infinity : text === ">" ? Infinity : Number(text));

/** Reads an article: category, status, importance, flags and the four points of its date stand in one attribute. */
function readEvent(node, index) {
  const [category, status, importance, flags, ...points] = node.dataset.e.split(" ");
  const [startMin, startMax, endMin, endMax] = points.map(number);
  const dated = points.length === 4;
  const marks = Number(flags);
  return {
    node, index, dated, startMin, startMax, endMin, endMax,
    id: node.id.slice("event=".length),
    category: Number(category),
    lanes: (node.dataset.l ?? category).split(" ").map(Number),
    status: facts.statuses[Number(status)].name,
    importance: Number(importance),
    flags: marks,
    certain: dated && !(marks & VAGUE) && startMax - startMin <= DAY && endMax - endMin <= DAY,
    kept: true, shown: true, width: 0,
    get title() { return (this.titleText ??= node.querySelector("h3").textContent); },
    get date() { return (this.dateText ??= node.querySelector(".when a").textContent.trim()); },
    get actors() { return (this.actorNames ??= Array.from(node.querySelectorAll(".actors bdi"), (each) => each.textContent)); },
    get text() { return (this.foldedText ??= fold(node.textContent)); },
  };
}

const events = Array.from(document.querySelectorAll("article[data-e]"), readEvent);
const byId = new Map(events.map((event) => [event.id, event]));
const dated = events.filter((event) => event.dated);

/** The stretch of time that all events take, with some air. */
const whole = (() => {
  let from = Infinity, to = -Infinity;
  for (const event of dated) {
    for (const point of [event.startMin, event.endMin, event.startMax, event.endMax]) {
      if (!Number.isFinite(point)) continue;
      from = Math.min(from, point);
      to = Math.max(to, point);
    }
  }
  if (from > to) [from, to] = [0, DAY];
  const air = Math.max((to - from) * 0.03, DAY / 2);
  return { from: from - air, to: to + air };
})();

const asked = {
  text: "", category: new Set(), status: new Set(), actor: new Set(), dates: "",
  from: whole.from, to: whole.to, current: null, only: null, told: new Set(), scene: -1,
};

/** Asks for nothing but the stretch of time. */
function clear(now) {
  now.text = now.dates = "";
  now.only = null;
  for (const each of ["category", "status", "actor"]) now[each].clear();
}

const isWhole = () => asked.from <= whole.from && asked.to >= whole.to;
const inRange = (event) => isWhole() || (event.dated && event.startMin < asked.to && event.endMax > asked.from
  && !(asked.dates === "certain" && (event.startMin < asked.from || event.endMax > asked.to)));

const tests = {
  text: (event) => asked.text === "" || fold(asked.text).split(/\s+/).every((word) => event.text.includes(word)),
  category: (event) => !asked.category.size || asked.category.has(event.category),
  status: (event) => !asked.status.size || asked.status.has(event.status),
  actor: (event) => !asked.actor.size || event.actors.some((name) => asked.actor.has(name)),
  only: (event) => !asked.only || asked.only.has(event.index),
  dates: (event) => asked.dates === "" || event.certain === (asked.dates === "certain"),
};

/** Tells whether an event passes all that is asked, leaving one question out. */
const passes = (event, but = "") => Object.keys(tests).every((name) => name === but || tests[name](event));

const listeners = [];
/** Has `listener` called with "asked", "range", "current" or "reading" when that has changed. */
const listen = (listener) => listeners.push(listener);
const tell = (what) => listeners.forEach((listener) => listener(what));

const shownEvents = () => events.filter((event) => event.shown);

/** Shows in the story what is kept and lies in the stretch of time. */
function showKept() {
  for (const event of events) {
    const shown = event.kept && inRange(event);
    if (shown === event.shown) continue;
    event.shown = shown;
    event.node.hidden = !shown;
  }
  for (const section of document.querySelectorAll(".story section")) {
    section.hidden = !section.querySelector("article:not([hidden])");
  }
}

/** Asks anew: `change` alters `asked`. */
function ask(change) {
  change(asked);
  for (const event of events) event.kept = passes(event);
  showKept();
  tell("asked");
}

/** Holds a stretch of time within the whole. */
function held(from, to) {
  const least = Math.min(3600, whole.to - whole.from), most = whole.to - whole.from;
  const length = Math.min(Math.max(to - from, least), most);
  const left = Math.min(Math.max((from + to - length) / 2, whole.from), whole.to - length);
  return length >= most * 0.999 ? whole : { from: left, to: left + length };
}

let rangeTimer = 0;
/** Moves the view to a stretch of time; the story follows when it has come to rest. */
function setRange(from, to, now = false) {
  ({ from: asked.from, to: asked.to } = held(from, to));
  tell("range");
  clearTimeout(rangeTimer);
  const settle = () => { showKept(); tell("settled"); };
  if (now) settle(); else rangeTimer = setTimeout(settle, 160);
}

/** Makes an event the current one; what hides it is no longer asked for. */
function select(event, scroll = true) {
  asked.current?.node.classList.remove("current");
  asked.current?.node.removeAttribute("aria-current");
  asked.current = event;
  if (event) {
    if (!event.kept) ask(clear);
    if (!event.shown) setRange(whole.from, whole.to, true);
    event.node.classList.add("current");
    event.node.setAttribute("aria-current", "true");
  }
  tell("current");
  if (event && scroll) event.node.scrollIntoView({ block: "start", behavior: "instant" }); // what is told changes heights
}

/** Goes to the event after the current one, or before it, among those that are shown. */
function step(by) {
  const shown = shownEvents();
  if (!shown.length) return;
  const from = asked.current ?? reading;
  const at = from ? shown.findIndex((event) => event.index >= from.index) : -1;
  let next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
  if (at >= 0 && shown[at] !== from) next = by > 0 ? at : at - 1;
  if (!asked.current && at >= 0) next = at; // the first step takes what one is reading
  select(shown[Math.min(Math.max(next, 0), shown.length - 1)]);
}

/** The event at the top of what one reads. */
let reading = null;
function read(event) {
  if (event === reading) return;
  reading = event;
  tell("reading");
}
