// A large publication: the postings that search/postings.py makes and encoding.py writes, a few files of them for
// each query.
(function () {
  "use strict";

  const { wait, fold, findPattern } = self.gongbao;
  const SHORTEST = 3;
  const BASE = 0x20;
  const WIDE_BASE = 0xe000;
  const MARKS = 16;
  const BITS = 6;
  const BITS_BASE = 0x30;
  const BITS_MARK = "\uf000";
  const SAME_FIRST = "!";
  const NEW_FIRST = "#";
  const LENGTH = 0x24;
  const MOST_WORDS = 32; // Of the words that an unclear query may be.
  const AT_ONCE = 4; // Lists loaded before looking whether anything is left to find.
  const FEW_REPORTS = 2; // So few reports are read through rather than load more lists.
  const STEP = 0x100000; // A position is passage × STEP + offset.

  // The files of the index; a file that failed is asked for again by the next query.
  class Store {
    constructor(catalogue) {
      const entry = document.querySelector('script[src*="search/index."]').src;
      this.folder = entry.replace(/[^/]*$/, "") + catalogue.folder + "/";
      this.loads = new Map();
      this.arrived = new Map();
      this.count = 0;
      self.gongbaoSearch.push = (file) => this.arrived.set(file.name, file);
    }

    load(name) {
      if (!this.loads.has(name)) this.loads.set(name, this.fetch(name));
      return this.loads.get(name);
    }

    fetch(name) {
      this.count += 1;
      return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const settle = () => {
          script.remove();
          if (this.arrived.has(name)) {
            resolve(this.arrived.get(name));
          } else {
            this.loads.delete(name);
            reject(new Error(name));
          }
        };
        script.onload = settle;
        script.onerror = settle;
        script.src = `${this.folder}${name}.js`;
        document.head.append(script);
      });
    }
  }

  function readNumbers(text) {
    const numbers = [];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < WIDE_BASE) {
        numbers.push(code - BASE);
      } else {
        at += 1;
        numbers.push(((code - WIDE_BASE) << 12) + text.charCodeAt(at) - BASE);
      }
    }
    return numbers;
  }

  // The passages of a heavy gram: the steps from one to the next, or after a mark six to a letter.
  function readPassages(text) {
    let passage = 0;
    if (text[0] !== BITS_MARK) return readNumbers(text).map((step) => (passage += step));
    const passages = [];
    for (let at = 1; at < text.length; at += 1, passage += BITS) {
      const bits = text.charCodeAt(at) - BITS_BASE;
      for (let bit = 0; bit < BITS; bit += 1) if (bits & (1 << bit)) passages.push(passage + bit);
    }
    return passages;
  }

  // The grams of a run in their order.
  function readGrams(text) {
    const grams = [];
    let first = "";
    let second = "";
    for (let at = 0; at < text.length; ) {
      if (text[at] === NEW_FIRST) {
        [first, second] = [text[at + 1], text[at + 2]];
        at += 3;
      } else if (text[at] === SAME_FIRST) {
        second = text[at + 1];
        at += 2;
      }
      const code = text.charCodeAt(at);
      const isLong = code >= LENGTH && code < BASE + MARKS;
      const length = isLong ? code - LENGTH : 1;
      const start = isLong ? at + 1 : at;
      grams.push(first + second + text.slice(start, start + length));
      at = start + length;
    }
    return grams;
  }

  // A file of leaves: every gram with its positions.
  class Run {
    constructor(file) {
      this.grams = readGrams(file.grams);
      const counts = readNumbers(file.counts);
      const steps = readNumbers(file.passages);
      const offsets = readNumbers(file.offsets);
      this.lists = [];
      let at = 0;
      for (const count of counts) {
        const list = [];
        let passage = 0;
        for (const end = at + count; at < end; at += 1) {
          passage += steps[at];
          list.push(passage * STEP + offsets[at]);
        }
        this.lists.push(list);
      }
    }

    collect(prefix, lists) {
      this.grams.forEach((gram, place) => gram.startsWith(prefix) && lists.push(this.lists[place]));
    }
  }

  class Postings {
    constructor(catalogue, loadSheet, reportOf) {
      Object.assign(this, { loadSheet, reportOf, store: new Store(catalogue), runs: new Map() });
      this.codes = new Map(Array.from(catalogue.alphabet, (letter, rank) => [letter, String.fromCharCode(BASE + MARKS + rank)]));
      this.heavy = new Map(catalogue.heavy.map((gram, place) => [gram, place]));
      this.bundles = catalogue.bundles;
      this.firsts = catalogue.runs;
    }

    // The numbers, ascending, of the passages in which a pattern stands. If files are missing it is broken: then some
    // passages may not hold it, and without any numbers nothing is known.
    *find(pattern) {
      const answers = yield Promise.all(this.spell(pattern).map((word) => this.findWord(word)));
      if (answers.length === 1) return answers[0];
      const known = answers.filter((answer) => answer.numbers);
      return {
        numbers: known.length || !answers.length ? sortNumbers([].concat(...known.map((answer) => answer.numbers))) : null,
        broken: answers.some((answer) => answer.broken),
      };
    }

    // The words that a pattern may be, in the code of the index.
    spell(pattern) {
      let words = [""];
      for (const letters of pattern) {
        const codes = letters.filter((letter) => this.codes.has(letter)).map((letter) => this.codes.get(letter));
        words = [].concat(...codes.map((code) => words.map((word) => word + code))).slice(0, MOST_WORDS);
      }
      return words;
    }

    *findWord(word) {
      if (this.heavy.has(word)) return this.readHeavy(this.heavy.get(word)).then((numbers) => ({ numbers }), missing);
      const parts = this.cut(word);
      let positions = null;
      let broken = false;
      for (let at = 0; at < parts.length; at += AT_ONCE) {
        const some = parts.slice(at, at + AT_ONCE);
        const answers = yield Promise.all(some.map((part) => this.readPart(part).catch(() => null)));
        const lists = answers.concat([positions]).filter((list) => list);
        broken = broken || answers.includes(null);
        if (!lists.length) continue;
        positions = lists.sort((one, other) => one.length - other.length).reduce(intersect);
        const numbers = listPassages(positions);
        if (!numbers.length) return { numbers };
        if (at + AT_ONCE >= parts.length) return { numbers, broken };
        if (this.areFew(numbers)) return this.readThrough(numbers, word).then((held) => ({ numbers: held }), () => ({ numbers, broken: true }));
      }
      return missing();
    }

    areFew(numbers) {
      return new Set(numbers.map((number) => this.reportOf(number))).size <= FEW_REPORTS;
    }

    // The grams side by side that make up a word, rare letters first. Every one but the last is a leaf.
    cut(word) {
      const parts = [];
      let start = 0;
      while (start + this.leafLength(word, start) < word.length) {
        const end = start + this.leafLength(word, start);
        parts.push({ start, gram: word.slice(start, end) });
        start = end;
      }
      // The last begins early enough to be neither short nor heavy; then no leaf ends inside it.
      if (parts.length) start = Math.min(start, Math.max(word.length - SHORTEST, 0));
      while (this.heavy.has(word.slice(start))) start -= 1;
      parts.push({ start, gram: word.slice(start) });
      const rarity = (part) => Array.from(part.gram).reduce((sum, code) => sum + Math.log(code.charCodeAt(0)), 0);
      return parts.sort((one, other) => rarity(other) - rarity(one));
    }

    // The length of the leaf to which the place in a word belongs, as far as the word tells.
    leafLength(word, start) {
      let end = start + 1;
      while (end < word.length && this.heavy.has(word.slice(start + 1, end + 1))) end += 1;
      return Math.max(SHORTEST, end - start + 1);
    }

    // The positions, ascending, at which a word begins if the part is where it should be.
    *readPart({ start, gram }) {
      const lists = [];
      let run = this.findRun(gram);
      do {
        (yield this.loadRun(run)).collect(gram, lists);
        run += 1;
      } while (run < this.firsts.length && this.firsts[run].startsWith(gram));
      const positions = lists.length === 1 ? lists[0] : sortNumbers([].concat(...lists));
      return positions.map((position) => position - start);
    }

    // The last run that does not begin after a gram.
    findRun(gram) {
      let low = 0;
      let high = this.firsts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.firsts[middle] <= gram) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    *loadRun(place) {
      if (!this.runs.has(place)) this.runs.set(place, new Run(yield this.store.load(`g${place}`)));
      return this.runs.get(place);
    }

    *readHeavy(place) {
      let bundle = 0;
      while (bundle + 1 < this.bundles.length && this.bundles[bundle + 1] <= place) bundle += 1;
      const file = yield this.store.load(`h${bundle}`);
      return readPassages(file.lists[place - this.bundles[bundle]]);
    }

    // The passages whose text holds a word.
    *readThrough(numbers, word) {
      const letters = new Map(Array.from(this.codes, ([letter, code]) => [code, letter]));
      const plain = Array.from(word, (code) => letters.get(code)).join("");
      const texts = yield Promise.all(numbers.map((number) => this.loadSheet(number).then((sheet) => sheet.source(number))));
      return numbers.filter((_, place) => fold(texts[place]).includes(plain));
    }
  }

  function missing() {
    return { numbers: null, broken: true };
  }

  function listPassages(positions) {
    const numbers = [];
    for (const position of positions) {
      const number = Math.floor(position / STEP);
      if (numbers[numbers.length - 1] !== number) numbers.push(number);
    }
    return numbers;
  }

  function sortNumbers(numbers) {
    return Array.from(new Set(numbers)).sort((one, other) => one - other);
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

  wait(Postings, ["find", "findWord", "readPart", "loadRun", "readHeavy", "readThrough"]);
  Object.assign(self.gongbao, { Postings, Store, intersect });
})();
