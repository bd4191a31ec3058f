// A publication at the root of this server in, what holds in the browser at hand out: `window.held`, name by name.
// The pages are looked at in a frame, so that every engine has them at every width without a window of that size.
(async function () {
  "use strict";
  const held = {};
  const asked = new URLSearchParams(location.search);
  const slug = asked.get("slug");
  const [word, other, sound, traditional] = ["会议", "會議", "huiyi", "zh-Hant"];
  let frame = null;

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  async function until(ask, time = 6000) {
    for (const end = Date.now() + time; Date.now() < end; await pause(50)) {
      try {
        const found = ask();
        if (found) return found;
      } catch (error) {
        // The page is on its way.
      }
    }
    throw new Error(`waited in vain: ${ask}`);
  }

  async function open(path, width = 1366, height = 800) {
    if (frame) frame.remove();
    frame = document.createElement("iframe");
    frame.style.cssText = `border:0;width:${width}px;height:${height}px`;
    frame.src = path;
    document.body.append(frame);
    await new Promise((done) => (frame.onload = done));
    await pause(60);
  }

  const page = () => frame.contentDocument;
  const view = () => frame.contentWindow;
  const one = (selector) => page().querySelector(selector);
  const results = () => page().querySelectorAll("#search-results li");

  function type(text, kind = "input") {
    one("main input[name=q]").value = text;
    one("main input[name=q]").dispatchEvent(new (view().Event)(kind, { bubbles: true }));
  }

  function measure(text) {
    const range = page().createRange();
    const walker = page().createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const boxes = [];
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.length; at += 1) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        // At the border of two lines WebKit gives a character a box of no breadth on the line that it is not on.
        const box = Array.from(range.getClientRects()).find(({ width }) => width);
        if (box) boxes.push(box);
      }
    }
    return boxes;
  }

  const checks = {
    async navigation() {
      await open(`/${slug}/sec_2.html`, 1440);
      const [contents, outline] = [one(".report-nav nav"), one(".outline nav")].map((nav) => nav.getBoundingClientRect());
      return contents.height > 200 && contents.left >= 0 && outline.height > 20 && outline.left > contents.right;
    },
    async "script switch at the paragraph"() {
      await open(`/${slug}/sec_2.html`, 1366, 500);
      one("#sec_2__para_2").scrollIntoView();
      await pause(100);
      one(`.tools a[hreflang=${traditional}]`).click();
      await until(() => page().documentElement.lang === traditional && view().location.hash);
      if (view().location.hash !== "#sec_2__para_2") throw new Error(view().location.hash);
      return true;
    },
    async "large text, dark"() {
      await open(`/${slug}/sec_1.html`);
      one("#large-text").click();
      one("#dark").click();
      await open(`/${slug}/sec_2.html`);
      const kept = page().documentElement.dataset.text === "large" && page().documentElement.dataset.colour === "dark";
      one("#large-text").click();
      one("#dark").click();
      return kept;
    },
    async "search in both scripts"() {
      await open("/search.html");
      type(other);
      const count = (await until(() => results().length && results())).length;
      type(word);
      await pause(400);
      return results().length === count && one("#search-results mark").textContent === word;
    },
    async pinyin() {
      one("main input[name=q]").focus();
      type(sound);
      return Boolean(await until(() => one("#search-suggestions li")));
    },
    async composition() {
      await open("/search.html");
      const box = one("main input[name=q]");
      box.dispatchEvent(new (view().Event)("compositionstart", { bubbles: true }));
      type("会议");
      await pause(400);
      const early = results().length;
      box.dispatchEvent(new (view().Event)("compositionend", { bubbles: true }));
      await until(() => results().length);
      return early === 0;
    },
    async "from the address, back"() {
      await open(`/search.html?q=${encodeURIComponent(word)}`);
      (await until(() => one("#search-results a"))).click();
      await until(() => one("article mark"));
      held["highlight on arrival"] = one("article mark").textContent === word;
      view().history.back();
      await until(() => one("#search-results a"));
      return one("main input[name=q]").value === word;
    },
    async keyboard() {
      await open(`/${slug}/sec_1.html`);
      page().dispatchEvent(new (view().KeyboardEvent)("keydown", { key: "/", bubbles: true, cancelable: true }));
      return page().activeElement.name === "q";
    },
    async citation() {
      await open(`/${slug}/sec_1.html`);
      one("#cite").click();
      return Boolean(await until(() => one("#cited").textContent));
    },
    async "320 to 1366 px"() {
      for (const width of [320, 390, 768, 1366]) {
        for (const name of ["index.html", `${slug}/index.html`, `${slug}/sec_2.html`, `${slug}/figures.html`, "search.html"]) {
          await open(`/${name}`, width);
          if (page().documentElement.scrollWidth > width) throw new Error(`${name} at ${width} px`);
        }
      }
      return true;
    },
    async "text spacing"() {
      await open(`/${slug}/sec_2.html`, 390);
      for (const element of page().body.querySelectorAll("*")) {
        element.style.letterSpacing = ".12em";
        element.style.wordSpacing = ".16em";
        if (element.localName === "p") element.style.lineHeight = "1.5";
      }
      return page().documentElement.scrollWidth <= 390;
    },
    async "no overlap"() {
      await open(`/${slug}/full.html`);
      for (const text of page().querySelectorAll(".para p")) {
        const boxes = measure(text);
        const place = boxes.findIndex((box, at) => at && Math.abs(box.top - boxes[at - 1].top) < 8 && box.left > boxes[at - 1].left && box.left < boxes[at - 1].right - 2);
        if (place > 0) throw new Error(text.textContent.slice(Math.max(0, place - 5), place + 3));
      }
      return true;
    },
    async "full lines"() {
      let [lines, short] = [0, 0];
      for (const text of page().querySelectorAll(".para p")) {
        const [right, boxes] = [text.getBoundingClientRect().right, measure(text)];
        boxes.forEach((box, at) => {
          if (at + 1 === boxes.length || boxes[at + 1].top < box.top + 20) return;
          lines += 1;
          short += box.right < right - 36;
        });
      }
      if (short > lines / 50) throw new Error(`${short} of ${lines} lines end two characters short`);
      if (lines < 50) throw new Error(`${lines} lines`);
      return true;
    },
    async "first line"() {
      await open(`/${slug}/sec_2.html`, 390, 844);
      const phone = one(".para p").getBoundingClientRect().top;
      await open(`/${slug}/sec_2.html`, 1366, 800);
      const wide = one(".para p").getBoundingClientRect().top;
      if (phone > 360 || wide > 320) throw new Error(`${phone} and ${wide} px`);
      return true;
    },
  };

  const wanted = asked.get("only");
  for (const [name, check] of Object.entries(checks)) {
    if (wanted && !wanted.split(",").includes(name)) continue;
    try {
      held[name] = await check();
    } catch (error) {
      held[name] = String(error.message || error);
    }
  }
  window.held = held;
  document.title = "done";
})();
