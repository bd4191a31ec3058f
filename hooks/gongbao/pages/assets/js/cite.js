/* Copies the reference to the page or to one paragraph, with the day of access and the address as it is read. */
(function () {
  "use strict";
  var citation = document.getElementById("citation");
  var button = document.getElementById("cite");
  if (!citation || !button) { return; }
  var cited = document.getElementById("cited");
  var own = document.createElement("button");
  own.type = "button";
  own.className = "cite-paragraph";
  own.textContent = button.getAttribute("data-text-paragraph");

  function twoDigits(number) { return (number < 10 ? "0" : "") + number; }

  function today() {
    var now = new Date();
    return now.getFullYear() + "-" + twoDigits(now.getMonth() + 1) + "-" + twoDigits(now.getDate());
  }

  /* The address that the publisher declared, or else where the page is read, unless that is a disk. */
  function address(id) {
    var declared = document.querySelector('link[rel="canonical"]');
    var plain = declared ? declared.href : location.protocol.indexOf("http") ? "" : location.href.split("#")[0];
    return plain && id ? plain + "#" + id : plain;
  }

  function compose(number, id) {
    var copy = citation.cloneNode(true);
    copy.querySelector(".accessed").textContent = today();
    copy.querySelector(".pinpoint").textContent = number ? ": " + number : "";
    var url = copy.querySelector(".url");
    var where = address(id);
    if (url) { url.textContent = where; }
    return copy.textContent.trim() + (!url && where ? " " + where + "." : "");
  }

  function copyPlainly(text) {
    var field = document.createElement("textarea");
    field.value = text;
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }

  function copy(text) {
    function tell() { cited.textContent = button.getAttribute("data-text-done") + "：" + text; }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(tell, function () { copyPlainly(text); tell(); });
    } else {
      copyPlainly(text);
      tell();
    }
  }

  function offer(event) {
    var paragraph = event.target.closest ? event.target.closest(".para") : null;
    if (paragraph && own.parentNode !== paragraph) { paragraph.appendChild(own); }
  }

  own.addEventListener("click", function () {
    var number = own.parentNode.querySelector(".para-number");
    copy(compose(number.getAttribute("aria-label").replace(/ /g, ""), own.parentNode.querySelector("[id]").id));
  });
  button.addEventListener("click", function () { copy(compose("", "")); });
  button.hidden = false;
  document.addEventListener("mouseover", offer);
  document.addEventListener("focusin", offer);
})();
