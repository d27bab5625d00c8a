// vis-timeline on the same events: a group for each lane, points for moments, bars for ranges.
const peer = {
  prepare({ start, end, moment, lane, title, lanes }) {
    this.items = start.map((from, n) => ({
      id: n,
      group: lane[n],
      content: title[n],
      start: from * 1000,
      ...(moment[n] ? { type: "point" } : { type: "range", end: end[n] * 1000 }),
    }));
    this.groups = lanes.map(({ name }, n) => ({ id: n, content: name }));
  },

  open(from, to) {
    const options = { start: from * 1000, end: to * 1000, height: "1080px", verticalScroll: true };
    const place = document.getElementById("place");
    this.timeline = new vis.Timeline(place, new vis.DataSet(this.items), new vis.DataSet(this.groups), options);
    return new Promise((drawn) => this.timeline.on("changed", drawn));
  },

  show(from, to) {
    this.timeline.setWindow(from * 1000, to * 1000, { animation: false });
  },

  shown() {
    const { start, end } = this.timeline.getWindow();
    return [start / 1000, end / 1000];
  },
};
