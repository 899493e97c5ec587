// Finds pages by Dutch words. Index and query are stemmed by one algorithm (dutch_search.py names
// it); the index holds what is shown of a page, for a page on disk may not read another.
"use strict";

const SCORES = { title: 15, text: 5, titlePart: 6, textPart: 2, titleNear: 4, textNear: 1 };
const WHOLE_TITLE = 1000, IN_TITLE = 30, HEADING = 20;
const FEWEST_LETTERS = 4; // of a word that may be mistyped, or be a part of another
const FEWEST_OF_COMPOUND = 5;
const MOST_HEADINGS = 3;
// Names every word of the data: it comes first to who asks for it, and else last.
const WORD_LIST = "data-dictionary";

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
const alike = (text) => wordsOf(folded(text)).join(" ");
const listed = (pages) => (typeof pages === "number" ? [pages] : pages);

// Letters to add, drop, replace or swap to make one word of the other; more than `most` is as good.
function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = [], row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row[other.length];
}

// Of a compound that stands nowhere the longest word in a title that it holds, as typing errors.
function partsOf(word, titles) {
  const parts = Object.keys(titles).filter((term) => term.length >= FEWEST_OF_COMPOUND && word.includes(term));
  return parts.map((term) => [-term.length, term, titles[term], SCORES.titleNear]);
}

// Per page its score for one word of the query.
function pagesWith(index, word, stem) {
  const found = new Map();
  const add = (pages, score) =>
    listed(pages).forEach((page) => found.set(page, Math.max(found.get(page) || 0, score)));
  const tables = [[index.titleterms, "title"], [index.terms, "text"]];
  // A word of which the stem is a word such as ‘met’ stands in the index as it is.
  for (const form of [stem, word])
    for (const [terms, place] of tables) if (Object.hasOwn(terms, form)) add(terms[form], SCORES[place]);
  const plain = [folded(stem), folded(word)];
  for (const [terms, place] of tables)
    for (const term in terms)
      if (/[^\x00-\x7f]/.test(term) && plain.includes(folded(term))) add(terms[term], SCORES[place]);
  if (stem.length >= FEWEST_LETTERS) {
    for (const [terms, place] of tables)
      for (const term in terms)
        if (term !== stem && term.includes(stem)) add(terms[term], SCORES[`${place}Part`]);
  }
  if (found.size || word.length < FEWEST_LETTERS || /\d/.test(word)) return [found, []];
  const most = word.length > 7 ? 2 : 1;
  let near = [];
  for (const [terms, place] of tables)
    for (const term in terms) {
      const distance = Math.min(apart(stem, term, most), apart(word, term, most));
      if (distance <= most) near.push([distance, term, terms[term], SCORES[`${place}Near`]]);
    }
  if (!near.length) near = partsOf(word, index.titleterms);
  const least = Math.min(...near.map(([distance]) => distance));
  near = near.filter(([distance]) => distance === least);
  near.forEach(([, , pages, score]) => add(pages, score));
  return [found, near.map(([, term]) => term)];
}

// The pages for a query, best first; `mistyped` when only words that look like one were found.
function search(index, query) {
  const stemmer = new Stemmer();
  const all = wordsOf(query);
  const telling = all.filter((word) => !stopwords.includes(word));
  const words = telling.length ? telling : all;
  const stemOf = (word) => stemmer.stemWord(word);
  const scores = new Map(), hits = new Map();
  const forms = new Map();
  let mistyped = false;
  for (const word of words) {
    const [found, near] = pagesWith(index, word, stemOf(word));
    mistyped ||= near.length > 0;
    forms.set(word, [stemOf(word), ...near]);
    for (const [page, score] of found) {
      scores.set(page, (scores.get(page) || 0) + score);
      hits.set(page, (hits.get(page) || 0) + 1);
    }
  }
  const wanted = alike(query);
  const headings = new Map();
  for (const [heading, places] of Object.entries(index.alltitles)) {
    const text = alike(heading);
    const part = words.some((word) => text.includes(folded(word)));
    if (!part && text !== wanted) continue;
    for (const [page, anchor] of places) {
      if (index.titles[page] === heading) continue;
      if (text === wanted) scores.set(page, (scores.get(page) || 0) + HEADING);
      headings.set(page, [...(headings.get(page) || []), [heading, anchor]]);
    }
  }
  index.titles.forEach((title, page) => {
    const text = alike(title);
    if (text === wanted) { scores.set(page, WHOLE_TITLE); hits.set(page, words.length); }
    else if (scores.has(page)) {
      const stems = wordsOf(title).map((word) => folded(stemOf(word)));
      const named = words.filter((word) => forms.get(word).some((form) => stems.includes(folded(form))));
      if (!named.length && index.docnames[page] === WORD_LIST) scores.set(page, 0);
      else scores.set(page, scores.get(page) + (IN_TITLE * named.length) / words.length);
    }
  });
  const most = Math.max(0, ...hits.values());
  const pages = [...hits.keys()].filter((page) => hits.get(page) === most);
  // Of pages that tell as much, those of an evaluation come before those about all of them.
  const about = (page) => Number(!index.docnames[page].includes("/"));
  pages.sort((a, b) => scores.get(b) - scores.get(a) || about(a) - about(b) || a - b);
  return { pages, headings, mistyped, whole: most === words.length };
}

function element(name, text, parent, more = {}) {
  const made = Object.assign(document.createElement(name), more);
  made.textContent = text;
  parent.append(made);
  return made;
}

function show(index, query) {
  const { pages, headings, mistyped, whole } = search(index, query);
  const list = document.getElementById("resultaten");
  for (const page of pages) {
    const item = element("li", "", list);
    const address = index.docnames[page] + ".html";
    element("a", index.titles[page], element("h2", "", item), { href: address });
    const [folder, ...rest] = index.docnames[page].split("/");
    const whose = rest.length > 1 ? index.titles[index.docnames.indexOf(`${folder}/index`)] : "";
    if (whose) element("p", whose, item, { className: "where" });
    if (index.leads[page]) element("p", index.leads[page], item);
    const below = (headings.get(page) || []).slice(0, MOST_HEADINGS);
    if (!below.length) continue;
    const parts = element("ul", "", item);
    for (const [heading, anchor] of below)
      element("a", heading, element("li", "", parts), { href: anchor ? `${address}#${anchor}` : address });
  }
  const count = pages.length === 1 ? "1 pagina" : `${pages.length || "Geen"} pagina's`;
  const told = [`${count} gevonden voor ‘${query}’.`];
  if (pages.length && mistyped) told.push("Niet elk woord staat erin; gezocht is op wat erop lijkt.");
  if (pages.length && !whole) told.push("Geen pagina heeft alle woorden.");
  if (!pages.length) told.push("Probeer een ander of een korter woord.");
  document.getElementById("gevonden").textContent = told.join(" ");
  document.title = `${query} (${count} gevonden) — ${document.title}`;
}

const Search = {
  setIndex(index) {
    const query = (new URLSearchParams(location.search).get("q") || "").trim();
    const field = document.getElementById("zoekveld");
    field.value = query;
    if (query) show(index, query);
    else field.focus();
  },
};
