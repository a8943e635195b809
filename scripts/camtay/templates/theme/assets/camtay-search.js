/* The search page. ES5, for the browser inside Zalo on an old phone. Without this script the page is a list of letters.
   `ctSearch.find(words)` is the engine; what stands below it is the page. */
(function () {
  "use strict";
  var fold = window.ctFold, box = document.getElementById("ct-search"), data = box.dataset;
  var WEIGHT = [8, 6, 5, 2]; // of title, further names, other languages, text
  var SAME = 100, FOLDED = 80, BEGINS = 60, FOLDED_BEGINS = 50, OTHER_BEGINS = 30, KEYS = 70, KEYS_BEGIN = 45, SLIP = 30;
  // Letters of Latin, then those of further languages of a site, from Greek to Korean.
  var SPLIT = /[^0-9a-z\u00df-\u024f\u1ea0-\u1eff\u0300-\u036f\u0370-\u1cff\u3040-\ud7ff]+/, CODE = data.alphabet;
  var records = [], words = [], known = {}, begin = {}, kinds = [], best = [], busy = 0;
  var TOP = 300; // nobody reads on behind these
  // On a disk (a copy on a USB stick) addresses are those of files, and browsers read data from scripts only.
  var stick = location.protocol === "file:", root = data.index.split("assets/")[0];

  // ---------------------------------------------------------------- index
  function plain(text) {
    return fold(text).replace(/[^a-z0-9\u0370-\u1cff\u3040-\ud7ff]+/g, " ").trim();
  }
  function tokens(text) {
    return text.toLowerCase().normalize("NFC").split(SPLIT).filter(function (word) { return word; });
  }
  // With its accents, but the tone behind everything: hoà and hòa are one word, hoa and hòa are two.
  function spelt(word) {
    return word.normalize("NFD").replace(/^(.*?)([\u0300\u0301\u0303\u0309\u0323])(.*)$/, "$1$3$2");
  }
  function word(text) {
    var found = known["_" + text];
    if (!found) {
      found = known["_" + text] = { spelt: spelt(text), fold: fold(text), at: [] };
      words.push(found);
      (begin["_" + found.fold.charAt(0)] = begin["_" + found.fold.charAt(0)] || []).push(found);
    }
    return found;
  }
  function digits(code) {
    for (var sum = 0, i = 0; i < 5; i++) sum += (i + 2) * CODE.indexOf(code.charAt(i));
    return code + CODE.charAt(sum % CODE.length);
  }
  // Note where the words of a text stand: the number of the record and its field. Returns them folded.
  function noted(text, at) {
    return " " + tokens(text).map(function (t) {
      var found = word(t);
      found.at.push(at);
      return found.fold;
    }).join(" ") + " ";
  }
  // Take in the records of a part of the index, some at a time: typing goes on meanwhile.
  // A line `~7` in `in` is a title alone; the whole record comes with part 7 and takes its place.
  function take(part, done) {
    var columns = {}, next = 0, kind = 0, left = 0, base = kinds.length;
    ["title", "slug", "other", "also", "near", "text", "code", "in"].forEach(function (name) {
      columns[name] = part[name] ? part[name].split("\n") : [];
    });
    kinds = kinds.concat(part.kinds);
    left = part.kinds.length ? part.kinds[0][2] : 0;
    function some() {
      for (var end = Math.min(next + 150, columns.title.length); next < end; next++) {
        while (!left) left = part.kinds[++kind][2];
        left--;
        var record = { n: records.length, kind: base + kind }, name;
        for (name in columns) record[name] = columns[name][next] || "";
        record.codes = record.code ? record.code.split(" ").map(digits) : [];
        record.folded = noted(record.title, record.n * 4);
        record.named = record.also && record.also.split("|").map(function (name) { return noted(name, record.n * 4 + 1); }).join("|");
        record.abroad = record.other && noted(record.other, record.n * 4 + 2);
        if (record.near) noted(record.near, record.n * 4 + 2);
        if (record.text) noted(record.text, record.n * 4 + 3);
        records.push(record);
        best.push(0);
      }
      if (next < columns.title.length) setTimeout(some, 0);
      else done();
    }
    some();
  }

  // ---------------------------------------------------------------- engine
  // What keys of an input method leave where it is not on: ca8n1 (VNI), cawns (Telex), half or whole.
  function unkeyed(text) {
    var found = [], vni = text.replace(/[0-9]/g, ""), telex;
    if (vni && vni !== text) found.push(vni);
    telex = text.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/([aou])w/g, "$1").replace(/w/g, "u");
    telex = telex.replace(/^(.*?[aeiouy].*)$/, function (all) {
      var vowel = all.search(/[aeiouy]/);
      return all.slice(0, vowel) + all.slice(vowel).replace(/[sfrxjz]/g, "").replace(/([aeo])\1/g, "$1").replace(/uou/g, "uo");
    });
    if (telex !== text) found.push(telex);
    if (/d/.test(telex.slice(1))) found.push("d" + telex.replace(/d/g, "")); // duongwd for đương
    return found;
  }
  // One letter wrong, missing, too many, or two swapped.
  function slip(a, b) {
    var d = a.length - b.length, i = 0, j;
    if (d > 1 || d < -1) return false;
    while (i < a.length && a.charAt(i) === b.charAt(i)) i++;
    j = i + 1;
    if (d > 0) return a.slice(j) === b.slice(i);
    if (d < 0) return a.slice(i) === b.slice(j);
    return a.slice(j) === b.slice(j) ||
      (a.charAt(i) === b.charAt(j) && a.charAt(j) === b.charAt(i) && a.slice(j + 1) === b.slice(j + 1));
  }
  // The same, of a longer word also in its beginning.
  function slipped(typed, word) {
    if (typed.length < 3) return false;
    if (slip(typed, word)) return true;
    return typed.length > 4 && [-1, 0, 1].some(function (d) { return slip(typed, word.slice(0, typed.length + d)); });
  }
  // Words of the index that a typed one may mean, each with how well.
  function meant(typed, last, loose) {
    var found = [], all = words.length, i, w, s = spelt(typed), f = fold(typed), begins = last || f.length > 1, keys;
    var near = begin["_" + f.charAt(0)] || [];
    for (i = 0; i < near.length; i++) {
      w = near[i];
      if (w.fold === f) found.push([w, w.spelt === s ? SAME : FOLDED]);
      else if (begins && w.fold.lastIndexOf(f, 0) === 0) {
        found.push([w, w.spelt.lastIndexOf(s, 0) === 0 ? BEGINS : s === f ? FOLDED_BEGINS : OTHER_BEGINS]);
      }
    }
    if (found.length && !loose) return found;
    keys = unkeyed(f);
    for (i = 0; i < all; i++) {
      w = words[i];
      if (keys.indexOf(w.fold) >= 0) found.push([w, KEYS]);
      else if (last && keys.some(function (k) { return k.length > 1 && w.fold.lastIndexOf(k, 0) === 0; })) found.push([w, KEYS_BEGIN]);
      else if (loose && slipped(f, w.fold)) found.push([w, SLIP]);
    }
    return found;
  }
  function scored(typed, loose) {
    var score = new Float32Array(records.length), count = new Uint8Array(records.length), touched;
    typed.forEach(function (t, index) {
      var found = meant(t, index === typed.length - 1, loose), spread = 0, weight;
      touched = [];
      found.forEach(function (pair) {
        var at = pair[0].at, i, n, s;
        for (i = 0; i < at.length; i++) {
          n = at[i] >> 2;
          s = pair[1] * WEIGHT[at[i] & 3];
          if (s > best[n]) {
            if (!best[n]) touched.push(n);
            best[n] = s;
          }
        }
      });
      spread = touched.length;
      weight = 1 + Math.log(records.length / (spread + 1)) / 4; // a rare word says more
      touched.forEach(function (n) {
        score[n] += best[n] * weight;
        count[n]++;
        best[n] = 0;
      });
    });
    return { score: score, count: count };
  }
  function order(a, b) { return b.score - a.score || a.record.n - b.record.n; }
  // The hits, with what lifts those whose whole name was typed.
  function ranked(hits, typed) {
    var phrase = " " + plain(typed.join(" ")), n = typed.length;
    hits.forEach(function (hit) {
      var r = hit.record, more = 0, short = r.named && r.named.split("|")[0];
      if (r.folded === phrase + " ") more = 300;
      else if (r.folded.indexOf(phrase) === 0) more = 160;
      else if (n > 1 && r.folded.indexOf(phrase) > 0) more = 120;
      if (r.named && ("|" + r.named + "|").indexOf("|" + phrase + " |") >= 0) more = Math.max(more, 280);
      else if (r.named && ("|" + r.named).indexOf("|" + phrase) >= 0) more = Math.max(more, 150);
      else if (n > 1 && r.named && r.named.indexOf(phrase) >= 0) more = Math.max(more, 140);
      if (n > 1 && r.abroad && r.abroad.indexOf(phrase) >= 0) more = Math.max(more, r.abroad === phrase + " " ? 300 : 280);
      hit.score += n * more + 200 / (short && short.indexOf(phrase) >= 0 ? short : r.folded).split(" ").length;
    });
    return hits.sort(order);
  }
  // The best hits and how many there are; among equals the first. A single letter is in nearly every record, so that
  // only numbers are sorted here.
  function hitsOf(found, enough) {
    var score = found.score, all = [], n, least = 0, equal = TOP, hits = [], values;
    for (n = 0; n < records.length; n++) {
      if (found.count[n] && !records[n].gone && enough(found.count[n], score[n])) all.push(n);
    }
    if (all.length > TOP) {
      values = new Float32Array(all.length);
      for (n = 0; n < all.length; n++) values[n] = score[all[n]];
      if (values.sort) values.sort();
      else values = [].slice.call(values).sort(function (a, b) { return a - b; });
      least = values[all.length - TOP];
      for (n = all.length - TOP; n < all.length; n++) if (values[n] > least) equal--;
    }
    for (n = 0; n < all.length; n++) {
      if (score[all[n]] > least || (score[all[n]] === least && equal-- > 0)) hits.push({ record: records[all[n]], score: score[all[n]] });
    }
    hits.total = all.length;
    return hits;
  }
  // {hits: [{record, score}], part: whether some words were left out}
  function find(query) {
    var typed = tokens(query).slice(0, 12), found, hits, squeezed, top;
    if (!typed.length || !records.length) return { hits: [] };
    function all(count) { return count === typed.length; }
    hits = hitsOf(scored(typed, false), all);
    if (!hits.length) hits = hitsOf(found = scored(typed, true), all);
    squeezed = plain(query).replace(/ /g, "");
    // cancuoc; and languages that write no spaces between words
    if (!hits.length && squeezed.length > (/[a-z0-9]/.test(squeezed) ? 4 : 1)) {
      hits = records.filter(function (r) { return !r.gone && (r.folded + r.named + r.abroad).replace(/ /g, "").indexOf(squeezed) >= 0; })
        .map(function (r) { return { record: r, score: 1 }; });
    }
    if (hits.length) return { hits: ranked(hits, typed), total: hits.total };
    top = hitsOf(found, function () { return true; }).reduce(function (most, hit) { return Math.max(most, hit.score); }, 0);
    hits = hitsOf(found, function (count, score) { return score > top * 0.6; });
    return { hits: ranked(hits, typed).slice(0, 10), part: true };
  }
  // The code of a plate, also as part of its address, with letters that no code has read as what they look like.
  function codeOf(query) {
    var text = fold(query).toUpperCase().split("/").pop().replace(/[^0-9A-Z]/g, ""), near = JSON.parse(data.near), tries = [""], i;
    if (text.length !== 6) return [];
    text.split("").forEach(function (c) {
      var as = CODE.indexOf(c) >= 0 ? c : near[c] || "";
      tries = [].concat.apply([], tries.map(function (t) { return as.split("").map(function (a) { return t + a; }); }));
    });
    for (i = tries.length; i--;) if (digits(tries[i].slice(0, 5)) !== tries[i]) tries.splice(i, 1);
    return tries;
  }
  function byCode(codes) {
    return records.filter(function (r) { return r.codes.some(function (c) { return codes.indexOf(c) >= 0; }); });
  }
  function href(record) {
    var slug = record.slug || fold.words(record.title).replace(/ /g, "-");
    return root + kinds[record.kind][1].slice(1) + slug + (stick ? "/index.html" : "/");
  }
  function search(query) {
    var codes = codeOf(query), plates = byCode(codes), found = find(query);
    if (plates.length) return { hits: plates.map(function (r) { return { record: r, code: r.codes[0] }; }) };
    if (codes.length && (found.part || !found.hits.length)) return { hits: [], code: codes[0] };
    found.plate = codes[0]; // words were found, yet it may be the code of a plate that a part not read yet knows
    return found;
  }

  // ---------------------------------------------------------------- page
  var field = document.getElementById("ct-search-words"), list = document.getElementById("ct-search-hits");
  var count = document.getElementById("ct-search-count"), more = document.getElementById("ct-search-more");
  var where = document.getElementById("ct-search-where");
  var deep = document.getElementById("ct-search-deep") || document.createElement("button"), sweeping = false;
  var waiting, shown = 0, now = { hits: [] };
  var parts = [].map.call(where.options, function (option) { return { path: option.dataset.part }; }); // the first is for none
  function element(name, text, parent, className) {
    var made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }
  // The further name that was typed, where the title does not show it: an old commune, a synonym, the other language.
  function why(record, typed) {
    var most = 0, told = "";
    function see(name, folded) {
      var n = typed.filter(function (t) { return folded.indexOf(" " + t) >= 0; }).length;
      if (n > most) { most = n; told = name; }
    }
    see("", record.folded);
    if (record.also) record.also.split("|").forEach(function (name, i) { see(name, record.named.split("|")[i]); });
    if (record.near) record.near.split("|").forEach(function (name) { see(name, " " + plain(name)); });
    if (record.other) see(record.other, record.abroad);
    return told;
  }
  // The next twenty; the first ten at once, which is more than a phone shows, the others when that is done.
  function show(from) {
    var typed = plain(field.value).split(" "), hits = now.hits;
    function draw(from, to) {
      var drawn = document.createDocumentFragment();
      hits.slice(from, to).forEach(function (hit) {
        var link = element("a", "", element("li", "", drawn)), told = hit.code ? "" : why(hit.record, typed);
        link.href = href(hit.record);
        element("strong", hit.record.title, link);
        element("span", kinds[hit.record.kind][0] + (hit.code ? " · " + data.code + " " + hit.code : "") + (told ? " · " + told : ""), link, "ct-sort");
        if (hit.record.text) element("span", hit.record.text, link);
      });
      list.appendChild(drawn);
      more.hidden = to < shown || shown >= hits.length;
    }
    if (!from) list.textContent = "";
    shown = Math.min(hits.length, from + 20);
    draw(from, Math.min(shown, from + 10));
    clearTimeout(show.later);
    if (shown > from + 10) show.later = setTimeout(function () { draw(from + 10, shown); }, 0);
  }
  function left() { return parts.filter(function (part) { return part.path && !part.asked; }).length; }
  function tell() {
    var text = !field.value.trim() ? "" : busy ? (sweeping ? data.sweep.replace("#", parts.length - 1 - left()).replace("#", parts.length - 1) : data.loading)
      : now.code ? data.unknown.replace("#", now.code)
      : !now.hits.length ? data.none : now.part ? data.part : data.found.replace("#", now.total || now.hits.length);
    deep.hidden = !field.value.trim() || sweeping || !left();
    clearTimeout(waiting); // one announcement when typing pauses, not one a letter
    waiting = setTimeout(function () { count.textContent = text; }, 250);
  }
  function run() {
    now = search(field.value);
    show(0);
    if (now.code) seek(); // nobody is told that a code is wrong before all were seen
    tell();
  }
  function seek() {
    if (left() && ctSearch.ready && !sweeping) sweep();
  }
  // What the first results have more to say stands in the parts of their communes; what reads like a word and like a
  // code is looked for there when typing pauses: most words of six letters are longer ones on their way.
  function beyond() {
    if (now.plate) seek();
    now.hits.slice(0, 3).forEach(function (hit) { load(+String(hit.record["in"] || 0).replace("~", "")); });
  }
  // Part after part, three at a time; results come in between.
  function sweep() {
    function next() {
      for (var i = 1; i < parts.length && parts[i].asked;) i++;
      sweeping = i < parts.length || busy > 0;
      if (i < parts.length) load(i, next);
      tell();
    }
    sweeping = true;
    next(); next(); next();
  }
  function keep() {
    var query = field.value.trim() ? "?q=" + encodeURIComponent(field.value.trim()) : "";
    try { if (location.search !== query) history.replaceState(null, "", location.pathname + query); } catch (e) { /* a disk */ }
    [].forEach.call(document.querySelectorAll(".ct-lang"), function (a) { a.search = query; });
  }
  var started;
  function fromAddress() {
    var found = /[?&]q=([^&]*)/.exec(location.search), query = "";
    try { query = found ? decodeURIComponent(found[1].replace(/\+/g, " ")) : ""; } catch (e) { /* not ours */ }
    if (found || started) field.value = query; // what somebody typed before this script came stays
    started = 1;
    run();
    beyond();
    keep();
  }
  var read; // what the script that has just run held; its `load` event comes before another script runs
  window.ctSearchIndex = function (part) { read = part; };
  function get(path, done, failed) {
    var request;
    function got(part) { take(part, function () { busy--; done(); }); }
    function not() { busy--; failed(); count.textContent = data.failed; }
    busy++;
    if (stick) {
      request = document.createElement("script");
      request.onload = function () { got(read); };
      request.src = path;
      document.head.appendChild(request);
    } else {
      request = new XMLHttpRequest();
      request.open("GET", path);
      request.onload = function () { if (request.status === 200) got(JSON.parse(request.responseText)); else not(); };
      request.send();
    }
    request.onerror = not;
  }
  // Where there are thousands of entries, those of a commune are fetched when it is chosen or found, or all are searched.
  function load(number, then) {
    var part = parts[number];
    if (!part || !part.path || part.asked) return;
    part.asked = true;
    get(part.path, function () {
      records.forEach(function (r) { if (r["in"] === "~" + number) r.gone = true; });
      run();
      if (then) then();
    }, function () { part.asked = sweeping = false; tell(); clearTimeout(waiting); });
  }
  field.addEventListener("input", function () {
    run();
    clearTimeout(keep.waiting);
    keep.waiting = setTimeout(function () { keep(); beyond(); }, 400);
  });
  box.querySelector("form").addEventListener("submit", function (e) {
    e.preventDefault();
    keep();
    if (matchMedia("(pointer:coarse)").matches) field.blur(); // the keyboard would cover the results
  });
  list.addEventListener("click", keep); // who comes back finds what was typed, however fast the tap was
  more.addEventListener("click", function () {
    var first = shown;
    show(shown);
    list.children[first].querySelector("a").focus();
  });
  box.addEventListener("keydown", function (e) {
    var links = [].slice.call(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    var step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (e.key === "Escape" && at >= 0) field.focus();
    if (!step || !links.length || (at < 0 && (document.activeElement !== field || step < 0))) return;
    e.preventDefault();
    (links[at + step] || (step < 0 ? field : links[at])).focus();
  });
  addEventListener("popstate", fromAddress);
  where.addEventListener("change", function () { load(+where.value); });
  window.ctSearch = { find: function (query) {
    return search(query).hits.map(function (hit) { return href(hit.record); });
  }, ready: false };
  box.hidden = false;
  deep.addEventListener("click", function () { sweep(); field.focus(); });
  get(data.index, function () {
    window.ctSearch.ready = true;
    run();
    beyond();
  }, function () {});
  fromAddress();
})();
