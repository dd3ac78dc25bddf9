// One document: its look on the left, its fields on the right, and every command on both.

import { get, post } from "./api.js";
import { el, say, shorten, title, visible, words } from "./dom.js";
import { editor } from "./editor.js";
import { DOCUMENT, PICKING, bar, taken } from "./keys.js";
import { Words } from "./words.js";

const NAMES = {
  document: "Document", meeting: "Meeting", attendees: "Attendees", organisations: "Organisations",
  agenda_items: "Agenda items", actions: "Actions", decisions: "Decisions", dates: "Dates", leads: "Leads",
};
const ONE = { attendees: "attendee", organisations: "organisation", agenda_items: "agenda item", actions: "action", decisions: "decision", dates: "date", leads: "lead" };
const KEY = { meeting: "body", attendees: "name", organisations: "name", agenda_items: "title", actions: "text", leads: "text", decisions: "text", dates: "text" };
const OFFERED = {
  actions: "Sentences that may hold an action", attendees: "Lines that may name somebody who is not in the list",
};
const POLL = 4000;
let fields = null;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("minutebook") : null;

const value = (row, name) => name.split(".").reduce((at, part) => at?.[part], row.values);
const empty = (one) => one === null || one === undefined || one === "" || (Array.isArray(one) && !one.length);
const said = (one) => {
  if (empty(one)) return "";
  if (Array.isArray(one)) return one.map((part) => visible(part)).join("; ");
  if (typeof one === "boolean") return one ? "yes" : "no";
  return visible(one);
};

class View {
  constructor(place, stem, doc) {
    this.place = place;
    this.stem = stem;
    this.doc = doc;
    this.mine = [];
    this.undone = [];
    this.editing = null;
    this.at = null;
    this.offers = [];
    this.words = new Words(stem, doc.text, doc.pictured, (selection) => this.selected(selection));
    this.record = el("section", { class: "record", "aria-label": "The record" });
    this.tools = el("div", { class: "tools" });
    place.append(this.tools, el("div", { class: "panes" }, this.words.pane, this.record));
    this.record.addEventListener("focusin", (event) => {
      const cell = event.target.closest(".cell");
      if (cell) this.enter(cell);
    });
    channel?.addEventListener("message", this.heard = (event) => { if (event.data === this.stem) this.refresh(); });
    this.poll = setInterval(() => this.look(), POLL);
  }

  // ---------------------------------------------------------------- drawing

  draw() {
    const doc = this.doc;
    const meeting = doc.sections.meeting[0]?.values;
    title([meeting?.body || doc.stem, meeting?.date].filter(Boolean).join(", "));
    this.cells = [];
    this.rows = new Map();
    const evidence = [];
    for (const rows of Object.values(doc.sections)) {
      for (const row of rows) for (const one of [row, ...row.leads]) {
        this.rows.set(one.handle, one);
        for (const piece of one.evidence) evidence.push({ ...piece, section: one.section });
      }
    }
    this.words.every(evidence);
    this.suggested = new Map();
    for (const one of doc.suggested) this.suggested.set(one.handle, [...(this.suggested.get(one.handle) || []), one]);
    this.drawTools();
    const parts = [this.drawDoubts()];
    for (const section of Object.keys(NAMES)) if (section !== "leads") parts.push(this.drawSection(section));
    parts.push(this.drawLaid());
    this.record.replaceChildren(...parts.filter(Boolean));
    this.drawOffers();
  }

  // What the record may lack comes after it: nobody waits for it, and nothing of it is entered unasked.
  async askOffers() {
    const { version } = this.doc;
    let offers = [];
    try { offers = await get("/api/offers", { stem: this.stem }); } catch { return; }
    if (this.doc.version !== version || this.left) return;
    this.offers = offers;
    if (!this.editing) this.drawOffers();
  }

