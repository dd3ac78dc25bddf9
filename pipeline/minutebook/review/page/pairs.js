// The register's doubtful pairs, side by side: the same, or not?

import { get, post } from "./api.js";
import { el, say, title, visible } from "./dom.js";
import { PAIRS, bar, taken } from "./keys.js";

const KINDS = { person: "person", organisation: "organisation", thread: "action", body: "board" };
const SAID = { same: "the same", not_same: "not the same", "": "not decided" };

export const pairsView = async (main) => {
  title("Same or not?");
  bar(PAIRS);
  const told = await get("/api/pairs");
  if (!told.made || !told.pairs.length) {
    main.replaceChildren(el("p", { class: "nothing" }, told.made
      ? "The register has no doubtful pairs."
      : "There is no register yet: run minutebook register over this book, then come back."));
    return {};
  }
  let current = 0;
  const cards = [];
  const left = el("p", { class: "count" });
  const count = () => { left.textContent = `${told.pairs.filter((one) => !one.decision).length} of ${told.pairs.length} pairs are not decided. Decisions are written into merges.csv; the next minutebook register goes by them.`; };
  const decide = async (at, verdict) => {
    const one = told.pairs[at];
    await post("/api/pairs", {}, { kind: one.kind, a: one.a, b: one.b, verdict });
    one.decision = verdict;
    draw(at);
    count();
    say(`Saved: ${SAID[verdict]}`);
  };
  const side = (key, shown) => el("div", { class: "side" }, el("p", { class: "shown" }, visible(shown)), el("p", { class: "key" }, visible(key)));
  const button = (at, verdict, name, key) => el("button", {
    type: "button", "aria-pressed": String(told.pairs[at].decision === verdict), onclick: () => decide(at, verdict).catch((error) => say(error.message)),
  }, name, " ", el("kbd", {}, key));
  const draw = (at) => {
    const one = told.pairs[at];
    const card = cards[at] || el("section", { class: "pair", tabindex: "-1" });
    card.setAttribute("aria-label", `Pair ${at + 1}: ${KINDS[one.kind]}, ${SAID[one.decision]}`);
    card.replaceChildren(
      el("h2", {}, `Is this the same ${KINDS[one.kind]}?`),
      el("div", { class: "sides" }, side(one.a, one.a_shown), side(one.b, one.b_shown)),
      el("p", { class: "why" }, `The register took them for ${SAID[one.now] || visible(one.now)} (${visible(one.score)}): ${visible(one.reason)}`),
      el("div", { class: "buttons" }, button(at, "same", "The same", "y"), button(at, "not_same", "Not the same", "n"),
        one.decision ? button(at, "", "Take it back", "u") : null));
    card.classList.toggle("decided", Boolean(one.decision));
    cards[at] = card;
    return card;
  };
  const go = (at) => {
    current = Math.min(Math.max(at, 0), cards.length - 1);
    cards[current].focus({ preventScroll: true });
    cards[current].scrollIntoView({ block: "center" });
  };
  told.pairs.forEach((_, at) => draw(at));
  cards.forEach((card, at) => card.addEventListener("focusin", () => { current = at; }));
  count();
  main.replaceChildren(left, ...cards);
  return {
    shown: () => go(Math.max(0, told.pairs.findIndex((one) => !one.decision))),
    key: (event) => {
      if (taken(event)) return false;
      const next = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      const verdict = { y: "same", n: "not_same", u: "" }[event.key];
      if (next) go(current + next);
      else if (verdict !== undefined) decide(current, verdict).then(() => verdict && go(current + 1)).catch((error) => say(error.message));
      else return false;
      return true;
    },
  };
};
