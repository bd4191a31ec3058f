// The index's scripts in, the passages that hold every word of a query out.
(function () {
  "use strict";

  const { fold, findPattern } = self.gongbao;
  const HEADING = 0;
  const LEAD = 1;

  // What a query may stand for: every character with the characters of the reports that it may be.
  class Reader {
    constructor(catalogue, script) {
      this.alphabet = new Set(Array.from(catalogue.alphabet));
      this.script = script;
      this.plains = new Map();
      this.changing = new Set();
      for (const forms of catalogue.forms) {
        const [plain, ...others] = Array.from(forms);
        this.changing.add(plain);
        for (const form of others) this.plains.set(form, (this.plains.get(form) || []).concat(plain));
      }
    }

    // The readings of a query, the closest first. A few characters (著, 乾, 徵) are a Simplified character and also
    // the other form of another one. They are themselves in a query typed in Simplified; failing that, and in any
    // other query, they may be either.
    read(words) {
      const letters = words.map((word) => Array.from(word));
      const wide = letters.map((word) => word.map((letter) => this.widen(letter)));
      if (!wide.some((word) => word.some((choice) => choice.length > 1)) || !this.isSource(letters)) return [wide];
      return [letters.map((word) => word.map((letter) => [letter])), wide];
    }

    widen(letter) {
      const plains = this.plains.get(letter) || [];
      return plains.length && !this.alphabet.has(letter) ? plains : [letter].concat(plains);
    }

    isSource(letters) {
      const all = [].concat(...letters);
      if (all.some((letter) => this.plains.has(letter) && !this.alphabet.has(letter))) return false;
      return this.script === "zh-Hans" || all.some((letter) => this.changing.has(letter) && !this.plains.has(letter));
    }
  }

  // A report as the catalogue lists it: its name, its date, its body, and the ranges of its numbers.
  function readReports(catalogue) {
    let first = 0;
    return catalogue.reports.map(([slug, date, body, zones], order) => {
      const report = { slug, date, year: date.slice(0, 4), body, order, first, zones: [] };
      for (let at = 0; at < zones.length; at += 2) {
        report.zones.push({ kind: zones[at] >> 3, place: zones[at] & 7, first, end: first + zones[at + 1] });
        first += zones[at + 1];
      }
      report.end = first;
      report.headings = countKind(report, HEADING);
      report.leads = countKind(report, LEAD);
      return report;
    });
  }

  function countKind(report, kind) {
    return report.zones.reduce((sum, zone) => sum + (zone.kind === kind ? zone.end - zone.first : 0), 0);
  }

  // The texts of a report in one script. Numbers run over headings, leads, texts; a lead's passage is its text's.
  class Sheet {
    constructor(report, data, plain) {
      this.report = report;
      this.data = data;
      this.plain = plain;
    }

    title(script) {
      return this.word(0, script);
    }

    passage(number, script) {
      const { report, data } = this;
      const place = number - report.first;
      const row = data.rows[place < report.headings ? place : place - report.leads];
      return {
        text: this.word(row[0], script),
        section: row[2] ? this.word(row[2], script) : "",
        address: `${report.slug}/${row[1].replace("#", ".html#").replace(/^(.*)\.html#__/, "$1.html#$1__")}`,
      };
    }

    // The number of the text that a lead begins.
    textOf(number) {
      const { report, data } = this;
      return report.first + report.headings + report.leads + data.leads[number - report.first - report.headings][0];
    }

    // The number of the lead that a text begins with.
    leadOf(number) {
      const { report, data } = this;
      const text = number - report.first - report.headings - report.leads;
      const lead = data.leads.findIndex((entry) => entry[0] === text);
      return lead < 0 ? -1 : report.first + report.headings + lead;
    }

    source(number) {
      const { report, data } = this;
      const place = number - report.first;
      if (place < report.headings) return data.words[data.rows[place][0]];
      if (place >= report.headings + report.leads) return data.words[data.rows[place - report.leads][0]];
      const [text, length] = data.leads[place - report.headings];
      return data.words[data.rows[report.headings + text][0]].slice(0, length);
    }

    // A range of a passage's source as a range of its text in a script. A conversion keeps the number of characters;
    // that of UTF-16 units only where neither side has rare characters.
    move(range, number, script) {
      const source = this.source(number);
      const { text } = this.passage(number, script);
      if (source.length === text.length) return range;
      const letters = Array.from(text);
      return range.map((at) => letters.slice(0, Array.from(source.slice(0, at)).length).join("").length);
    }

    // What stands at ranges of a passage, in every script, so that a link to it marks them in each.
    quote(ranges, number) {
      const quotes = new Set();
      for (const script of ["", ...this.plain.keys()]) {
        const { text } = this.passage(number, script);
        for (const range of ranges) quotes.add(text.slice(...this.move(range, number, script)));
      }
      return Array.from(quotes);
    }

    word(place, script) {
      const source = this.data.words[place];
      const plain = this.plain.get(script);
      if (!plain) return source;
      const edits = this.data.edits[script][place];
      const letters = Array.from(source, (letter) => plain.get(letter) || letter);
      const pairs = Array.from(edits || "");
      for (let at = 0; at < pairs.length; at += 2) letters[pairs[at].codePointAt(0) - 32] = pairs[at + 1];
      return letters.join("");
    }
  }

  function readPlain(catalogue) {
    const plain = new Map();
    for (const script of Object.keys(catalogue.plain)) {
      const letters = Array.from(catalogue.plain[script]);
      plain.set(script, new Map(letters.filter((_, at) => at % 2 === 0).map((letter, at) => [letter, letters[2 * at + 1]])));
    }
    return plain;
  }

  // A small publication: every text is at hand and is simply read through.
  class Scan {
    constructor(sheets) {
      this.starts = [];
      const folded = [];
      let length = 0;
      for (const sheet of sheets) {
        for (let number = sheet.report.first; number < sheet.report.end; number += 1) {
          const text = fold(sheet.source(number)) + "\n";
          this.starts.push(length);
          folded.push(text);
          length += text.length;
        }
      }
      this.text = folded.join("");
    }

    // The numbers, ascending, of the passages in which a pattern stands.
    find(pattern) {
      const hits = [];
      findPattern(this.text, pattern, (at) => hits.push(at));
      hits.sort((one, other) => one - other);
      const numbers = [];
      let number = 0;
      for (const hit of hits) {
        while (number + 1 < this.starts.length && this.starts[number + 1] <= hit) number += 1;
        if (numbers[numbers.length - 1] !== number) numbers.push(number);
      }
      return Promise.resolve(numbers);
    }
  }

  class Index {
    constructor(catalogue, script) {
      this.reports = readReports(catalogue);
      this.reader = new Reader(catalogue, script);
      const plain = readPlain(catalogue);
      this.sheets = catalogue.sheets.map((data, order) => new Sheet(this.reports[order], data, plain));
      this.engine = new Scan(this.sheets);
    }

    // The passages that hold every word, in the order of their rank, with the patterns that were found.
    async find(words) {
      for (const patterns of this.reader.read(words)) {
        const lists = await Promise.all(patterns.map((pattern) => this.engine.find(pattern)));
        const numbers = lists.reduce(intersect);
        if (numbers.length) return { numbers, patterns, together: await this.findTogether(patterns, numbers) };
      }
      return { numbers: [], patterns: [], together: new Set() };
    }

    // Those of the passages in which the words stand one after the other, as one phrase.
    async findTogether(patterns, numbers) {
      if (patterns.length < 2) return new Set();
      return new Set(intersect(numbers, await this.engine.find([].concat(...patterns))));
    }

    // The longest part of a word that occurs.
    async findPart(word) {
      const letters = Array.from(word);
      let best = [];
      let end = 0;
      for (let start = 0; start < letters.length; start += 1) {
        end = Math.max(end, start);
        while (end < letters.length && (await this.occurs(letters.slice(start, end + 1).join("")))) end += 1;
        if (end - start > best.length) best = letters.slice(start, end);
      }
      return best.join("");
    }

    async occurs(word) {
      return (await this.find([word])).numbers.length > 0;
    }

    sheet(number) {
      return Promise.resolve(this.sheets[this.reportOf(number).order]);
    }

    reportOf(number) {
      return this.reports[search(this.reports, number)];
    }

    zoneOf(number) {
      const { zones } = this.reportOf(number);
      return zones[search(zones, number)];
    }
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

  function intersect(one, other) {
    const common = [];
    let at = 0;
    for (const number of one) {
      while (at < other.length && other[at] < number) at += 1;
      if (other[at] === number) common.push(number);
    }
    return common;
  }

  Object.assign(self.gongbao, { Index, HEADING, LEAD });
})();
