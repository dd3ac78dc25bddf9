// All documents: search, filters, the queue by risk, and how far the review is.

import { get } from "./api.js";
import { el, say, title, visible, words } from "./dom.js";
import { OVERVIEW, bar, taken } from "./keys.js";

const STATES = { new: "not begun", begun: "begun", done: "reviewed" };
const ORDERS = { risk: "risk", date: "date", name: "name", flags: "flags" };
let asked = { words: "", body: "", status: "", state: "", flag: "", order: "risk" };

const marked = (text) => visible(text.replaceAll("\u0002", "⟦").replaceAll("\u0003", "⟧"))
  .split(/[⟦⟧]/).map((part, at) => (at % 2 ? el("mark", {}, part) : part));

const row = (one) => el("tr", { dataset: { stem: one.stem } },
  el("th", { scope: "row" }, one.recorded
    ? el("a", { href: `#/document/${encodeURIComponent(one.stem)}`, class: "stem" }, visible(one.stem))
    : visible(one.stem),
  one.words ? el("span", { class: "found" }, marked(one.words)) : null,
  one.reason ? el("span", { class: "reason" }, visible(one.reason)) : null),
  el("td", {}, visible(one.body || "")), el("td", { class: "date" }, one.date || ""),
  el("td", {}, words(one.status)), el("td", {}, one.recorded ? words(one.kind || "") : ""),
  el("td", { class: "number" }, one.recorded ? `${one.attendees} / ${one.items} / ${one.actions}` : ""),
  el("td", { class: "number", title: one.flag_names.map(words).join(", ") }, one.recorded ? String(one.flags) : ""),
  el("td", { class: "number" }, one.recorded ? one.risk.toFixed(1) : ""),
  el("td", { class: `state ${one.state}` }, one.recorded ? STATES[one.state] : "",
    one.corrections ? ` (${one.corrections})` : ""));

const choice = (name, label, values, current, shown = words) => el("label", {}, label,
  el("select", { name }, el("option", { value: "" }, "all"),
    values.map((value) => el("option", { value, selected: value === current }, shown(value)))));

export const overview = async (main) => {
  title("Documents");
  bar(OVERVIEW);
  let offset = 0;
  let latest = 0;
  const told = await get("/api/overview", asked);
  const form = el("form", { role: "search", class: "filters" },
    el("label", {}, "Search", el("input", { type: "search", name: "words", id: "search", value: asked.words, autocomplete: "off" })),
    choice("body", "Body", told.bodies, asked.body, visible), choice("status", "Status", told.statuses, asked.status),
    choice("state", "Review", Object.keys(STATES), asked.state, (name) => STATES[name]),
    choice("flag", "Flag", told.flags, asked.flag),
    el("label", {}, "Order", el("select", { name: "order" },
      Object.entries(ORDERS).map(([value, name]) => el("option", { value, selected: value === asked.order }, name)))));
  const body = el("tbody");
  const heads = ["Document", "Body", "Date", "Status", "Kind", "People / items / actions", "Flags", "Risk", "Review"];
  const table = el("table", { class: "documents" },
    el("caption", { class: "said" }, "Documents of the book"),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), body);
  const more = el("button", { type: "button", class: "more" }, "More documents");
  const start = el("button", { type: "button", class: "start" }, "Start with the riskiest ", el("kbd", {}, "s"));
  const progress = el("p", { class: "progress" });
  const count = el("p", { class: "count" });
  const nothing = el("p", { class: "nothing", hidden: true }, "No document fits. Take a filter away, or search for fewer words.");

  const fill = (answer, add) => {
    if (!add) body.replaceChildren();
    body.append(...answer.documents.map(row));
    offset = answer.offset + answer.documents.length;
    more.hidden = offset >= answer.total;
    nothing.hidden = answer.total > 0;
    table.hidden = answer.total === 0;
    count.textContent = `${answer.total.toLocaleString("en-GB")} of ${answer.all.toLocaleString("en-GB")} documents`;
    const { new: fresh, begun, done } = answer.states;
    const all = fresh + begun + done;
    progress.replaceChildren(
      el("progress", { max: Math.max(all, 1), value: done, "aria-label": "documents reviewed" }),
      ` ${done.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} reviewed, ${begun} begun; corrections are signed ${visible(answer.by)}`);
  };
  const ask = async (add) => {
    const mine = ++latest;
    const answer = await get("/api/overview", { ...asked, offset: add ? offset : 0 });
    if (mine !== latest) return;
    fill(answer, add);
    say(count.textContent);
  };
  let typing = 0;
  form.addEventListener("input", () => {
    asked = Object.fromEntries(new FormData(form));
    clearTimeout(typing);
    typing = setTimeout(() => ask(false).catch((error) => say(error.message)), 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => ask(true).catch((error) => say(error.message)));
  const open = (stem) => { if (stem) location.hash = `#/document/${encodeURIComponent(stem)}`; };
  const begin = async () => {
    const queue = await get("/api/overview", { order: "risk" });
    open(queue.documents.find((one) => one.recorded && one.state !== "done")?.stem);
  };
  start.addEventListener("click", begin);
  fill(told, false);
  main.replaceChildren(el("div", { class: "top" }, progress, start), form, count, nothing, el("div", { class: "scroll" }, table), more);

  const links = () => [...body.querySelectorAll("a.stem")];
  const move = (step) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    (all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)])?.focus();
  };
  return {
    key: (event) => {
      if (taken(event)) {
        if (event.key === "Escape" && event.target.id === "search") links()[0]?.focus();
        return false;
      }
      if (event.key === "/") form.elements.words.focus();
      else if (event.key === "j" || event.key === "ArrowDown") move(1);
      else if (event.key === "k" || event.key === "ArrowUp") move(-1);
      else if (event.key === "s") begin();
      else return false;
      return true;
    },
    leave: () => clearTimeout(typing),
  };
};
