// The page /admin/: takes config.json, which `camtay build` writes from the content model, and starts Sveltia CMS.
import "./language.js";
import CMS from "@sveltia/cms";
import {read, write} from "./yaml_file.js";

// No other text may be opened as the editor's data, so the answer is asked for anew each time.
const answer = await fetch("config.json", {cache: "no-cache"});
const {camtay, ...config} = await answer.json();
const names = Object.fromEntries(Object.entries(camtay).map(([sort, list]) => [sort, new Set(list)]));
CMS.registerCustomFormat("camtay", "yml", {fromFile: text => read(text, names), toFile: content => write(content, names)});
await CMS.init({config: {...config, load_config_file: false}});
document.querySelectorAll(".wait").forEach(element => element.remove());
