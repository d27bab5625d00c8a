// The timeline: a lane for each category, or by another field, marks with as many titles as find room, the most important first.

const lanes = {
  canvas: document.querySelector(".lanes canvas.ground"),
  over: document.querySelector(".lanes canvas.over-it"),
  card: document.querySelector(".card"),
  width: 0, height: 0, places: [], ticks: [], labels: [], rows: [], header: 0,
};
const RULER = 44, ROW = 23, TOP = 7, FOOT = 15, LONGEST = 520, TICK = 8;
const NAMED = 18; // on narrow screens names stand above the marks
const REACH = 160; // so far an end without a bound fades

const px = (second) => lanes.header + ((second - asked.from) / (asked.to - asked.from)) * (lanes.width - lanes.header);
const secondAt = (x) => asked.from + ((x - lanes.header) / (lanes.width - lanes.header)) * (asked.to - asked.from);
const clamp = (x) => Math.min(Math.max(x, -5000), lanes.width + 5000);

/** Sizes a canvas for the pixels of the screen. */
function fit(canvas) {
  const box = canvas.getBoundingClientRect(), ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, box.width, box.height);
  return { ctx, width: box.width, height: box.height };
}

/** Gives where an event is drawn along the axis, and in which form. */
function extent(event) {
  let x0 = clamp(px(event.startMin)), x1 = clamp(px(event.endMax));
  const core0 = clamp(px(event.startMax)), core1 = clamp(px(event.endMin)), range = Boolean(event.flags & FLAG.range);
  if (event.flags & (range ? FLAG.unknownEnd : FLAG.endOpen)) x1 = Math.min(x1, (range ? core0 : x0) + REACH);
  if (event.flags & (range ? FLAG.unknownStart : FLAG.startOpen)) x0 = Math.max(x0, (range ? core1 : x1) - REACH);
  const size = sizeOf(event), wide = x1 - x0 >= (range ? 8 : size + 3), middle = (x0 + x1) / 2;
  if (!wide) return { form: "dot", x0: middle - size / 2, x1: middle + size / 2, core0, core1, mark: middle };
  return { form: range ? "bar" : "block", x0, x1, core0, core1, mark: middle };
}

/** Shares the height among the lanes by what they need; all are seen. */
function shareHeight(counts) {
  const room = lanes.height - RULER * look.em, row = ROW * look.em;
  const needs = counts.map((count) => (TOP + FOOT) * look.em + Math.min(Math.max(count, 1), 40) * row);
  const least = Math.min((TOP + FOOT) * look.em + row * 0.8, room / counts.length);
  let heights = counts.map(() => 0), open = counts.map((_, index) => index), left = room;
  while (open.length) {
    const share = left / open.length, modest = open.filter((index) => Math.max(needs[index], least) <= share);
    if (!modest.length) { for (const index of open) heights[index] = share; break; }
    for (const index of modest) { heights[index] = Math.max(needs[index], least); left -= heights[index]; }
    open = open.filter((index) => !modest.includes(index));
    if (!open.length && left > 0) heights = heights.map((height) => height + left / heights.length);
  }
  return heights;
}

