// The page /admin/: takes config.json, which `camtay build` writes from the content model, and starts Sveltia CMS.
import CMS from "@sveltia/cms";
import {read, write} from "./yaml_file.js";

const PREFERENCES = "sveltia-cms.prefs";

// Vietnamese from the first visit on, whatever the language of the browser; who chooses another one keeps it.
try {
  const chosen = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
  if (!chosen.locale) localStorage.setItem(PREFERENCES, JSON.stringify({...chosen, locale: "vi"}));
} catch (e) { /* without a store the browser's language decides */ }

// No other text may be opened as the editor's data, so the answer is asked for anew each time.
const answer = await fetch("config.json", {cache: "no-cache"});
const {camtay, ...config} = await answer.json();
const plain = new Set(camtay.plain);
CMS.registerCustomFormat("camtay", "yml", {fromFile: read, toFile: content => write(content, plain)});
await CMS.init({config: {...config, load_config_file: false}});
document.querySelectorAll(".wait").forEach(element => element.remove());
