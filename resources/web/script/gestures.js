// How the timeline moves: drag, pinch, wheel, buttons; a click takes an event.

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Goes to a stretch of time in a few frames, or at once where a person wants no motion. */
function glide(from, to) {
  const start = { from: asked.from, to: asked.to }, begun = performance.now();
  if (still.matches) return setRange(from, to);
  const frame = (now) => {
    const share = 1 - (1 - Math.min((now - begun) / 160, 1)) ** 3;
    setRange(start.from + (from - start.from) * share, start.to + (to - start.to) * share);
    if (share < 1) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function zoomAbout(second, factor, gliding = false) {
  const from = second - (second - asked.from) * factor, to = second + (asked.to - second) * factor;
  (gliding ? glide : setRange)(from, to);
}

function setUpGestures() {
  const canvas = lanes.canvas, pointers = new Map();
  let start = null, pinched = false;
  const place = (event) => { const box = canvas.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  const begin = () => {
    const [one, other] = pointers.values();
    start = { from: asked.from, to: asked.to, one: { ...one }, other: other && { ...other }, moved: false };
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    pinched = pointers.size > 1;
    begin();
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = place(event);
    if (!pointers.has(event.pointerId)) return hover(at);
    pointers.set(event.pointerId, at);
    const [one, other] = pointers.values(), seconds = (start.to - start.from) / (lanes.width - lanes.header);
    if (other && start.other) {
      const before = Math.max(Math.abs(start.one.x - start.other.x), 20), now = Math.max(Math.abs(one.x - other.x), 20);
      const middle = start.from + ((start.one.x + start.other.x) / 2 - lanes.header) * seconds, length = (start.to - start.from) * (before / now);
      const from = middle - (((one.x + other.x) / 2 - lanes.header) / (lanes.width - lanes.header)) * length;
      setRange(from, from + length);
      return undefined;
    }
    const by = one.x - start.one.x;
    if (!start.moved && Math.abs(by) < 5) return undefined;
    start.moved = true;
    canvas.classList.add("moving");
    setRange(start.from - by * seconds, start.to - by * seconds);
    return undefined;
  });
  const end = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    canvas.classList.remove("moving");
    if (event.type === "pointerup" && !start.moved && !pinched) {
      const at = place(event), found = eventAt(at.x, at.y);
      if (found) select(found);
    }
    if (pointers.size) begin();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("dblclick", (event) => { const at = place(event); if (!eventAt(at.x, at.y)) zoomAbout(secondAt(at.x), 0.5, true); });
  canvas.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoomAbout(secondAt(place(event).x), Math.exp(Math.max(Math.min(event.deltaY, 100), -100) / 300));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      const by = ((event.deltaX || event.deltaY) * (asked.to - asked.from)) / (lanes.width - lanes.header);
      setRange(asked.from + by, asked.to + by);
    }
  }, { passive: false });
  document.getElementById("closer").addEventListener("click", () => zoomAbout((asked.from + asked.to) / 2, 0.5, true));
  document.getElementById("wider").addEventListener("click", () => zoomAbout((asked.from + asked.to) / 2, 2, true));
  document.getElementById("whole").addEventListener("click", () => glide(whole.from, whole.to));
}

/** Shows a card for the event under the pointer. */
function hover(at) {
  const event = at ? eventAt(at.x, at.y) : null, { card } = lanes;
  if (event !== lanes.hovered) {
    lanes.hovered = event;
    lanes.canvas.classList.toggle("over", Boolean(event));
    card.hidden = !event;
    if (event) {
      const title = document.createElement("b"), date = document.createElement("span");
      title.textContent = event.title;
      title.dir = "auto";
      date.textContent = event.date;
      card.replaceChildren(title, date);
    }
    redraw(false);
  }
  if (!event) return;
  const { offsetWidth: wide, offsetHeight: high } = card;
  card.style.left = `${Math.max(Math.min(at.x + 14, lanes.width - wide - 8), 8)}px`;
  card.style.top = `${at.y + 24 + high > lanes.height ? at.y - high - 16 : at.y + 20}px`;
}
