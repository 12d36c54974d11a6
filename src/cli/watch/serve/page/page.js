"use strict";
// The paper as it was last built. The state comes from the program in one piece; a page's picture is fetched again only
// when its stamp is another, and put in the place of the old one once it is there, so that nothing jumps or flickers.

const $ = (id) => document.getElementById(id);
const make = (name, set = {}, ...kids) => {
  const element = Object.assign(document.createElement(name), set);
  element.append(...kids);
  return element;
};
const SIZES = [36, 48, 72, 96, 120, 144, 192, 240, 288];
const ZOOMS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const GAP = 40;

let state = null;
let chosen = null;
// How one looks at it stands in the address, so that it is the same after the page is loaded again.
const look = { view: "facing", zoom: "fit", copier: false, safe: false, grid: false, paper: 0 };
for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
  if (key === "view" && ["single", "facing", "fold"].includes(value)) look.view = value;
  if (key === "zoom") look.zoom = ZOOMS.includes(+value) ? +value : "fit";
  if (key === "paper") look.paper = Math.max(0, parseInt(value, 10) || 0);
  if (key in look && typeof look[key] === "boolean") look[key] = value === "true";
}

const paper = () => state.papers[Math.min(look.paper, state.papers.length - 1)];

// Rows of pages as they lie side by side; -1 is a blank page.
function rows() {
  const pages = paper().pages.map((_, i) => i);
  if (look.view === "single") return pages.map((p) => ({ pages: [p] }));
  if (look.view === "facing") {
    const rest = pages.slice(1);
    const out = pages.length ? [{ pages: [0] }] : [];
    while (rest.length) out.push({ pages: rest.splice(0, 2) });
    return out;
  }
  const count = Math.ceil(pages.length / 4) * 4;
  const page = (n) => (n < pages.length ? n : -1);
  const out = [];
  for (let s = 0; s < count / 4; s++) {
    const [first, last] = [2 * s, count - 1 - 2 * s];
    out.push({ pages: [page(last), page(first)], name: `Sheet ${s + 1}, outside` });
    out.push({ pages: [page(first + 1), page(last - 1)], name: `Sheet ${s + 1}, inside` });
  }
  return out;
}

function zoom() {
  if (look.zoom !== "fit") return look.zoom;
  const wide = Math.max(...rows().map((row) => row.pages.length)) || 1;
  const page = paper().pages[0];
  const room = $("pages").clientWidth - GAP;
  return page ? Math.max(0.15, Math.min(1.6, room / wide / (page.width * 96 / 72))) : 1;
}

function source(index) {
  const wanted = 96 * zoom() * (window.devicePixelRatio || 1);
  const ppi = SIZES.find((s) => s >= wanted - 1) || SIZES[SIZES.length - 1];
  const ask = new URLSearchParams({ paper: state.papers.indexOf(paper()), page: index, stamp: paper().pages[index].stamp, ppi });
  for (const key of ["copier", "safe", "grid"]) if (look[key]) ask.set(key, 1);
  return `page.png?${ask}`;
}

// The page at the top of the window, and how far it is scrolled over: what is to be there afterwards, too.
function anchor() {
  const top = $("pages").getBoundingClientRect().top;
  for (const figure of $("pages").querySelectorAll("figure[data-page]")) {
    const box = figure.getBoundingClientRect();
    if (box.bottom > top) return { page: +figure.dataset.page, part: (top - box.top) / box.height };
  }
  return null;
}

