// What a script adds: files may be dropped on their form, and work that goes on tells its state. All works without it.
(function () {
  "use strict";
  document.documentElement.setAttribute("data-scripts", "");
  document.querySelectorAll(".desk-drop").forEach(function (form) {
    var field = form.querySelector("input[type=file]");
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      form.addEventListener(name, function (event) {
        event.preventDefault();
        form.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) field.files = event.dataTransfer.files;
      });
    });
  });
  if (document.querySelector('#job[data-state="running"]')) {
    var ask = function () {
      fetch("/publish/state").then(function (answer) { return answer.json(); }).then(function (state) {
        if (state.state !== "running") { location.reload(); return; }
        document.getElementById("job-said").textContent = state.said;
        document.getElementById("job-seconds").textContent = state.seconds;
        setTimeout(ask, 1000);
      }, function () { setTimeout(ask, 3000); });
    };
    setTimeout(ask, 500);
  }
})();
