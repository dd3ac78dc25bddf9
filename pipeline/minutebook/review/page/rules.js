// How often each rule or model was overruled.

import { get } from "./api.js";
import { el, title, visible, words } from "./dom.js";
import { EVERYWHERE, bar } from "./keys.js";

export const rulesView = async (main) => {
  title("Rules overruled");
  bar(EVERYWHERE);
  const rules = await get("/api/rules");
  main.replaceChildren(
    el("p", {}, "How often a person put right what a rule or a model had read. Corrections that were undone do not count."),
    rules.length ? el("table", { class: "rules" },
      el("caption", { class: "said" }, "Rules overruled"),
      el("thead", {}, el("tr", {}, ["Rule or model", "Times", "Mostly for"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, rules.map((one) => el("tr", {}, el("th", { scope: "row" }, el("code", {}, visible(one.producer))),
        el("td", { class: "number" }, String(one.times)), el("td", {}, one.fields.map(words).join(", "))))))
      : el("p", { class: "nothing" }, "No rule was overruled yet."));
  return {};
};
