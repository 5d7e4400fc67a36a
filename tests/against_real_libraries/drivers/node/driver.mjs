// What every Node driver shares: it reads a job from stdin, plays its cases and prints one JSON line for each.
// The job and the report are described in drivers/python/driver.py.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** Loads a package of the npm project that the suite made. */
export const load = createRequire(`${process.env.LAB_PROJECT}/`);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** The job: the first line of stdin. */
export async function readJob() {
  return JSON.parse((await lines.next()).value);
}

/** Leaves when the suite closes stdin. */
export async function untilStdinEnds() {
  while (!(await lines.next()).done);
  process.exit(0);
}

export function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

export function describe(error) {
  if (error?.code && error.type === "close") return `close event ${error.code}`;
  return error?.message ? `${error.name}: ${error.message}` : String(error?.name ?? error);
}

/** A step's arguments by position: a code that is not given before a reason is `undefined`. */
export function positional(step) {
  if ("reason" in step) return [step.code, step.reason];
  return "code" in step ? [step.code] : [];
}

/** What a promise gives within `limit` seconds, else null. */
export function within(promise, limit) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, limit * 1000, null);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The case that a request's path (`/CASE`) names. */
export function caseOf(cases, url) {
  const id = /case=(\w+)/.exec(url)?.[1] ?? url.split("?")[0].split("/").filter(Boolean).at(-1);
  return cases.find((one) => one.id === id);
}

/** Makes the case's calls, waits until this side knows that the connection is closed, and reports. */
export async function play(one, call, closed, limit) {
  const calls = [];
  for (const step of one.calls) calls.push(await attempt(() => call(step), limit));
  say({ id: one.id, calls, own: await within(closed, limit) });
}

async function attempt(call, limit) {
  let result;
  try {
    result = call();
  } catch (error) {
    return { error: describe(error), at: "call" };
  }
  if (typeof result?.then !== "function") return {};
  try {
    return (await within(result.then(() => ({})), limit)) ?? { hung: true };
  } catch (error) {
    return { error: describe(error), at: "await" };
  }
}

/** Runs each case, so many at a time. */
export async function allTogether(job, run) {
  const waiting = [...job.cases];
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      try {
        await run(one);
      } catch (error) {
        say({ id: one.id, failed: describe(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: job.together }, worker));
  process.exit(0);
}

/** Promises for `open` and `closed` of an object with the browser's WebSocket interface; `closed` gives what its handler learns. */
export function watch(socket) {
  let failure;
  socket.addEventListener("error", (event) => {
    failure ??= event.error ? describe(event.error) : event.message || "error event";
  });
  const closed = new Promise((resolve) => {
    socket.addEventListener("close", ({ code, reason, wasClean }) => {
      resolve({ code, reason: String(reason ?? ""), clean: wasClean, error: failure });
    });
  });
  const opened = new Promise((resolve) => {
    socket.addEventListener("open", resolve);
  });
  return { closed, opened: Promise.race([opened, closed]) };
}
