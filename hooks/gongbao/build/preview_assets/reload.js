// Loads a page of the preview anew when what it shows has changed; a browser then keeps the place.
(function () {
  'use strict';
  var script = document.currentScript, changes = null;
  var address = script.getAttribute('data-changes');

  function look() {
    if (document.visibilityState === 'hidden') {
      // A browser opens six connections to a server, to all its tabs together.
      if (changes) { changes.close(); }
      changes = null;
    } else if (!changes) {
      changes = new EventSource(address);
      changes.addEventListener('other', function () {
        changes.close();
        location.reload();
      });
    }
  }

  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', function () { if (changes) { changes.close(); changes = null; } });
  window.addEventListener('pageshow', look);
  look();
}());
