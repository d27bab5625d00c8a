// The address says what is shown: #story=2&event=…&q=…&category=…&status=…&actor=…&dates=certain&from=2014-02-20&to=2014-03-18

/** Gives the date of a second as it stands in the address; by the minute where days are too coarse. */
function stamp(second) {
  const date = new Date(second * 1000);
  if (Number.isNaN(date.getTime())) return String(Math.round(second)); // beyond what dates of the script can say
  const text = date.toISOString();
  return second % DAY ? text.replace(/:\d\d\.\d+Z$/, "") : text.replace(/T.*/, "");
}

function secondOf(text) {
  if (text === null || text === "") return NaN;
  if (/^-?\d{7,}$/.test(text)) return Number(text);
  return Date.parse(/T/.test(text) ? `${text}:00Z` : text) / 1000;
}

const coarse = (second) => (asked.to - asked.from > 4 * DAY ? Math.round(second / DAY) * DAY : Math.round(second / 60) * 60);

function addressOf(event = asked.current) {
  const named = new URLSearchParams();
  if (asked.scene >= 0) named.set("story", asked.scene + 1);
  if (event) named.set("event", event.id);
  if (asked.text) named.set("q", asked.text);
  for (const each of asked.category) named.append("category", facts.categories[each]?.name ?? "");
  for (const each of asked.status) named.append("status", each);
  for (const each of asked.actor) named.append("actor", each);
  if (asked.dates) named.set("dates", asked.dates);
  if (!isWhole() && !asTold()) {
    named.set("from", stamp(coarse(asked.from)));
    named.set("to", stamp(coarse(asked.to)));
  }
  return named.toString();
}

/** Gives the address of this page without what stands behind #. */
const pageAddress = () => location.href.replace(/#.*/s, "");

let addressTimer = 0;
function writeAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    const wanted = addressOf();
    if (wanted === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", wanted ? `#${wanted}` : pageAddress());
    } catch { /* in a closed frame the address stays as it is */ }
  }, 250);
}

/** Shows what the address asks for; what it says that is not there is passed over. */
function readAddress() {
  const named = new URLSearchParams(location.hash.slice(1));
  if (scenes.length) tellScene(Number(named.get("story") ?? Number(location.hash.length < 2)) - 1, true);
  ask((now) => {
    now.text = (named.get("q") ?? "").slice(0, 200);
    now.dates = ["certain", "possible"].includes(named.get("dates")) ? named.get("dates") : "";
    const known = named.getAll("category").filter((name) => name === "" || facts.categories.some((each) => each.name === name));
    now.category = new Set(known.map((name) => facts.categories.findIndex((each) => each.name === name && name !== "")));
    now.status = new Set(named.getAll("status").filter((name) => facts.statuses.some((each) => each.name === name)));
    const actors = new Set(events.flatMap((event) => (named.has("actor") ? event.actors : [])));
    now.actor = new Set(named.getAll("actor").filter((name) => actors.has(name)));
  });
  const from = secondOf(named.get("from")), to = secondOf(named.get("to"));
  if (from < to) setRange(from, to, true);
  else if (asked.scene < 0) setRange(whole.from, whole.to, true);
  const event = byId.get(named.get("event") ?? "");
  if (event || asked.current) select(event ?? null);
}

listen((what) => { if (what === "asked" || what === "settled" || what === "current") writeAddress(); });
addEventListener("hashchange", () => { if (location.hash.slice(1) !== addressOf()) readAddress(); });
