/** The Python environment that the extension makes for itself, in its own storage, after it was allowed to. */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { asModule } from "./find";
import { type Outcome, run } from "./run";

const REFUSED = "wsclose.environment.refused";
const PYTHON = "https://www.python.org/downloads/";

export class Environment {
  private readonly storage: string;
  private readonly folder: string;
  private readonly marker: string;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.storage = context.globalStorageUri.fsPath;
    this.folder = path.join(this.storage, "environment");
    this.marker = path.join(this.folder, "wsclose-installed");
  }

  /** Its interpreter, or undefined when there is none that fits this version of the extension. */
  async interpreter(): Promise<string | undefined> {
    const installed = await readFile(this.marker, "utf8").catch(() => undefined);
    return installed !== undefined && installed === (await this.wanted()) ? this.python() : undefined;
  }

  /** Asks, the first time, whether it may be made, and makes it. False when it may not or can't be. */
  async offer(pythons: () => Promise<string[]>, again: boolean): Promise<boolean> {
    const isUpdate = await readFile(this.marker, "utf8").then(
      () => true,
      () => false,
    );
    if (!isUpdate && !(await this.isAllowed(again))) {
      return false;
    }
    const found = await pythons();
    if (found.length === 0) {
      await this.sayThereIsNoPython();
      return false;
    }
    return this.make(found);
  }

  private async isAllowed(again: boolean): Promise<boolean> {
    if (this.context.globalState.get(REFUSED, false) && !again) {
      this.log.info("No server was found, and no environment is wanted. “wsclose: Restart the Server” asks again.");
      return false;
    }
    const install = vscode.l10n.t("Install");
    const locate = vscode.l10n.t("Set its Path");
    const question = vscode.l10n.t(
      "wsclose needs its language server, a Python program, and found none. May it be installed into an environment that only this extension uses?",
    );
    const answer = await vscode.window.showInformationMessage(question, install, locate, vscode.l10n.t("No"));
    if (answer === locate) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "wsclose.server.path");
    }
    // Closing the question without an answer is none: it is asked again in the next window.
    await this.context.globalState.update(REFUSED, answer !== undefined && answer !== install);
    return answer === install;
  }

  private async sayThereIsNoPython(): Promise<void> {
    const get = vscode.l10n.t("Get Python");
    const locate = vscode.l10n.t("Set the Interpreter");
    const message = vscode.l10n.t(
      "wsclose needs Python 3.11 or newer, with the module venv, and found none. Install it, or set where it is, and restart the server.",
    );
    const answer = await vscode.window.showErrorMessage(message, get, locate);
    if (answer === get) {
      await vscode.env.openExternal(vscode.Uri.parse(PYTHON));
    } else if (answer === locate) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "wsclose.python.interpreter");
    }
  }

  private async make(pythons: string[]): Promise<boolean> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Installing wsclose"),
      cancellable: true,
    };
    const outcome = await vscode.window.withProgress(options, async (progress, cancelled) => {
      const stop = new AbortController();
      cancelled.onCancellationRequested(() => stop.abort());
      progress.report({ message: vscode.l10n.t("making an environment…") });
      const made = await this.makeEmpty(pythons, stop.signal);
      if (made.status !== 0) {
        return { ...made, stopped: stop.signal.aborted };
      }
      progress.report({ message: vscode.l10n.t("downloading what it needs…") });
      return { ...(await this.install(stop.signal)), stopped: stop.signal.aborted };
    });
    if (outcome.status === 0) {
      return true;
    }
    await rm(this.folder, { recursive: true, force: true });
    if (!outcome.stopped) {
      await this.sayItFailed(outcome);
    }
    return false;
  }

  /** The first Python that can. Debian's, for one, comes without what `venv` needs. */
  private async makeEmpty(pythons: string[], signal: AbortSignal): Promise<Outcome> {
    let outcome: Outcome = { status: undefined, output: "", errors: "" };
    for (const python of pythons) {
      await rm(this.folder, { recursive: true, force: true });
      await mkdir(this.storage, { recursive: true });
      outcome = await this.logged([python, "-m", "venv", this.folder], signal);
      if (outcome.status === 0 || signal.aborted) {
        break;
      }
    }
    return outcome;
  }

  private async install(signal: AbortSignal): Promise<Outcome> {
    const wanted = await this.wanted();
    const pip = [this.python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", wanted];
    const installed = await this.logged(pip, signal);
    if (installed.status !== 0) {
      return installed;
    }
    const tried = await this.logged([...asModule(this.python()), "--version"], signal);
    if (tried.status === 0) {
      await writeFile(this.marker, wanted);
    }
    return tried;
  }

  private async logged(words: string[], signal: AbortSignal): Promise<Outcome> {
    this.log.info(words.join(" "));
    const outcome = await run(words, { cwd: this.storage, seconds: 600, signal });
    for (const text of [outcome.output, outcome.errors]) {
      if (text.trim()) {
        this.log.info(text.trim());
      }
    }
    return outcome;
  }

  private async sayItFailed(outcome: Outcome): Promise<void> {
    const show = vscode.l10n.t("Show the Output");
    const last = outcome.errors.trim().split("\n").at(-1) ?? "";
    const answer = await vscode.window.showErrorMessage(
      vscode.l10n.t("wsclose could not be installed: {0}", last),
      show,
    );
    if (answer === show) {
      this.log.show();
    }
  }

  /** What pip is asked for: the wheel that came with the extension, else the extension's own version. */
  private async wanted(): Promise<string> {
    const folder = this.context.asAbsolutePath("server");
    const wheel = (await readdir(folder).catch(() => [])).find((name) => name.endsWith(".whl"));
    const version = String(this.context.extension.packageJSON.version);
    return wheel ? path.join(folder, wheel) : `wsclose==${version}`;
  }

  private python(): string {
    return path.join(this.folder, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
  }
}
