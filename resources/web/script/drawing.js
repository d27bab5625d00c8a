// Marks as the program draws them: the shapes are those of the symbols in the page, bars fade over what is only possible.

const look = { colours: {}, font: "", em: 1 };

/** Reads colours and type from the style sheet; again when light becomes dark. */
function readLook() {
  const style = getComputedStyle(root);
  for (const name of ["paper", "panel", "lane", "hairline", "hairline-strong", "ink", "secondary", "faint", "accent", "accent-ground",
    "on-accent", "today", "histogram", "histogram-faint"]) look.colours[name] = style.getPropertyValue(`--${name}`).trim();
  look.categories = facts.categories.map((_, index) => style.getPropertyValue(`--c${index}`).trim());
  look.none = look.colours.secondary;
  look.font = style.getPropertyValue("--text").trim() || "sans-serif";
  look.em = parseFloat(style.fontSize) / 16;
}

const colourOf = (event) => look.categories[event.category] ?? look.none;
const shapeOf = (event) => facts.categories[event.category]?.shape ?? "circle";
const font = (px, weight = 400) => `${weight} ${px * look.em}px ${look.font}`;

const symbols = new Map();
function partsOf(shape, status) {
  const key = `${shape}-${status}`;
  if (!symbols.has(key)) {
    const paths = document.getElementById(`m-${key}`)?.querySelectorAll("path") ?? [];
    symbols.set(key, Array.from(paths, (path) => ({
      path: new Path2D(path.getAttribute("d")),
      line: Number(path.getAttribute("stroke-width") ?? 0),
      dashes: (path.getAttribute("stroke-dasharray") ?? "").split(" ").filter(Boolean).map(Number),
      opacity: Number(path.getAttribute("opacity") ?? 1),
    })));
  }
  return symbols.get(key);
}

const MARK_PX = [7, 6.5, 7, 8, 9, 11];
const OUTLINED = new Set(["planned", "disputed", "cancelled", "false"]);
const sizeOf = (event) => {
  const size = MARK_PX[Math.min(Math.max(event.importance, 0), 5)];
  return (event.status === "occurred" ? size : Math.max(size, 9)) * look.em;
};

function drawMark(ctx, x, y, event, size = sizeOf(event), colour = colourOf(event)) {
  const scale = size / facts.markPx;
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  for (const { path, line, dashes, opacity } of partsOf(shapeOf(event), event.status)) {
    ctx.globalAlpha = opacity;
    if (line) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = line / Math.min(scale, 1);
      ctx.setLineDash(dashes);
      ctx.lineCap = dashes.length ? "butt" : "round";
      ctx.stroke(path);
    } else {
      ctx.fillStyle = colour;
      ctx.fill(path, "evenodd");
    }
  }
  ctx.restore();
}

