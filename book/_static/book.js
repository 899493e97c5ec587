// What a page can do beyond reading: choose light or dark, fold the contents on a phone, and take
// the boxes that do not scroll out of the way of the tab key.
"use strict";

const root = document.documentElement;

const theme = document.querySelector("button.theme");
const nameTheme = () => {
  theme.textContent = root.dataset.theme === "dark" ? "Licht" : "Donker";
};
theme.addEventListener("click", () => {
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { /* for this page only */ }
  nameTheme();
});
nameTheme();
theme.hidden = false;

const menu = document.querySelector("button.menu");
const contents = document.getElementById("boek");
const unfold = (open) => {
  menu.setAttribute("aria-expanded", String(open));
  contents.classList.toggle("open", open);
};
menu.addEventListener("click", () => unfold(menu.getAttribute("aria-expanded") === "false"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || menu.getAttribute("aria-expanded") === "false") return;
  unfold(false);
  menu.focus();
});
menu.hidden = false;
root.classList.add("scripted");
// The contents are long: begin at this page.
const here = contents.querySelector("[aria-current]");
if (here && here.offsetParent) contents.scrollTop = here.offsetTop - contents.clientHeight / 2;

// What a phone shows as cards: cells get the name of their column, and stay cells to a screen reader.
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
// Of numbers that add up a card leaves out what is nought; its caption says so.
const COUNTS = "#tabel-documenten";
const layAsCards = (box) => {
  const names = [...box.querySelectorAll("thead th")].map((heading) => heading.textContent.trim());
  for (const part of box.querySelectorAll("table, thead, tbody, tfoot, tr, td, th")) {
    part.setAttribute("role", roles[part.tagName] || (part.scope === "col" ? "columnheader" : "rowheader"));
    if (part.tagName !== "TD" || part.colSpan > 1) continue;
    part.dataset.label = names[part.cellIndex];
    const said = part.textContent.trim();
    if (said === "–" || (said === "0" && box.matches(COUNTS))) part.dataset.empty = "";
  }
  box.classList.add("labelled");
};
document.querySelectorAll(".sentences, #tabel-kengetallen").forEach(layAsCards);

// Of what does not fit a phone: numbers with long names, and a few rows, which nobody compares down
// a column. Other numbers stay in columns and move by the names of their rows.
const LONG_NAME = 40, FEW_ROWS = 3, FEW_COLUMNS = 3;
const phone = matchMedia("(max-width: 45rem)");
const readsAsCards = (box) => {
  const rows = [...box.querySelectorAll("tbody tr > th:first-child:not([colspan])")];
  if (box.querySelectorAll("thead th").length <= FEW_COLUMNS || !rows.length) return false;
  return rows.length <= FEW_ROWS || rows.some((row) => row.textContent.trim().length > LONG_NAME);
};

const measure = () => {
  const boxes = [...document.querySelectorAll(".scroll, pre, .in-line")];
  for (const box of boxes) box.classList.remove("wide");
  const wide = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1);
  for (const box of boxes) box.removeAttribute("tabindex");
  for (const box of wide) {
    if (phone.matches && box.matches(".scroll") && readsAsCards(box)) {
      layAsCards(box);
      continue;
    }
    box.classList.add("wide");
    box.tabIndex = 0;
  }
};
measure();
window.addEventListener("resize", measure);
document.addEventListener("toggle", measure, true);

// How to cite a page is long: one button copies it.
const cite = [...document.querySelectorAll(".page-foot dd")].pop();
if (cite && navigator.clipboard) {
  const text = cite.textContent.trim();
  const copy = document.createElement("button");
  Object.assign(copy, { type: "button", className: "copy", textContent: "Kopieer" });
  copy.setAttribute("aria-live", "polite");
  copy.addEventListener("click", () => navigator.clipboard.writeText(text).then(
    () => { copy.textContent = "Gekopieerd"; },
    () => { copy.textContent = "Kopiëren lukt hier niet"; },
  ));
  cite.append(" ", copy);
}

// A link to a part that is folded opens it; on paper everything is open.
const opened = () => {
  let part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
};
opened();
window.addEventListener("hashchange", opened);

// A figure may follow from a run of rows: its link names the last one, `?tot=7#...-4`.
const [, run, first] = location.hash.match(/^#(.*-)(\d+)$/) || [];
const asked = new URLSearchParams(location.search);
const last = run ? Number(asked.get("tot")) : 0;
for (let row = Number(first); row <= last; row++)
  document.getElementById(decodeURIComponent(run) + row)?.closest("tr").classList.add("in-run");
// And one that rests on several assumptions names the others: `?met=aanname-exits#aanname-...`.
for (const other of (asked.get("met") || "").split(" ").filter(Boolean))
  document.getElementById(other)?.closest("tr").classList.add("in-run");
