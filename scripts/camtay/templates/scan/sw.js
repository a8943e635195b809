// The worker that opens a scanned page again when there is no signal. Made anew by every build.
// Pages seen are kept under their code; sets that somebody chose to keep lie in caches of their own.
"use strict";
const SHELL = "shell-{{ version }}", SEEN = "seen", KEPT = "kept ", MANY = 80, PATIENCE = 3000;
const FILES = {{ files }};
const OFFLINE = {{ offline }};
const ENDS = {{ ends }}; // of titles, by locale: the name of the site, which a list need not repeat

// One key for all spellings of a code, and none for what stands behind a question mark.
function key(address) {
  const url = new URL(address), code = /^\/q\/([0-9a-z]{6})$/i.exec(url.pathname);
  return url.origin + (code ? "/Q/" + code[1].toUpperCase() : url.pathname);
}
function scanned(address) { return /^\/q\/[0-9a-z]{6}$/i.test(new URL(address).pathname); }
function sound(response) { return response.ok && response.status === 200 && !response.redirected && response.type === "basic"; }

// A set is only used when its own list lies in it: that is written last.
async function sets() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const cache = await caches.open(name), list = await cache.match("/keep/" + name.split(" ")[1] + ".json");
    if (list) found.push([name, cache, await list.json()]);
  }
  return found;
}
async function look(address) {
  const wanted = key(address), seen = await (await caches.open(SEEN)).match(wanted);
  if (seen) return seen;
  for (const [, cache] of await sets()) {
    const found = await cache.match(wanted);
    if (found) return found;
  }
  for (const name of await caches.keys()) {
    const found = name.startsWith("shell-") && (await (await caches.open(name)).match(wanted));
    if (found) return found;
  }
}
async function remember(address, response) {
  const cache = await caches.open(SEEN);
  await cache.delete(key(address));
  await cache.put(key(address), response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MANY)).map(old => cache.delete(old)));
}
// What a page shows, taken from the browser's own store and never from the network.
async function illustrate(html) {
  for (const [, path] of html.matchAll(/<img[^>]* src="(\/media\/[^"]+)"/g)) {
    try {
      const response = await fetch(path, {cache: "only-if-cached", mode: "same-origin"});
      if (sound(response)) await remember(new URL(path, location), response);
    } catch (e) { /* not there: the page is read without it */ }
  }
}

self.addEventListener("install", event => event.waitUntil((async () => {
  const shell = await caches.open(SHELL);
  await Promise.all(Object.entries(FILES).map(([path, [type, text]]) =>
    shell.put(path, new Response(text, {headers: {"Content-Type": type}}))));
  // The visit that brought this worker is over its head: take the page from where the browser has put it.
  for (const client of await clients.matchAll({includeUncontrolled: true, type: "window"})) {
    if (!scanned(client.url)) continue;
    try {
      const response = await fetch(client.url, {cache: "force-cache"});
      if (!sound(response)) continue;
      await illustrate(await response.clone().text());
      await remember(client.url, response);
    } catch (e) { /* no signal any more: the next visit brings it */ }
  }
  await self.skipWaiting();
})()));

self.addEventListener("activate", event => event.waitUntil((async () => {
  await clients.claim();
  await renew();
  await tidy();
})()));

// Sets that have changed are fetched whole before the old ones go.
async function renew() {
  for (const [name, , list] of await sets()) {
    try {
      const code = name.split(" ")[1], answer = await fetch("/keep/" + code + ".json", {cache: "no-cache"});
      if (answer.ok && !(await same(answer.clone(), list))) await take(code, await answer.clone().json(), answer);
    } catch (e) { /* no signal: as it was */ }
  }
}
async function same(answer, list) { return (await answer.json()).mark === list.mark; }
async function take(code, list, answer) {
  const name = KEPT + code + " " + list.mark, cache = await caches.open(name);
  for (const [path] of list.files) {
    const response = await fetch(path, {cache: "no-cache"});
    if (!sound(response)) return caches.delete(name);
    await cache.put(key(new URL(path, location)), response);
  }
  await cache.put("/keep/" + code + ".json", answer);
  for (const other of await caches.keys()) if (other.startsWith(KEPT + code + " ") && other !== name) await caches.delete(other);
}
// Scripts of earlier builds stay as long as a page that asks for them does.
async function tidy() {
  const wanted = new Set(Object.keys(FILES));
  const caches_ = [await caches.open(SEEN), ...(await sets()).map(set => set[1])];
  for (const cache of caches_) for (const request of await cache.keys()) {
    if (!scanned(request.url)) continue;
    const asks = /data-m="([^"]+)"/.exec(await (await cache.match(request)).text());
    if (asks) wanted.add(asks[1] + ".js");
  }
  for (const name of await caches.keys()) {
    if (!name.startsWith("shell-") || name === SHELL) continue;
    const paths = (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname);
    if (!paths.some(path => wanted.has(path))) await caches.delete(name);
  }
}

self.addEventListener("fetch", event => {
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.headers.has("range")) event.respondWith(part(request));
  else if (request.mode === "navigate") event.respondWith(open_(event));
  else event.respondWith(look(request.url).then(found => found || fetch(request)));
});

// The network first, but not for longer than a reader waits; whatever is wrong with the host, a page once seen opens.
async function open_(event) {
  const request = event.request, kept = await look(request.url);
  const fresh = fetch(request).then(async response => {
    if (sound(response) && scanned(request.url)) await remember(request.url, response.clone());
    return response;
  });
  event.waitUntil(fresh.catch(() => {}));
  if (!kept) return fresh.catch(() => offline());
  const late = new Promise(done => setTimeout(done, PATIENCE, kept));
  return Promise.race([fresh.then(r => r.status >= 400 ? kept : r, () => kept), late]);
}

// Players ask for parts of a recording; caches know only wholes.
async function part(request) {
  const whole = await look(request.url);
  if (!whole) return fetch(request);
  const data = await whole.blob(), range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range"));
  let from = 0, to = data.size - 1;
  if (range && range[1]) { from = +range[1]; if (range[2]) to = Math.min(to, +range[2]); }
  else if (range && range[2]) from = Math.max(0, data.size - range[2]);
  if (!range || from > to) return new Response("", {status: 416, headers: {"Content-Range": "bytes */" + data.size}});
  return new Response(data.slice(from, to + 1), {status: 206, statusText: "Partial Content", headers: {
    "Content-Type": whole.headers.get("Content-Type") || "", "Accept-Ranges": "bytes",
    "Content-Range": `bytes ${from}-${to}/${data.size}`, "Content-Length": to + 1 - from}});
}

async function offline() {
  const shown = new Map();
  const caches_ = [...(await sets()).map(set => set[1]), await caches.open(SEEN)];
  for (const cache of caches_) for (const request of await cache.keys()) {
    if (!scanned(request.url)) continue;
    const html = await (await cache.match(request)).text();
    shown.set(new URL(request.url).pathname, [...html.matchAll(/<article lang="([^"]+)"[^>]* data-t="([^"]*)"/g)]);
  }
  const page = OFFLINE.replace(/<!--kept (.*?)-->/g, (_, locale) => [...shown].map(([path, titles]) => {
    const [, tag, whole] = titles.find(found => found[1] === locale) || titles[0] || ["", "", path];
    const title = whole.endsWith(ENDS[tag]) ? whole.slice(0, -ENDS[tag].length) : whole;
    return `<li><a class="b" href="${path}">${title}</a></li>`;
  }).join(""));
  return new Response(page, {status: 503, headers: {"Content-Type": "text/html; charset=utf-8"}});
}
