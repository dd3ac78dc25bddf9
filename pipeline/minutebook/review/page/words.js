// The document as it looks: drawn pages with the words on them, or laid-out text. Every character of the
// document's text has one place here, so that words can be shown, and picked by mouse and by keyboard.

import { get } from "./api.js";
import { el, say, visible } from "./dom.js";

const canvas = document.createElement("canvas").getContext("2d");

// Offsets count characters; JavaScript counts some characters twice.
const toUnits = (text, count) => {
  let units = 0;
  for (const sign of text) { if (count-- <= 0) break; units += sign.length; }
  return units;
};
const length = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

export class Words {
  constructor(stem, text, pictured, picked) {
    this.stem = stem;
    this.text = [...text];
    this.picked = picked;
    this.pictured = pictured;
    this.mode = pictured && localStorage.getItem("mode") !== "text" ? "pages" : "text";
    this.layout = null;
    this.shown = [];
    this.row = [];
    this.selection = null;
    this.picking = false;
    this.all = [];
    this.pane = el("section", { class: "words", tabindex: "0", "aria-label": "The document" });
    this.pane.addEventListener("keydown", (event) => this.key(event));
    this.pane.addEventListener("mouseup", () => this.mouse());
  }

  slice(start, end) { return this.text.slice(start, end).join(""); }

  async load(layoutWanted) {
    if (layoutWanted && !this.layout) {
      // A long file is shown at once; where its words stand on the pages comes when it has been read.
      try { this.layout = await get("/api/layout", { stem: this.stem, wait: "0.1" }); } catch (error) { say(error.message); }
    }
    if (this.mode === "pages" && !this.layout?.pages.length) this.mode = "text";
    this.draw();
    if (this.layout && !this.layout.ready) this.later();
  }

  async later() {
    try { this.layout = await get("/api/layout", { stem: this.stem }); } catch { return; }
    if (this.left) return;
    const { scrollTop } = this.pane;
    this.draw();
    this.pane.scrollTop = scrollTop;
    this.point(this.shown, this.row);
  }

  draw() {
    this.nodes = [];
    this.pages = [];
    this.pane.classList.toggle("pictures", this.mode === "pages");
    this.pane.replaceChildren(...(this.mode === "pages" ? this.drawPages() : this.drawText()));
    this.nodes.sort((a, b) => a.start - b.start);
    if (this.mode === "pages") {
      this.drawBoxes();
      requestAnimationFrame(() => this.fit());
    }
    this.paint();
  }

  turn() {
    if (!this.layout?.pages.length) { say("Only PDF files have pages to show."); return; }
    this.mode = this.mode === "pages" ? "text" : "pages";
    localStorage.setItem("mode", this.mode);
    this.draw();
    this.point(this.shown, this.row);
  }

  node(start, end) {
    const node = document.createTextNode(visible(this.slice(start, end)));
    this.nodes.push({ node, start, end });
    return node;
  }

  drawText() {
    const blocks = this.layout?.blocks.length ? this.layout.blocks : this.lines();
    const out = [];
    const columns = new Map();
    for (const { cell } of blocks) if (cell) columns.set(cell[0], Math.max(columns.get(cell[0]) || 1, cell[2] + cell[3]));
    let table = null;
    let line = null;
    let at = "";
    for (const block of blocks) {
      if (block.end <= block.start) continue;
      const kind = `block ${block.kind || ""}${block.bold ? " bold" : ""}`;
      if (!block.cell) {
        table = null;
        out.push(el("div", { class: kind }, this.node(block.start, block.end)));
        continue;
      }
      if (table?.dataset.table !== String(block.cell[0])) {
        table = el("div", { class: "table", dataset: { table: String(block.cell[0]) } });
        at = "";
        out.push(table);
      }
      if (at !== `${block.cell[0]}/${block.cell[1]}`) {
        at = `${block.cell[0]}/${block.cell[1]}`;
        line = el("div", { class: "line" });
        line.style.gridTemplateColumns = `repeat(${columns.get(block.cell[0])}, minmax(0, 1fr))`;
        table.append(line);
      }
      let cell = [...line.children].find((one) => one.dataset.column === String(block.cell[2]));
      if (!cell) {
        cell = el("div", { class: "cell", dataset: { column: String(block.cell[2]) } });
        cell.style.gridColumn = `${block.cell[2] + 1} / span ${block.cell[3]}`;
        line.append(cell);
      }
      cell.append(el("div", { class: kind }, this.node(block.start, block.end)));
    }
    return out;
  }

  lines() {
    const out = [];
    let start = 0;
    for (let at = 0; at <= this.text.length; at += 1) {
      if (at === this.text.length || this.text[at] === "\n") { out.push({ start, end: at }); start = at + 1; }
    }
    return out;
  }

