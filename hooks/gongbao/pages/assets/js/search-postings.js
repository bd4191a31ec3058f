// A large publication: the postings that search/postings.py makes and encoding.py writes, a few files of them for
// each query.
(function () {
  "use strict";

  const { wait, fold, findPattern } = self.gongbao;
  const SHORTEST = 2;
  const BASE = 0x20;
  const MARKS = 16;
  const OFFSET_BITS = 7;
  const GROUP = 13; // Bits, which are two digits.
  const DIGITS = 91;
  const FIRST_DIGIT = 0x23;
  const BACKSLASH = 0x5c; // No digit.
  const SAME_FIRST = 0x21;
  const NEW_FIRST = 0x23;
  const LENGTH = 0x24;
  const LARGE = 0x8000;
  const MOST_WORDS = 32; // Of the words that an unclear query may be.
  const AT_ONCE = 4; // Lists loaded before looking whether anything is left to find.
  const FEW_REPORTS = 2; // So few reports are read through rather than load more lists.
  const STEP = 0x100000; // A position is passage × STEP + offset.

  // The files of the index; a file that failed is asked for again by the next query.
  class Store {
    constructor(catalogue) {
      const entry = document.querySelector('script[src*="search/index."]').src;
      const folder = entry.replace(/[^/]*$/, "");
      this.postings = `${folder}${catalogue.folder}/`;
      this.texts = `${folder}${catalogue.texts}/`;
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
        script.src = `${/^[gh]\d/.test(name) ? this.postings : this.texts}${name}.js`;
        document.head.append(script);
      });
    }
  }

  // Reads numbers one after the other: a step has its high bits as so many zeros, a one and `low` bits; an offset as
  // many zeros as its high bits, more one, have places after the first.
  function readBits(text) {
    const readDigit = (place) => {
      const code = text.charCodeAt(place);
      return code - FIRST_DIGIT - Number(code > BACKSLASH);
    };
    let at = 0;
    let group = 0;
    let left = 0;
    const readBit = () => {
      if (!left) {
        group = readDigit(at) * DIGITS + readDigit(at + 1);
        at += 2;
        left = GROUP;
      }
      left -= 1;
      return (group >> left) & 1;
    };
    const countZeros = () => {
      let zeros = 0;
      while (!readBit()) zeros += 1;
      return zeros;
    };
    const readOn = (number, count) => {
      for (let bit = 0; bit < count; bit += 1) number = 2 * number + readBit();
      return number;
    };
    return {
      readStep: (low) => readOn(countZeros(), low),
      readOffset: () => readOn(1, countZeros() + OFFSET_BITS) - (1 << OFFSET_BITS),
    };
  }

  // How many low bits the steps between the passages of a gram have that occurs so often.
  function findLowBits(count, passages) {
    return 31 - Math.clz32(Math.max(1, Math.floor(passages / count)));
  }

  // The passages of a heavy gram.
  function readPassages([count, text], most) {
    const { readStep } = readBits(text);
    const low = findLowBits(count, most);
    const passages = [];
    let passage = 0;
    while (passages.length < count) passages.push((passage += readStep(low)));
    return passages;
  }

  // Numbers of one character each, from LARGE on of two.
  function readCounts(text) {
    const counts = [];
    for (let at = 0; at < text.length; at += 1) {
      let count = text.charCodeAt(at) - BASE;
      if (count >= LARGE) {
        at += 1;
        count = (count - LARGE) * LARGE + text.charCodeAt(at) - BASE;
      }
      counts.push(count);
    }
    return counts;
  }

  // The grams of a run in their order.
  function readGrams(text) {
    const grams = [];
    let first = "";
    let second = "";
    for (let at = 0; at < text.length; ) {
      if (text.charCodeAt(at) === NEW_FIRST) {
        [first, second] = [text[at + 1], text[at + 2]];
        at += 3;
      } else if (text.charCodeAt(at) === SAME_FIRST) {
        second = text[at + 1];
        at += 2;
      }
      // A mark where letters would be: the leaf has no more than the first two.
      const code = text.charCodeAt(at);
      const isLong = code >= LENGTH && code < BASE + MARKS;
      const length = isLong ? code - LENGTH : Number(at < text.length && code !== SAME_FIRST && code !== NEW_FIRST);
      const start = isLong ? at + 1 : at;
      grams.push(first + second + text.slice(start, start + length));
      at = start + length;
    }
    return grams;
  }

  // A file of leaves: every gram with its positions.
  class Run {
    constructor(file, passages) {
      this.grams = readGrams(file.grams);
      const { readStep, readOffset } = readBits(file.places);
      this.lists = readCounts(file.counts).map((count) => {
        const low = findLowBits(count, passages);
        const list = [];
        let passage = 0;
        while (list.length < count) {
          passage += readStep(low);
          list.push(passage * STEP + readOffset());
        }
        return list;
      });
    }

    collect(prefix, lists) {
      this.grams.forEach((gram, place) => gram.startsWith(prefix) && lists.push(this.lists[place]));
    }
  }

  class Postings {
    constructor(catalogue, passages, loadSheet, reportOf) {
      Object.assign(this, { passages, loadSheet, reportOf, store: new Store(catalogue), runs: new Map() });
      this.codes = new Map(Array.from(catalogue.alphabet, (letter, rank) => [letter, String.fromCharCode(BASE + MARKS + rank)]));
      this.heavy = new Map(); // Where the list of each heavy gram is: the file, the place in it.
      catalogue.heavy.split("#").forEach((bundle, file) =>
        bundle.split("!").forEach((gram, place) => this.heavy.set(gram, [file, place]))
      );
      this.firsts = catalogue.runs.split("!"); // Each later than all leaves of the run before.
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

    // The words that a pattern may be, in the code of the index; of very many those with most letters that come first,
    // and the one whose letters come last, which is as it was typed.
    spell(pattern) {
      const choices = pattern.map((letters) => letters.map((letter) => this.codes.get(letter)).filter((code) => code));
      let words = [{ word: "", later: 0 }];
      for (const codes of choices) {
        const longer = codes.map((code, place) => words.map(({ word, later }) => ({ word: word + code, later: later + place })));
        words = [].concat(...longer).sort((one, other) => one.later - other.later).slice(0, MOST_WORDS);
      }
      if (!words.length) return [];
      return Array.from(new Set(words.map(({ word }) => word).concat(choices.map((codes) => codes[codes.length - 1]).join(""))));
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
      // A word does not begin before its passage does.
      return positions.filter((position) => position % STEP >= start).map((position) => position - start);
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
      if (!this.runs.has(place)) this.runs.set(place, new Run(yield this.store.load(`g${place}`), this.passages));
      return this.runs.get(place);
    }

    *readHeavy([file, place]) {
      return readPassages((yield this.store.load(`h${file}`)).lists[place], this.passages);
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
