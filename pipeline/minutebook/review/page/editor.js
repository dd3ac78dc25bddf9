// The form in which one field is changed. Enter saves, Esc leaves.

import { completion } from "./completion.js";
import { el, words } from "./dom.js";

const HINTS = {
  date: "as you write it: 4 March 2025, 4/3/25, 2025-03",
  clock: "14:30 or 2.30pm",
  list: "parted by semicolons",
  choices: "parted by commas",
  yes: "yes or no; empty for not stated",
};
let number = 0;

const text = (value) => {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join("; ");
  if (value === true) return "yes";
  if (value === false) return "no";
  return String(value);
};

const box = (field, value, id) => {
  if (field.kind === "long") return el("textarea", { id, rows: "4" }, text(value));
  if (field.kind === "choice" || field.kind === "yes") {
    const values = field.kind === "yes" ? ["yes", "no"] : field.values;
    return el("select", { id },
      field.required ? null : el("option", { value: "" }, "not stated"),
      values.map((one) => el("option", { value: one, selected: one === text(value) }, words(one))));
  }
  const input = el("input", { id, type: "text", autocomplete: "off", spellcheck: "false" });
  input.value = text(value);
  if (field.kind === "choices") input.setAttribute("placeholder", field.values.map(words).join(", "));
  return input;
};

// `save` gets what was typed and may throw: then the form stays and says why.
export const editor = ({ field, label, value, body, save, leave, caret = false, hint = null }) => {
  const id = `edit-${number += 1}`;
  const input = box(field, value, id);
  const names = field.names ? completion(input, { id, kind: field.names, body, several: field.kind === "list" }) : null;
  const wrong = el("p", { class: "wrong", role: "alert", id: `${id}-wrong` });
  const told = hint || HINTS[field.kind];
  const describes = [`${id}-wrong`];
  if (told) describes.push(`${id}-hint`);
  input.setAttribute("aria-describedby", describes.join(" "));
  const form = el("form", { class: "editor" },
    el("label", { for: id }, label || words(field.name)), input, names?.list,
    told ? el("p", { class: "hint", id: `${id}-hint` }, told) : null, wrong,
    el("div", { class: "buttons" }, el("button", { type: "submit" }, "Save ", el("kbd", {}, "Enter")),
      el("button", { type: "button", onclick: () => leave() }, "Leave ", el("kbd", {}, "Esc"))));
  let busy = false;
  const submit = async () => {
    if (busy) return;
    busy = true;
    wrong.textContent = "";
    try {
      if (await names?.enter()) return;
      await save(input.value, input);
    } catch (error) {
      wrong.textContent = error.message;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    } finally { busy = false; }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (names && event.target === input && names.key(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); leave(); }
    else if (event.key === "Enter" && !event.shiftKey && (input === event.target)) { event.preventDefault(); submit(); }
    event.stopPropagation();
  });
  return { form, start: () => { input.focus(); if (caret) input.setSelectionRange(0, 0); else input.select?.(); } };
};
