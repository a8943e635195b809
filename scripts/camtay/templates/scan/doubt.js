{#- Judges what somebody typed or pasted on /Q/: a code by its check letter, an address by its host. It asks nobody and
    sends nothing. ES5 for old phones; remarks like this one are not in the page. -#}
(function (d) {
var A = "{{ alphabet }}", N = {{ length }}, NEAR = {{ look_alikes | tojson }};

{# As codes.is_valid: the sum of (i+2)·value over all letters but the last equals the last one's value, mod 23. #}
function valid(code) {
  for (var sum = 0, i = 0, value; i < N; i++) {
    value = A.indexOf(code.charAt(i) || "-");
    if (value < 0) return false;
    sum += i < N - 1 ? (i + 2) * value : -value;
  }
  return code.length == N && sum % A.length == 0;
}

{# As codes.tidy; also without the marks that a Vietnamese keyboard may have put on letters. #}
function fold(text) { return text.normalize("NFKD").toUpperCase().replace(/Đ/g, "D").replace(/[\u0300-\u036f]/g, "") }
function tidy(text) { return fold(text).replace(/[^0-9A-Z]/g, "") }
function odd(letter) { return A.indexOf(letter) < 0 }
function only(found) { return found.length == 1 ? found[0] : "" }

{# The code that was meant, where the check letter leaves exactly one. A letter that no code has stands for one of its
   look-alikes; several such letters each for the nearest; a code without them may have one slip. #}
function meant(code) {
  var letters = code.split(""), wrong = letters.filter(function (c, i) { return odd(c) && code.indexOf(c) == i }), tries = [];
  if (wrong.length > 1) tries = [letters.map(function (c) { return odd(c) ? NEAR[c].charAt(0) : c }).join("")];
  else if (wrong.length) tries = NEAR[wrong[0]].split("").map(function (c) { return code.split(wrong[0]).join(c) });
  else letters.forEach(function (c, i) { if (NEAR[c]) tries.push(code.slice(0, i) + NEAR[c] + code.slice(i + 1)) });
  return only(tries.filter(valid));
}

{# A code that stands among other words, or behind the Q of an address. #}
function among(text, code) {
  return only(fold(text).split(/[^0-9A-Z]+/).concat(code.charAt(0) == "Q" ? code.slice(1) : "").filter(valid));
}

function judgeCode(text) {
  var code = tidy(text), whole = code.length == N, mean, changed;
  if (!code) return {kind: "none"};
  if (valid(code)) return {kind: "ok", code: code, open: code};
  mean = whole ? meant(code) : among(text, code);
  changed = function (c, i) { return whole && c != code.charAt(i) };
  return {kind: "bad", code: code.length > 24 ? code.slice(0, 24) + "…" : code, mark: {code: odd, mean: changed},
    count: "" + code.length, length: !whole, odd: whole && code.split("").some(odd), mean: mean, open: mean};
}

{# A word as an address: {host, shown, path}, or undefined where it is none. The browser's own parser finds the host, as
   it would on opening the link: a name before an @, a backslash, a port or a letter of another script can't fool it. #}
function address(word) {
  word = word.replace(/^[(\[<"'“‘«]+|[)\]>"'”’»,;:!?.]+$/g, "")
    .replace(/^(https?):?[\/\\]+/i, "$1://").replace(/^[\/\\]{2}/, "https://");
  var web = /^https?:/i.test(word), scheme = /^([a-z][a-z0-9+-]*:)(?!\d+\/)(.+)/i.exec(word), raw, url, host;
  if (!web && scheme && tidy(scheme[2]).length != N) return {host: scheme[1].toLowerCase(), path: ""};
  if (!web && !/^[^\/]*[^\/.]\.[^\/.]/.test(word) && !/^[^\/]+\/q\//i.test(word)) return;
  raw = /^(?:https?:\/*)?(?:[^\/\\?#]*@)?([^\/\\?#]*)/i.exec(word)[1].toLowerCase();
  try { url = new URL(web ? word : "https://" + word) }
  catch (e) { return raw && (web || /\//.test(word)) ? {host: raw, path: ""} : undefined }
  host = url.host.replace(/\.(?=:|$)/, "");
  {# Letters of another script are shown as pasted, since that is what people saw. #}
  try { if (/xn--/.test(host) && new URL("https://" + raw).host == url.host) return {host: host, shown: raw, path: ""} } catch (e) {}
  return {host: host, path: url.pathname};
}

function judge(text, hosts) {
  text = text.trim().replace(/\s*\/\s*/g, "/");
  {# `HOST/Q/29G 275`: gaps in the code are forgiven in an address too. #}
  text = text.replace(new RegExp("/q/(?:[a-z0-9][\\s-]*){" + N + "}$", "i"), function (end) { return end.replace(/\s/g, "") });
  var foreign, code, own, rest = [];
  text.split(/\s+/).forEach(function (word) {
    var found = address(word), path;
    if (!found) rest.push(word);
    else if (hosts.indexOf(found.host.replace(/^www\./, "")) < 0) foreign = foreign || found;
    else {
      own = true;
      path = /^\/q\/(.+?)(?:\.html)?\/?$/i.exec(found.path);
      if (path) code = code || path[1];
    }
  });
  rest = rest.join(" ").replace(/^\/?q\//i, "");
  if (foreign) return judgeHost(foreign, hosts[0]);
  if (!code) return own && !valid(tidy(rest)) ? {kind: "own"} : judgeCode(rest);
  try { code = decodeURIComponent(code) } catch (e) {}
  return judgeCode(code);
}

{# Two hosts, with the letters marked that are not in their longest common subsequence where they look alike. #}
function judgeHost(found, ours) {
  var theirs = found.shown || found.host, a = theirs.slice(0, 99), t = [], i, j, x = [], y = [], same, name = ours.split(".")[0];
  for (i = a.length; i >= 0; i--) for (t[i] = [], j = ours.length; j >= 0; j--)
    t[i][j] = i == a.length || j == ours.length ? 0 : a[i] == ours[j] ? t[i + 1][j + 1] + 1 : Math.max(t[i + 1][j], t[i][j + 1]);
  for (same = t[0][0], i = j = 0; i < a.length || j < ours.length;)
    if (a[i] == ours[j]) i++, j++;
    else if (i < a.length && (j == ours.length || t[i + 1][j] >= t[i][j + 1])) x[i++] = 1;
    else y[j++] = 1;
  same = same > .7 * ours.length && same > .6 * a.length || a.indexOf(name.length > 3 ? name : ours) >= 0;
  return {kind: "host", theirs: theirs, ours: ours, alike: same, idn: found.shown && found.host,
    mark: {theirs: function (c, i) { return same && x[i] }, ours: function (c, i) { return same && y[i] }}};
}

{# Fill the template of this kind of result: [data-if] goes where it does not apply, [data-put] gets its value. #}
function show(form, result) {
  var out = form.nextElementSibling, old, part =
    d.importNode(form.parentNode.querySelector('[data-r="' + result.kind + '"]').content, true);
  function each(name, change) { [].forEach.call(part.querySelectorAll("[data-" + name + "]"), function (e) { change(e, result[e.getAttribute("data-" + name)]) }) }
  each("if", function (e, value) { if (!value) e.parentNode.removeChild(e) });
  each("put", function (e, value) {
    var mark = (result.mark || {})[e.getAttribute("data-put")];
    value.split("").forEach(function (c, i) {
      var last = e.lastChild, name = mark && c != "…" && mark(c, i) ? "MARK" : "#text";
      if (!last || last.nodeName != name) last = e.appendChild(name == "MARK" ? d.createElement(name) : d.createTextNode(""));
      last.textContent += c;
    });
  });
  each("go", function (e, value) { e.href = "/Q/" + value });
  out.textContent = "";
  out.appendChild(part);
  out.setAttribute("data-kind", result.kind);
}

function forms() { return [].slice.call(d.querySelectorAll("form")) }

{# Both languages get the answer, so that switching keeps it; only the one that is shown is read aloud. #}
d.addEventListener("submit", function (e) {
  e.preventDefault();
  var input = e.target.querySelector("input");
  forms().forEach(function (form) {
    form.querySelector("input").value = input.value;
    show(form, judge(input.value, form.getAttribute("data-h").split(" ")));
  });
  {# On a phone the keyboard would cover the answer. #}
  if (matchMedia("(pointer:coarse)").matches) input.blur();
  e.target.nextElementSibling.scrollIntoView({block: "nearest"});
});
{# An answer never stands below other letters than it is about. #}
d.addEventListener("input", function () {
  forms().forEach(function (form) { form.nextElementSibling.textContent = ""; form.nextElementSibling.removeAttribute("data-kind") });
});
})(document);
