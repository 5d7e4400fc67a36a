/** Programs that are run to their end. */

import { execFile } from "node:child_process";

export interface Outcome {
  /** 0 when it went well; undefined when the program could not be run, or was stopped. */
  readonly status: number | undefined;
  readonly output: string;
  readonly errors: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

/** Never rejects: what went wrong is in the outcome. */
export function run(words: readonly string[], options: RunOptions): Promise<Outcome> {
  const [file = "", ...rest] = words;
  const settings = {
    cwd: options.cwd,
    timeout: options.seconds * 1000,
    maxBuffer: 16 * 1024 * 1024,
    windowsHide: true,
    env: { ...process.env, PYTHONUTF8: "1", NO_COLOR: "1" },
    ...(options.signal ? { signal: options.signal } : {}),
  };
  return new Promise((resolve) => {
    execFile(file, rest, settings, (error, output, errors) => {
      if (!error) {
        resolve({ status: 0, output, errors });
      } else if (typeof error.code === "number") {
        resolve({ status: error.code, output, errors });
      } else {
        resolve({ status: undefined, output, errors: errors || error.message });
      }
    });
  });
}
