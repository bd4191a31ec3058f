// A query in, the passages that hold all of its words out, whatever the size of the publication.
(function () {
  "use strict";

  const { wait, fold, findPattern, intersect, search, Reader, Words, Sheet, Postings, readReports, readPlain, LEAD } = self.gongbao;
  const MOST_LOADS = 10; // Files that the search for a part of a query may load.

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
      return Promise.resolve({ numbers });
    }
  }

  class Index {
    constructor(catalogue) {
      this.reports = readReports(catalogue);
      this.reader = new Reader(catalogue);
      this.plain = readPlain(catalogue);
      Object.assign(this, { terms: catalogue.terms, sounds: catalogue.sounds });
      if (catalogue.sheets) {
        this.sheets = catalogue.sheets.map((data, order) => this.makeSheet(data, order));
        this.engine = new Scan(this.sheets);
      } else {
        this.sheets = [];
        this.alphabet = Array.from(catalogue.alphabet);
        const passages = this.reports[this.reports.length - 1].end;
        this.engine = new Postings(catalogue, passages, (number) => this.sheet(number), (number) => this.reportOf(number));
        this.store = this.engine.store;
      }
    }

    // The words that complete a query. Throws if their file is missing.
    *loadTerms() {
      return new Words(this.terms || (yield this.store.load("terms")), this.plain);
    }

    // The sounds of the letters. Throws if their file is missing.
    *loadSounds() {
      return this.sounds || (yield this.store.load("sounds")).sounds;
    }

    // The texts in which a query typed as pinyin is looked for, each with a function that gives it in a script: all
    // passages, or of a large publication the terms.
    listTexts(terms) {
      const texts = [];
      for (const sheet of this.store ? [] : this.sheets) {
        for (const { kind, first, end } of sheet.report.zones) {
          for (let number = first; number < end && kind !== LEAD; number += 1) {
            texts.push({ source: sheet.source(number), show: (script) => sheet.passage(number, script).text });
          }
        }
      }
      if (texts.length) return texts;
      return terms.words.map((source, place) => ({ source, show: (script) => terms.word(place, script) }));
    }

    makeSheet(data, order) {
      return new Sheet(this.reports[order], data, this.plain, this.alphabet);
    }

    // The texts of the report of a passage. Throws if its file is missing.
    *sheet(number) {
      const { order } = this.reportOf(number);
      if (!this.sheets[order]) this.sheets[order] = this.makeSheet((yield this.store.load(`t${order}`)).sheet, order);
      return this.sheets[order];
    }

    reportOf(number) {
      return this.reports[search(this.reports, number)];
    }

    // Ascending numbers by report and zone.
    group(numbers) {
      const groups = [];
      let order = 0;
      let place = 0;
      let last = null;
      for (const number of numbers) {
        while (this.reports[order].end <= number) {
          order += 1;
          place = 0;
        }
        const report = this.reports[order];
        while (place + 1 < report.zones.length && report.zones[place + 1].first <= number) place += 1;
        const zone = report.zones[place];
        if (!last || last.zone !== zone) {
          last = { report, zone, numbers: [] };
          groups.push(last);
        }
        last.numbers.push(number);
      }
      return groups;
    }

    hasSheet(report) {
      return Boolean(this.sheets[report.order]);
    }

    // The passages that hold every word, the words as they were read, and the passages in which these stand one after
    // the other as one phrase. If files are missing it is broken: some of the passages may not hold the words.
    *find(words) {
      let broken = false;
      for (const patterns of this.reader.read(words)) {
        // What the phrase needs is loaded along with what the words need.
        const phrase = patterns.length > 1 ? this.engine.find([].concat(...patterns)) : {};
        const answers = yield Promise.all(patterns.map((pattern) => this.engine.find(pattern)));
        broken = broken || answers.some((answer) => answer.broken);
        const lists = answers.filter((answer) => answer.numbers).map((answer) => answer.numbers);
        const numbers = lists.length ? lists.reduce(intersect) : [];
        if (!numbers.length) continue;
        const together = new Set(intersect(numbers, (yield phrase).numbers || []));
        return { numbers, patterns, broken, together };
      }
      return { numbers: [], patterns: [], broken, together: new Set() };
    }

    // The longest part of a word that occurs.
    *findPart(word) {
      const letters = Array.from(word);
      const loads = this.store ? this.store.count + MOST_LOADS : 0;
      let best = "";
      let end = 0;
      for (let start = 0; start + best.length < letters.length; start += 1) {
        end = Math.max(end, start);
        while (end < letters.length && (yield this.occurs(letters.slice(start, end + 1).join("")))) {
          end += 1;
          if (this.store && this.store.count > loads) return best;
        }
        if (end - start > Array.from(best).length) best = letters.slice(start, end).join("");
      }
      return best;
    }

    *occurs(word) {
      const { numbers, broken } = yield this.find([word]);
      return numbers.length > 0 && !broken;
    }
  }

  wait(Index, ["loadTerms", "loadSounds", "sheet", "find", "findPart", "occurs"]);
  self.gongbao.Index = Index;
})();
