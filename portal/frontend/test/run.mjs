/* Bundles the tests (they are TypeScript) and runs them with Node's own test runner. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = await mkdtemp(join(tmpdir(), "prilavok-test-"));
const tests = (await readdir(here)).filter((name) => name.endsWith(".test.ts"));
await esbuild.build({
  entryPoints: tests.map((name) => join(here, name)),
  outdir: out, outExtension: { ".js": ".mjs" },
  bundle: true, platform: "node", format: "esm", target: "node20", sourcemap: "inline", logLevel: "warning",
});
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...tests.map(
  (name) => join(out, name.replace(/\.ts$/, ".mjs")))], { stdio: "inherit" });
await rm(out, { recursive: true, force: true });
process.exit(run.status ?? 1);
