// Chromium's WebSocket, in pages that playwright-core drives. Argument: the path of the browser.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { load, readJob, say } from "./driver.mjs";

const { chromium } = load("playwright-core");
const job = await readJob();
const profile = mkdtempSync(join(tmpdir(), "wsclose-lab-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.argv[2],
  headless: true,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
const address = job.url.replace("ws:", "http:");

/** Runs in the page: plays one case and returns its report. */
async function inPage({ one, url, limit }) {
  const socket = new WebSocket(`${url}/${one.id}`);
  window.sockets = [...(window.sockets ?? []), socket];
  let failed = false;
  socket.onerror = () => {
    failed = true;
  };
  const closed = new Promise((resolve) => {
    socket.onclose = ({ code, reason, wasClean }) => {
      resolve({ code, reason, clean: wasClean, error: failed ? "error event" : undefined });
    };
  });
  const late = new Promise((resolve) => setTimeout(resolve, limit * 1000, null));
  const opened = new Promise((resolve) => {
    socket.onopen = resolve;
  });
  if (one.when !== "early") await Promise.race([opened, closed, late]);
  const calls = one.calls.map((step) => {
    if (step.method.startsWith("(")) return {};
    try {
      if ("reason" in step) socket.close(step.code, step.reason);
      else if ("code" in step) socket.close(step.code);
      else socket.close();
      return {};
    } catch (error) {
      return { error: `${error.name}: ${error.message}`, at: "call" };
    }
  });
  if (one.calls.some((step) => step.method.startsWith("("))) return { id: one.id, calls, own: null };
  return { id: one.id, calls, own: await Promise.race([closed, late]) };
}

async function leaving(one) {
  const page = await browser.newPage();
  await page.goto(address);
  const report = await page.evaluate(inPage, { one, url: job.url, limit: job.limit });
  const way = one.calls[0].method;
  if (way === "(page closes)") await page.close();
  if (way === "(page navigates away)") await page.goto("about:blank");
  if (way === "(page reloads)") await page.reload();
  if (way === "(browser is killed)") kill();
  say(report);
}

/** Kills the browser, which is this process's child. */
function kill() {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf-8");
  for (const child of children.trim().split(" ")) process.kill(Number(child), "SIGKILL");
}

const page = await browser.newPage();
await page.goto(address);
const waiting = [...job.cases];
const worker = async () => {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    if (one.calls[0]?.method.startsWith("(")) await leaving(one);
    else say(await page.evaluate(inPage, { one, url: job.url, limit: job.limit }));
  }
};
await Promise.all(Array.from({ length: job.together }, worker));
await browser.close().catch(() => {}); // which fails when it was killed
rmSync(profile, { recursive: true, force: true });
process.exit(0);
