/* The field that narrows the page of communes. Without this script the page is whole: two lists in alphabetical order. */
(function () {
  "use strict";
  var box = document.getElementById("ct-find"), field = document.getElementById("ct-find-name");
  var count = document.getElementById("ct-find-count"), waiting;
  var fold = window.ctFold.words;
  var rows = [].map.call(document.querySelectorAll(".ct-places li, .ct-names tbody tr:not(.ct-letter)"), function (row) {
    return { row: row, text: " " + fold((row.querySelector("a strong") || row).textContent) };
  });
  function found(query) {
    var whole = rows.filter(function (r) { return r.text.indexOf(" " + query) >= 0; });
    if (whole.length || !query) return whole;
    var words = query.split(" ");
    return rows.filter(function (r) { return words.every(function (w) { return r.text.indexOf(" " + w) >= 0; }); });
  }
  function narrow() {
    var query = fold(field.value), hits = found(query);
    rows.forEach(function (r) { r.row.hidden = query && hits.indexOf(r) < 0; });
    [".ct-names tbody", ".ct-part"].forEach(function (groups) {
      [].forEach.call(document.querySelectorAll(groups), function (group) {
        group.hidden = !group.querySelector("li:not([hidden]) > a > strong, tr:not(.ct-letter):not([hidden]) > td");
      });
    });
    [].forEach.call(document.querySelectorAll(".ct-letters"), function (list) { list.hidden = !!query; });
    clearTimeout(waiting); // one announcement when typing pauses, not one a letter
    waiting = setTimeout(function () {
      count.textContent = !query ? "" : hits.length ? box.dataset.found.replace("#", hits.length) : box.dataset.none;
    }, 250);
  }
  field.addEventListener("input", narrow);
  box.hidden = false;
  if (field.value) narrow(); // the browser kept it on the way back
})();
