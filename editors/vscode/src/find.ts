/**
 * Where the server is. Nothing here knows the editor: what it asks of the outside is in `Surroundings`.
 *
 * In a workspace that is not trusted, nothing that the workspace provides is run: not its settings (the editor itself
 * keeps those back), not its Python environment, and no program on the PATH that lies inside it.
 */

import * as path from "node:path";

/** How a program is started: `[...words, "server"]`, `[...words, "compare", "1000", "1001"]`. */
export interface Program {
  readonly words: readonly [string, ...string[]];
  readonly origin: Origin;
}

export type Origin = "setting" | "interpreter" | "workspace" | "path" | "private";

/** A setting names something that can't be used. It is said, and nothing else is tried in its place. */
export class WrongSetting extends Error {
  constructor(
    readonly setting: "wsclose.server.path" | "wsclose.python.interpreter",
    readonly value: string,
  ) {
    super(`${setting}: ${value}`);
  }
}

export interface Wishes {
  /** `wsclose.server.path`, empty when not set. */
  readonly server: string;
  /** `wsclose.python.interpreter`, empty when not set. */
  readonly interpreter: string;
  readonly trusted: boolean;
  /** Absolute paths of the workspace's folders. */
  readonly folders: readonly string[];
  /** Folders of the PATH. */
  readonly path: readonly string[];
  readonly home: string;
  readonly windows: boolean;
}

export interface Surroundings {
  /** Whether a path names a file that may be executed. */
  isProgram(file: string): Promise<boolean>;
  /** The path without symbolic links. */
  real(file: string): Promise<string>;
  /** Whether a command line ends with status 0 within a few seconds. */
  succeeds(words: readonly string[]): Promise<boolean>;
  /** The interpreter that the editor's Python extension has chosen for the workspace. */
  chosenInterpreter(): Promise<string | undefined>;
  /** The extension's own environment, if it has been made and fits this version. */
  privateInterpreter(): Promise<string | undefined>;
}

/** `-P`: the folder that the server runs in, whatever lies there, is not searched for modules. */
export function asModule(interpreter: string): [string, ...string[]] {
  return [interpreter, "-P", "-m", "wsclose"];
}

export async function findServer(wishes: Wishes, around: Surroundings): Promise<Program | undefined> {
  if (wishes.server) {
    const file = expand(wishes.server, wishes);
    if (!(await around.isProgram(file))) {
      throw new WrongSetting("wsclose.server.path", file);
    }
    return { words: [file], origin: "setting" };
  }
  if (wishes.interpreter) {
    const file = expand(wishes.interpreter, wishes);
    if (!(await around.isProgram(file))) {
      throw new WrongSetting("wsclose.python.interpreter", file);
    }
    if (await hasServer(file, around)) {
      return { words: asModule(file), origin: "interpreter" };
    }
  }
  return (
    (wishes.trusted ? await inWorkspace(wishes, around) : undefined) ??
    (await onPath(wishes, around)) ??
    (await inPrivate(around))
  );
}

/** Pythons that could make an environment, the best first. */
export async function findPythons(wishes: Wishes, around: Surroundings): Promise<string[]> {
  if (wishes.interpreter) {
    return [expand(wishes.interpreter, wishes)];
  }
  const names = wishes.windows
    ? ["python.exe", "python3.exe"]
    : ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
  const found: string[] = [];
  for (const name of names) {
    found.push(...(await programsOnPath(name, wishes, around)));
  }
  const chosen = wishes.trusted ? await around.chosenInterpreter() : undefined;
  const fit: string[] = [];
  for (const file of new Set(chosen ? [...found, chosen] : found)) {
    if (await around.succeeds([file, "-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))"])) {
      fit.push(file);
    }
  }
  return fit;
}

async function inWorkspace(wishes: Wishes, around: Surroundings): Promise<Program | undefined> {
  const candidates: string[] = [];
  const chosen = await around.chosenInterpreter();
  if (chosen) {
    candidates.push(chosen);
  }
  const python = wishes.windows ? ["Scripts", "python.exe"] : ["bin", "python"];
  for (const folder of wishes.folders) {
    candidates.push(...[".venv", "venv"].map((name) => path.join(folder, name, ...python)));
  }
  for (const interpreter of candidates) {
    if ((await around.isProgram(interpreter)) && (await hasServer(interpreter, around))) {
      return { words: asModule(interpreter), origin: "workspace" };
    }
  }
  return undefined;
}

async function onPath(wishes: Wishes, around: Surroundings): Promise<Program | undefined> {
  const [file] = await programsOnPath(wishes.windows ? "wsclose.exe" : "wsclose", wishes, around);
  return file ? { words: [file], origin: "path" } : undefined;
}

async function inPrivate(around: Surroundings): Promise<Program | undefined> {
  const interpreter = await around.privateInterpreter();
  return interpreter ? { words: asModule(interpreter), origin: "private" } : undefined;
}

async function programsOnPath(name: string, wishes: Wishes, around: Surroundings): Promise<string[]> {
  const found: string[] = [];
  for (const folder of wishes.path) {
    const file = path.join(folder, name);
    if (!path.isAbsolute(folder) || !(await around.isProgram(file))) {
      continue;
    }
    if (wishes.trusted || !(await liesInWorkspace(file, wishes, around))) {
      found.push(file);
    }
  }
  return found;
}

async function liesInWorkspace(file: string, wishes: Wishes, around: Surroundings): Promise<boolean> {
  const places = [file, await around.real(file)];
  for (const folder of wishes.folders) {
    for (const root of [folder, await around.real(folder)]) {
      if (places.some((place) => isInside(place, root))) {
        return true;
      }
    }
  }
  return false;
}

function isInside(file: string, folder: string): boolean {
  const between = path.relative(folder, file);
  return between.split(path.sep)[0] !== ".." && !path.isAbsolute(between);
}

async function hasServer(interpreter: string, around: Surroundings): Promise<boolean> {
  return around.succeeds([...asModule(interpreter), "--version"]);
}

function expand(setting: string, wishes: Wishes): string {
  const folder = wishes.folders[0] ?? "";
  const full = setting.replace(/^~(?=$|[\\/])/, wishes.home).replaceAll("${workspaceFolder}", folder);
  return path.isAbsolute(full) || !folder ? full : path.join(folder, full);
}
