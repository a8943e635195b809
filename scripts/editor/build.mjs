// Bundles Sveltia CMS and src/ into one folder. Usage: node build.mjs [FOLDER]   (dist unless told)
// Left out: languages of code samples and of the interface other than Vietnamese and English, maps, formats of pictures
// that cameras don't make; and every address from which the original would fetch something.
import {build} from "esbuild";
import {createHash} from "node:crypto";
import {cp, mkdir, readdir, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {brotliCompressSync, gzipSync} from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, "dist"));
const fresh = `${out}.new`;
const sveltia = path.join(here, "node_modules/@sveltia/cms");
const version = JSON.parse(await readFile(path.join(sveltia, "package.json"), "utf8")).version;

const ABSENT = /^(@shikijs\/|leaflet|terra-draw|svgo)|\/locales\/[A-Za-z-]+\.json$|chunks\/(heic|shiki-engine|webp_enc)/;

/** Replaces `from`, which has to be there: a new version of Sveltia that words it otherwise stops the build. */
function swap(text, from, to) {
  if (!text.includes(from)) throw new Error(`${from} is no longer in @sveltia/cms ${version}: see README.md`);
  return text.replaceAll(from, to);
}

/** `words` with those of `own` that are not there yet: Sveltia's translators are some weeks behind its code. */
function filled(words, own) {
  const made = {...words};
  for (const [key, text] of Object.entries(own))
    made[key] = typeof text === "object" ? filled(made[key] ?? {}, text) : made[key] ?? text;
  return made;
}

const plugin = {
  name: "camtay",
  setup(b) {
    b.onResolve({filter: ABSENT}, found => /\/vi\.json$/.test(found.path) ? undefined : {path: "absent", namespace: "absent"});
    b.onLoad({filter: /.*/, namespace: "absent"}, () => ({contents: "export default []"}));
    b.onLoad({filter: /@sveltia\/cms\/locales\/vi\.json$/}, async found => {
      const own = JSON.parse(await readFile(path.join(here, "src/vi.json"), "utf8"));
      return {contents: JSON.stringify(filled(JSON.parse(await readFile(found.path, "utf8")), own)), loader: "json"};
    });
    b.onLoad({filter: /@sveltia\/cms\/npm\/index\.js$/}, async found => {
      let text = await readFile(found.path, "utf8");
      text = swap(text, "https://unpkg.com", "about:blank#");
      text = swap(text, "https://cdn.jsdelivr.net", "about:blank#");
      return {contents: text, loader: "js"};
    });
  },
};

await rm(fresh, {recursive: true, force: true});
await mkdir(path.join(fresh, "assets"), {recursive: true});
const result = await build({
  entryPoints: {editor: path.join(here, "src/editor.js")},
  bundle: true, splitting: true, format: "esm", minify: true, target: "es2022", charset: "utf8",
  outdir: fresh, chunkNames: "part-[hash]", legalComments: "none", plugins: [plugin], metafile: true, logLevel: "warning",
});
const assets = await readdir(path.join(sveltia, "npm/assets"));
for (const name of assets.filter(name => /^(material-symbols|noto-mono)/.test(name)))
  await cp(path.join(sveltia, "npm/assets", name), path.join(fresh, "assets", name));

// Whose work it is: the licence of every package that went in.
const packages = new Set(Object.keys(result.metafile.inputs).flatMap(name => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1] ?? []));
let licences = "";
for (const name of [...packages].sort()) {
  const folder = path.join(here, "node_modules", name);
  const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
  const {version, license} = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  licences += `${name} ${version} (${license})\n\n${file ? await readFile(path.join(folder, file), "utf8") : ""}\n\n`;
}
await writeFile(path.join(fresh, "LICENCES.txt"), licences);
// Compressed once here rather than at each build of the site (`camtay build --compress` leaves these alone).
for (const name of (await readdir(fresh)).filter(name => name.endsWith(".js"))) {
  const data = await readFile(path.join(fresh, name));
  if (data.length < 200) continue;
  await writeFile(path.join(fresh, `${name}.br`), brotliCompressSync(data));
  await writeFile(path.join(fresh, `${name}.gz`), gzipSync(data, {level: 9}));
}
// From what it was made: `tests/test_editor.py` makes it again when one of these has changed.
const digest = createHash("sha256");
for (const name of ["build.mjs", "package-lock.json", "src/editor.js", "src/language.js", "src/vi.json", "src/yaml_file.js"])
  digest.update(await readFile(path.join(here, name)));
await writeFile(path.join(fresh, "version.txt"), `${version} ${digest.digest("hex").slice(0, 16)}\n`);
await rm(out, {recursive: true, force: true});
await rename(fresh, out);

let bytes = 0;
for (const entry of await readdir(out, {recursive: true, withFileTypes: true}))
  if (entry.isFile() && !/\.(br|gz)$/.test(entry.name)) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
console.log(`@sveltia/cms ${version}: ${(bytes / 1e6).toFixed(1)} MB in ${out}`);
