/* Reads the text aloud, paragraph by paragraph, with a Chinese voice of the browser's own; without one nothing is offered. */
(function () {
  "use strict";
  var button = document.getElementById("listen");
  var speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) { return; }
  var paragraphs = document.querySelectorAll("article .para p, article .salutation");
  var wanted = { "zh-Hans": "zh-CN", "zh-Hant-HK": "zh-HK" }[document.documentElement.lang] || "zh-TW";
  var reading = 0; /* Counts the readings; one that is not the last has been stopped. */

  function findVoice() {
    var chinese = speech.getVoices().filter(function (voice) { return (/^(zh|cmn|yue)/i).test(voice.lang); });
    return chinese.filter(function (voice) { return voice.lang.replace("_", "-").indexOf(wanted) === 0; })[0] || chinese[0];
  }

  function offer() { button.hidden = !findVoice(); }

  function findFirst() {
    var top = Math.max(0, document.querySelector(".tools").getBoundingClientRect().bottom);
    for (var place = 0; place < paragraphs.length; place += 1) {
      if (paragraphs[place].getBoundingClientRect().bottom > top + 20) { return place; }
    }
    return 0;
  }

  function show(paragraph) {
    Array.prototype.forEach.call(paragraphs, function (one) { one.classList.toggle("spoken", one === paragraph); });
    button.setAttribute("aria-pressed", String(Boolean(paragraph)));
  }

  /* A sentence at a time: some voices fall silent in a long text. */
  function read(place, mine) {
    var paragraph = paragraphs[place];
    if (mine !== reading) { return; }
    show(paragraph);
    if (!paragraph) { return; }
    var box = paragraph.getBoundingClientRect();
    if (box.bottom < 0 || box.top > window.innerHeight * 0.8) { paragraph.scrollIntoView({ block: "center" }); }
    var sentences = paragraph.textContent.match(/[^。！？；]+[。！？；]*[”’）]*/g) || [];
    sentences.forEach(function (sentence, number) {
      var utterance = new window.SpeechSynthesisUtterance(sentence);
      utterance.voice = findVoice();
      utterance.lang = utterance.voice.lang;
      if (number === sentences.length - 1) { utterance.onend = function () { read(place + 1, mine); }; }
      speech.speak(utterance);
    });
    if (!sentences.length) { read(place + 1, mine); }
  }

  function stop() {
    reading += 1;
    speech.cancel();
    show(null);
  }

  button.addEventListener("click", function () {
    var on = button.getAttribute("aria-pressed") === "true";
    stop();
    if (!on) { read(findFirst(), reading); }
  });
  window.addEventListener("pagehide", stop);
  /* Most browsers learn their voices late; WebKit knows them at once and has no event. */
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", offer); }
  offer();
})();
