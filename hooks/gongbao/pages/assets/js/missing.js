/* The page for missing pages is shown at any depth, so all that it names starts at the root of the server. Opened from
   disk it has no such root, and this script alone is named by where it lies: it names everything anew. */
(function () {
  "use strict";
  if (location.protocol !== "file:") { return; }
  var root = document.documentElement.getAttribute("data-root");
  var own = document.currentScript.getAttribute("src").replace(/assets\/.*/, "");

  function each(name, change) {
    Array.prototype.forEach.call(document.querySelectorAll("[" + name + "^='" + root + "']"), function (element) {
      change(element, own + element.getAttribute(name).slice(root.length));
    });
  }

  each("href", function (element, address) { element.setAttribute("href", address); });
  each("action", function (element, address) { element.setAttribute("action", address); });
  each("src", function (element, address) {
    if (element.localName !== "script") { element.src = address; return; }
    /* A script runs once, so one that was not found is put in again; those put in keep their order only if asked. */
    var again = document.createElement("script");
    again.async = false;
    again.src = address;
    element.parentNode.replaceChild(again, element);
  });
})();
