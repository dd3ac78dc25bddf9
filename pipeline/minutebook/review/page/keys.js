// Which keys do what: one list that the bar, the dialog and the keyboard itself go by.

import { el } from "./dom.js";

export const EVERYWHERE = [
  ["?", "show all keys"],
  ["g", "go to the documents"],
];
export const OVERVIEW = [
  ["/", "search"], ["j ↓", "next document"], ["k ↑", "previous document"], ["Enter", "open it"],
  ["s", "start with the riskiest"],
];
export const DOCUMENT = [
  ["j ↓", "next field"], ["k ↑", "previous field"], ["J", "next row"], ["K", "previous row"],
  ["n", "next doubt"], ["p", "previous doubt"], ["Enter e", "change the field"], ["a", "accept the row"],
  ["A", "all is right: next document"], ["o", "next words that may hold what is missing; Enter adds them"], ["x", "empty the field"], ["w", "pick words on the page"],
  ["v", "use the words selected"], ["i", "add a row"], ["l", "add a lead"], ["d Delete", "delete the row"], ["c", "cut the row in two"],
  ["m", "merge with the row above"], ["y", "take what is offered: here, or in the other documents"], ["u", "undo"], ["U", "redo"], ["t", "page or text"],
  ["]", "next document"], ["[", "previous document"],
];
export const PICKING = [
  ["← →", "move by words"], ["↑ ↓", "move by lines"], ["Shift", "with these: take more words"],
  ["Enter", "make them the field's value"], ["i", "make a new row of them"], ["Esc", "leave"],
];
export const PAIRS = [
  ["j ↓", "next pair"], ["k ↑", "previous pair"], ["y", "the same"], ["n", "not the same"], ["u", "take the decision back"],
];

const item = ([keys, what]) => [
  el("dt", {}, keys.split(" ").map((key) => el("kbd", {}, key))), el("dd", {}, what),
];

export const bar = (list, most = 15) => {
  const place = document.getElementById("bar");
  const shown = list.length > most ? [...list.slice(0, most), ["?", "all keys"]] : list;
  place.replaceChildren(el("dl", {}, shown.map((one) => el("div", {}, item(one)))));
};

export const dialog = document.getElementById("keys");
const on = document.getElementById("keys-on");
on.checked = localStorage.getItem("keys") !== "off";
on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
document.getElementById("keys-close").addEventListener("click", () => dialog.close());

export const showKeys = () => {
  const part = (name, list) => [el("h3", {}, name), el("dl", {}, list.map((one) => el("div", {}, item(one))))];
  document.getElementById("keys-list").replaceChildren(
    ...part("Everywhere", EVERYWHERE), ...part("Documents", OVERVIEW), ...part("One document", DOCUMENT),
    ...part("Picking words", PICKING), ...part("Same or not?", PAIRS),
  );
  dialog.showModal();
};

// True where a key is the person's writing, or a command of the browser, and not ours.
export const taken = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return true;
  const writing = event.target.closest?.("input, textarea, select");
  if (writing) return true;
  return event.key.length === 1 && !on.checked;
};
