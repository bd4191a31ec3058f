// A query typed as pinyin in, in full or as initials (yingshanghuanjing, yshj), the words of the texts it may mean out.
(function () {
  "use strict";

  const { fold } = self.gongbao;
  const TYPED = /^[a-z]{2,40}$/;

  // What a reader typed, if it may be pinyin: without spaces, ü as v.
  function readPinyin(query) {
    const typed = fold(query).replace(/ü/g, "v");
    return TYPED.test(typed) ? typed : "";
  }

  class Pinyin {
    // `sounds`: syllables, each with the letters that have it.
    constructor(sounds) {
      this.sounds = new Map();
      for (const entry of sounds.split(" ")) {
        const sound = entry.match(/^[a-z]*/)[0];
        for (const letter of entry.slice(sound.length)) {
          this.sounds.set(letter, (this.sounds.get(letter) || []).concat(sound, sound.replace("v", "u")));
        }
      }
    }

    // The words that a query may mean, the commonest first, each with a text in which it stands.
    find(typed, texts) {
      const found = new Map();
      for (const text of texts) {
        const { source } = text;
        for (let at = 0; at < source.length; at += 1) {
          const end = this.match(typed, source, at);
          if (!end) continue;
          const word = source.slice(at, end);
          const entry = found.get(word) || { text, range: [at, end], count: 0 };
          entry.count += 1;
          found.set(word, entry);
        }
      }
      return Array.from(found.values()).sort((one, other) => other.count - one.count);
    }

    // Where the letters end that begin at a place and sound as typed; 0 if they do not.
    match(typed, text, at) {
      if (!typed) return at;
      for (const sound of this.sounds.get(text[at]) || []) {
        const end =
          (typed.startsWith(sound) && this.match(typed.slice(sound.length), text, at + 1)) ||
          (typed[0] === sound[0] && this.match(typed.slice(1), text, at + 1));
        if (end) return end;
      }
      return 0;
    }
  }

  Object.assign(self.gongbao, { readPinyin, Pinyin });
})();
