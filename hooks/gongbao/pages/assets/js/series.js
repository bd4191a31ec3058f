/* Sorts the figures over the years: as the report has them, or what changed most first. */
(function () {
  "use strict";
  var tools = document.querySelector(".figure-series .sort");
  if (!tools) { return; }
  var body = document.querySelector("table.series tbody");
  var rows = Array.prototype.slice.call(body.rows);
  var buttons = Array.prototype.slice.call(tools.querySelectorAll("button"));

  function sort(by) {
    var order = rows.slice();
    if (by === "change") {
      order.sort(function (one, other) { return other.getAttribute("data-change") - one.getAttribute("data-change"); });
    }
    order.forEach(function (row) { body.appendChild(row); });
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-by") === by)); });
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () { sort(button.getAttribute("data-by")); });
  });
  tools.hidden = false;
})();
