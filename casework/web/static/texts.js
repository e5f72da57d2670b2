/* Puts the name of a live figure where the cursor stands in the text. */
(function () {
  "use strict";
  if (window.caseworkTexts) { return; }
  window.caseworkTexts = true;
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-insert]");
    if (!button) { return; }
    var text = document.getElementById(button.getAttribute("data-into"));
    var words = button.getAttribute("data-insert");
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  });
})();
