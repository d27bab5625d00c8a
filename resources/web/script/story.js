// The story: views that are told one after another, each with its words, its stretch of time and its events.

const scenes = Array.from(document.querySelectorAll(".scene"));
let visible = 0;

/** Reads places of events in the page, as "0-5 8"; null for all. */
const keptBy = ({ dataset: { only } }) => only === undefined ? null : new Set(only.split(" ").filter(Boolean).flatMap((part) => {
  const [first, last = first] = part.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, by) => first + by);
}));

/** Gives the stretch of time of the view that is told. */
function goal() {
  const range = scenes[visible].dataset.range;
  return held(...(range ? range.split(" ").map(Number) : [whole.from, whole.to]));
}

/** Tells whether one looks at the stretch that is told. */
function asTold() {
  if (asked.scene < 0) return false;
  const { from, to } = goal();
  return Math.abs(from - asked.from) + Math.abs(to - asked.to) < (to - from) / 50;
}

/** Tells a view; at -1 none, and its words stay. */
function tellScene(at, now = false) {
  const node = scenes[at];
  if (asked.current) select(null);
  asked.scene = node ? at : -1;
  root.classList.toggle("telling", Boolean(node));
  asked.told = new Set(node ? Array.from(node.querySelectorAll(".named a"), (link) => byId.get(link.hash.slice("#event=".length))) : []);
  ask((all) => { clear(all); all.only = node ? keptBy(node) : null; });
  if (!node) return undefined;
  visible = at;
  for (const each of scenes) each.hidden = each !== node;
  document.querySelector(".scene-place").textContent = fill(words.place, { n: at + 1, all: scenes.length });
  document.getElementById("scene-before").disabled = at === 0;
  document.getElementById("scene-after").disabled = at === scenes.length - 1;
  const { from, to } = goal(), told = document.getElementById("told");
  if (now) return setRange(from, to, true);
  if (told.getBoundingClientRect().top < document.querySelector(".tools").offsetHeight) told.scrollIntoView();
  glide(from, to);
}

/** Goes to the view after the one that is told, or before it; back into the story where one has left it. */
const stepScene = (by) => tellScene(asked.scene < 0 ? visible : Math.min(Math.max(visible + by, 0), scenes.length - 1));

function setUpStory() {
  if (!scenes.length) return;
  document.getElementById("scene-before").addEventListener("click", () => stepScene(-1));
  document.getElementById("scene-after").addEventListener("click", () => stepScene(1));
  document.querySelector(".scenes").addEventListener("click", (click) => {
    const event = byId.get(click.target.closest("a")?.hash.slice("#event=".length));
    if (!event || click.button || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    select(event);
  });
}
