/** Comparisons and explanations: made by the same program as the server, shown as a Markdown preview. */

import * as vscode from "vscode";
import type { Program } from "./find";
import { type Outcome, run } from "./run";
import { SUBJECT, subject } from "./subject";

const SCHEME = "wsclose";

interface Code {
  readonly code: number;
  readonly name: string;
  readonly summary: string;
}

export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  readonly onDidChange = this.changed.event;

  /** `program` gives what the server was started with, or undefined when there is none. */
  constructor(
    private readonly program: () => Promise<Program | undefined>,
    private readonly storage: string,
  ) {}

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  /** The page of an address: its query is the command line. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const outcome = await this.ask(words(JSON.parse(uri.query)));
    return outcome?.output ?? "";
  }

  /** `wsclose.compare`: two numbers or names; what is missing is asked for. */
  async compare(left?: unknown, right?: unknown): Promise<void> {
    const first = asSubject(left) ?? (await this.pick(vscode.l10n.t("The first code")));
    const second = first && (asSubject(right) ?? (await this.pick(vscode.l10n.t("{0} compared with", first), first)));
    if (first && second) {
      await this.show(`${first} · ${second}`, ["compare", first, second, "--format", "markdown"]);
    }
  }

  /** `wsclose.explain`: a subject, or what stands at the cursor, or what somebody types. */
  async explain(given?: unknown): Promise<void> {
    const wanted = asSubject(given) ?? atCursor() ?? (await this.type());
    if (wanted) {
      await this.show(wanted, ["explain", ...wanted.split(/\s+/), "--format", "markdown"]);
    }
  }

  private async show(title: string, command: string[]): Promise<void> {
    const outcome = await this.ask(command);
    if (!outcome) {
      return;
    }
    if (outcome.status !== 0) {
      void vscode.window.showWarningMessage(lastLine(outcome) || vscode.l10n.t("wsclose gave no answer."));
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `${title.replaceAll("/", " ")}.md`, query: JSON.stringify(command) });
    this.changed.fire(uri); // the language may be another one than the last time
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  private async ask(command: string[]): Promise<Outcome | undefined> {
    const program = await this.program();
    if (!program) {
      void vscode.window.showWarningMessage(vscode.l10n.t("wsclose has no server. “Restart the Server” looks for one."));
      return undefined;
    }
    return run([...program.words, ...command, "--locale", locale()], { cwd: projectOf() ?? this.storage, seconds: 30 });
  }

  private async pick(title: string, besides?: string): Promise<string | undefined> {
    const outcome = await this.ask(["codes", "--format", "json"]);
    if (!outcome) {
      return undefined;
    }
    const codes = codesIn(outcome.output).filter((each) => String(each.code) !== besides);
    const items = codes.map((each) => ({ label: `${each.code} ${each.name}`, description: each.summary, code: String(each.code) }));
    return new Promise((resolve) => {
      const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { code: string }>();
      picker.title = title;
      picker.placeholder = vscode.l10n.t("Choose a code, or type any number or name");
      picker.matchOnDescription = true;
      picker.items = items;
      picker.onDidChangeValue((value) => {
        const typed = value.trim();
        const isKnown = items.some((each) => each.code === typed);
        const own = typed && !isKnown ? [{ label: typed, code: typed, alwaysShow: true }] : [];
        picker.items = [...items, ...own];
      });
      picker.onDidAccept(() => {
        resolve(picker.activeItems[0]?.code);
        picker.hide();
      });
      picker.onDidHide(() => {
        resolve(undefined);
        picker.dispose();
      });
      picker.show();
    });
  }

  private async type(): Promise<string | undefined> {
    const answer = await vscode.window.showInputBox({
      title: vscode.l10n.t("What is to be explained?"),
      placeHolder: vscode.l10n.t("1001, CloseGoingAway, discord 4014, browser-code"),
    });
    return answer?.trim() || undefined;
  }
}

/** A command's argument, which anything may have given: a number or a name. Nothing that could be read as an option. */
function asSubject(given: unknown): string | undefined {
  if (typeof given === "number") {
    return String(given);
  }
  return typeof given === "string" && /^[\p{L}\d_]/u.test(given) ? given : undefined;
}

function atCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const range = editor?.document.getWordRangeAtPosition(editor.selection.active, SUBJECT);
  return range && editor ? subject(editor.document.getText(range)) : undefined;
}

/** The folder whose `wsclose.toml` may name codes of its own. */
function projectOf(): string | undefined {
  const document = vscode.window.activeTextEditor?.document.uri;
  const folder = (document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === "file" ? folder.uri.fsPath : undefined;
}

function locale(): string {
  return vscode.workspace.getConfiguration("wsclose").get("locale", "") || vscode.env.language;
}

/** A command line that somebody else may have put into an address: only what this module writes itself. */
function words(query: unknown): string[] {
  const given = Array.isArray(query) ? query.map(String) : [];
  const [command = "", ...rest] = given;
  const isOurs = ["compare", "explain"].includes(command) && given.slice(-2).join(" ") === "--format markdown";
  const subjects = rest.slice(0, -2);
  return isOurs && subjects.every((each) => asSubject(each)) ? given : ["codes", "--format", "markdown"];
}

function codesIn(json: string): Code[] {
  try {
    const results = (JSON.parse(json) as { results: (Code & { kind: string })[] }).results;
    return results.filter((each) => each.kind === "code");
  } catch {
    return [];
  }
}

function lastLine(outcome: Outcome): string {
  const line = outcome.errors.trim().split("\n").at(-1) ?? "";
  return line.replace(/^Error: /, "");
}
