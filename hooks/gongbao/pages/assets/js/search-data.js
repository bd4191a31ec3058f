// What the index's scripts hold, made readable: the forms of the characters, the list of reports, the texts.
(function () {
  "use strict";

  const HEADING = 0;
  const LEAD = 1;
  const LED = 2; // A text that begins with a lead; the leads stand in the same order.
  const FIRST_LETTER = 0x30;

  // What a query may stand for: for every character the characters of the reports that it may be.
  class Reader {
    constructor(catalogue) {
      this.alphabet = new Set(Array.from(catalogue.alphabet));
      this.traditional = new Set(Array.from(catalogue.traditional));
      this.plains = new Map();
      for (const forms of catalogue.forms) {
        const [plain, ...others] = Array.from(forms);
        for (const form of others) this.plains.set(form, (this.plains.get(form) || []).concat(plain));
      }
    }

    // The readings of some words, the closest first. A few characters (著, 覆, 迴) are Simplified and also the other
    // form of a different one (着, 复, 回). They are taken as they stand; if that finds nothing, as either. What stands in
    // no Simplified text (發), but in some report as it is, is always taken as either.
    read(words) {
      const close = words.map((word) => Array.from(word, (letter) => this.readLetter(letter, false)));
      const wide = words.map((word) => Array.from(word, (letter) => this.readLetter(letter, true)));
      const same = wide.every((word, place) => word.every((letters, at) => letters.length === close[place][at].length));
      return same ? [close] : [close, wide];
    }

    readLetter(letter, wide) {
      const plains = this.plains.get(letter) || [];
      if (!this.alphabet.has(letter)) return plains.length ? plains : [letter];
      return wide || this.traditional.has(letter) ? plains.concat(letter) : [letter];
    }
  }

  // A report as the catalogue lists it. Its passages are numbered by kind, within a kind by place: these are its zones.
  class Report {
    constructor({ slugs, years, bodies, zones, sizes }, order, first) {
      Object.assign(this, { slug: slugs[order], year: String(years[order]), body: bodies[order], size: sizes[order] });
      Object.assign(this, { order, first, zones: [], counts: [0, 0, 0, 0] });
      let next = first;
      const entry = zones[order];
      for (let at = 0; at < entry.length; at += 2) {
        const [code, count] = [entry[at], entry[at + 1]];
        this.zones.push({ code, kind: code >> 3, place: code & 7, first: next, end: next + count });
        this.counts[code >> 3] += count;
        next += count;
      }
      this.end = next;
    }

    zoneOf(number) {
      return this.zones[search(this.zones, number)];
    }

    // A lead is a passage of its own, so that it can rank first. The number of the text that it begins.
    textOf(number) {
      return this.zoneOf(number).kind === LEAD ? number + this.counts[LEAD] : number;
    }
  }

  function readReports(catalogue) {
    let first = 0;
    return catalogue.reports.slugs.map((_, order) => {
      const report = new Report(catalogue.reports, order, first);
      first = report.end;
      return report;
    });
  }

  // Texts in the script of the reports, with what it takes to show them in another one. In a large publication each
  // letter is the character of its rank in the alphabet.
  class Words {
    constructor(data, plain, alphabet) {
      Object.assign(this, { words: data.words, edits: data.edits, plain, alphabet, shown: new Map() });
    }

    // A text as it stands in the reports.
    read(place) {
      return this.word(place, "");
    }

    decode(place) {
      const text = this.words[place];
      if (!this.alphabet) return text;
      return Array.from(text, (code) => this.alphabet[code.charCodeAt(0) - FIRST_LETTER] || "\n").join("");
    }

    // A text in a script, which is made once however many hits it has.
    word(place, script) {
      const key = `${script} ${place}`;
      if (!this.shown.has(key)) this.shown.set(key, this.plain.has(script) ? this.convert(place, script) : this.decode(place));
      return this.shown.get(key);
    }

    // Converted character by character, then put right where that is not the conversion.
    convert(place, script) {
      const plain = this.plain.get(script);
      const letters = Array.from(this.read(place), (letter) => plain.get(letter) || letter);
      const edits = Array.from(this.edits[script][place] || "");
      for (let at = 0; at < edits.length; at += 2) letters[readPlace(edits[at])] = edits[at + 1];
      return letters.join("");
    }
  }

  // The position that a character stands for: its code less 32, without the surrogates, which no text may hold.
  function readPlace(letter) {
    const code = letter.codePointAt(0);
    return code - (code < 0xe000 ? 0x20 : 0x820);
  }

  // Ranges of a text as ranges of its conversion, which has as many characters, but not always as many UTF-16 units.
  function moveRanges(ranges, source, text) {
    if (source.length === text.length) return ranges;
    const letters = Array.from(text);
    const places = []; // Where in the conversion the character of each unit begins.
    let next = 0;
    Array.from(source).forEach((letter, place) => {
      for (let unit = 0; unit < letter.length; unit += 1) places.push(next);
      next += letters[place].length;
    });
    places.push(next);
    return ranges.map((range) => range.map((at) => places[at]));
  }

  // The texts of a report. Its rows stand in the order of the report.
  class Sheet extends Words {
    constructor(report, data, plain, alphabet) {
      super(data, plain, alphabet);
      Object.assign(this, { report, rows: data.rows, places: new Map() });
      const next = new Map(report.zones.map((zone) => [zone.code, zone.first]));
      this.rows.forEach((row, place) => {
        const zone = row[3];
        this.places.set(next.get(zone), place);
        next.set(zone, next.get(zone) + 1);
      });
    }

    title(script) {
      return this.word(0, script);
    }

    // The place of a passage in the order of the report.
    placeOf(number) {
      return this.places.get(this.report.textOf(number));
    }

    passage(number, script) {
      const [word, address, section] = this.rows[this.placeOf(number)];
      const [page, name] = address.split("#");
      return {
        text: this.word(word, script),
        section: section ? this.word(section, script) : "",
        page: `${this.report.slug}/${page}.html`,
        id: name.startsWith("__") ? page + name : name,
      };
    }

    // The text of a passage in the script of the reports; of a lead, the lead.
    source(number) {
      const row = this.rows[this.placeOf(number)];
      const text = this.read(row[0]);
      return this.report.textOf(number) === number ? text : text.slice(0, row[4]);
    }

    // Ranges of a passage's source as ranges of its text in a script.
    move(ranges, number, script) {
      return moveRanges(ranges, this.source(number), this.passage(number, script).text);
    }

    // What stands at ranges of a passage, in every script, so that a link to it marks them in each.
    quote(ranges, number) {
      const quotes = new Set();
      for (const script of ["", ...this.plain.keys()]) {
        const { text } = this.passage(number, script);
        for (const range of this.move(ranges, number, script)) quotes.add(text.slice(...range));
      }
      return Array.from(quotes);
    }
  }

  function readPlain(catalogue) {
    const plain = new Map();
    for (const script of Object.keys(catalogue.plain)) {
      const letters = Array.from(catalogue.plain[script]);
      const map = new Map();
      for (let at = 0; at < letters.length; at += 2) map.set(letters[at], letters[at + 1]);
      plain.set(script, map);
    }
    return plain;
  }

  // The place of the range that holds a number, in a list of ranges without gaps.
  function search(ranges, number) {
    let low = 0;
    let high = ranges.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ranges[middle].first <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  Object.assign(self.gongbao, { moveRanges, Reader, Words, Sheet, readReports, readPlain, search, HEADING, LEAD });
})();
