/* Applies the reader's remembered choices before the page is painted, and says that scripts run. */
(function () {
  "use strict";
  var root = document.documentElement;
  var store = {
    get: function (name) {
      try { return window.localStorage.getItem("gongbao-" + name); } catch (refused) { return null; }
    },
    set: function (name, value) {
      try { window.localStorage.setItem("gongbao-" + name, value); } catch (refused) { /* private window */ }
    }
  };
  root.setAttribute("data-scripts", "");
  if (store.get("text") === "large") { root.setAttribute("data-text", "large"); }
  var colour = store.get("colour");
  if (colour === "dark" || colour === "light") { root.setAttribute("data-colour", colour); }
  window.gongbaoChoices = store;
})();
