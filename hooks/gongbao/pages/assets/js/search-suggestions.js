// Completes a query from the reports' own headings, leads and terms: a list under the box, for keys and for the mouse.
(function () {
  "use strict";

  const { wait, fold, moveRanges, readPinyin, Pinyin } = self.gongbao;
  const MOST = 8;

  class Suggestions {
    // `choose` is called when the reader has taken a term into the box.
    constructor(input, list, index, script, choose) {
      Object.assign(this, { input, list, index, script, choose, entries: null, pinyin: null, active: -1 });
      for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
        input.setAttribute(name, value);
      }
      this.close();
      watchTyping(input, () => this.update());
      input.addEventListener("keydown", (event) => this.press(event));
      input.addEventListener("blur", () => this.close());
      // The box keeps the focus, so that the list is not closed before the click arrives.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => event.target.closest("li") && this.take(event.target.closest("li")));
    }

    *load() {
      const words = yield this.index.loadTerms();
      this.entries = words.words.map((word, place) => ({ text: words.word(place, this.script), key: fold(word) }));
      this.texts = this.index.listTexts(words);
    }

    // A reader's letters as those of the reports.
    read(query) {
      return Array.from(fold(query), (letter) => this.index.reader.readLetter(letter, false)[0]).join("");
    }

    *update() {
      const typed = this.input.value;
      try {
        if (!this.entries) yield this.load();
      } catch (error) {
        return; // Without the file of the terms nothing is suggested.
      }
      if (!this.isAwaited(typed)) return;
      const found = this.complete(typed);
      if (found.length || !readPinyin(typed)) {
        this.open(found);
        return;
      }
      const sounding = yield this.sound(typed).catch(() => []);
      if (this.isAwaited(typed)) this.open(sounding);
    }

    isAwaited(typed) {
      return typed === this.input.value && document.activeElement === this.input;
    }

    // The terms that hold what is typed, those that begin with it first.
    complete(typed) {
      const wanted = this.read(typed);
      const fits = wanted ? this.entries.filter(({ key }) => key.includes(wanted) && key !== wanted) : [];
      const first = fits.filter(({ key }) => key.startsWith(wanted));
      const rest = fits.filter(({ key }) => !key.startsWith(wanted));
      return first.concat(rest).slice(0, MOST).map(({ text }) => text);
    }

    // The words that sound as what is typed.
    *sound(typed) {
      if (!this.pinyin) this.pinyin = new Pinyin(yield this.index.loadSounds());
      const found = this.pinyin.find(readPinyin(typed), this.texts).slice(0, MOST);
      return found.map(({ text, range }) => {
        const shown = text.show(this.script);
        return shown.slice(...moveRanges([range], text.source, shown)[0]);
      });
    }

    open(texts) {
      this.close();
      texts.forEach((text, place) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        this.list.append(option);
      });
      this.list.hidden = !texts.length;
      this.input.setAttribute("aria-expanded", String(texts.length > 0));
    }

    close() {
      this.list.textContent = "";
      this.list.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    press(event) {
      const options = this.list.children;
      // WebKit ends the composition before it tells of the key that ended it, as key 229.
      if (event.isComposing || event.keyCode === 229 || !options.length) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One place more than there are options: the box itself.
        this.active = ((this.active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
        this.showActive();
      } else if (event.key === "Enter" && this.active >= 0) {
        event.preventDefault();
        this.take(options[this.active]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter") {
        this.close();
      }
    }

    showActive() {
      Array.from(this.list.children).forEach((option, place) => {
        option.setAttribute("aria-selected", String(place === this.active));
      });
      const option = this.list.children[this.active];
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    take(option) {
      this.input.value = option.textContent;
      this.close();
      this.choose();
    }
  }

  wait(Suggestions, ["load", "update", "sound"]);
  // Calls when what is typed has changed, but not while it is being composed: older WebKit does not tell with the event.
  function watchTyping(input, change) {
    let composing = false;
    input.addEventListener("compositionstart", () => {
      composing = true;
    });
    input.addEventListener("compositionend", () => {
      composing = false;
      change();
    });
    input.addEventListener("input", () => composing || change());
  }

  self.gongbao.watchTyping = watchTyping;
  self.gongbao.Suggestions = Suggestions;
})();
