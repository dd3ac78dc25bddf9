// Which view is open, and who gets the keys.

import { el, say, visible } from "./dom.js";
import { dialog, showKeys, taken } from "./keys.js";
import { overview } from "./overview.js";
import { documentView } from "./document.js";
import { pairsView } from "./pairs.js";
import { rulesView } from "./rules.js";

const main = document.getElementById("main");
let view = null;
let turn = 0;

const route = () => {
  const hash = location.hash.replace(/^#/, "");
  const found = hash.match(/^\/document\/(.+)$/);
  if (found) return ["document", (place) => documentView(place, decodeURIComponent(found[1]))];
  if (hash === "/pairs") return ["pairs", pairsView];
  if (hash === "/rules") return ["rules", rulesView];
  return ["overview", overview];
};

const open = async () => {
  const mine = ++turn;
  view?.leave?.();
  view = null;
  const [name, make] = route();
  document.body.dataset.view = name;
  for (const link of document.querySelectorAll("nav [data-view]")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const place = el("div", { class: "view" });
  try {
    const made = await make(place);
    if (mine !== turn) { made?.leave?.(); return; }
    main.replaceChildren(place);
    view = made;
    view?.shown?.();
  } catch (error) {
    if (mine !== turn) return;
    main.replaceChildren(el("p", { class: "error", role: "alert" }, visible(error.message)));
  }
};

document.getElementById("keys-button").addEventListener("click", showKeys);
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
document.addEventListener("keydown", (event) => {
  if (dialog.open) return;
  if (view?.key?.(event)) { event.preventDefault(); return; }
  if (taken(event)) return;
  if (event.key === "?") { event.preventDefault(); showKeys(); }
  else if (event.key === "g") { event.preventDefault(); location.hash = "#/"; }
});
window.addEventListener("hashchange", open);
window.addEventListener("unhandledrejection", (event) => { event.preventDefault(); say(event.reason?.message || "Something went wrong."); });
open();