/** Makes a colour that fades: the canvas has no other way to say how much of it there is. */
function faded(colour, share) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${red} ${green} ${blue} / ${share})`;
}

const FAINTEST = 0.12;

/** Draws a stretch of time: solid where it is certain, fainter to the ends of what is possible. */
function drawBar(ctx, event, span, y, solid = "") {
  const colour = solid || colourOf(event), high = 10 * look.em, { x0, x1, core0, core1 } = span;
  const openStart = Boolean(event.flags & FLAG.startOpen), openEnd = Boolean(event.flags & FLAG.endOpen);
  const arrow = 7 * look.em, left = x0 + arrow * openStart, right = Math.max(x1 - arrow * openEnd, left + 2);
  let paint = colour;
  if (core1 > core0 ? core0 - x0 > 3 || x1 - core1 > 3 : true) {
    paint = ctx.createLinearGradient(x0, 0, Math.max(x1, x0 + 1), 0);
    const at = (x) => Math.min(Math.max((x - x0) / Math.max(x1 - x0, 1), 0), 1);
    const peak = core1 > core0 || event.flags & FLAG.unknown ? 1 : 0.7;
    const [first, last] = core1 > core0 ? [core0, core1] : event.flags & FLAG.unknownEnd ? [core0, core0]
      : event.flags & FLAG.unknownStart ? [core1, core1] : [(core0 + core1) / 2, (core0 + core1) / 2];
    if (at(first) > 0) paint.addColorStop(0, faded(colour, event.flags & FLAG.unknownStart ? 0 : FAINTEST));
    paint.addColorStop(at(first), faded(colour, peak));
    paint.addColorStop(at(last), faded(colour, peak));
    if (at(last) < 1) paint.addColorStop(1, faded(colour, event.flags & FLAG.unknownEnd ? 0 : FAINTEST));
  }
  ctx.save();
  const body = new Path2D();
  body.roundRect(left, y - high / 2, right - left, high, Math.min(high, right - left) / 2);
  if (OUTLINED.has(event.status)) outlineBar(ctx, event, { body, left, right, y, high, paint, colour });
  else {
    ctx.fillStyle = paint;
    if (event.status === "corroborated") body.rect(left, y - 0.9, right - left, 1.8);
    if (event.status === "reported") body.roundRect(left + 1.2, y - high / 2 + 1.2, Math.max(right - left - 2.4, 0), high / 2 - 1.2, high / 2 - 1.2);
    ctx.fill(body, "evenodd");
  }
  ctx.restore();
  ctx.fillStyle = colour;
  for (const [open, tip, way] of [[openStart, x0, -1], [openEnd, x1, 1]]) {
    if (!open) continue;
    ctx.beginPath();
    ctx.moveTo(tip, y);
    ctx.lineTo(tip - way * (arrow + 4), y - high / 2 - 2.5);
    ctx.lineTo(tip - way * (arrow + 4), y + high / 2 + 2.5);
    ctx.fill();
  }
}

function outlineBar(ctx, event, { body, left, right, y, high, paint, colour }) {
  ctx.strokeStyle = paint;
  ctx.lineWidth = 1.3;
  ctx.setLineDash(event.status === "planned" ? [4, 3] : []);
  ctx.fillStyle = faded(colour, event.status === "planned" || event.status === "disputed" ? 0.1 : 0);
  ctx.fill(body);
  ctx.stroke(body);
  ctx.clip(body);
  ctx.beginPath();
  if (event.status === "disputed") {
    for (let x = left - high; x < right; x += 4.5) { ctx.moveTo(x, y + high / 2); ctx.lineTo(x + high * 0.7, y - high / 2); }
  } else if (event.status === "false") {
    for (let x = left + 4; x < right; x += 9) { ctx.moveTo(x - 3, y - 3); ctx.lineTo(x + 3, y + 3); ctx.moveTo(x - 3, y + 3); ctx.lineTo(x + 3, y - 3); }
  } else if (event.status === "cancelled") { ctx.moveTo(left, y); ctx.lineTo(right, y); }
  ctx.stroke();
}

/** Draws a coarse date as a soft block over all that is possible, with its mark in it. */
function drawBlock(ctx, event, { x0, x1 }, y, ground = "") {
  const colour = colourOf(event), high = 18 * look.em, width = Math.max(x1 - x0, 1);
  const usual = Math.min(8, width * 0.2) / width, soft = event.flags & FLAG.approximate ? 1 / 3 : usual;
  const before = event.flags & FLAG.startOpen ? 1 - usual : soft, after = event.flags & FLAG.endOpen ? 1 - usual : soft;
  const paint = ctx.createLinearGradient(x0, 0, x1, 0), rise = Math.min(before, 1 - usual);
  paint.addColorStop(0, faded(colour, 0.03));
  paint.addColorStop(rise, faded(colour, 0.26));
  paint.addColorStop(Math.max(1 - after, rise), faded(colour, 0.26));
  paint.addColorStop(1, faded(colour, 0.03));
  ctx.beginPath();
  ctx.roundRect(x0, y - high / 2, width, high, 5);
  if (ground) { ctx.fillStyle = ground; ctx.fill(); }
  ctx.fillStyle = paint;
  ctx.fill();
  if (["planned", "cancelled", "false"].includes(event.status)) {
    ctx.save();
    ctx.strokeStyle = faded(colour, 0.6);
    ctx.setLineDash([3, 3]);
    ctx.stroke();
    ctx.restore();
  }
}

/** Draws one event where it was placed. */
function drawEvent(ctx, event, place) {
  if (place.form === "bar") drawBar(ctx, event, place, place.y);
  else {
    if (place.form === "block") drawBlock(ctx, event, place, place.y);
    drawMark(ctx, place.mark, place.y, event);
  }
}
