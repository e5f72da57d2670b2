/* Shows what the chosen channel asks for, and nothing else; without it everything is shown. */
(function () {
  "use strict";
  function show() {
    var form = document.querySelector("form[data-asks]");
    if (!form) { return; }
    var channel = form.querySelector("[data-asking]").value;
    form.querySelectorAll("[data-asked-by]").forEach(function (part) {
      part.hidden = part.getAttribute("data-asked-by").split(" ").indexOf(channel) < 0;
    });
    form.querySelectorAll("[data-rule-of]").forEach(function (part) {
      part.hidden = part.getAttribute("data-rule-of") !== channel;
    });
    form.classList.add("asks-what-is-needed");
  }
  if (!window.caseworkAsks) {
    window.caseworkAsks = true;
    document.addEventListener("change", function (event) {
      if (event.target.matches("[data-asking]")) { show(); }
    });
  }
  show();
}());
