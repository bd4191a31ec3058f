/* What a reader does on a page: switch the script and stay at the paragraph, large text, dark, print. */
(function () {
  "use strict";
  var root = document.documentElement;
  var store = window.gongbaoChoices;

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  /* The paragraph being read: the one in the address while it is in view or nothing was scrolled; else the first that
     begins in the upper half of the window, or the one that fills it. */
  function findParagraph() {
    var named = null;
    try { named = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (malformed) { /* none */ }
    var box = named && named.getBoundingClientRect();
    if (box && (window.pageYOffset < 80 || (box.bottom > 0 && box.top < window.innerHeight))) { return named.id; }
    if (window.pageYOffset < 80) { return ""; }
    /* In a low window the tools scroll away. */
    var top = Math.max(0, document.querySelector(".tools").getBoundingClientRect().bottom);
    var begins = "";
    var fills = "";
    each("article [id]", function (element) {
      var place = element.getBoundingClientRect();
      if (!place.height || begins) { return; }
      if (place.top >= top - 8 && place.top < window.innerHeight / 2) { begins = element.id; }
      if (place.top < top && place.bottom > top) { fills = element.id; }
    });
    return begins || fills;
  }

  function switchScript(link) {
    var script = link.getAttribute("hreflang");
    store.set("script", script);
    var id = findParagraph();
    link.href = link.getAttribute("href").split("#")[0].split("?")[0] + location.search + (id ? "#" + id : "");
  }

  /* A reader who enters at the home page gets the script chosen last; every other address is taken as meant. */
  function enterInScript() {
    var wanted = store.get("script");
    var inside = document.referrer && document.referrer.indexOf(location.origin) === 0;
    if (!wanted || wanted === root.lang || inside || !document.body.classList.contains("home")) { return; }
    each(".tools a[hreflang]", function (link) {
      if (link.getAttribute("hreflang") === wanted) { location.replace(link.href); }
    });
  }

  function isDark() {
    var chosen = root.getAttribute("data-colour");
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function showChoices() {
    var large = document.getElementById("large-text");
    var dark = document.getElementById("dark");
    large.setAttribute("aria-pressed", String(root.getAttribute("data-text") === "large"));
    dark.setAttribute("aria-pressed", String(isDark()));
  }

  function offerTools() {
    document.getElementById("large-text").addEventListener("click", function () {
      var large = root.getAttribute("data-text") !== "large";
      if (large) { root.setAttribute("data-text", "large"); } else { root.removeAttribute("data-text"); }
      store.set("text", large ? "large" : "normal");
      showChoices();
    });
    document.getElementById("dark").addEventListener("click", function () {
      var colour = isDark() ? "light" : "dark";
      root.setAttribute("data-colour", colour);
      store.set("colour", colour);
      showChoices();
    });
    document.getElementById("print").addEventListener("click", function () { window.print(); });
    each(".tools button:not(#listen)", function (button) { button.hidden = false; });
    showChoices();
  }

  /* Beside the text the contents and the outline stand open; a style sheet opens a fold only in browsers since 2024. */
  function openFolds() {
    var wide = window.matchMedia("(min-width: 64rem)");
    function follow() {
      each("details.report-nav, details.outline", function (fold) { fold.open = wide.matches; });
    }
    if (window.CSS && CSS.supports && CSS.supports("selector(details::details-content)")) { return; }
    if (wide.matches) { follow(); }
    wide.addListener(follow);
  }

  /* Paper has nothing to click on: what a page folds away is printed, too. */
  function openForPrint() {
    window.addEventListener("beforeprint", function () {
      each(".prose details", function (fold) { fold.open = true; });
    });
  }

  enterInScript();
  openFolds();
  openForPrint();
  offerTools();
  each(".tools a[hreflang]", function (link) {
    ["click", "auxclick", "contextmenu"].forEach(function (event) {
      link.addEventListener(event, function () { switchScript(link); });
    });
  });
})();
