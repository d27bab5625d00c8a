// flame-chart-js on the same events: its boxes must not overlap in a row, so each event hangs below one of the row above.
const peer = {
  prepare({ start, end, row, lane, title, lanes }) {
    this.roots = [];
    const last = []; // the latest box of each row
    start.forEach((from, n) => {
      const box = { name: title[n], type: lanes[lane[n]].name, start: from, duration: end[n] - from, children: [] };
      (row[n] ? last[row[n] - 1].children : this.roots).push(box);
      last[row[n]] = box;
    });
    this.colors = Object.fromEntries(lanes.map(({ name, color }) => [name, color]));
  },

  open(from, to) {
    const canvas = document.createElement("canvas");
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    document.getElementById("place").append(canvas);
    const { FlameChart } = window.flameChartJs;
    this.chart = new FlameChart({ canvas, data: this.roots, colors: this.colors });
    this.show(from, to);
  },

  show(from, to) {
    this.chart.setZoom(from, to);
  },

  shown() {
    const engine = this.chart.renderEngine;
    return [engine.positionX, engine.positionX + engine.getRealView()];
  },
};
