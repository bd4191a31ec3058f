// The key / leads to the search box of the page.
(function () {
  "use strict";

  const TYPING = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest && event.target.closest(TYPING)) return;
    const boxes = Array.from(document.querySelectorAll("form[role=search] input[name=q]"));
    const box = boxes.find((one) => one.getClientRects().length);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