/** Finds a row for each event of a lane: mark and title touch no other. */
function placeLane(lane, inView) {
  const row = ROW * look.em, top = lane.top + (lanes.header ? TOP : NAMED) * look.em;
  const rows = Math.max(Math.floor((lane.top + lane.height - FOOT * look.em - top) / row), 1);
  const taken = Array.from({ length: rows }, () => new Uint8Array(Math.ceil(lanes.width) + 2));
  const at = (x) => Math.min(Math.max(Math.round(x), 0), lanes.width);
  const free = (cells, from, to) => { for (let x = at(from); x <= at(to); x++) if (cells[x]) return false; return true; };
  const take = (cells, from, to) => cells.fill(1, at(from), at(to) + 1);
  let failures = 0;
  inView.sort((one, other) => rank(other) - rank(one) || spread(one) - spread(other));
  for (const event of inView) {
    const place = extent(event), bold = rank(event) >= 5 ? 600 : 400;
    let found = -1;
    if (failures < 150) {
      const key = `${bold}${look.em}`;
      if (event.measured !== key) {
        lanes.ctx.font = font(12, bold);
        event.width = Math.min(lanes.ctx.measureText(event.title).width, LONGEST * look.em);
        event.measured = key;
      }
      const gap = 7, right = Math.max(place.x1, lanes.header + 2) + gap, left = Math.min(place.x0, lanes.width) - gap - event.width;
      const sides = [];
      if (right + event.width < lanes.width - 4) sides.push({ from: place.x0, to: right + event.width, label: right });
      if (left > lanes.header + 6) sides.push({ from: left, to: place.x1, label: left });
      if (!sides.length && lanes.width - right > 90) sides.push({ from: place.x0, to: lanes.width, label: right, cut: lanes.width - right - 4 });
      for (let index = 0; index < rows && found < 0; index++) {
        for (const side of sides) {
          if (!free(taken[index], side.from - 8, side.to + 8)) continue;
          take(taken[index], side.from - 4, side.to + 8);
          Object.assign(place, { label: side.label, cut: side.cut ?? 0 });
          found = index;
          break;
        }
      }
    }
    if (found < 0 && place.form === "bar") { // a bar says something without its title, too
      found = taken.findIndex((cells) => free(cells, place.x0 - 3, place.x1 + 3));
      if (found >= 0) take(taken[found], place.x0 - 3, place.x1 + 3);
    }
    if (found < 0) {
      failures += 1;
      lanes.ticks.push({ event, x: (Math.max(place.x0, lanes.header) + Math.min(place.x1, lanes.width)) / 2, y: lane.top + lane.height - 5 * look.em });
      continue;
    }
    failures = 0;
    lanes.places.push([event, { ...place, y: top + (found + 0.5) * row, bold, width: place.cut || event.width }]);
  }
}

/** Orders events of one importance so that titles stand all over the lane, the same ones each time. */
const spread = (event) => Math.imul(event.index + 1, 0x9e3779b1) >>> 0;

/** What the view that is told speaks of goes before anything else. */
const rank = (event) => (asked.told.has(event) ? 9 : event.importance);

function arrange() {
  lanes.places = [];
  lanes.ticks = [];
  const groups = new Map();
  for (const event of dated) {
    if (!event.kept) continue;
    const inView = event.startMin < asked.to && event.endMax > asked.from && !(asked.dates === "certain" && !inRange(event));
    for (const lane of event.lanes) {
      const group = groups.get(lane) ?? groups.set(lane, { all: 0, inView: [] }).get(lane);
      group.all += 1;
      if (inView) group.inView.push(event);
    }
  }
  const order = [...(facts.lanes.length ? facts.lanes : facts.categories).keys(), -1].filter((value) => groups.has(value));
  lanes.header = isWide() ? 150 * look.em : 0;
  const heights = shareHeight(order.map((value) => groups.get(value).inView.length));
  let top = RULER * look.em;
  lanes.rows = order.map((value, index) => {
    const lane = { value, top, height: heights[index], all: groups.get(value).all, seen: groups.get(value).inView.length };
    top += heights[index];
    placeLane(lane, groups.get(value).inView);
    return lane;
  });
}

const isWide = () => lanes.width >= 560 * look.em;

/** On narrow screens the timeline is as high as its lanes need: a name, a row and ticks each. */
function settleHeight() {
  const box = lanes.canvas.parentNode;
  lanes.width = box.clientWidth;
  const count = new Set(dated.filter((event) => event.kept).flatMap((event) => event.lanes)).size;
  const high = isWide() ? "" : `${(RULER + Math.max(count, 2) * (NAMED + ROW + FOOT)) * look.em}px`;
  if (box.style.height !== high) box.style.height = high;
}

