/** The language client: which documents, which settings, and what its hovers may do. */

import * as vscode from "vscode";
import {
  type DynamicFeature,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  type StaticFeature,
} from "vscode-languageclient/node";
import type { Program } from "./find";

/** Commands that a hover's links may run. No others. */
export const LINKED_COMMANDS = ["wsclose.compare", "wsclose.explain"] as const;

class Client extends LanguageClient {
  /** The commands are the extension's own: those that the server has of the same names are not registered again. */
  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    const method = "registrationType" in feature ? feature.registrationType.method : undefined;
    if (method !== ExecuteCommandRequest.method) {
      super.registerFeature(feature);
    }
  }
}

export function makeClient(
  program: Program,
  languages: readonly string[],
  storage: string,
  log: vscode.LogOutputChannel,
): LanguageClient {
  const [command, ...rest] = program.words;
  const clientOptions: LanguageClientOptions = {
    documentSelector: languages.flatMap((language) =>
      ["file", "untitled", "vscode-vfs"].map((scheme) => ({ scheme, language })),
    ),
    initializationOptions: options(),
    outputChannel: log,
    markdown: { isTrusted: { enabledCommands: LINKED_COMMANDS } },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/wsclose.toml") },
  };
  // Not in the workspace: a module that lies there must never be imported.
  const serverOptions = { command, args: [...rest, "server"], options: { cwd: storage } };
  return new Client("wsclose", "wsclose", serverOptions, clientOptions);
}

/** What the server has to know before it asks for settings. `commandLinks`: links to commands can be followed here. */
function options(): object {
  const settings = vscode.workspace.getConfiguration("wsclose");
  const given = ["locale", "select", "ignore", "severity", "workspaceDiagnostics"].map((name) => [name, settings.get(name)]);
  return { ...Object.fromEntries(given), commandLinks: true };
}