  drawOffers() {
    for (const section of Object.keys(OFFERED)) {
      const box = this.record.querySelector(`.section.${section} .offers`);
      const offers = this.offers.filter((one) => one.section === section);
      box.hidden = !offers.length;
      box.replaceChildren(...(offers.length ? [
        el("h3", {}, OFFERED[section], el("span", { class: "number" }, ` ${offers.length}`), " ", el("kbd", {}, "o")),
        ...offers.map((one) => el("button", {
          type: "button", class: "offered", title: `Add an ${ONE[section]}`,
          onfocus: () => this.words.point([[one.start, one.end]], []),
          onclick: (event) => this.add(section, event.currentTarget, [one.start, one.end]),
        }, el("span", { class: "what" }, shorten(visible(one.text), 400)), " ",
        one.line && one.line !== one.text ? el("span", { class: "line" }, shorten(visible(one.line), 200)) : null, " ",
        el("span", { class: "status" }, `${Math.round(one.likelihood * 100)} %`))),
      ] : []));
    }
  }

  // o goes from offer to offer; Enter adds the one that has the focus.
  nextOffer() {
    const offers = [...this.record.querySelectorAll(".offered")];
    if (!offers.length) { say("Nothing is offered here."); return; }
    const next = offers[offers.indexOf(document.activeElement) + 1] || offers[0];
    this.focus(next);
  }

  drawTools() {
    const doc = this.doc;
    const button = (name, key, run, more = {}) => el("button", { type: "button", onclick: run, ...more }, name, " ", el("kbd", {}, key));
    this.use = button("Use the words", "v", () => this.useWords(), { hidden: true, class: "use" });
    this.tools.replaceChildren(
      button("Previous", "[", () => this.go(doc.previous), { disabled: !doc.previous }),
      button("Next", "]", () => this.go(doc.next), { disabled: !doc.next }),
      button("All is right", "A", () => this.acceptAll(), { class: doc.done ? "is" : "", "aria-pressed": String(doc.done) }),
      button("Undo", "u", () => this.undo()), button("Redo", "U", () => this.redo()),
      button("Page or text", "t", () => this.words.turn(), { disabled: !doc.pictured }),
      button("Pick words", "w", () => this.pick()), this.use,
      el("span", { class: "about" }, visible(doc.source), doc.done ? " · reviewed" : "",
        doc.source_found ? "" : " · the file is not where it was read; only its text is shown"));
  }

  drawDoubts() {
    const doubtful = this.doc.laid.filter((one) => one.state === "doubtful");
    const flags = this.doc.flags.filter((flag) => flag !== "doubtful_corrections");
    const suggested = new Set(this.doc.suggested.map((one) => `${one.handle} ${one.field}`)).size;
    if (!doubtful.length && !this.doc.unreadable.length && !flags.length && !suggested) return null;
    return el("section", { class: "doubts", "aria-label": "For a person to look at" },
      suggested ? el("p", {}, `${suggested} value${suggested === 1 ? "" : "s"} here ${suggested === 1 ? "was" : "were"} put right elsewhere in this body's documents: n goes there, y takes what is offered.`) : null,
      flags.map((flag) => el("p", {}, el("strong", { class: "flag" }, words(flag)), " the whole document")),
      doubtful.map((one) => el("div", { class: "doubtful" },
        el("p", {}, el("strong", {}, "A correction does not fit any more: "), this.inWords(one)),
        el("p", {}, visible(one.reason || "")),
        el("button", { type: "button", onclick: () => this.send([{ op: "undo", undo: one.id }]) }, "Let it go"))),
      this.doc.unreadable.map((one) => el("p", {}, `Line ${one.line} of its corrections cannot be read: ${visible(one.words)}`)));
  }

  drawSection(section) {
    const rows = this.doc.sections[section];
    const listed = !["document", "meeting"].includes(section);
    if (section === "meeting" && !rows.length) rows.push({ handle: "meeting", section, values: { next_meeting: {} }, evidence: [], flags: [], leads: [], confidence: 1 });
    return el("section", { class: `section ${section}`, "aria-labelledby": `h-${section}` },
      el("h2", { id: `h-${section}` }, NAMES[section], listed ? el("span", { class: "number" }, ` ${rows.length}`) : null),
      rows.map((row) => this.drawRow(row)),
      OFFERED[section] ? el("div", { class: "offers", role: "group", "aria-label": OFFERED[section], hidden: true }) : null,
      listed ? el("button", { type: "button", class: "add", onclick: (event) => this.add(section, event.target) }, `Add ${/^[aeiou]/.test(ONE[section]) ? "an" : "a"} ${ONE[section]}`) : null);
  }

