// Files of guides/ for the editor: every scalar is a string, as camtay reads them, and what nobody changed stays as it
// was written: order of keys, quotes, lists on one line, comments.
import {Document, isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq} from "yaml";

const PARSE = {schema: "failsafe", keepSourceTokens: false, uniqueKeys: true};
const WRITE = {lineWidth: 0, indentSeq: true, flowCollectionPadding: false};
// What older readers of YAML take for something else than text.
const RESERVED = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"]);
const WORD = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const known = new Map();  // name of an entry → its file as last read or written

function nameOf(content) {
  return content && typeof content === "object" ? `${content.kind ?? "site"} ${content.id ?? ""}` : "";
}

/** The data of a file as the forms want it: `names.lists` are lists also where one word stands for a list of one, and
 *  `names.files` begin with a slash, as Sveltia finds files by. Throws for what is no YAML. */
export function read(text, names) {
  const document = parseDocument(text, PARSE);
  if (document.errors.length) throw document.errors[0];
  const data = document.toJS();
  known.set(nameOf(data), text);
  return each(data, (key, value) => {
    if (names.lists.has(key) && typeof value === "string" && value !== "") return [value];
    return names.files.has(key) && typeof value === "string" && WORDLIKE.test(value) ? `/${value}` : value;
  });
}
const WORDLIKE = /^[^/:]+[/.]/;  // `hinh/a.webp`, `dau.svg`; no address of elsewhere

function each(value, change) {
  if (Array.isArray(value)) return value.map(item => each(item, change));
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(change(key, inner), change)]));
}

/** Without empty fields, items and records; texts composed (NFC), on one line and without spaces around them. */
export function tidy(value) {
  if (Array.isArray(value)) {
    const items = value.map(tidy).filter(item => item !== undefined);
    return items.length ? items : undefined;
  }
  if (value && typeof value === "object") {
    const fields = Object.entries(value).map(([key, inner]) => [key, tidy(inner)]).filter(([, v]) => v !== undefined);
    return fields.length ? Object.fromEntries(fields) : undefined;
  }
  if (value === null || value === undefined) return undefined;
  const text = String(value).normalize("NFC").replace(/\s*\n\s*/g, " ").trim();
  return text === "" ? undefined : text;
}

/** The file of some data. `names.plain` are fields whose values stand without quotes: dates, numbers. */
export function write(content, names) {
  const {plain} = names;
  const bare = (key, value) => names.files.has(key) && typeof value === "string" ? value.replace(/^\/+/, "") : value;
  const data = tidy(each(content, bare)) ?? {};
  const before = known.get(nameOf(data));
  let document = before === undefined ? undefined : parseDocument(before, PARSE);
  if (document && isMap(document.contents)) {
    if (same(tidy(document.toJS()), data)) return before;
    merge(document.contents, data, plain);
  } else {
    document = new Document(undefined, {schema: "failsafe"});
    document.contents = made(data, plain);
  }
  const text = document.toString(WRITE);
  known.set(nameOf(data), text);
  return text;
}

function same(a, b) {
  if (a === b) return true;
  if (!a || !b || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => key in b && same(a[key], b[key]));
}

function scalar(value, key, plain) {
  const node = new Scalar(value);
  const bare = plain.has(key) || (WORD.test(value) && !RESERVED.has(value));
  node.type = bare ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
  return node;
}

function made(value, plain, key = "") {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(item => made(item, plain, key));
    list.flow = value.every(item => typeof item === "string" && WORD.test(item));
    return list;
  }
  if (typeof value === "object") {
    const map = new YAMLMap();
    for (const [name, inner] of Object.entries(value)) map.set(new Scalar(name), made(inner, plain, name));
    return map;
  }
  return scalar(value, key, plain);
}

/** `node`, changed to say `value`; or a new node where they are not of one sort. */
function become(node, value, plain, key) {
  if (isScalar(node) && typeof value === "string") {
    if (node.value !== value) {
      node.value = value;
      if (node.type === Scalar.PLAIN) node.type = scalar(value, key, plain).type;
      if (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) node.type = Scalar.QUOTE_DOUBLE;
      delete node.source;
    }
    return node;
  }
  if (isMap(node) && value && typeof value === "object" && !Array.isArray(value)) {
    merge(node, value, plain);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    align(node, value, plain, key);
    return node;
  }
  // One word may stand for a list of one; unless there are more now it goes on doing so.
  if (isScalar(node) && Array.isArray(value) && value.length === 1 && value[0] === node.value) return node;
  return made(value, plain, key);
}

function merge(map, value, plain) {
  const wanted = Object.keys(value);
  const empty = pair => tidy(pair.value?.toJSON()) === undefined;  // `disputed: []` is nobody's change
  map.items = map.items.filter(pair => wanted.includes(String(pair.key)) || empty(pair));
  for (const pair of map.items) {
    const key = String(pair.key);
    if (wanted.includes(key)) pair.value = become(pair.value, value[key], plain, key);
  }
  wanted.forEach((key, index) => {
    if (map.items.some(pair => String(pair.key) === key)) return;
    const before = wanted.slice(0, index).map(String);
    let place = 0;  // after the nearest field that comes before it in the form
    map.items.forEach((pair, at) => { if (before.includes(String(pair.key))) place = at + 1; });
    map.items.splice(place, 0, made({[key]: value[key]}, plain).items[0]);
  });
}

/** Items that are still there keep their nodes; of what lies between them the first become the first, and so on. */
function align(list, values, plain, key) {
  const old = list.items, was = old.map(item => tidy(item.toJSON()));
  const anchors = common(was, values);
  const items = [];
  let i = 0, j = 0;
  for (const [a, b] of [...anchors, [old.length, values.length]]) {
    const gap = old.slice(i, a), fresh = values.slice(j, b);
    fresh.forEach((value, n) => items.push(gap[n] && fresh.length <= gap.length + 1 ? become(gap[n], value, plain, key) : made(value, plain, key)));
    if (a < old.length) items.push(old[a]);
    i = a + 1;
    j = b + 1;
  }
  list.items = items;
  if (list.flow && !values.every(value => typeof value === "string")) list.flow = false;
}

/** Pairs of places of the longest common subsequence of two lists. */
function common(a, b) {
  const length = Array.from({length: a.length + 1}, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = same(a[i], b[j]) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (same(a[i], b[j])) pairs.push([i++, j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}
