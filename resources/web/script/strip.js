// The overview: how many events begin when, over the whole time; a brush says which stretch is shown.

const strip = {
  canvas: document.querySelector(".strip canvas"),
  handles: Array.from(document.querySelectorAll(".handle")),
  width: 0, height: 0,
};
const AXIS = 20;

const stripPx = (second) => 12 + ((second - whole.from) / (whole.to - whole.from)) * (strip.width - 24);
const stripSecond = (x) => whole.from + ((x - 12) / (strip.width - 24)) * (whole.to - whole.from);

function drawStrip() {
  const { ctx, width, height } = fit(strip.canvas), { colours } = look;
  Object.assign(strip, { width, height });
  if (width < 40) return;
  const bins = Math.max(Math.min(Math.floor((width - 24) / (6 * look.em)), 400), 1), all = new Uint32Array(bins), kept = new Uint32Array(bins);
  for (const event of dated) {
    const point = Number.isFinite(event.startMin) ? event.startMin : event.endMax;
    if (!Number.isFinite(point)) continue;
    const bin = Math.min(Math.max(Math.floor(((point - whole.from) / (whole.to - whole.from)) * bins), 0), bins - 1);
    all[bin] += 1;
    if (event.kept) kept[bin] += 1;
  }
  const most = Math.max(...all, 1), floor = height - AXIS * look.em, room = floor - 8, wide = (width - 24) / bins;
  const from = stripPx(asked.from), to = stripPx(asked.to), partly = !isWhole();
  for (let bin = 0; bin < bins; bin++) {
    const x = 12 + bin * wide;
    for (const [count, colour] of [[all[bin], colours["histogram-faint"]], [kept[bin], colours.histogram]]) {
      if (!count) continue;
      const high = Math.max((Math.sqrt(count) / Math.sqrt(most)) * room, 2);
      ctx.fillStyle = colour;
      ctx.fillRect(x, floor - high, Math.max(wide - 1, 1), high);
    }
  }
  ctx.fillStyle = colours.hairline;
  ctx.fillRect(0, floor, width, 1);
  const { lines } = rulerLines(whole.from, whole.to, ((whole.to - whole.from) / width) * 56 * look.em);
  ctx.font = font(11);
  ctx.fillStyle = colours.secondary;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  let end = 0;
  for (const { at, small, great } of lines) {
    const x = stripPx(at), word = great || small, long = ctx.measureText(word).width;
    if (x < Math.max(end, 4) || x + long > width - 4) continue;
    ctx.fillText(word, x, height - 5 * look.em);
    end = x + long + 12;
  }
  if (partly) {
    ctx.fillStyle = faded(colours.accent, 0.13);
    ctx.fillRect(from, 2, to - from, floor - 2);
    ctx.strokeStyle = colours.accent;
    ctx.lineWidth = 1.5;
    ctx.strokeRect(from, 2, Math.max(to - from, 1), floor - 2);
  }
  strip.handles.forEach((handle, index) => {
    const second = index ? asked.to : asked.from;
    handle.style.left = `${index ? to : from}px`;
    handle.setAttribute("aria-valuenow", String(Math.round(((second - whole.from) / (whole.to - whole.from)) * 100)));
    handle.setAttribute("aria-valuetext", dayWord(second));
  });
}

/** Words a day for those who hear the page. */
function dayWord(second) {
  if (far(second)) return yearWord(yearOf(second));
  return dateWord(new Date(second * 1000));
}

function setUpStrip() {
  const { canvas, handles } = strip;
  const at = (event) => event.clientX - canvas.getBoundingClientRect().left;
  let drag = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    const x = at(event), second = stripSecond(x), inside = !isWhole() && second > asked.from && second < asked.to;
    drag = { x, second, from: asked.from, to: asked.to, inside, moved: false };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const x = at(event), second = stripSecond(x);
    if (!drag.moved && Math.abs(x - drag.x) < 4) return;
    drag.moved = true;
    if (drag.inside) setRange(drag.from + second - drag.second, drag.to + second - drag.second);
    else setRange(Math.min(drag.second, second), Math.max(drag.second, second));
  });
  const end = (event) => {
    if (drag && !drag.moved && event.type === "pointerup" && !drag.inside && !isWhole()) {
      const half = (asked.to - asked.from) / 2;
      setRange(drag.second - half, drag.second + half);
    }
    drag = null;
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  handles.forEach((handle, index) => {
    const move = (second) => {
      const least = (whole.to - whole.from) / 1000;
      if (index) setRange(asked.from, Math.min(Math.max(second, asked.from + least), whole.to));
      else setRange(Math.max(Math.min(second, asked.to - least), whole.from), asked.to);
    };
    let held = false;
    handle.addEventListener("pointerdown", (event) => { held = true; handle.setPointerCapture(event.pointerId); });
    handle.addEventListener("pointermove", (event) => { if (held) move(stripSecond(at(event))); });
    for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, () => { held = false; });
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      const end = { Home: whole.from, End: whole.to }[event.key];
      if (by === undefined && end === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      move(end ?? (index ? asked.to : asked.from) + (by * (whole.to - whole.from)) / 100);
    });
  });
}
