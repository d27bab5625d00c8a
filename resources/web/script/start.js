// Sets everything up, once the story is there.

function followReading() {
  let asleep = true;
  const story = document.querySelector(".story");
  const look_ = () => {
    asleep = true;
    const box = story.getBoundingClientRect(), top = document.querySelector(".tools").offsetHeight + 90;
    const hit = document.elementFromPoint(box.left + box.width / 2, top)?.closest("article");
    read(hit ? byId.get(hit.id.slice("event=".length)) ?? null : null);
  };
  addEventListener("scroll", () => { if (asleep) { asleep = false; requestAnimationFrame(look_); } }, { passive: true });
}

function start() {
  if (!dated.length) root.classList.add("no-timeline");
  document.querySelector(".graphic").hidden = !dated.length;
  readLook();
  setUpTheme();
  setUpPanels();
  setUpFacets();
  setUpGestures();
  setUpStrip();
  setUpShare();
  setUpStory();
  followReading();
  readAddress();
  showCounts();
  showStretch();
  measureBar();
  new ResizeObserver(() => { readLook(); measureBar(); redraw(); }).observe(lanes.canvas);
  document.fonts?.ready.then(() => { for (const event of events) event.measured = ""; redraw(); });
  document.querySelector(".story").addEventListener("click", (click) => {
    if (click.button || click.ctrlKey || click.metaKey || click.shiftKey) return;
    const article = click.target.closest("article"), link = click.target.closest("a, summary, button");
    if (!article || (link && !link.matches(".when a")) || getSelection().toString()) return;
    const event = byId.get(article.id.slice("event=".length));
    if (!event) return;
    click.preventDefault();
    select(event, false);
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of opened) each.open = false; });
  root.dataset.ready = "";
}

start();