  drawPages() {
    const pages = this.layout.pages.map(([width, height], at) => {
      const page = el("div", { class: "page" });
      page.style.aspectRatio = `${width} / ${height}`;
      page.append(el("img", {
        src: `/api/page?stem=${encodeURIComponent(this.stem)}&number=${at + 1}`, loading: "lazy",
        alt: `Page ${at + 1} of ${this.layout.pages.length}`,
      }), el("div", { class: "boxes" }));
      return page;
    });
    this.pages = pages;
    this.fitted = [];
    for (const line of this.layout.lines) {
      const page = pages[line.page - 1];
      if (!page || !line.box || line.end <= line.start) continue;
      const [width, height] = this.layout.pages[line.page - 1];
      const [x0, top, x1, bottom] = line.box;
      const place = el("span", { class: "on-page" }, this.node(line.start, line.end));
      place.style.left = `${(x0 / width) * 100}%`;
      place.style.top = `${(top / height) * 100}%`;
      place.style.width = `${((x1 - x0) / width) * 100}%`;
      place.style.height = `${((bottom - top) / height) * 100}%`;
      this.fitted.push([place, (x1 - x0) / width, (bottom - top) / width]);
      page.append(place);
    }
    const [first, last] = this.layout.shown;
    return pages.slice(first - 1, last);
  }

  // The words on the page are transparent; stretched to the printed ones they can be selected and coloured.
  fit() {
    for (const [place, wide, high] of this.fitted) {
      const size = 100;
      canvas.font = `${size}px sans-serif`;
      const natural = canvas.measureText(place.textContent).width / size;
      place.style.fontSize = `${high * 80}cqw`;
      place.firstChild && place.style.setProperty("--stretch", String(natural ? wide / (natural * high * 0.8) : 1));
    }
  }

  // ---------------------------------------------------------------- places

