// The search page: reads the box, asks the index, shows what it found. Every word that a reader sees comes from the
// page, so that it is in the page's script.
(function () {
  "use strict";

  const { splitQuery, findRanges, Index, LEAD } = self.gongbao;
  const SCRIPT = document.documentElement.lang;
  const PLACES = ["front", "review", "plan", "whole", "closing", "annex", "notes"];
  const WHOLE = 240; // A text up to this length is shown whole,
  const AROUND = 60; // a longer one this far around every hit.
  const MOST_RESULTS = 200; // Shown without being asked for more,
  const MOST_BYTES = 300000; // nor more text than this loaded for them.
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
    index = new Index(catalogue);
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
    if (numbers.length) await show(rank(numbers, found), found, mine);
    else if (!found.numbers.length && !found.broken) await offerNearest(words, mine);
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
    if (found.broken) say("broken");
    else if (passages.length) say(index.reports.length > 1 ? "found-in" : "found", { count: passages.length, reports });
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

  // Headings and leads first, then a phrase before scattered words; the numbers themselves run from new to old. Of a
  // text whose lead is found too, only the lead stays. Each report's passages make a group.
  function rank(numbers, found) {
    const leads = new Set(numbers.filter((number) => index.zoneOf(number).kind === LEAD));
    const ranks = [[], [], [], []];
    for (const number of numbers) {
      const report = index.reportOf(number);
      if (leads.has(report.leadOf(number))) continue;
      const groups = ranks[(report.zoneOf(number).kind <= LEAD ? 0 : 2) + (found.together.has(number) ? 0 : 1)];
      const last = groups[groups.length - 1];
      if (last && last.report === report) last.numbers.push(number);
      else groups.push({ report, numbers: [number] });
    }
    return [].concat(...ranks);
  }

  async function show(groups, found, mine) {
    const rest = groups.slice();
    const showNext = async () => {
      more.hidden = true;
      const batch = takeBatch(rest);
      const sheets = await Promise.all(batch.map((group) => index.sheet(group.numbers[0]).catch(() => null)));
      if (mine !== turn) return;
      if (sheets.includes(null)) say("broken");
      const items = document.createDocumentFragment();
      batch.forEach((group, place) => sheets[place] && items.append(...makeResults(sheets[place], group.numbers, found)));
      results.append(items);
      more.hidden = !rest.length;
    };
    more.querySelector("button").onclick = showNext;
    await showNext();
  }

  // As many groups as may be loaded and shown at once.
  function takeBatch(rest) {
    const batch = [];
    const loaded = new Set();
    let bytes = 0;
    let count = 0;
    while (rest.length && count < MOST_RESULTS) {
      const { report, numbers } = rest[0];
      if (!loaded.has(report) && !index.hasSheet(report)) bytes += report.size;
      loaded.add(report);
      if (batch.length && bytes > MOST_BYTES) break;
      if (count + numbers.length > MOST_RESULTS && batch.length) break;
      batch.push(rest.shift());
      count += numbers.length;
    }
    return batch;
  }

  // The results of a group, in the order of its report.
  function makeResults(sheet, numbers, found) {
    const order = numbers.slice().sort((one, other) => sheet.placeOf(one) - sheet.placeOf(other));
    return order.map((number) => makeResult(sheet, sheet.report.textOf(number), found)).filter((item) => item);
  }

  function makeResult(sheet, number, { patterns, broken }) {
    const source = sheet.source(number);
    // Without all of its postings the index only says where a passage may be.
    if (broken && !patterns.every((pattern) => findRanges(source, [pattern]).length)) return null;
    const hits = findRanges(source, patterns);
    const ranges = hits.map((range) => sheet.move(range, number, SCRIPT));
    const { text, section, page, id } = sheet.passage(number, SCRIPT);
    const link = document.createElement("a");
    link.href = `${page}?${new URLSearchParams(sheet.quote(hits, number).map((hit) => ["q", hit]))}#${id}`;
    link.append(makeElement("span", "report", sheet.title(SCRIPT)), " ", makeElement("span", "year", sheet.report.year));
    if (section && section !== text) link.append(" ", makeElement("span", "section", section));
    const item = document.createElement("li");
    item.append(makeElement("p", "place", link), makeElement("p", "passage", ...makeExcerpt(text, ranges)));
    return item;
  }

  function makeElement(name, kind, ...content) {
    const element = document.createElement(name);
    element.className = kind;
    element.append(...content);
    return element;
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
