/** The extension: finds the server, starts the client, and has the commands. */

import { mkdir } from "node:fs/promises";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { makeClient } from "./client";
import { Environment } from "./environment";
import { Explanations } from "./explanations";
import { findPythons, findServer, type Program, WrongSetting } from "./find";
import { surroundings, wishes } from "./surroundings";

let running: Wsclose | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await mkdir(context.globalStorageUri.fsPath, { recursive: true });
  running = new Wsclose(context);
  // Not awaited: a question may be open for long, and the commands are there meanwhile.
  void running.restart(false);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}

class Wsclose {
  private readonly log = vscode.window.createOutputChannel("wsclose", { log: true });
  private readonly storage: string;
  private readonly environment: Environment;
  private readonly languages: readonly string[];
  private readonly status: vscode.LanguageStatusItem;
  private program: Promise<Program | undefined> = Promise.resolve(undefined);
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private isOffering = false;

  constructor(context: vscode.ExtensionContext) {
    this.storage = context.globalStorageUri.fsPath;
    this.environment = new Environment(context, this.log);
    const events = context.extension.packageJSON.activationEvents as string[];
    this.languages = events.map((event) => event.replace("onLanguage:", ""));
    this.status = vscode.languages.createLanguageStatusItem("wsclose", this.languages.map((language) => ({ language })));
    this.status.name = "wsclose";
    this.status.text = "wsclose";
    this.status.command = { command: "wsclose.showOutput", title: vscode.l10n.t("Show the Output") };
    const pages = new Explanations(() => this.program, this.storage);
    context.subscriptions.push(
      this.log,
      this.status,
      pages,
      vscode.commands.registerCommand("wsclose.restart", () => this.restart(true)),
      vscode.commands.registerCommand("wsclose.showOutput", () => this.log.show()),
      vscode.commands.registerCommand("wsclose.compare", (left, right) => pages.compare(left, right)),
      vscode.commands.registerCommand("wsclose.explain", (subject) => pages.explain(subject)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart(false)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("wsclose.server") || change.affectsConfiguration("wsclose.python")) {
          void this.restart(false);
        }
      }),
    );
  }

  /** Stops the server, looks for it again and starts it. One after the other, however often it is asked for. */
  restart(askAgain: boolean): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.stop();
      this.status.busy = true;
      const search = this.find();
      this.program = search.then((found) => (found === "wrong setting" ? undefined : found));
      const found = await search;
      this.status.busy = false;
      if (found && found !== "wrong setting") {
        await this.start(found);
        return;
      }
      this.showMissing();
      if (!found) {
        this.log.info(`No server in the settings, the workspace's environment or the PATH: ${process.env["PATH"]}`);
        void this.offer(askAgain);
      }
    });
    return this.queue;
  }

  /** Not in the queue: a question may stay open while the settings change and the server is found after all. */
  private async offer(askAgain: boolean): Promise<void> {
    if (this.isOffering) {
      return;
    }
    this.isOffering = true;
    try {
      const pythons = () => findPythons(wishes(), surroundings(this.storage, this.environment));
      if (await this.environment.offer(pythons, askAgain)) {
        void this.restart(false);
      }
    } catch (error) {
      this.log.error(String(error));
    } finally {
      this.isOffering = false;
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.log.warn(`The server did not stop by itself: ${String(error)}`);
    }
  }

  private async find(): Promise<Program | "wrong setting" | undefined> {
    try {
      return await findServer(wishes(), surroundings(this.storage, this.environment));
    } catch (error) {
      if (error instanceof WrongSetting) {
        void this.sayWrong(error);
      } else {
        this.log.error(String(error));
      }
      return "wrong setting";
    }
  }

  private async start(program: Program): Promise<void> {
    this.log.info(`Starting ${program.words.join(" ")} server (${program.origin})`);
    this.client = makeClient(program, this.languages, this.storage, this.log);
    try {
      await this.client.start();
      const version = this.client.initializeResult?.serverInfo?.version ?? "";
      this.status.text = `wsclose ${version}`;
      this.status.detail = program.words[0];
      this.status.severity = vscode.LanguageStatusSeverity.Information;
    } catch (error) {
      this.log.error(`The server could not be started: ${String(error)}`);
      this.showMissing();
    }
  }

  private showMissing(): void {
    this.status.text = vscode.l10n.t("wsclose: no server");
    this.status.detail = undefined;
    this.status.severity = vscode.LanguageStatusSeverity.Warning;
  }

  private async sayWrong(error: WrongSetting): Promise<void> {
    const open = vscode.l10n.t("Open the Settings");
    const message = vscode.l10n.t("The setting {0} names no program that can be run: {1}", error.setting, error.value);
    if ((await vscode.window.showErrorMessage(message, open)) === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", error.setting);
    }
  }
}
