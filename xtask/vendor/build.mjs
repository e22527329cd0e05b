// Bundles what the entry files beside this name into assets/vendor, each with the licences of everything inside.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const TARGET = "../../assets/vendor";

for (const name of ["codemirror", "tiptap"]) {
  const { outputFiles, metafile } = await build({
    entryPoints: [`${name}.js`],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    // One line, so that nothing inside a text stands at a line's start as if it were an import (crates/theme).
    supported: { "template-literal": false },
    metafile: true,
    write: false,
    outfile: `${name}.min.js`,
  });
  const [{ contents }] = outputFiles;
  await writeFile(`${TARGET}/${name}.js`, contents);
  await writeFile(`${TARGET}/${name}.LICENSE`, await licences(included(metafile)));
  console.log(`${name}: ${contents.length} bytes, ${gzipSync(contents, { level: 9 }).length} compressed`);
}

/** The folders of the packages of which something is in the bundle. */
function included({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput).map(([path]) => path);
  const folders = used.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders)].filter(Boolean).sort();
}

/** Each text once, under the packages it is for. */
async function licences(folders) {
  const packages = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} comes without the text of its licence`);
    const text = (await readFile(`${folder}/${file}`, "utf8")).replaceAll("\r\n", "\n").trim();
    packages.set(text, [...(packages.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...packages].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}
