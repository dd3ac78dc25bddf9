"use strict";
// Shows the actions that stand in the page as JSON: a page of rows at a time, so that thousands stay quick.
// Words go into the page as text, never as markup.
(() => {
  const ROWS = 100;
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const form = find("controls");
  const table = find("actions");
  const said = find("said");
  const boxes = [...form.querySelectorAll('[name="state"]')];
  const heads = [...table.querySelectorAll("th[data-sort]")];
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const order = Object.keys(data.states);

  const make = (tag, given = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === null || value === false) continue;
      element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...inside.filter((part) => part !== undefined && part !== null && part !== ""));
    return element;
  };
  const day = (iso) => {
    if (!iso) return "";
    const [year, month, date] = iso.split("-");
    return [date && String(Number(date)), month && months[month - 1], year].filter(Boolean).join(" ");
  };
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  const actions = data.actions;
  for (const action of actions) {
    const history = action.history || [];
    action.leadNames = action.leads.map((lead) => data.leads[lead]);
    action.history = history;
    action.heap = [
      action.ref, action.text, action.note, action.dueText, data.boards[action.board], ...action.leadNames,
      ...(action.organisations || []).map((number) => data.organisations[number]),
      ...history.flatMap((step) => [step.text, step.update, step.leads]),
    ].filter(Boolean).join(" ").toLowerCase();
  }

  const keys = {
    board: (action) => data.boards[action.board],
    ref: (action) => action.ref,
    text: (action) => action.text,
    lead: (action) => action.leadNames[0],
    due: (action) => action.dueEnd,
    state: (action) => String(order.indexOf(action.state)),
    seen: (action) => action.seen,
  };

  const offer = (id, names) => {
    const numbered = names.map((name, number) => [name, number]).sort((a, b) => collator.compare(a[0], b[0]));
    find(id).append(...numbered.map(([name, number]) => make("option", { value: String(number) }, name)));
  };
  offer("board", data.boards);
  offer("lead", data.leads);
  offer("organisation", data.organisations);

  // What is chosen is kept in the address, so that a view can be kept as a bookmark or sent to somebody.
  const usual = () => {
    const live = actions.some((action) => action.state === "open" || action.state === "dropped");
    return live ? ["open", "dropped"] : order;
  };
  const fields = ["search", "board", "lead", "organisation", "after", "before", "group"];
  let sorted = { by: "due", down: false };
  let page = 0;
  let unfolded = false;
  const toggled = new Set();

  const load = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const id of fields) find(id).value = given.get(id) || "";
    const states = given.has("state") ? given.get("state").split(" ") : usual();
    for (const box of boxes) box.checked = states.includes(box.value);
    find("late").checked = given.has("late");
    const by = (given.get("sort") || "due").replace(/^-/, "");
    sorted = { by: keys[by] ? by : "due", down: (given.get("sort") || "").startsWith("-") };
  };
  const save = () => {
    const kept = new URLSearchParams();
    for (const id of fields) if (find(id).value) kept.set(id, find(id).value);
    const states = boxes.filter((box) => box.checked).map((box) => box.value);
    if (states.join(" ") !== usual().join(" ")) kept.set("state", states.join(" "));
    if (find("late").checked) kept.set("late", "1");
    if (sorted.by !== "due" || sorted.down) kept.set("sort", (sorted.down ? "-" : "") + sorted.by);
    const hash = kept.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  const chosen = () => {
    const words = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [board, lead, organisation] = ["board", "lead", "organisation"].map((id) => find(id).value);
    const [after, before, late] = [find("after").value, find("before").value, find("late").checked];
    const states = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    return actions.filter((action) =>
      states.has(action.state) && (!late || action.late !== undefined) &&
      (!board || action.board === Number(board)) && (!lead || action.leads.includes(Number(lead))) &&
      (!organisation || (action.organisations || []).includes(Number(organisation))) &&
      (!after || (action.dueEnd && action.dueEnd >= after)) && (!before || (action.dueEnd && action.dueEnd <= before)) &&
      words.every((word) => action.heap.includes(word)));
  };

  // What was chosen, in words: on paper the controls are not there to tell.
  const inWords = () => {
    const given = fields.filter((id) => id !== "group" && find(id).value).map((id) => {
      const control = find(id);
      const value = control.options ? control.selectedOptions[0].textContent : control.type === "date" ? day(control.value) : control.value;
      return `${form.querySelector(`label[for="${id}"]`).textContent}: ${value}`;
    });
    const states = boxes.filter((box) => box.checked).map((box) => data.states[box.value]);
    return [...given, `State: ${states.join(", ")}`, ...(find("late").checked ? ["Overdue only"] : [])].join("; ");
  };

  const arrange = (list) => {
    const key = keys[sorted.by];
    const up = sorted.down ? -1 : 1;
    const dated = sorted.by === "due" || sorted.by === "seen";
    const compare = dated ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : collator.compare;
    // What has no value comes last, whichever way it is sorted.
    return list.map((action, place) => [action, key(action), place]).sort(([, a, m], [, b, n]) => {
      if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1) || m - n;
      return up * compare(a, b) || m - n;
    }).map(([action]) => action);
  };

  // [group's name or null, its size, action] for every row; an action of two leads stands under both.
  const grouped = (list) => {
    const by = find("group").value;
    if (!by) return list.map((action) => [null, 0, action]);
    const groups = new Map();
    for (const action of list) {
      for (const name of by === "board" ? [data.boards[action.board]] : action.leadNames) {
        if (!groups.has(name)) groups.set(name, []);
        groups.get(name).push(action);
      }
    }
    return [...groups].sort((a, b) => collator.compare(a[0], b[0]))
      .flatMap(([name, members]) => members.map((action) => [name, members.length, action]));
  };

  const due = (action) => {
    const parts = [make("span", { class: "when" }, day(action.due) || action.dueText || "")];
    if (action.late !== undefined) parts.push(make("br"), make("span", { class: "overdue" }, `${count(action.late, "day")} late`));
    else if (action.due && action.dueText && action.dueText !== action.due) parts.push(make("div", { class: "note" }, action.dueText));
    return parts;
  };

  const state = (action) => {
    const parts = [make("span", { class: `tag ${action.state}` }, data.states[action.state])];
    if (action.closed) parts.push(make("div", { class: "note" }, day(action.closed)));
    if (action.reopened) parts.push(make("div", { class: "note" }, action.reopened === 1 ? "reopened once" : `reopened ${action.reopened} times`));
    return parts;
  };

  const step = (one) => {
    const changed = (one.changed || []).filter((what) => what !== "status").map((what) => data.changes[what]).join(", ");
    const item = make("li", {},
      one.date ? make("time", { datetime: one.date }, day(one.date)) : make("span", { class: "undated" }, "Undated"),
      `: ${one.state}`);
    if (one.update) item.append(make("p", {}, one.update));
    const told = [changed, one.text && `\u201c${one.text}\u201d`, one.leads && `lead ${one.leads}`, one.due && `due ${one.due}`];
    const line = told.filter(Boolean).join("; ");
    if (line) item.append(make("p", { class: "soft" }, line));
    const where = `${one.document}${one.page === undefined ? "" : `, page ${one.page}`}`;
    item.append(make("p", { class: "soft" }, one.href ? make("a", { href: one.href }, make("span", { class: "lead-in" }, "See the words: "), where) : where));
    return item;
  };

  const rowsOf = (action, place) => {
    const open = toggled.has(action.id) !== unfolded;
    const id = `history-${place}`;
    const toggle = make("button", {
      type: "button", class: "toggle", "aria-expanded": String(open), "aria-controls": id,
      "aria-label": `History of ${action.ref || action.text.slice(0, 60)}: ${count(action.history.length, "meeting")}`,
    }, count(action.history.length, "meeting"));
    const cell = (name, head, ...inside) => make("td", { class: name, "data-head": head }, ...inside);
    const words = make("th", { scope: "row", class: "text" }, action.text);
    if (action.note) words.append(make("p", { class: "note" }, action.note));
    const row = make("tr", { class: open ? "has-detail" : "", "data-id": action.id },
      cell("board", "Board", data.boards[action.board]), cell("ref", "Ref", action.ref), words,
      cell("lead", "Lead", action.leadNames.join(", ")), cell("due", "Due", ...due(action)),
      cell("state", "State", ...state(action)), cell("seen", "Last seen", day(action.seen)),
      make("td", { class: "more" }, toggle));
    const detail = make("tr", { class: "detail", id, hidden: !open });
    const fill = () => {
      if (!detail.firstChild) detail.append(make("td", { colspan: "8" }, make("ol", { class: "timeline", "aria-label": "History" }, ...action.history.map(step))));
    };
    if (open) fill();
    toggle.addEventListener("click", () => {
      if (toggled.has(action.id)) toggled.delete(action.id); else toggled.add(action.id);
      const now = detail.hidden;
      fill();
      detail.hidden = !now;
      row.classList.toggle("has-detail", now);
      toggle.setAttribute("aria-expanded", String(now));
    });
    return [row, detail];
  };

  const show = (rows, from, to) => {
    for (const body of [...table.tBodies]) body.remove();
    // The board stands in the heading of its group.
    table.classList.toggle("by-board", find("group").value === "board");
    let body = null;
    let group;
    for (let place = from; place < Math.min(to, rows.length); place += 1) {
      const [name, size, action] = rows[place];
      if (body === null || name !== group) {
        body = make("tbody");
        table.append(body);
        if (name !== null) {
          const more = place === from && place > 0 && rows[place - 1][0] === name ? ", continued" : "";
          body.append(make("tr", { class: "group" }, make("th", { colspan: "8", scope: "rowgroup" }, `${name} (${size}${more})`)));
        }
        group = name;
      }
      body.append(...rowsOf(action, place));
    }
    if (!rows.length) table.append(make("tbody", {}, make("tr", {}, make("td", { colspan: "8", class: "none" }, "No action fits. Clear the search or choose more states."))));
  };

  let rows = [];
  const turn = (to) => {
    const last = Math.max(0, Math.ceil(rows.length / ROWS) - 1);
    page = Math.min(Math.max(to, 0), last);
    show(rows, page * ROWS, (page + 1) * ROWS);
    find("pager").hidden = last === 0;
    find("previous").disabled = page === 0;
    find("next").disabled = page === last;
    find("place").textContent = `Rows ${page * ROWS + 1} to ${Math.min((page + 1) * ROWS, rows.length)} of ${rows.length}`;
  };
  const update = () => {
    const list = chosen();
    const late = list.filter((action) => action.late !== undefined).length;
    rows = grouped(arrange(list));
    for (const head of heads) {
      if (head.dataset.sort === sorted.by) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    said.textContent = `${list.length.toLocaleString("en")} of ${count(actions.length, "action")}` + (late ? `, ${late} overdue` : "");
    find("chosen").textContent = inWords();
    turn(0);
    save();
  };

  let waiting;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.target.id === "search") waiting = setTimeout(update, 120);
    else update();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    history.replaceState(null, "", location.pathname + location.search);
    load();
    update();
    find("search").focus();
  });
  for (const head of heads) {
    head.firstElementChild.addEventListener("click", () => {
      const by = head.dataset.sort;
      sorted = { by, down: sorted.by === by && !sorted.down };
      update();
    });
  }
  find("histories").addEventListener("click", (event) => {
    unfolded = !unfolded;
    toggled.clear();
    event.currentTarget.setAttribute("aria-pressed", String(unfolded));
    turn(page);
  });
  const move = (by) => {
    turn(page + by);
    find("results").focus({ preventScroll: true });
    find("results").scrollIntoView();
  };
  find("previous").addEventListener("click", () => move(-1));
  find("next").addEventListener("click", () => move(1));
  find("print").addEventListener("click", () => window.print());
  // Paper has no next page to turn to: all rows that fit are printed, then the page is as before.
  addEventListener("beforeprint", () => show(rows, 0, rows.length));
  addEventListener("afterprint", () => turn(page));
  addEventListener("hashchange", () => { load(); update(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    find("search").focus();
  });
  load();
  update();
})();