  drawRow(row) {
    const unsure = row.unsure && !row.accepted;
    const suggested = this.suggested.get(row.handle) || [];
    const card = el("article", {
      class: `row ${row.section}${unsure ? " unsure" : ""}${suggested.length ? " suggested" : ""}${row.accepted ? " accepted" : ""}`, dataset: { handle: row.handle },
    });
    const main = said(value(row, KEY[row.section] || "kind")) || NAMES[row.section];
    const status = [row.accepted ? "accepted" : "", row.confidence !== undefined && row.confidence !== null && !row.accepted ? `${Math.round(row.confidence * 100)} %` : ""].filter(Boolean).join(", ");
    const head = el("button", { type: "button", class: "cell head", tabindex: "-1", dataset: { handle: row.handle, field: "" } },
      el("span", { class: "key" }, row.handle.startsWith("+") ? "new" : visible(row.handle)), " ",
      el("span", { class: "what" }, shorten(main, 90)), " ",
      row.flags.map((flag) => el("strong", { class: "flag" }, words(flag))), el("span", { class: "status" }, status));
    card.append(head);
    this.cells.push(head);
    for (const field of fields[row.section]) {
      const one = value(row, field.name);
      const cell = el("button", {
        type: "button", class: `cell field${empty(one) ? " empty" : ""}`, tabindex: "-1", dataset: { handle: row.handle, field: field.name },
      }, el("span", { class: "name" }, words(field.name)), " ", el("span", { class: "value" }, empty(one) ? "–" : shorten(["choice", "choices"].includes(field.kind) ? words(said(one)) : said(one), 400)));
      card.append(cell);
      this.cells.push(cell);
      for (const offered of suggested.filter((own) => own.field === field.name)) card.append(this.drawSuggestion(offered));
    }
    for (const lead of row.leads) card.append(this.drawRow(lead));
    card.addEventListener("click", (event) => {
      const cell = event.target.closest(".cell");
      if (cell && cell.closest(".row") === card && event.detail && cell === this.at && cell.dataset.field) this.edit(cell);
    });
    return card;
  }

  drawSuggestion(one) {
    const first = this.suggested.get(one.handle)[0] === one;
    return el("p", { class: "suggestion" },
      el("button", { type: "button", onclick: () => this.run(this.takeSuggested(one)) }, visible(one.shown), first ? " " : "", first ? el("kbd", {}, "y") : ""),
      ` ${visible(one.by)} put it so in ${visible(one.stem === this.stem ? "another row" : one.stem)}`);
  }

  drawLaid() {
    const laid = this.doc.laid.filter((one) => one.op !== "undo");
    if (!laid.length) return null;
    const open = this.record.querySelector("details.laid")?.open;
    return el("details", { class: "laid", open: Boolean(open) },
      el("summary", {}, `What was put right (${laid.filter((one) => one.state !== "undone").length})`),
      el("ol", {}, laid.map((one) => el("li", { class: one.state },
        el("span", { class: "when" }, `${one.at.replace("T", " ").replace("Z", "")} ${visible(one.by)}`), " ", this.inWords(one), " ",
        el("em", {}, { applied: "", agreed: "read so by now", doubtful: "doubtful", undone: "undone" }[one.state]), " ",
        one.state === "undone" ? null : el("button", { type: "button", onclick: () => this.send([{ op: "undo", undo: one.id }]) }, "Undo")))));
  }

  inWords(one) {
    const what = shorten(visible(one.key || one.handle), 60);
    if (one.op === "change") return `${what}: ${words(one.field)} ${said(one.before) || "(nothing)"} → ${said(one.value) || "(nothing)"}`;
    if (one.op === "add") return `added to ${words(one.section)}: ${shorten(said(one.value?.[KEY[one.section]]), 60)}`;
    return `${{ accept: "accepted", delete: "deleted", split: "cut in two", merge: "merged" }[one.op]} ${what}`;
  }

  // ---------------------------------------------------------------- moving

  shownCells() { return this.cells.filter((cell) => cell.offsetParent !== null); }

