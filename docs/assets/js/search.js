// The search page: reads the box, asks the index, shows what it found. Every word that a reader sees comes from the
// page, so that it is in the page's script.
(function () {
  "use strict";

  const { splitQuery, findRanges, Index, HEADING, LEAD } = self.gongbao;
  const SCRIPT = document.documentElement.lang;
  const PLACES = ["front", "review", "plan", "whole", "closing", "annex"];
  const WHOLE = 240; // A text up to this length is shown whole,
  const AROUND = 60; // a longer one this far around every hit.
  const AT_ONCE = 200; // Results shown without being asked for more.
  const LONGEST_PART = 200;

  const input = document.querySelector("main form[role=search] input[name=q]");
  const form = input.form;
  const filters = document.getElementById("search-filters");
  const status = document.getElementById("search-status");
  const nearest = document.getElementById("search-nearest");
  const results = document.getElementById("search-results");
  const more = document.getElementById("search-more");

  let index = null;
  let turn = 0; // Counts the searches; a search that is no longer the last one stops.

  function start() {
    const [catalogue] = self.gongbaoSearch || [];
    if (!catalogue) {
      say("missing");
      return;
    }
    index = new Index(catalogue, SCRIPT);
    filters.hidden = !filters.querySelector("select");
    readAddress();
    input.addEventListener("input", (event) => event.isComposing || run("replace"));
    input.addEventListener("compositionend", () => run("replace"));
    filters.addEventListener("change", () => run("replace"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run("push");
    });
    addEventListener("popstate", () => {
      input.value = "";
      readAddress();
    });
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    // What was typed while the page was loading stays.
    if (!input.value) input.value = parameters.get("q") || "";
    for (const select of filters.querySelectorAll("select")) {
      select.value = parameters.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    run("keep");
  }

  function writeAddress(way) {
    const parameters = new URLSearchParams();
    if (input.value) parameters.set("q", input.value);
    for (const select of filters.querySelectorAll("select")) if (select.value) parameters.set(select.name, select.value);
    const address = parameters.toString() ? `?${parameters}` : location.pathname;
    try {
      if (way === "push" && `?${parameters}` !== location.search) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch (error) {
      // A browser may forbid this on pages from disk; the search works without.
    }
  }

  async function run(way) {
    turn += 1;
    const mine = turn;
    const query = input.value;
    if (way !== "keep") writeAddress(way);
    results.setAttribute("aria-busy", "true");
    await answer(query, splitQuery(query), mine);
    if (mine === turn) results.setAttribute("aria-busy", "false");
  }

  async function answer(query, words, mine) {
    const found = words.length ? await index.find(words) : null;
    if (mine !== turn) return;
    clear();
    if (!found) {
      say("hint");
      return;
    }
    const numbers = filterNumbers(found.numbers);
    announce(query, found, numbers);
    if (numbers.length) await show(rank(numbers, found), found, numbers, mine);
    else if (!found.numbers.length) await offerNearest(words, mine);
  }

  function clear() {
    results.textContent = "";
    more.hidden = true;
    nearest.hidden = true;
    for (const link of nearest.querySelectorAll("a")) link.remove();
  }

  function say(name, values) {
    const text = status.getAttribute(`data-text-${name}`) || "";
    status.textContent = text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  function announce(query, found, numbers) {
    const passages = numbers.filter((number) => index.zoneOf(number).kind !== LEAD);
    const reports = new Set(passages.map((number) => index.reportOf(number).order)).size;
    const shown = query.trim().slice(0, 80);
    if (passages.length) say(index.reports.length > 1 ? "found-in" : "found", { count: passages.length, reports });
    else say(found.numbers.length ? "none-filtered" : "none", { query: shown });
  }

  function filterNumbers(numbers) {
    const wanted = {};
    for (const select of filters.querySelectorAll("select")) if (select.value) wanted[select.name] = select.value;
    if (!Object.keys(wanted).length) return numbers;
    return numbers.filter((number) => {
      const report = index.reportOf(number);
      return (
        (!wanted.report || report.slug === wanted.report) &&
        (!wanted.year || report.year === wanted.year) &&
        (!wanted.body || String(report.body) === wanted.body) &&
        (!wanted.half || PLACES[index.zoneOf(number).place] === wanted.half)
      );
    });
  }

  // Headings and leads first, then a phrase before scattered words; the numbers themselves run from new to old.
  function rank(numbers, found) {
    const ranks = [[], [], [], []];
    for (const number of numbers) {
      const first = index.zoneOf(number).kind <= LEAD;
      ranks[(first ? 0 : 2) + (found.together.has(number) ? 0 : 1)].push(number);
    }
    return [].concat(...ranks);
  }

  async function show(order, found, numbers, mine) {
    const leads = new Set(numbers.filter((number) => index.zoneOf(number).kind === LEAD));
    let shown = 0;
    let at = 0;
    const showNext = async (count) => {
      const items = document.createDocumentFragment();
      for (const end = shown + count; at < order.length && shown < end; at += 1) {
        const number = order[at];
        const sheet = await index.sheet(number);
        if (mine !== turn) return;
        const isLead = leads.has(number);
        if (!isLead && leads.has(sheet.leadOf(number))) continue;
        items.append(makeResult(sheet, isLead ? sheet.textOf(number) : number, found.patterns));
        shown += 1;
      }
      results.append(items);
      more.hidden = at >= order.length;
    };
    more.querySelector("button").onclick = () => showNext(AT_ONCE);
    await showNext(AT_ONCE);
  }

  function makeResult(sheet, number, patterns) {
    const { text, section, address } = sheet.passage(number, SCRIPT);
    const found = findRanges(sheet.source(number), patterns);
    const ranges = found.map((range) => sheet.move(range, number, SCRIPT));
    const link = document.createElement("a");
    const [page, name] = address.split("#");
    link.href = `${page}?${new URLSearchParams(sheet.quote(found, number).map((hit) => ["q", hit]))}#${name}`;
    link.append(makeSpan("report", sheet.title(SCRIPT)), " ", makeSpan("year", sheet.report.year));
    if (section && section !== text) link.append(" ", makeSpan("section", section));
    const place = document.createElement("p");
    place.className = "place";
    place.append(link);
    const passage = document.createElement("p");
    passage.className = "passage";
    passage.append(...makeExcerpt(text, ranges));
    const item = document.createElement("li");
    item.append(place, passage);
    return item;
  }

  function makeSpan(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  // The text with every hit marked; of a long text what stands around the hits.
  function makeExcerpt(text, ranges) {
    const pieces = [];
    let at = 0;
    ranges.forEach(([start, end], place) => {
      pieces.push(...clip(text, at, start, place === 0));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      pieces.push(mark);
      at = end;
    });
    const rest = text.slice(at);
    pieces.push(text.length <= WHOLE || rest.length <= AROUND ? rest : `${rest.slice(0, AROUND)}……`);
    return pieces;
  }

  function clip(text, start, end, first) {
    const gap = text.slice(start, end);
    if (text.length <= WHOLE || gap.length <= (first ? AROUND : 2 * AROUND)) return [gap];
    return [`${first ? "" : gap.slice(0, AROUND)}……${gap.slice(-AROUND)}`];
  }

  // Nothing found: the longest part of the query that does occur, or each of its words.
  async function offerNearest(words, mine) {
    const parts = [];
    for (const word of words.slice(0, 5)) {
      const part = await index.findPart(word.slice(0, LONGEST_PART));
      if (mine !== turn) return;
      if (part && !parts.includes(part)) parts.push(part);
    }
    for (const part of parts) {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams([["q", part]])}`;
      link.textContent = part;
      nearest.append(link, " ");
    }
    nearest.hidden = !parts.length;
  }

  start();
})();
