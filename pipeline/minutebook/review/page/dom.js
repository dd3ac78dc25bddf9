// Makes elements; every word of a document goes in as text, never as markup.

const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// What a screen would obey (escapes, turns of direction) is shown as a sign; the length stays the same.
export const visible = (text) => String(text).replace(OBEYED, "\ufffd");

export const words = (name) => visible(name).replaceAll("_", " ").replaceAll(".", " ");

export const el = (tag, given = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

export const say = (text) => {
  const line = document.getElementById("said");
  line.textContent = "";
  requestAnimationFrame(() => { line.textContent = visible(text); });
};

export const title = (text) => {
  document.getElementById("title").textContent = visible(text);
  document.title = `${visible(text)} – minutebook review`;
};

export const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
