// What a script adds: files may be dropped anywhere on their form. Everything works without it.
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
})();