function draw() {
  if (!state.papers.length) return;
  const place = anchor();
  const old = new Map([...$("pages").querySelectorAll("figure[data-page]")].map((f) => [+f.dataset.page, f]));
  const scale = zoom() * 96 / 72;
  $("pages").className = look.view;
  $("pages").replaceChildren(...rows().map((row) => {
    const figures = row.pages.map((index) => {
      const page = paper().pages[Math.max(index, 0)];
      const figure = index < 0 ? make("figure", { className: "blank" }, "blank") : old.get(index) || fresh(index);
      figure.style.width = `${page.width * scale}px`;
      figure.style.height = `${page.height * scale}px`;
      if (index >= 0) fill(figure, index);
      return figure;
    });
    const lying = make("div", {}, ...figures);
    return make("section", { className: "spread" }, ...(row.name ? [make("p", { textContent: row.name })] : []), lying);
  }));
  const again = place && $("pages").querySelector(`figure[data-page="${place.page}"]`);
  if (again) {
    const box = again.getBoundingClientRect();
    $("pages").scrollTop += box.top + place.part * box.height - $("pages").getBoundingClientRect().top;
  }
}

function fresh(index) {
  const figure = make("figure", { tabIndex: 0 }, make("img", { alt: "" }));
  figure.dataset.page = index;
  figure.setAttribute("role", "group");
  figure.setAttribute("aria-label", `Page ${index + 1}`);
  return figure;
}