function drawGround() {
  settleHeight();
  const { ctx, width, height } = fit(lanes.canvas);
  Object.assign(lanes, { ctx, width, height });
  if (width < 40 || height < 40) return;
  arrange();
  const { colours } = look;
  lanes.rows.forEach((lane, index) => {
    if (index % 2) { ctx.fillStyle = colours.lane; ctx.fillRect(0, lane.top, width, lane.height); }
    ctx.fillStyle = colours.hairline;
    ctx.fillRect(0, Math.round(lane.top), width, 1);
  });
  drawRuler(ctx);
  ctx.save();
  ctx.beginPath();
  ctx.rect(lanes.header, 0, width - lanes.header, height);
  ctx.clip();
  drawNow(ctx);
  for (const { event, x, y } of lanes.ticks) {
    ctx.fillStyle = faded(colourOf(event), 0.8);
    ctx.fillRect(x - 0.75, y - TICK, 1.5, TICK);
  }
  for (const [event, place] of lanes.places) {
    if (place.label !== undefined) {
      const lane = lanes.rows.find((each) => place.y < each.top + each.height);
      ctx.fillStyle = lanes.rows.indexOf(lane) % 2 ? colours.lane : colours.paper; // no line runs through words
      ctx.fillRect(place.label - 3, place.y - 8 * look.em, place.width + 6, 16 * look.em);
    }
  }
  for (const [event, place] of lanes.places) {
    drawEvent(ctx, event, place);
    drawTitle(ctx, event, place, event.status === "cancelled" || event.status === "false" ? colours.secondary : colours.ink);
  }
  ctx.restore();
  drawNames(ctx);
}

function drawTitle(ctx, event, place, ink, weight = place.bold) {
  if (place.label === undefined) return;
  ctx.font = font(12, weight);
  ctx.fillStyle = ink;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText(shortened(ctx, event.title, place.width), place.label, place.y + 0.5);
}

/** Cuts a text to a width; an ellipsis says so. */
function shortened(ctx, text, most) {
  if (ctx.measureText(text).width <= most + 1) return text;
  let least = 0, greatest = text.length;
  while (least < greatest) {
    const middle = (least + greatest + 1) >> 1;
    if (ctx.measureText(`${text.slice(0, middle).trimEnd()}…`).width <= most) least = middle; else greatest = middle - 1;
  }
  return `${text.slice(0, least).trimEnd()}…`;
}

function drawRuler(ctx) {
  const { colours } = look, { width, height, header } = lanes, high = RULER * look.em;
  const { lines, unit } = rulerLines(asked.from, asked.to, ((asked.to - asked.from) / (width - header)) * 46 * look.em);
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  lanes.labels = [];
  let greatEnd = -Infinity, smallEnd = -Infinity;
  for (const { at, small, great } of lines) {
    const x = px(at);
    if (x < header) continue;
    ctx.fillStyle = great ? colours["hairline-strong"] : colours.hairline;
    ctx.fillRect(Math.round(x), great ? 4 : high - 18 * look.em, 1, height);
    ctx.fillStyle = colours.secondary;
    ctx.font = font(11);
    const long = ctx.measureText(small).width;
    if (x + 4 >= smallEnd && x + 4 + long <= width) {
      ctx.fillText(small, x + 4, high - 6 * look.em);
      lanes.labels.push({ left: x + 4, right: x + 4 + long });
      smallEnd = x + long + 8;
    }
    if (great && x + 4 > greatEnd) {
      ctx.fillStyle = colours.ink;
      ctx.font = font(13, 600);
      ctx.fillText(great, x + 4, 18 * look.em);
      greatEnd = x + ctx.measureText(great).width + 16;
    }
  }
  const edge = greatWord(asked.from, unit), first = lines.find((line) => line.great && px(line.at) >= header);
  ctx.font = font(13, 600);
  if (edge && (!first || px(first.at) - header > ctx.measureText(edge).width + 20)) {
    ctx.fillStyle = colours.ink;
    ctx.fillText(edge, header + 4, 18 * look.em);
  }
}

