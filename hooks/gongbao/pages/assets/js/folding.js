// Text in, its search form out: width, case, spaces and quotation marks folded away. hooks/gongbao/search/normalize.py folds
// the reports in the same way; the two files change together.
(function () {
  "use strict";

  const IGNORED = new RegExp(
    "[\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f" +
      "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff" +
      "\\u{e0000}-\\u{e0fff}\"'‘’‚‛“”„‟«»‹›「」『』〝〞〟]",
    "gu"
  );
  // Radicals that stand for ideographs in text taken out of a PDF, each before its ideograph; NFKC makes of others these.
  const RADICALS = new Map(
    (
      "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔" +
      "⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸" +
      "⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
    ).match(/../gu).map((pair) => Array.from(pair))
  );
  // A letter with the marks that normalization may join to it.
  const CLUSTER = /[^][\u0300-\u036f\u1160-\u11ff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f\uff9e\uff9f]*/gu;

  function fold(text) {
    const plain = text.normalize("NFKC").replace(/[⺁-⻳]/g, (radical) => RADICALS.get(radical) || radical);
    return plain.toLowerCase().replace(/ς/g, "σ").replace(IGNORED, "");
  }

  const pieces = new Map();

  function foldCluster(cluster) {
    if (!pieces.has(cluster)) pieces.set(cluster, fold(cluster));
    return pieces.get(cluster);
  }

  // The folded text with, for each of its characters, where the original begins and ends.
  function trace(text) {
    const starts = [];
    const ends = [];
    let folded = "";
    let next = 0;
    for (const cluster of text.match(CLUSTER) || []) {
      const start = next;
      next += cluster.length;
      const piece = foldCluster(cluster);
      folded += piece;
      for (let index = 0; index < piece.length; index += 1) {
        starts.push(start);
        ends.push(next);
      }
    }
    return { folded, starts, ends };
  }

  // The words of a query, folded.
  function splitQuery(query) {
    const words = query.split(/\s+/).map(fold).filter((word) => word !== "");
    return Array.from(new Set(words));
  }

  // Every place where a pattern stands in a folded text. A pattern is a list: the characters that may stand at each place.
  function findPattern(text, pattern, visit) {
    if (pattern.every((letters) => letters.length === 1)) {
      const plain = pattern.map((letters) => letters[0]).join("");
      for (let at = text.indexOf(plain); at >= 0; at = text.indexOf(plain, at + 1)) visit(at, at + plain.length);
      return;
    }
    for (const first of pattern[0]) {
      for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
        const end = matchAt(text, at, pattern);
        if (end) visit(at, end);
      }
    }
  }

  function matchAt(text, start, pattern) {
    let at = start;
    for (const letters of pattern) {
      const letter = letters.find((one) => text.startsWith(one, at));
      if (letter === undefined) return 0;
      at += letter.length;
    }
    return at;
  }

  // The ranges of the original text that any of the patterns covers, joined where they touch or overlap.
  function findRanges(text, patterns) {
    const { folded, starts, ends } = trace(text);
    const found = [];
    for (const pattern of patterns) {
      findPattern(folded, pattern, (start, end) => found.push([starts[start], ends[end - 1]]));
    }
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const ranges = [];
    for (const [start, end] of found) {
      const last = ranges[ranges.length - 1];
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else ranges.push([start, end]);
    }
    return ranges;
  }

  self.gongbao = Object.assign(self.gongbao || {}, { fold, splitQuery, findPattern, findRanges });
})();
