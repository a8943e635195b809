/* Folding as text.fold does it: lower case, đ → d, no marks; hoà and hòa are one. `words` also makes a space of whatever
   is no letter or digit. Shared by the search page and the page of communes. */
window.ctFold = function (text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
};
window.ctFold.words = function (text) { return window.ctFold(text).replace(/[^a-z0-9]+/g, " ").trim(); };
