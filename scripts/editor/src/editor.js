// The page /admin/: takes config.json, which `camtay build` writes from the content model, and starts Sveltia CMS.
import "./language.js";
import CMS from "@sveltia/cms";
import {read, write} from "./yaml_file.js";

// Sveltia hears which of several choices is tapped only a tenth of a second after it has drawn them, on a busy phone later.
// A tap before that would look chosen and never be saved: it waits for its group.
const ready = new WeakSet();
addEventListener("Initialized", event => ready.add(event.target), true);
addEventListener("click", event => {
  const choice = event.target.closest?.("[role=radio]"), group = choice?.closest("[role=radiogroup]");
  if (!group || ready.has(group)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  group.addEventListener("Initialized", () => choice.click(), {once: true});
}, true);

// No other text may be opened as the editor's data, so the answer is asked for anew each time.
const answer = await fetch("config.json", {cache: "no-cache"});
const {camtay, ...config} = await answer.json();
const names = Object.fromEntries(Object.entries(camtay).map(([sort, list]) => [sort, new Set(list)]));
CMS.registerCustomFormat("camtay", "yml", {fromFile: text => read(text, names), toFile: content => write(content, names)});
await CMS.init({config: {...config, load_config_file: false}});
document.querySelectorAll(".wait").forEach(element => element.remove());