/** Draws today, and the day as of which the chronology tells. */
function drawNow(ctx) {
  const { colours } = look;
  let taken = 0;
  const lines = [[facts.asOf, colours.faint, [2, 3], words.asOf], [Date.now() / 1000, colours.today, [], words.today]];
  for (const [at, colour, dashes, word] of lines) {
    if (at === null || at < asked.from || at > asked.to) continue;
    ctx.strokeStyle = colour;
    ctx.setLineDash(dashes);
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(Math.round(px(at)) + 0.5, RULER * look.em);
    ctx.lineTo(Math.round(px(at)) + 0.5, lanes.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.font = font(11);
    const long = ctx.measureText(word).width, left = Math.min(Math.max(px(at) - long / 2, lanes.header), lanes.width - long - 4);
    if (asked.to - asked.from < 3 * AVERAGE_YEAR || left < taken) continue; // there the ruler has words of its own
    ctx.fillStyle = colour;
    ctx.textBaseline = "alphabetic";
    ctx.fillText(word, left, 18 * look.em);
    taken = left + long + 10;
  }
}

function drawNames(ctx) {
  const { colours } = look;
  lanes.rows.forEach((lane, index) => {
    const own = !facts.lanes.length, name = own ? facts.categories[lane.value]?.name ?? words.noCategory : facts.lanes[lane.value];
    const sample = { category: lane.value, status: "occurred" };
    const beside = lanes.header > 0, x = beside ? 16 : 8, y = lane.top + (beside ? 18 : 10) * look.em;
    if (beside) {
      ctx.fillStyle = index % 2 ? colours.lane : colours.paper;
      ctx.fillRect(0, lane.top + 1, lanes.header, lane.height - 1);
    }
    if (own) drawMark(ctx, x + 5, y, sample, (beside ? 11 : 8) * look.em, look.categories[lane.value] ?? look.none);
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillStyle = beside ? colours.ink : colours.secondary;
    ctx.font = font(beside ? 12 : 10.5, 600);
    const left = x + (own ? 17 * (beside ? 1 : 0.85) * look.em : 0);
    const lines = beside && lane.height > 52 * look.em ? wrapped(ctx, name, lanes.header - left - 10) : [shortened(ctx, name, (beside ? lanes.header : lanes.width) - left - 10)];
    lines.forEach((line, number) => ctx.fillText(line, left, y + number * 15 * look.em));
    if (beside && lane.height > (lines.length + 1.6) * 15 * look.em + 8) {
      ctx.fillStyle = colours.secondary;
      ctx.font = font(11);
      ctx.fillText(lane.seen === lane.all ? String(lane.all) : fill(words.place, { n: lane.seen, all: lane.all }), left, y + lines.length * 15.5 * look.em);
    }
  });
}

/** Breaks a name into two lines at most. */
function wrapped(ctx, text, most) {
  if (ctx.measureText(text).width <= most) return [text];
  const parts = text.split(" ");
  let first = "";
  while (parts.length && ctx.measureText(`${first} ${parts[0]}`.trim()).width <= most) first = `${first} ${parts.shift()}`.trim();
  return first ? [first, shortened(ctx, parts.join(" "), most)] : [shortened(ctx, text, most)];
}

/** Draws what moves without the rest: the current event, the one that is read, the one under the pointer. */
function drawOver() {
  const { ctx, width } = fit(lanes.over), { colours } = look;
  if (width < 40) return;
  const current = asked.current;
  for (const event of asked.told) if (event?.kept && event !== current && placeOf(event)?.label !== undefined) pill(ctx, event, colours["accent-ground"], colours.accent, colours.ink);
  if (reading && reading !== current) guide(ctx, reading, colours.secondary, [1, 3]);
  if (lanes.hovered && lanes.hovered !== current) pill(ctx, lanes.hovered, colours.hairline, "", colours.ink);
  if (!current) return;
  guide(ctx, current, colours.accent, []);
  pill(ctx, current, colours["accent-ground"], colours.accent, colours.ink);
  flag(ctx, current);
}

const placeOf = (event) => {
  const placed = lanes.places.find(([each]) => each === event);
  if (placed) return placed[1];
  const tick = lanes.ticks.find((each) => each.event === event);
  if (!tick) return null;
  const size = sizeOf(event);
  return { form: "dot", x0: tick.x - size / 2, x1: tick.x + size / 2, mark: tick.x, y: tick.y - TICK / 2, bold: 400, width: 0 };
};

function guide(ctx, event, colour, dashes) {
  const place = placeOf(event);
  if (!place) return;
  const x = Math.round(Math.max(place.form === "bar" ? place.x0 : place.mark, lanes.header)) + 0.5;
  ctx.strokeStyle = colour;
  ctx.setLineDash(dashes);
  ctx.lineWidth = 1;
  ctx.beginPath();
  const words = lanes.places.map(([, each]) => each).filter((each) => each.label !== undefined && each.y < place.y - 4
    && x > each.label - 4 && x < each.label + each.width + 4).map((each) => each.y).sort((one, other) => one - other);
  let from = RULER * look.em - 2;
  for (const y of [...words, place.y]) { // it passes behind titles
    const half = y === place.y ? 11 : 8 * look.em;
    if (y - half > from) { ctx.moveTo(x, from); ctx.lineTo(x, y - half); }
    from = y + half;
  }
  ctx.stroke();
  ctx.setLineDash([]);
  if (dashes.length) { // what is read: a ring around its mark
    ctx.beginPath();
    ctx.arc(x, place.y, 10 * look.em, 0, 7);
    ctx.stroke();
  }
}

function pill(ctx, event, ground, edge, ink) {
  const found = placeOf(event);
  if (!found) return;
  const place = { ...found };
  ctx.save();
  ctx.beginPath();
  ctx.rect(lanes.header, 0, lanes.width - lanes.header, lanes.height);
  ctx.clip();
  ctx.font = font(12, 600);
  place.width = Math.min(ctx.measureText(event.title).width, LONGEST * look.em, lanes.width - lanes.header - 60);
  const toLeft = place.label !== undefined && place.label < place.x0;
  const beyond = Math.max(place.x1, lanes.header + 2) + 7;
  place.label = toLeft || beyond + place.width > lanes.width - 8 ? Math.min(place.x0, lanes.width - 20) - 7 - place.width : beyond;
  place.label = Math.max(place.label, lanes.header + 8);
  const half = 12 * look.em, left = Math.max(Math.min(place.x0, place.label), lanes.header - 20) - 9;
  const right = Math.min(Math.max(place.x1, place.label + place.width) + 9, lanes.width + 20);
  ctx.beginPath();
  ctx.roundRect(left, place.y - half, right - left, 2 * half, half);
  ctx.fillStyle = ground;
  ctx.fill();
  if (edge) { ctx.strokeStyle = edge; ctx.lineWidth = 1.3; ctx.stroke(); }
  drawEvent(ctx, event, place);
  ctx.fillStyle = ground; // a bar that fills the view lies under its own title
  ctx.fillRect(place.label - 3, place.y - 8 * look.em, place.width + 6, 16 * look.em);
  drawTitle(ctx, event, place, ink, 600);
  ctx.restore();
}

/** Says the date of the current event at the ruler. */
function flag(ctx, event) {
  const place = placeOf(event);
  if (!place) return;
  ctx.font = font(11, 600);
  const text = shortened(ctx, event.date, 260 * look.em), wide = ctx.measureText(text).width + 14 * look.em, high = 19 * look.em;
  const x = Math.min(Math.max((place.form === "bar" ? place.x0 : place.mark) - 12, lanes.header + 2), lanes.width - wide - 2);
  ctx.fillStyle = look.colours.paper; // what it covers in part, it covers whole
  for (const { left, right } of lanes.labels) {
    if (left < x + wide + 3 && right > x - 3) ctx.fillRect(left - 1, RULER * look.em - 17 * look.em, right - left + 2, 15 * look.em);
  }
  ctx.fillStyle = look.colours.accent;
  ctx.beginPath();
  ctx.roundRect(x, RULER * look.em - high - 1, wide, high, 3);
  ctx.fill();
  ctx.fillStyle = look.colours["on-accent"];
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText(text, x + 7 * look.em, RULER * look.em - high / 2 - 0.5);
}

/** Finds the event at a point, the nearest mark or title. */
function eventAt(x, y) {
  if (x < lanes.header) return null;
  for (const [event, place] of lanes.places) {
    const from = Math.min(place.x0, place.label ?? place.x0), to = Math.max(place.x1, (place.label ?? place.x1) + (place.label === undefined ? 0 : place.width));
    if (Math.abs(y - place.y) <= 12 * look.em && x >= from - 6 && x <= to + 6) return event;
  }
  let best = null, distance = 7;
  for (const tick of lanes.ticks) {
    if (y > tick.y + 6 || y < tick.y - TICK - 6 || Math.abs(x - tick.x) >= distance) continue;
    [best, distance] = [tick.event, Math.abs(x - tick.x)];
  }
  return best;
}

let groundAsked = false, overAsked = false;
/** Draws before the next frame, however often it is asked for. */
function redraw(all = true) {
  groundAsked ||= all;
  if (overAsked) return;
  overAsked = true;
  requestAnimationFrame(() => {
    overAsked = false;
    if (groundAsked) { groundAsked = false; drawGround(); drawStrip(); }
    drawOver();
  });
}

listen((what) => redraw(what === "asked" || what === "range"));
