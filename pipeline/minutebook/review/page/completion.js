// Names that complete what is typed: a combobox with a list (WAI-ARIA 1.2). Arrows choose, Enter takes.

import { get } from "./api.js";
import { el, visible } from "./dom.js";

// `several`: the field holds names parted by semicolons; the last one is completed.
export const completion = (input, { id, kind, body, several }) => {
  const list = el("ul", { id: `${id}-names`, role: "listbox", class: "names", "aria-label": "Known names", hidden: true });
  let names = [];
  let chosen = -1;
  let latest = 0;
  // What was asked for, or moved to, last: keys pressed meanwhile wait for it, so that fast typists lose none.
  let settled = Promise.resolve();
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const show = () => {
    const open = names.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    list.replaceChildren(...names.map((name, at) => el("li", {
      role: "option", id: `${id}-name-${at}`, "aria-selected": String(at === chosen),
      onmousedown: (event) => { event.preventDefault(); take(name); },
    }, visible(name))));
    if (open) list.closest("form")?.scrollIntoView({ block: "nearest" });
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-name-${chosen}`);
      list.children[chosen].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { names = []; chosen = -1; latest += 1; show(); };
  const take = (name) => {
    const before = several ? input.value.split(";").slice(0, -1).map((one) => one.trim()) : [];
    input.value = [...before, name].join("; ");
    close();
  };
  const ask = async () => {
    const mine = latest += 1;
    const typed = (several ? input.value.split(";").pop() : input.value).trim();
    try {
      const found = await get("/api/names", { kind, typed, body: body || "" });
      if (mine !== latest) return;
      names = found.filter((name) => name !== typed);
      chosen = -1;
      show();
    } catch { /* completion is a help; without it she types on */ }
  };
  const move = async (step) => {
    if (!names.length) await ask();
    if (!names.length) return;
    const from = chosen < 0 && step < 0 ? 0 : chosen;
    chosen = (from + step + names.length) % names.length;
    show();
  };
  input.addEventListener("input", () => { settled = ask(); });
  input.addEventListener("blur", close);
  return {
    list,
    // True where the key was for the list.
    key: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { settled = settled.then(() => move(step)); return true; }
      if (event.key === "Escape" && names.length) { close(); return true; }
      return false;
    },
    // What Enter does: takes what is chosen. True where more may be typed after it.
    enter: async () => {
      await settled;
      if (chosen < 0) { close(); return false; }
      take(names[chosen]);
      return several;
    },
  };
};
