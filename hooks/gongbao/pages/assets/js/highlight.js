// On arrival from the search page (`sec_2.html?q=词#sec_2__para_3`): marks the words in the paragraph of the address.
(function () {
  "use strict";

  const { fold, findRanges } = self.gongbao;

  function markArrival() {
    const target = document.getElementById(decode(location.hash.slice(1)));
    const words = new URLSearchParams(location.search).getAll("q").map(fold).filter((word) => word !== "");
    if (!target || !words.length) return;
    const patterns = words.map((word) => Array.from(word, (letter) => [letter]));
    const pieces = listTexts(target);
    const text = pieces.map((piece) => piece.node.data).join("");
    // From the end, so that what is wrapped does not move what is still to come.
    for (const [start, end] of findRanges(text, patterns).reverse()) {
      for (const piece of pieces) wrap(piece, start - piece.start, end - piece.start);
    }
  }

  function decode(name) {
    try {
      return decodeURIComponent(name);
    } catch (error) {
      return name;
    }
  }

  function listTexts(target) {
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
    const pieces = [];
    let start = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      pieces.push({ node, start, length: node.data.length });
      start += node.data.length;
    }
    return pieces;
  }

  // A range may cross inline tags: each text node gets a mark of its own. The text stays as it is.
  function wrap(piece, start, end) {
    const from = Math.max(start, 0);
    const to = Math.min(end, piece.length);
    if (from >= to) return;
    if (to < piece.node.data.length) piece.node.splitText(to);
    const hit = from ? piece.node.splitText(from) : piece.node;
    const mark = document.createElement("mark");
    hit.replaceWith(mark);
    mark.append(hit);
  }

  markArrival();
})();
