"use strict";
// Without this script the page is whole: every value links to its words and back. With it, choosing one
// shows the other at once, and each side is one stop of the Tab key with the arrow keys inside it.
(() => {
  const words = document.getElementById("text");
  const record = document.getElementById("record");
  const said = document.getElementById("said");
  const marks = [...words.querySelectorAll("a.mark")];
  const sources = [...record.querySelectorAll("a.source")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const byNumber = new Map();
  const numbers = (element) => element.dataset.e.split(" ");

  for (const element of document.querySelectorAll("[data-e]")) {
    for (const number of numbers(element)) {
      if (!byNumber.has(number)) byNumber.set(number, { words: [], sources: [] });
      byNumber.get(number)[words.contains(element) ? "words" : "sources"].push(element);
    }
  }

  const showIn = (pane, element) => {
    // On a narrow screen both sides share one scroll bar; only following a link moves it there.
    if (!element || pane.scrollHeight <= pane.clientHeight) return;
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top > 60 && top < pane.clientHeight - 60) return;
    pane.scrollBy({ top: top - pane.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
  };

  const choose = (chosen) => {
    for (const old of document.querySelectorAll(".chosen")) {
      old.classList.remove("chosen");
      old.removeAttribute("aria-current");
    }
    for (const number of chosen) {
      for (const element of [...byNumber.get(number).words, ...byNumber.get(number).sources]) {
        element.classList.add("chosen");
        element.setAttribute("aria-current", "true");
      }
    }
  };

  const field = (source) => source.closest("dl > div").querySelector("dt").textContent;

  // The words that colour a piece come first in its list; the last chosen field of a piece is kept, so that
  // Enter leads round all the fields that share the same words.
  const turn = new WeakMap();
  const fieldsOf = (mark) => numbers(mark).flatMap((number) => byNumber.get(number).sources);

  const roving = (elements, pane, { picked, followed }) => {
    if (!elements.length) return;
    let current = 0;
    const make = (next) => {
      elements[current].tabIndex = -1;
      current = next;
      elements[current].tabIndex = 0;
    };
    for (const element of elements) element.tabIndex = -1;
    make(0);
    const place = new Map(elements.map((element, index) => [element, index]));
    pane.addEventListener("focusin", (event) => {
      if (!place.has(event.target)) return;
      make(place.get(event.target));
      picked(event.target);
    });
    pane.addEventListener("click", (event) => {
      const element = event.target.closest("a");
      if (!place.has(element)) return;
      event.preventDefault();
      followed(element);
    });
    pane.addEventListener("keydown", (event) => {
      if (!place.has(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const last = elements.length - 1;
      const to = {
        ArrowDown: Math.min(current + 1, last), ArrowRight: Math.min(current + 1, last),
        ArrowUp: Math.max(current - 1, 0), ArrowLeft: Math.max(current - 1, 0), Home: 0, End: last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      elements[to].focus();
      elements[to].scrollIntoView({ block: "nearest" });
    });
  };

  const land = (element) => {
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    element.focus({ preventScroll: true });
  };

  let arriving = null;
  roving(marks, words, {
    picked: (mark) => {
      const chosen = arriving || numbers(mark);
      arriving = null;
      choose(chosen);
      const fields = chosen.flatMap((number) => byNumber.get(number).sources);
      showIn(record, fields[0]);
      said.textContent = fields.map(field).join(", ");
    },
    followed: (mark) => {
      const fields = fieldsOf(mark);
      const next = turn.get(mark) || 0;
      turn.set(mark, (next + 1) % fields.length);
      land(fields[next]);
    },
  });
  roving(sources, record, {
    picked: (source) => {
      choose(numbers(source));
      const first = byNumber.get(source.dataset.e).words[0];
      showIn(words, first);
      said.textContent = first ? first.textContent : "";
    },
    followed: (source) => {
      const target = byNumber.get(source.dataset.e).words.find((element) => element.matches("a"));
      if (target) {
        arriving = [source.dataset.e];
        turn.set(target, Math.max(0, fieldsOf(target).indexOf(source)));
        land(target);
      } else {
        byNumber.get(source.dataset.e).words[0]?.scrollIntoView({ block: "center" });
      }
    },
  });
  record.querySelector(".keys").hidden = false;
})();