  enter(cell) {
    this.at = cell;
    for (const old of this.record.querySelectorAll(".cell[tabindex='0']")) old.tabIndex = -1;
    cell.tabIndex = 0;
    const card = cell.closest(".row");
    for (const old of this.record.querySelectorAll(".row.open")) if (!old.contains(card)) old.classList.remove("open");
    card.classList.add("open");
    const row = this.rows.get(cell.dataset.handle);
    if (!row || this.words.picking) return;
    const all = row.evidence.map((one) => [one.start, one.end]);
    const name = cell.dataset.field;
    const root = name.split(".")[0];
    const exact = row.evidence.filter((one) => one.field === name);
    const own = exact.length ? exact : row.evidence.filter((one) => one.field === root || one.field.startsWith(`${root}.`));
    // A lead's name and body are what its printed words stand for: those words are shown.
    const first = !name ? row.evidence.slice(0, 1) : !own.length && row.section === "leads" ? row.evidence : own;
    const spans = first.map((one) => [one.start, one.end]);
    this.words.point(spans, all.filter(([start, end]) => end - start <= 600));
  }

  focus(cell) {
    if (!cell) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  step(by, wanted = () => true) {
    const fits = (cell) => wanted(cell) && cell.offsetParent !== null;
    let at = this.cells.indexOf(this.at);
    if (at < 0) { this.focus(this.cells.find(fits)); return; }
    do { at += by; } while (this.cells[at] && !fits(this.cells[at]));
    if (this.cells[at]) this.focus(this.cells[at]);
  }

  doubt(by) {
    const heads = this.cells.filter((cell) => !cell.dataset.field && cell.closest(".row").matches(".unsure, .suggested"));
    if (!heads.length) { say("No doubts are left here: A says that all is right."); return; }
    const here = this.at ? this.cells.indexOf(this.at) : -1;
    const order = by > 0 ? heads : [...heads].reverse();
    this.focus(order.find((cell) => (this.cells.indexOf(cell) - here) * by > 0) || order[0]);
  }

  go(stem) { if (stem) location.hash = `#/document/${encodeURIComponent(stem)}`; else say("That was the last one of the queue."); }

  // ---------------------------------------------------------------- saving

  async send(wishes, { focus = null, note = "Saved" } = {}) {
    const answer = await post("/api/corrections", { stem: this.stem }, { wishes });
    this.mine.push(...answer.made);
    this.latest = answer.made[0];
    this.take(answer.document, focus);
    channel?.postMessage(this.stem);
    say(note);
    const [first] = wishes;
    if (wishes.length === 1 && first.op === "change") this.offer(answer.made[0], note);
    return answer;
  }

  takeSuggested(one) {
    const words_ = one.words ? this.spans(one.field, one.words) : [];
    return this.send([{ op: "change", handle: one.handle, field: one.field, value: one.value, words: words_ }], { note: "Saved as offered" });
  }

  // y takes what is offered: for this row, unless the offer for the other documents was made on this very row.
  yes() {
    const [own] = this.suggested.get(this.at?.dataset.handle) || [];
    const bar_ = this.tools.querySelector(".offer");
    if (own && !(bar_ && this.offeredAt === own.handle)) this.run(this.takeSuggested(own));
    else if (bar_) this.run(this.everywhere());
    else return false;
    return true;
  }

  // What was misread once was often misread alike in the body's other documents.
  async offer(made, note) {
    let others = [];
    try { others = await get("/api/alike", { stem: this.stem, made }); } catch { return; }
    if (!others.length || this.latest !== made) return; // she has gone on meanwhile, or undone it
    const bar_ = el("div", { class: "offer", role: "group", "aria-label": "The same elsewhere" });
    const gone = () => { bar_.remove(); if (this.at) this.focus(this.at); };
    const everywhere = async () => {
      const done = await post("/api/alike", { stem: this.stem, made }, {});
      gone();
      say(`Put right in ${done.length} other documents`);
    };
    const named = `${others.slice(0, 3).map(visible).join(", ")}${others.length > 3 ? " …" : ""}`;
    bar_.append(
      el("span", {}, `${others.length} other document${others.length === 1 ? " has" : "s have"} the same there (${named}). Put right in all of them?`),
      el("button", { type: "button", onclick: () => this.run(everywhere()) }, "In all ", el("kbd", {}, "y")),
      el("button", { type: "button", onclick: gone }, "Only here"));
    this.everywhere = everywhere;
    this.offeredAt = this.at?.dataset.handle;
    this.tools.querySelector(".offer")?.remove();
    this.tools.append(bar_);
    say(`${note}. ${bar_.firstChild.textContent}`);
  }

  take(doc, focus = null) {
    const at = focus || (this.at && { handle: this.at.dataset.handle, field: this.at.dataset.field });
    const index = this.at ? this.cells.indexOf(this.at) : 0;
    const scroll = this.record.scrollTop;
    this.doc = doc;
    this.editing = null;
    this.draw();
    this.askOffers();
    this.record.scrollTop = scroll;
    const cell = at && (this.cells.find((one) => one.dataset.handle === at.handle && one.dataset.field === at.field)
      || this.cells.find((one) => one.dataset.handle === at.handle && !one.dataset.field));
    this.at = null;
    const next = cell || this.cells[Math.min(index, this.cells.length - 1)];
    if (next) { next.closest(".row").classList.add("open"); this.focus(next); }
  }

  run(promise) { promise.catch((error) => say(error.message)); }

  async refresh() {
    if (this.editing || this.words.picking) { this.stale = true; return; }
    this.stale = false;
    const held = document.activeElement?.closest?.(".record") ? null : document.activeElement;
    const doc = await get("/api/document", { stem: this.stem });
    if (doc.version === this.doc.version) return;
    this.take(doc);
    held?.focus?.({ preventScroll: true });
    say("Somebody else put something right here; you see it now.");
  }

  async look() {
    if (document.hidden) return;
    try {
      const { version } = await get("/api/version", { stem: this.stem });
      if (version !== this.doc.version) await this.refresh();
    } catch { /* the next correction says what is wrong */ }
  }

  // ---------------------------------------------------------------- commands

  row() { return this.at ? this.rows.get(this.at.dataset.handle) : null; }

  open(cell, given) {
    this.close();
    const made = editor({
      ...given, body: this.doc.sections.meeting[0]?.values.body,
      leave: () => { this.close(); this.focus(cell); if (this.stale) this.run(this.refresh()); },
    });
    this.editing = { form: made.form, cell };
    cell.hidden = true;
    cell.after(made.form);
    made.start();
    made.form.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (!this.editing) return;
    this.editing.form.remove();
    this.editing.cell.hidden = false;
    this.editing = null;
  }

  edit(cell = this.at) {
    if (!cell) return;
    const row = this.rows.get(cell.dataset.handle);
    const name = cell.dataset.field || KEY[row.section] || "kind";
    const field = fields[row.section].find((one) => one.name === name);
    const target = this.cells.find((one) => one.dataset.handle === row.handle && one.dataset.field === name);
    this.open(target, {
      field, value: value(row, name),
      save: (typed) => this.send([{ op: "change", handle: row.handle, field: name, value: typed }]),
    });
  }

  accept() {
    const row = this.row();
    if (!row) return;
    if (row.section === "document") { this.acceptAll(); return; }
    this.run(this.send([{ op: "accept", handle: row.handle }], { note: "Accepted" }).then(() => this.afterAccept(row)));
  }

  afterAccept(row) {
    const cells = this.shownCells();
    const at = cells.findIndex((cell) => cell.dataset.handle === row.handle && !cell.dataset.field);
    const next = cells.slice(at + 1).find((cell) => !cell.dataset.field && cell.closest(".row").matches(".unsure, .suggested"));
    if (next) this.focus(next); else this.step(1, (cell) => !cell.dataset.field && !cell.dataset.handle.includes("/"));
  }

  acceptAll() {
    const next = this.doc.next;
    this.run(this.send([{ op: "accept", handle: "document" }], { note: "All of it is right" }).then(() => {
      if (next) this.go(next); else say("All of it is right. The queue is empty.");
    }));
  }

  clear() {
    const row = this.row();
    if (!row || !this.at.dataset.field) return;
    this.run(this.send([{ op: "change", handle: row.handle, field: this.at.dataset.field, value: "" }], { note: "Emptied" }));
  }

  remove() {
    const row = this.row();
    if (!row || ["document", "meeting"].includes(row.section)) return;
    this.run(this.send([{ op: "delete", handle: row.handle }], { note: "Deleted; u brings it back" }));
  }

  add(section, button, selection = null) {
    const after = button || this.record.querySelector(`.${section} .add`);
    const name = KEY[section];
    const words_ = selection ? this.spans(name, selection) : [];
    const save = async (typed) => {
      const answer = await post("/api/corrections", { stem: this.stem }, { wishes: [{ op: "add", section, value: { [name]: typed }, words: words_ }] });
      this.mine.push(...answer.made);
      this.take(answer.document, { handle: `+${answer.made[0]}`, field: name });
      channel?.postMessage(this.stem);
      say("Added");
    };
    const field = { ...fields[section].find((one) => one.name === name) };
    const text = selection ? this.words.slice(...selection).replace(/\s+/g, " ").trim() : "";
    this.open(after, {
      field, value: text, save, label: `New ${ONE[section]}: ${words(name)}`,
      hint: section === "dates" ? "as the document prints it, with its year" : null,
    });
    this.editing.form.scrollIntoView({ block: "nearest" });
  }

  addLead() {
    let row = this.row();
    if (row?.section === "leads") row = this.rows.get(row.handle.split("/")[0]) || this.actionOf(row);
    if (row?.section !== "actions") { say("A lead is added to an action: go to one first."); return; }
    const cell = this.cells.find((one) => one.dataset.handle === row.handle && !one.dataset.field);
    const field = { name: "name", kind: "text", names: "people", values: [], required: true };
    this.open(cell, {
      field, label: "New lead: name or initials",
      save: async (typed) => {
        const known = this.doc.sections.attendees.find((one) => [one.values.name, one.values.initials].includes(typed.trim()));
        const wish = { op: "add", section: "leads", handle: row.handle, value: { text: typed, ...(known ? { name: known.values.name } : {}) } };
        const answer = await this.send([wish], { focus: { handle: row.handle, field: "" }, note: "Lead added" });
        return answer;
      },
    });
  }

  actionOf(lead) { return this.doc.sections.actions.find((one) => one.leads.some((own) => own.handle === lead.handle)); }

  cut() {
    const row = this.row();
    if (!row || !KEY[row.section] || row.section === "meeting") return;
    const name = KEY[row.section];
    const text = String(value(row, name) || "");
    const cell = this.cells.find((one) => one.dataset.handle === row.handle && one.dataset.field === name);
    this.open(cell, {
      field: { name, kind: "long", values: [] }, value: text, caret: true, label: "Cut in two",
      hint: "put the caret where the second row begins, then press Enter",
      save: (typed, input) => {
        if (typed !== text) throw new Error("Cut first; the words can be changed afterwards.");
        const at = input.selectionStart;
        return this.send([{ op: "split", handle: row.handle, value: { first: text.slice(0, at), second: text.slice(at) } }], { note: "Cut in two" });
      },
    });
  }

  merge() {
    const row = this.row();
    const siblings = row?.section === "leads" ? this.actionOf(row)?.leads : this.doc.sections[row?.section];
    const at = siblings?.findIndex((one) => one.handle === row.handle) ?? -1;
    if (at < 1) { say("There is no row above to merge with."); return; }
    const above = siblings[at - 1];
    this.run(this.send([{ op: "merge", handle: above.handle, others: [row.handle] }], { focus: { handle: above.handle, field: "" }, note: "Merged" }));
  }

  undo() {
    const standing = new Set(this.doc.laid.filter((one) => ["applied", "agreed"].includes(one.state) && one.op !== "undo").map((one) => one.id));
    const own = [...this.mine].reverse().find((id) => standing.has(id))
      || [...this.doc.laid].reverse().find((one) => standing.has(one.id) && one.by === this.doc.by)?.id;
    if (!own) { say("There is nothing of yours to undo here."); return; }
    this.run(this.send([{ op: "undo", undo: own }], { note: "Undone" }).then((answer) => { this.undone.push(answer.made[0]); }));
  }

  redo() {
    const id = this.undone.pop();
    if (!id) { say("There is nothing to redo."); return; }
    this.run(this.send([{ op: "undo", undo: id }], { note: "Done again" }));
  }

  // ---------------------------------------------------------------- words

  spans(name, [start, end]) {
    return [{ field: name.split(".")[0], start, end, ...this.words.place(start, end) }];
  }

  selected(selection) {
    if (!this.use) return;
    this.use.hidden = !selection;
    this.use.firstChild.textContent = this.at?.dataset.field ? `Use the words for ${words(this.at.dataset.field)}` : "Use the words";
  }

  pick() { this.words.pick(); bar(PICKING); }

  stopPicking() { this.words.leave(); bar(DOCUMENT); this.focus(this.at); }

  useWords() {
    const selection = this.words.selection;
    const row = this.row();
    if (!selection || !row) return;
    const name = this.at.dataset.field || KEY[row.section];
    if (!name) { say("Go to a field first; the words become its value."); return; }
    const field = fields[row.section].find((one) => one.name === name);
    const text = this.words.slice(...selection).replace(/\s+/g, " ").trim();
    const typed = field.kind === "list" ? [...(value(row, name) || []), text] : text;
    this.run(this.send([{ op: "change", handle: row.handle, field: name, value: typed, words: this.spans(name, selection) }], { focus: { handle: row.handle, field: name } })
      .then(() => this.stopPicking()));
  }

  section() { return this.at?.closest(".section")?.className.split(" ")[1] || "actions"; }

  key(event) {
    if (this.words.picking && this.words.pane.contains(event.target)) return this.pickKey(event);
    if (taken(event)) return false;
    if ([..."eaxdcmly", "Delete"].includes(event.key) && event.target.closest?.(".offered")) {
      say("These words are only offered: Enter adds them, o goes on.");
      return true;
    }
    const command = {
      j: () => this.step(1), ArrowDown: () => this.step(1), k: () => this.step(-1), ArrowUp: () => this.step(-1),
      J: () => this.step(1, (cell) => !cell.dataset.field), K: () => this.step(-1, (cell) => !cell.dataset.field),
      n: () => this.doubt(1), p: () => this.doubt(-1), e: () => this.edit(), a: () => this.accept(), A: () => this.acceptAll(),
      x: () => this.clear(), d: () => this.remove(), Delete: () => this.remove(), c: () => this.cut(), m: () => this.merge(),
      i: () => this.addHere(), l: () => this.addLead(), w: () => this.pick(), v: () => this.useWords(), u: () => this.undo(), U: () => this.redo(),
      o: () => this.nextOffer(), t: () => this.words.turn(), "]": () => this.go(this.doc.next), "[": () => this.go(this.doc.previous),
    }[event.key];
    if (event.key === "y") return this.yes();
    if (event.key === "Enter" && event.target.closest?.(".cell")) { this.edit(); return true; }
    if (!command) return false;
    if (event.key.startsWith("Arrow") && event.target.closest?.(".words")) return false;
    command();
    return true;
  }

  addHere(selection = null) {
    const section = this.section();
    if (!ONE[section]) { say("Rows are added to lists: go to attendees, actions or another list first."); return; }
    this.add(section, null, selection);
  }

  pickKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape" || event.key === "w") this.stopPicking();
    else if (event.key === "Enter" || event.key === "v") this.useWords();
    else if (event.key === "i" && this.words.selection) { const chosen = this.words.selection; this.stopPicking(); this.addHere(chosen); }
    else return false;
    return true;
  }

  leave() {
    clearInterval(this.poll);
    this.left = true;
    this.words.left = true;
    channel?.removeEventListener("message", this.heard);
    CSS.highlights?.clear();
  }
}

export const documentView = async (place, stem) => {
  const [known, doc] = await Promise.all([fields || get("/api/fields"), get("/api/document", { stem })]);
  fields = known;
  const view = new View(place, stem, doc);
  view.draw();
  bar(DOCUMENT);
  await view.words.load(doc.source_found);
  view.askOffers();
  return {
    key: (event) => view.key(event),
    leave: () => view.leave(),
    shown: () => { if (view.words.mode === "pages") view.words.fit(); view.doubt(1); if (!view.at) view.focus(view.cells[0]); },
  };
};
