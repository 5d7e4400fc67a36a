// Bundles the extension into out/extension.js, or its tests into out/test/.
import { readdirSync } from "node:fs";
import { build } from "esbuild";

const options = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  logLevel: "warning",
};

if (process.argv.includes("--tests")) {
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({ ...options, entryPoints: tests.map((name) => `test/${name}`), outdir: "out/test", sourcemap: "inline" });
} else {
  const minify = process.argv.includes("--minify");
  await build({ ...options, entryPoints: ["src/extension.ts"], outfile: "out/extension.js", minify, sourcemap: !minify });
}