function fill(figure, index) {
  const page = paper().pages[index];
  const url = source(index);
  if (figure.dataset.url !== url) {
    figure.dataset.url = url;
    const next = make("img", { alt: "", src: url, decoding: "async" });
    next.addEventListener("load", () => {
      if (figure.dataset.url === url) figure.querySelector("img").replaceWith(next);
    });
  }
  const key = `${look.paper} ${state.version}`;
  if (figure.dataset.zones === key) return;
  figure.dataset.zones = key;
  figure.querySelectorAll(".zone").forEach((zone) => zone.remove());
  figure.append(...page.zones.map(([x, y, w, h, file, line, words], n) => {
    const zone = make("button", { className: "zone", tabIndex: -1 });
    Object.assign(zone.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` });
    zone.setAttribute("aria-label", `${words} (${file}, line ${line})`);
    zone.addEventListener("click", () => choose({ file, line, words, zone, send: `zone ${look.paper} ${index} ${n}` }, true));
    return zone;
  }));
}

function choose(place, opens) {
  document.querySelector(".zone.chosen")?.classList.remove("chosen");
  chosen = place;
  $("place").hidden = !place;
  if (!place) return;
  place.zone?.classList.add("chosen");
  $("where").textContent = `${place.file}:${place.line}`;
  $("words").textContent = place.words;
  $("open").hidden = !state.editor;
  if (opens && state.editor) open();
}

async function open() {
  const answer = await fetch("open", { method: "POST", body: `${state.version} ${chosen.send}` }).catch(() => null);
  const words = answer ? await answer.text() : "the program is not running any more";
  if (!answer || !answer.ok) say(words, true);
}

function say(words, wrong) {
  $("status").textContent = words;
  $("status").classList.toggle("wrong", wrong);
}

function messages() {
  const count = (severity) => state.messages.filter((m) => m.severity === severity).length;
  const words = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const [errors, warnings] = [count("error"), count("warning")];
  const parts = [];
  if (errors) parts.push(make("span", { className: "errors", textContent: words(errors, "mistake") }));
  if (warnings) parts.push(words(warnings, "warning"));
  $("list").replaceChildren(...(parts.length ? parts.flatMap((p, i) => (i ? [", ", p] : [p])) : ["No messages"]));
  const items = state.messages.map((m, n) => {
    const item = make("li", { className: m.severity });
    const head = make("p", {}, make("b", { textContent: m.severity }), ` ${m.message} `);
    item.append(head);
    if (m.hint) item.append(make("p", { className: "hint", textContent: m.hint }));
    if (m.file) {
      const place = make("button", { textContent: `${m.file}:${m.line}` });
      place.addEventListener("click", () =>
        choose({ file: m.file, line: m.line, words: m.message, send: `message ${n}` }, true));
      item.append(make("p", {}, place));
    }
    return item;
  });
  const list = items.length ? make("ol", {}, ...items) : make("p", { textContent: "Nothing to say." });
  $("messages").replaceChildren(make("h2", { textContent: "Messages" }), list);
  // A mistake shows itself; what the reader has opened or closed stays so.
  if (errors && !messages.errors) panel(true);
  messages.errors = errors;
}

function panel(shown) {
  $("messages").hidden = !shown;
  $("list").setAttribute("aria-expanded", shown);
  if (state && look.zoom === "fit") draw();
}

function bar() {
  document.querySelectorAll("[data-view]").forEach((b) => b.setAttribute("aria-pressed", b.dataset.view === look.view));
  document.querySelectorAll("[data-toggle]").forEach((b) => b.setAttribute("aria-pressed", look[b.dataset.toggle]));
  $("fit").setAttribute("aria-pressed", look.zoom === "fit");
  $("fit").textContent = look.zoom === "fit" ? "Fit" : `${Math.round(look.zoom * 100)} %`;
  history.replaceState(null, "", `#${new URLSearchParams(look)}`);
}

function change(set) {
  Object.assign(look, set);
  bar();
  if (state) draw();
}

function step(by) {
  const now = zoom();
  const next = by > 0 ? ZOOMS.find((z) => z > now + 0.01) : ZOOMS.findLast((z) => z < now - 0.01);
  if (next) change({ zoom: next });
}

async function load() {
  const answer = await fetch("state").catch(() => null);
  if (!answer || !answer.ok) return;
  const place = chosen;
  state = await answer.json();
  document.title = $("title").textContent = state.title;
  $("paper").hidden = state.papers.length < 2;
  $("paper").replaceChildren(...state.papers.map((p, i) => make("option", { value: i, textContent: p.name || state.title })));
  $("paper").value = Math.min(look.paper, Math.max(state.papers.length - 1, 0));
  say(state.built ? state.line : "There is a mistake: these pages are those of the last good build.", !state.built);
  messages();
  draw();
  // What was chosen may stand elsewhere now: its number is another.
  if (place) choose(null);
  document.body.dataset.version = state.version;
}

document.querySelectorAll("[data-view]").forEach((b) => b.addEventListener("click", () => change({ view: b.dataset.view })));
document.querySelectorAll("[data-toggle]").forEach((b) =>
  b.addEventListener("click", () => change({ [b.dataset.toggle]: !look[b.dataset.toggle] })));
$("smaller").addEventListener("click", () => step(-1));
$("larger").addEventListener("click", () => step(1));
$("fit").addEventListener("click", () => change({ zoom: "fit" }));
$("list").addEventListener("click", () => panel($("messages").hidden));
$("paper").addEventListener("change", () => { choose(null); $("pages").replaceChildren(); change({ paper: +$("paper").value }); });
$("open").addEventListener("click", open);
$("copy").addEventListener("click", () => navigator.clipboard?.writeText($("where").textContent));
$("close").addEventListener("click", () => choose(null));
window.addEventListener("resize", () => state && draw());

const KEYS = {
  p: () => change({ view: "single" }), f: () => change({ view: "facing" }), b: () => change({ view: "fold" }),
  c: () => change({ copier: !look.copier }), s: () => change({ safe: !look.safe }), g: () => change({ grid: !look.grid }),
  m: () => panel($("messages").hidden), 0: () => change({ zoom: "fit" }), "+": () => step(1), "=": () => step(1), "-": () => step(-1),
  Escape: () => choose(null),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input")) return;
  const figure = event.target.closest("figure[data-page]");
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (figure && by) {
    // Within a page, the arrows go from paragraph to paragraph.
    const zones = [...figure.querySelectorAll(".zone")];
    const next = zones[zones.indexOf(event.target) + by] || (by > 0 ? zones[0] : zones[zones.length - 1]);
    next?.focus();
  } else if (KEYS[event.key]) {
    KEYS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

bar();
const events = new EventSource("events");
events.onmessage = load;
events.onerror = () => say("The program is not running any more; start `stonehand watch --serve` again.", true);
events.onopen = load;