  index(offset) {
    let low = 0;
    let high = this.nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.nodes[middle].end <= offset) low = middle + 1; else high = middle;
    }
    return low;
  }

  ranges(start, end) {
    const out = [];
    for (let at = this.index(start); at < this.nodes.length && this.nodes[at].start < end; at += 1) {
      const one = this.nodes[at];
      const range = document.createRange();
      range.setStart(one.node, toUnits(one.node.data, Math.max(start - one.start, 0)));
      range.setEnd(one.node, toUnits(one.node.data, Math.min(end, one.end) - one.start));
      out.push(range);
    }
    return out;
  }

  // Colours what has changed: of all that was read there is much, and a step of the keys changes little.
  paint(all = true) {
    if (!CSS.highlights) return;
    const of = (spans) => new Highlight(...spans.flatMap(([start, end]) => this.ranges(start, end)));
    if (all) CSS.highlights.set("read", of(this.all));
    CSS.highlights.set("row", of(this.row));
    CSS.highlights.set("field", of(this.shown));
    CSS.highlights.set("pick", of(this.selection ? [this.selection] : []));
  }

  // A box for each place on a page that gave a value; words that give several fields have one.
  drawBoxes() {
    this.boxes = new Map();
    const drawn = new Map();
    for (const page of this.pages) page.querySelector(".boxes").replaceChildren();
    for (const one of this.evidence || []) {
      const page = this.pages[(one.page || 0) - 1];
      if (!page || !one.box) continue;
      const place = `${one.page} ${one.box}`;
      let box = drawn.get(place);
      if (!box) {
        const [width, height] = this.layout.pages[one.page - 1];
        const [x0, top, x1, bottom] = one.box;
        box = el("div", { class: `box ${one.section}` });
        box.style.left = `${(x0 / width) * 100}%`;
        box.style.top = `${(top / height) * 100}%`;
        box.style.width = `${((x1 - x0) / width) * 100}%`;
        box.style.height = `${((bottom - top) / height) * 100}%`;
        page.querySelector(".boxes").append(box);
        drawn.set(place, box);
      }
      const key = `${one.start}-${one.end}`;
      this.boxes.set(key, [...(this.boxes.get(key) || []), box]);
    }
  }

  markBoxes() {
    for (const box of this.marked || []) box.classList.remove("current", "of-row");
    this.marked = [];
    for (const [spans, name] of [[this.row, "of-row"], [this.shown, "current"]]) {
      for (const [start, end] of spans) {
        for (const box of this.boxes?.get(`${start}-${end}`) || []) { box.classList.add(name); this.marked.push(box); }
      }
    }
  }

  every(evidence) {
    this.evidence = evidence;
    // A whole minute is not coloured, or the page would be one colour.
    this.all = evidence.filter((one) => one.end - one.start <= 240).map((one) => [one.start, one.end]);
    if (!this.nodes) return;
    this.paint();
    if (this.mode === "pages") this.drawBoxes();
  }

  point(shown, row = []) {
    this.shown = shown;
    this.row = row;
    this.paint(false);
    if (this.mode === "pages") this.markBoxes();
    const first = shown[0] || row[0];
    if (first) this.show(first[0]);
  }

  show(offset) {
    const [range] = this.ranges(offset, offset + 1);
    let at = range?.getBoundingClientRect();
    if (!at || (!at.height && !at.width)) at = range?.startContainer.parentElement?.getBoundingClientRect();
    if (!at) {
      const one = (this.evidence || []).find((piece) => piece.start === offset && piece.page && this.pages[piece.page - 1]);
      at = one && this.pages[one.page - 1].getBoundingClientRect();
      if (!at) return;
    }
    const pane = this.pane.getBoundingClientRect();
    if (at.top > pane.top + 50 && at.bottom < pane.bottom - 50) return;
    // At once: a glide that the next key interrupts would end in the wrong place.
    this.pane.scrollBy({ top: at.top - pane.top - pane.height / 3, behavior: "instant" });
  }

  // The page and the box of words, by the lines that they stand in.
  place(start, end) {
    const lines = (this.layout?.lines || []).filter((line) => line.start < end && line.end > start && line.box);
    const page = lines[0]?.page ?? this.layout?.lines?.find((line) => line.end > start)?.page ?? null;
    const boxes = lines.filter((line) => line.page === page).map((line) => line.box);
    if (!boxes.length) return { page, box: null };
    return { page, box: [Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])), Math.max(...boxes.map((b) => b[2])), Math.max(...boxes.map((b) => b[3]))] };
  }

  // ---------------------------------------------------------------- picking

  mouse() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const at = (container, offset) => {
      const one = this.nodes.find((known) => known.node === container);
      return one ? one.start + length(one.node.data.slice(0, offset)) : null;
    };
    const start = at(range.startContainer, range.startOffset);
    const end = at(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    this.select(...this.trimmed(start, end));
  }

  trimmed(start, end) {
    while (start < end && !this.text[start].trim()) start += 1;
    while (end > start && !this.text[end - 1].trim()) end -= 1;
    return [start, end];
  }

  select(start, end) {
    this.selection = end > start ? [start, end] : null;
    this.paint(false);
    this.picked(this.selection);
    if (this.selection) say(`Picked: ${this.slice(start, end)}`);
  }

  pick() {
    this.picking = true;
    this.pane.classList.add("picking");
    this.pane.focus({ preventScroll: true });
    const from = this.shown[0]?.[0] ?? this.row[0]?.[0] ?? this.visibleStart();
    const word = this.word(from, 1) || this.word(0, 1);
    if (word) this.select(...word);
    this.anchor = null;
  }

  leave() {
    this.picking = false;
    this.pane.classList.remove("picking");
    this.selection = null;
    this.paint(false);
    this.picked(null);
  }

  visibleStart() {
    const top = this.pane.getBoundingClientRect().top;
    const one = this.nodes.find(({ node }) => node.parentElement.getBoundingClientRect().bottom > top);
    return one ? one.start : 0;
  }

  // The word at or after an offset (step 1), or the last one before it (step -1). The document's own text
  // counts, not only what one line holds.
  word(from, step) {
    const is = (at) => at >= 0 && at < this.text.length && /\S/u.test(this.text[at]);
    let at = from;
    if (step > 0) {
      while (at < this.text.length && !is(at)) at += 1;
    } else {
      at -= 1;
      while (at >= 0 && !is(at)) at -= 1;
    }
    if (!is(at)) return null;
    let start = at;
    let end = at + 1;
    while (is(start - 1)) start -= 1;
    while (is(end)) end += 1;
    return [start, end];
  }

  line(from, step) {
    const here = this.index(from);
    const next = this.nodes[Math.min(Math.max(here + step, 0), this.nodes.length - 1)];
    return next ? this.word(next.start, 1) : null;
  }

  key(event) {
    if (!this.picking || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !this.selection) return;
    event.preventDefault();
    event.stopPropagation();
    const byLine = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (event.shiftKey) this.anchor ??= [...this.selection];
    const head = event.shiftKey ? this.head ?? this.selection : this.selection;
    const next = byLine ? this.line(head[0], step) : this.word(step > 0 ? head[1] : head[0], step);
    if (!next) return;
    if (event.shiftKey) {
      this.head = next;
      this.select(Math.min(this.anchor[0], next[0]), Math.max(this.anchor[1], next[1]));
    } else {
      this.anchor = this.head = null;
      this.select(...next);
    }
    this.show(next[0]);
  }
}
