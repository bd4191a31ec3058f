// The search page: reads the box, asks the index, shows what it found. Every word that a reader sees comes from the
// page, so that it is in the page's script.
(function () {
  "use strict";

  const { waiting, watchTyping, splitQuery, findRanges, Index, Suggestions, LEAD } = self.gongbao;
  const SCRIPT = document.documentElement.lang;
  const PLACES = ["front", "review", "plan", "whole", "closing", "annex", "notes"];
  const WHOLE = 240; // A text up to this length is shown whole,
  const AROUND = 60; // a longer one this far around every hit.
  const FIRST_RESULTS = 10;
  const MOST_RESULTS = 200; // Shown without being asked for more,
  const MOST_TEXT = 100; // nor more thousands of letters than this loaded for them: of an archive, of which more has to
  const LEAST_TEXT = 40; // be known to begin with, by one less for each fifty reports, to this.
  const MOST_TOGETHER = 1000; // Results of one report that are shown in one go.
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
  let kept = false; // Whether the address shown is one to come back to.

  function start() {
    const [catalogue] = self.gongbaoSearch || [];
    if (!catalogue) {
      say("missing");
      return;
    }
    index = new Index(catalogue);
    filters.hidden = !filters.querySelector("select");
    readAddress();
    new Suggestions(input, document.getElementById("search-suggestions"), index, SCRIPT, submit);
    watchTyping(input, change);
    filters.addEventListener("change", change);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    addEventListener("popstate", () => {
      input.value = "";
      readAddress();
    });
    // WebKit empties the box of a page that a reader comes back to, but for the value that it began with.
    addEventListener("pagehide", () => {
      input.defaultValue = input.value;
    });
    self.gongbao.searching = true;
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    // What was typed while the page was loading stays.
    if (!input.value) input.value = parameters.get("q") || "";
    for (const select of filters.querySelectorAll("select")) {
      select.value = parameters.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    kept = parameters.has("q");
    run();
  }

  function change() {
    writeAddress();
    run();
  }

  function submit() {
    change();
    kept = true;
  }

  // What is being typed has one address, which changes; what was asked for before keeps its own.
  function writeAddress() {
    const parameters = new URLSearchParams();
    if (input.value) parameters.set("q", input.value);
    for (const select of filters.querySelectorAll("select")) if (select.value) parameters.set(select.name, select.value);
    const query = parameters.toString() ? `?${parameters}` : "";
    if (query === location.search) return;
    try {
      history[kept ? "pushState" : "replaceState"](null, "", query || location.pathname);
      kept = false;
    } catch (error) {
      // A browser may forbid this on pages from disk; the search works without.
    }
  }

  const run = waiting(function* () {
    turn += 1;
    const mine = turn;
    const query = input.value;
    results.setAttribute("aria-busy", "true");
    yield answer(query, splitQuery(query), mine);
    if (mine === turn) results.setAttribute("aria-busy", "false");
  });

  const answer = waiting(function* (query, words, mine) {
    const found = words.length ? yield index.find(words) : null;
    if (mine !== turn) return;
    clear();
    if (!found) {
      tellCounts([]);
      say("hint");
      return;
    }
    const all = index.group(found.numbers);
    tellCounts(all);
    const groups = all.filter(makeFilter());
    announce(query, found, groups);
    if (groups.length) yield show(rank(groups, found), found, mine);
    else if (!found.numbers.length && !found.broken) yield offerNearest(words, mine);
  });

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

  function announce(query, found, groups) {
    const passages = groups.filter((group) => group.zone.kind !== LEAD);
    const count = passages.reduce((sum, group) => sum + group.numbers.length, 0);
    const reports = new Set(passages.map((group) => group.report)).size;
    if (found.broken) say("broken");
    else if (count) say(index.reports.length > 1 ? "found-in" : "found", { count, reports });
    else say(found.numbers.length ? "none-filtered" : "none", { query: query.trim().slice(0, 80) });
  }

  // What holds for a group of passages by every choice but one.
  function makeFilter(but) {
    const wanted = {};
    for (const select of filters.querySelectorAll("select")) {
      if (select.value && select.name !== but) wanted[select.name] = select.value;
    }
    return ({ report, zone }) =>
      (!wanted.report || report.slug === wanted.report) &&
      (!wanted.year || report.year === wanted.year) &&
      (!wanted.body || String(report.body) === wanted.body) &&
      (!wanted.place || wanted.place.split("-").includes(String(report.body))) &&
      (!wanted.half || PLACES[zone.place] === wanted.half);
  }

  // Every choice with the number of passages that it would leave.
  function tellCounts(groups) {
    const passages = groups.filter((group) => group.zone.kind !== LEAD);
    for (const select of filters.querySelectorAll("select:not([name=sort])")) {
      const counts = new Map();
      for (const group of passages.filter(makeFilter(select.name))) {
        const { report, zone, numbers } = group;
        const keys = { report: report.slug, half: PLACES[zone.place], year: report.year };
        const key = keys[select.name] || String(report.body);
        counts.set(key, (counts.get(key) || 0) + numbers.length);
      }
      for (const option of Array.from(select.options).slice(1)) tellCount(option, select.name, counts);
    }
  }

  function tellCount(option, name, counts) {
    if (!option.hasAttribute("data-words")) option.setAttribute("data-words", option.textContent);
    const keys = name === "place" ? option.value.split("-") : [option.value];
    const count = keys.reduce((sum, key) => sum + (counts.get(key) || 0), 0);
    const words = option.getAttribute("data-words") + (count ? `（${count}）` : "");
    if (option.textContent !== words) option.textContent = words;
  }

  // Asked for by year, the groups stay as they run, from new to old. Else headings and leads come first, then a phrase
  // before scattered words. A text whose lead is found too stands in the lead's place.
  function rank(groups, found) {
    const sort = filters.querySelector("select[name=sort]");
    const byYear = sort && sort.value === "year";
    const led = new Set();
    const ranks = [[], [], [], []];
    for (const { report, zone, numbers } of groups) {
      for (const number of numbers) {
        const text = zone.kind === LEAD ? number + report.counts[LEAD] : number;
        if (led.has(text)) continue;
        if (zone.kind === LEAD) led.add(text);
        const batch = ranks[byYear ? 0 : (zone.kind <= LEAD ? 0 : 2) + (found.together.has(number) ? 0 : 1)];
        const last = batch[batch.length - 1];
        if (last && last.report === report) last.numbers.push(text);
        else batch.push({ report, numbers: [text] });
      }
    }
    return [].concat(...ranks);
  }

  // The first results at once, more of them right after, the rest when the reader asks.
  function show(groups, found, mine) {
    const rest = groups.slice();
    const showMore = waiting(function* () {
      more.hidden = true;
      results.setAttribute("aria-busy", "true");
      const room = { results: MOST_RESULTS, text: Math.max(LEAST_TEXT, MOST_TEXT - index.reports.length / 50) };
      for (let batch = takeBatch(rest, room, FIRST_RESULTS); batch.length; batch = takeBatch(rest, room, MOST_RESULTS)) {
        if (!(yield showBatch(batch, found, mine))) return;
      }
      more.hidden = !rest.length;
      results.setAttribute("aria-busy", "false");
    });
    more.querySelector("button").onclick = showMore;
    return showMore();
  }

  const showBatch = waiting(function* (batch, found, mine) {
    const sheets = yield Promise.all(batch.map((group) => index.sheet(group.numbers[0]).catch(() => null)));
    if (mine !== turn) return false;
    if (sheets.includes(null)) say("broken");
    const items = document.createDocumentFragment();
    batch.forEach((group, place) => sheets[place] && items.append(...makeResults(sheets[place], group, found)));
    results.append(items);
    yield new Promise((done) => setTimeout(done));
    return mine === turn;
  });

  // The groups that there is room for, to about a number of results; at least one if nothing has been shown. Of a group
  // with very many the first are taken.
  function takeBatch(rest, room, wanted) {
    const batch = [];
    let count = 0;
    while (rest.length && count < wanted) {
      const { report, numbers, start = 0 } = rest[0];
      const end = Math.min(numbers.length, start + MOST_TOGETHER);
      const text = index.hasSheet(report) || batch.some((group) => group.report === report) ? 0 : report.size;
      if (room.results < MOST_RESULTS && (room.results < end - start || room.text < text)) break;
      room.results -= end - start;
      room.text -= text;
      count += end - start;
      batch.push({ report, numbers, start, end });
      if (end < numbers.length) rest[0] = { report, numbers, start: end };
      else rest.shift();
    }
    return batch;
  }

  // Some results of a group, in the order of its report.
  function makeResults(sheet, { numbers, start, end }, found) {
    const order = numbers.slice().sort((one, other) => sheet.placeOf(one) - sheet.placeOf(other));
    return order.slice(start, end).map((number) => makeResult(sheet, number, found)).filter((item) => item);
  }

  function makeResult(sheet, number, { patterns, broken }) {
    const source = sheet.source(number);
    // Without all of its postings the index only says where a passage may be.
    if (broken && !patterns.every((pattern) => findRanges(source, [pattern]).length)) return null;
    const hits = findRanges(source, patterns);
    const ranges = sheet.move(hits, number, SCRIPT);
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
  const offerNearest = waiting(function* (words, mine) {
    const parts = [];
    for (const word of words.slice(0, 5)) {
      const part = yield index.findPart(word.slice(0, LONGEST_PART));
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
  });

  start();
})();
