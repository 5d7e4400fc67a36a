/** What the search for the server asks of this machine and of the editor. */

import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Environment } from "./environment";
import type { Surroundings, Wishes } from "./find";
import { run } from "./run";

export function wishes(): Wishes {
  const settings = vscode.workspace.getConfiguration("wsclose");
  return {
    server: settings.get("server.path", "").trim(),
    interpreter: settings.get("python.interpreter", "").trim(),
    trusted: vscode.workspace.isTrusted,
    folders: (vscode.workspace.workspaceFolders ?? [])
      .filter((folder) => folder.uri.scheme === "file")
      .map((folder) => folder.uri.fsPath),
    path: (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean),
    home: homedir(),
    windows: process.platform === "win32",
  };
}

export function surroundings(storage: string, environment: Environment): Surroundings {
  return {
    isProgram: async (file) => {
      try {
        await access(file, constants.X_OK);
        return (await stat(file)).isFile();
      } catch {
        return false;
      }
    },
    real: (file) => realpath(file).catch(() => file),
    succeeds: async (words) => (await run(words, { cwd: storage, seconds: 15 })).status === 0,
    chosenInterpreter,
    privateInterpreter: () => environment.interpreter(),
  };
}

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<Resolved | undefined>;
  };
}

interface Resolved {
  readonly executable?: { readonly uri?: vscode.Uri };
}

async function chosenInterpreter(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  if (!extension) {
    return undefined;
  }
  try {
    const { environments } = await extension.activate();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const active = environments?.getActiveEnvironmentPath(folder);
    const resolved = active && (await environments?.resolveEnvironment(active));
    return resolved?.executable?.uri?.fsPath;
  } catch {
    return undefined; // whatever is wrong with it, there are other places to look
  }
}
