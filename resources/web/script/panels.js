// What a person asks with: search, facets with counts, chips of what is asked, and the steps from event to event.

const search = document.querySelector(".search input");
const facetPanel = document.getElementById("filters");
const filterButton = document.getElementById("filter");
const heard = document.getElementById("heard");
const boxes = [];

function make(tag, text = "", attributes = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function markOf(shape, status, category) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", category >= 0 ? `mark c${category}` : "mark");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#m-${shape}-${status}`);
  svg.append(use);
  return svg;
}

/** Makes a box that asks for a value of a facet. */
function facetBox(list, { facet, value, name, mark, counts }) {
  const label = make("label"), box = make("input", "", { type: "checkbox" }), count = make("span", "", { class: "n" });
  const words = make("span", name, { class: "name", dir: "auto" });
  box.addEventListener("change", () => ask((now) => (box.checked ? now[facet].add(value) : now[facet].delete(value))));
  label.append(box, ...(mark ? [mark] : []), words, count);
  list.append(label);
  boxes.push({ label, box, count, facet, value, counts });
}

function facetGroup(title) {
  const group = make("fieldset"), list = make("div", "", { class: "list" });
  group.append(make("legend", title), list);
  facetPanel.append(group);
  return list;
}

function setUpFacets() {
  const has = (test) => events.some(test);
  const categories = facetGroup(words.category);
  facts.categories.forEach((category, value) => facetBox(categories, {
    facet: "category", value, name: category.name, mark: markOf(category.shape, "occurred", value), counts: (event) => event.category === value,
  }));
  if (facts.categories.length && has((event) => event.category < 0)) facetBox(categories, { facet: "category", value: -1, name: words.noCategory, counts: (event) => event.category < 0 });
  const statuses = facetGroup(words.status);
  for (const { name, word } of facts.statuses) {
    if (has((event) => event.status === name)) facetBox(statuses, { facet: "status", value: name, name: word, mark: markOf("circle", name, -1), counts: (event) => event.status === name });
  }
  const dates = facetGroup(words.dates);
  for (const [value, name] of [["", words.allDates], ["certain", words.certain], ["possible", words.possible]]) {
    const label = make("label"), box = make("input", "", { type: "radio", name: "dates" }), count = make("span", "", { class: "n" });
    box.addEventListener("change", () => ask((now) => { now.dates = value; }));
    label.append(box, make("span", name, { class: "name" }), count);
    dates.append(label);
    boxes.push({ label, box, count, facet: "dates", value, counts: (event) => value === "" || event.certain === (value === "certain") });
  }
  const often = new Map();
  for (const event of events) for (const name of event.actors) often.set(name, (often.get(name) ?? 0) + 1);
  if (often.size) {
    const actors = facetGroup(words.actor);
    actors.tabIndex = 0;
    const ranked = [...often.keys()].sort((one, other) => often.get(other) - often.get(one) || one.localeCompare(other, root.lang));
    for (const name of ranked.slice(0, 300)) facetBox(actors, { facet: "actor", value: name, name, counts: (event) => event.actors.includes(name) });
  }
  for (const list of facetPanel.querySelectorAll(".list")) if (!list.firstChild) list.parentNode.remove();
  const actions = make("div", "", { class: "actions" }), clear = make("button", words.clear, { type: "button" });
  clear.addEventListener("click", clearAll);
  actions.append(clear);
  facetPanel.append(actions);
}

function clearAll() {
  setRange(whole.from, whole.to, true);
  if (scenes.length) tellScene(-1); else ask(clear);
}

function countFacets() {
  if (facetPanel.hidden) return;
  const passing = new Map();
  for (const each of boxes) {
    if (!passing.has(each.facet)) passing.set(each.facet, events.filter((event) => passes(event, each.facet) && inRange(event)));
    const count = passing.get(each.facet).filter(each.counts).length;
    each.count.textContent = count.toLocaleString(root.lang);
    each.label.classList.toggle("none", !count);
    each.box.checked = each.facet === "dates" ? asked.dates === each.value : asked[each.facet].has(each.value);
  }
}

