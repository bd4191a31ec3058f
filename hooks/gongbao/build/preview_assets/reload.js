// Loads a page of the preview anew when what it shows has changed; a browser then keeps the place.
(function () {
  'use strict';
  var script = document.currentScript, changes = null;
  var place = sessionStorage.getItem(location.pathname);
  var address = script.getAttribute('data-changes');

  function isList() {
    return document.querySelector('link[href$="_preview/mistakes.css"]') !== null;
  }

  function goBack() {
    if (place !== null && !isList()) {
      sessionStorage.removeItem(location.pathname);
      window.scrollTo(0, Number(place));
    }
  }

  function look() {
    if (document.visibilityState === 'hidden') {
      // A browser opens six connections to a server, to all its tabs together.
      if (changes) { changes.close(); }
      changes = null;
    } else if (!changes) {
      changes = new EventSource(address);
      changes.addEventListener('other', function () {
        changes.close();
        // Where mistakes are listed there is no place to keep: that of the page itself is kept until it is back.
        if (!isList()) { sessionStorage.setItem(location.pathname, String(window.scrollY)); }
        location.reload();
      });
    }
  }

  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', function () { if (changes) { changes.close(); changes = null; } });
  window.addEventListener('pageshow', look);
  window.addEventListener('load', goBack);
  // A browser would go back to where the list of mistakes was.
  if (place !== null) { history.scrollRestoration = 'manual'; }
  window.addEventListener('pagehide', function () { history.scrollRestoration = 'auto'; });
  look();
}());
