/* Where the search has not begun, the page says so. For browsers that read no more than ECMAScript 5. */
(function () {
  "use strict";
  window.addEventListener("load", function () {
    var status = document.getElementById("search-status");
    if (window.gongbao && window.gongbao.searching || status.textContent) { return; }
    status.textContent = status.getAttribute("data-text-unable");
  });
})();
