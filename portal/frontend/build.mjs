/* Builds everything the browser gets into ../static/dist: content-hashed files and a manifest.json that maps
   the plain name ("app.css") to the hashed one, which the `asset()` helper of the portal reads. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { ICONS } from "./icons.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DIST = join(HERE, "../static/dist");
const STATIC = join(HERE, "../static");
const MODULES = join(HERE, "node_modules");
const WIDGET_LIMIT = 30 * 1024;
const TARGET = ["chrome123", "firefox120", "safari17.5"];

/** `import css from "./x.css?inline"` gives the minified text, for shadow roots (constructable style sheets). */
const inlineCss = {
  name: "inline-css",
  setup(build) {
    build.onResolve({ filter: /\.css\?inline$/ }, (args) => ({
      path: join(args.resolveDir, args.path.replace("?inline", "")),
      namespace: "inline-css",
    }));
    build.onLoad({ filter: /.*/, namespace: "inline-css" }, async (args) => {
      const bundled = await esbuild.build({
        entryPoints: [args.path], bundle: true, minify: true, write: false, target: TARGET,
      });
      return { contents: bundled.outputFiles[0].text, loader: "text", watchFiles: [args.path] };
    });
  },
};

const options = {
  absWorkingDir: HERE,
  entryPoints: {
    app: "src/app.ts",
    widget: "src/widget/widget.ts",
    console: "src/console/console.ts",
    docs: "src/docs.ts",
    "app-style": "src/css/app.css",
    "console-style": "src/css/console.css",
    "docs-style": "src/css/docs.css",
  },
  outdir: DIST,
  entryNames: "[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
  bundle: true,
  minify: true,
  sourcemap: "linked",
  format: "iife",
  target: TARGET,
  loader: { ".woff2": "file" },
  metafile: true,
  logLevel: "warning",
  plugins: [inlineCss],
};

/** "app-style" is published as "app.css": a script and a sheet may share a name. */
function publicName(output, entry) {
  const [, extension] = basename(output).match(/\.(\w+)$/);
  const stem = Object.entries(options.entryPoints).find(([, source]) => source === entry)[0];
  return `${stem.replace(/-style$/, "")}.${extension}`;
}

async function emit(manifest, name, contents) {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 10).toUpperCase();
  const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`);
  await writeFile(join(DIST, hashed), contents);
  manifest[name] = hashed;
}

function symbol(id, svg) {
  const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
  const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${id}" viewBox="${viewBox}">${body}</symbol>`;
}

const sprite = (symbols) => `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;

async function iconSprite() {
  const symbols = ICONS.map(async (name) =>
    symbol(name, await readFile(join(MODULES, "lucide-static/icons", `${name}.svg`), "utf8")));
  return sprite(await Promise.all(symbols));
}

async function pictogramSprite() {
  const folder = join(HERE, "src/pictograms");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".svg")).sort();
  const symbols = files.map(async (file) =>
    symbol(basename(file, ".svg"), await readFile(join(folder, file), "utf8")));
  return sprite(await Promise.all(symbols));
}

async function publish(metafile) {
  const manifest = {};
  for (const [output, info] of Object.entries(metafile.outputs)) {
    const file = output.replace(/^.*?static\/dist\//, "");
    if (info.entryPoint) manifest[publicName(output, info.entryPoint)] = file;
    else if (file.endsWith(".woff2")) manifest[file.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1")] = file;
  }
  await emit(manifest, "icons.svg", await iconSprite());
  await emit(manifest, "pictograms.svg", await pictogramSprite());
  for (const file of (await readdir(STATIC)).filter((name) => name.endsWith(".svg"))) {
    await emit(manifest, file, await readFile(join(STATIC, file)));
  }
  await emit(manifest, "swagger-ui.js", await readFile(join(MODULES, "swagger-ui-dist/swagger-ui-bundle.js")));
  await emit(manifest, "swagger-ui.css", await readFile(join(MODULES, "swagger-ui-dist/swagger-ui.css")));
  const sorted = Object.fromEntries(Object.entries(manifest).sort());
  await writeFile(join(DIST, "manifest.new"), `${JSON.stringify(sorted, null, 2)}\n`);
  await rename(join(DIST, "manifest.new"), join(DIST, "manifest.json"));
  return sorted;
}

async function checkWidget(manifest) {
  const size = gzipSync(await readFile(join(DIST, manifest["widget.js"])), { level: 9 }).length;
  console.log(`widget.js: ${(size / 1024).toFixed(1)} KB gzip`);
  if (size > WIDGET_LIMIT) throw new Error(`widget.js is ${size} bytes gzipped; the limit is ${WIDGET_LIMIT}`);
}

/** Files of earlier builds go last: a page that is being loaded meanwhile finds the old ones or the new ones. */
async function sweep(manifest) {
  const wanted = new Set([...Object.values(manifest), "manifest.json"]);
  const present = await readdir(DIST, { recursive: true, withFileTypes: true });
  for (const entry of present.filter((one) => one.isFile())) {
    const path = relative(DIST, join(entry.parentPath ?? entry.path, entry.name));
    if (!wanted.has(path.replace(/\.map$/, ""))) await rm(join(DIST, path));
  }
}

async function build() {
  await mkdir(DIST, { recursive: true });
  const { metafile } = await esbuild.build(options);
  const manifest = await publish(metafile);
  await checkWidget(manifest);
  await sweep(manifest);
}

if (process.argv.includes("--watch")) {
  const republish = {
    name: "publish",
    setup: (b) => b.onEnd(async ({ metafile, errors }) => {
      if (metafile && errors.length === 0) await publish(metafile);
    }),
  };
  await mkdir(DIST, { recursive: true });
  const context = await esbuild.context({ ...options, plugins: [...options.plugins, republish] });
  await context.watch();
} else {
  await build();
}