function showChips() {
  const list = document.querySelector(".chips"), chips = [];
  const chip = (name, undo) => {
    const button = make("button", `${name} ×`, { type: "button", "aria-label": fill(words.drop, { name }), dir: "auto" });
    button.addEventListener("click", () => { undo(); search.focus(); });
    chips.push(button);
  };
  if (!isWhole()) chip(stretchWords(), () => setRange(whole.from, whole.to, true));
  if (asked.only) chip(scenes[visible].querySelector("h3").textContent, clearAll);
  if (asked.text) chip(fill(words.quoted, { text: asked.text }), () => ask((now) => { now.text = ""; }));
  for (const each of asked.category) chip(facts.categories[each]?.name ?? words.noCategory, () => ask((now) => now.category.delete(each)));
  for (const each of asked.status) chip(facts.statuses.find(({ name }) => name === each).word, () => ask((now) => now.status.delete(each)));
  for (const each of asked.actor) chip(each, () => ask((now) => now.actor.delete(each)));
  if (asked.dates) chip(words[asked.dates], () => ask((now) => { now.dates = ""; }));
  list.replaceChildren(...chips);
  list.hidden = !chips.length;
}

function showCounts() {
  const shown = shownEvents(), local = (count) => count.toLocaleString(root.lang), partly = shown.length < events.length;
  const words_ = partly ? fill(words.shown, { n: local(shown.length), all: local(events.length) }) : words.all;
  document.querySelector(".count").textContent = words_;
  document.getElementById("nothing").hidden = shown.length > 0 || !events.length;
  const at = asked.current ? shown.indexOf(asked.current) : -1;
  document.querySelector(".place").textContent = at < 0 ? "" : fill(words.place, { n: local(at + 1), all: local(shown.length) });
  document.getElementById("before").disabled = !shown.length || at === 0;
  document.getElementById("after").disabled = !shown.length || at === shown.length - 1;
  return partly ? words_ : "";
}

/** Words the stretch that is shown; its end is no longer in it. */
const stretchWords = () => `${dayWord(asked.from)} – ${dayWord(asked.to - 1)}`;

function showStretch() {
  document.querySelector(".stretch").textContent = stretchWords();
}

function follow(what) {
  if (what === "range") showStretch();
  if (what === "reading" || what === "range") return;
  if (what === "asked" && document.activeElement !== search) search.value = asked.text;
  const told = showCounts();
  if (what === "current") {
    heard.textContent = asked.current ? `${asked.current.date}: ${asked.current.title}` : "";
    return;
  }
  heard.textContent = told;
  showChips();
  countFacets();
  measureBar();
}

/** Tells the style sheet how high the bar is, which sticks above what is read. */
function measureBar() {
  const bar = document.querySelector(".tools");
  root.style.setProperty("--bar", `${Math.round(facetPanel.hidden ? bar.offsetHeight : bar.offsetHeight - facetPanel.offsetHeight)}px`);
}

function setUpPanels() {
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask((now) => { now.text = search.value.trim(); }), 140);
  });
  filterButton.addEventListener("click", () => openFilters(facetPanel.hidden));
  document.getElementById("nothing").querySelector("button").addEventListener("click", clearAll);
  document.getElementById("before").addEventListener("click", () => step(-1));
  document.getElementById("after").addEventListener("click", () => step(1));
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, dialog, [role=slider], .list")) {
      if (event.key === "Escape" && event.target.closest(".filters")) openFilters(false);
      return;
    }
    if (event.key === "Escape" && !facetPanel.hidden) openFilters(false);
    else if (event.key === "Escape" && !asked.current && asked.scene >= 0) clearAll();
    else if (event.key === "Escape") select(null);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      const told = !asked.current && (asked.scene >= 0 || event.target.closest?.("#told"));
      (told ? stepScene : step)((event.key === "ArrowRight") === (root.dir !== "rtl") ? 1 : -1);
    }
  });
  listen(follow);
}

function openFilters(open) {
  facetPanel.hidden = !open;
  filterButton.setAttribute("aria-expanded", String(open));
  if (!open && facetPanel.contains(document.activeElement)) filterButton.focus();
  countFacets();
  measureBar();
}
