// Puts the server's wheel into server/, so that the extension's own environment gets the version it was made with.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const INGREDIENTS = ["pyproject.toml", "README.md", "LICENSE", "server"];
const python = process.env.PYTHON ?? (process.platform === "win32" ? "python" : "python3");

rmSync("server", { recursive: true, force: true });
mkdirSync("server");
// A build leaves compiled knowledge beside the sources: not in the checkout that somebody works in.
const copy = mkdtempSync(join(tmpdir(), "wsclose-wheel-"));
try {
  for (const name of INGREDIENTS) {
    const isSource = (path) => !["__pycache__", "compiled"].includes(basename(path));
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter: isSource });
  }
  spawnSync(python, ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "server", copy], { stdio: "inherit" });
} finally {
  rmSync(copy, { recursive: true, force: true });
}
if (readdirSync("server").length !== 1) {
  console.error(`The server's wheel could not be made with ${python}. Another interpreter is taken from $PYTHON.`);
  process.exit(1);
}
