"""The real Neovim, headless, with the plugin of `editors/neovim` and nothing else."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from . import programs

SOURCE = """\
const socket = new WebSocket("wss://chat.example/room");

window.onpagehide = () => socket.close(1001, "leaving");
setTimeout(() => socket.send("still here"), 1000);
"""
CODE = (2, 39)
"""The line and the column, both from 0, of 1001."""

PRELUDE = """
local answer = {}
local function wait(what, condition)
  assert(vim.wait(15000, condition, 5), "waited in vain for " .. what)
end
local function attached()
  local client
  wait("the server", function()
    client = vim.lsp.get_clients({ name = "wsclose", bufnr = 0 })[1]
    return client and client.initialized
  end)
  return client
end
local function found()
  return vim.diagnostic.get(0)
end
local function body()
%s
end
local fine, problem = xpcall(body, debug.traceback)
if not fine then
  answer.problem = problem
end
vim.fn.writefile({ vim.json.encode(answer) }, vim.env.ANSWER)
vim.cmd("qall!")
"""


@dataclass(frozen=True)
class Editor:
    """Neovim as a user has it who put the plugin on the runtime path and enabled the server."""

    program: Path
    command: programs.Command
    folder: Path

    def start(self, lua: str, init: str = "", *, language: str = "C.UTF-8") -> subprocess.Popen[str]:
        """Open `app.js` and do what `lua` says; it leaves its results in the table `answer`."""
        script = self.folder / "test.lua"
        script.write_text(PRELUDE % lua)
        first = self.folder / "init.lua"
        first.write_text(f'{init}\nvim.lsp.enable("wsclose")\n')
        return subprocess.Popen(
            [
                self.program,
                "--headless",
                "--clean",
                *("--cmd", f"set runtimepath^={programs.EDITORS / 'neovim'}"),
                *("--cmd", f"source {first}"),
                self.folder / "project" / "app.js",
                *("-S", script),
            ],
            env=self.environment(language),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def environment(self, language: str) -> dict[str, str]:
        homes = {f"XDG_{kind}_HOME": str(self.folder / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        answer = {"ANSWER": str(self.folder / "answer.json")}
        return {**self.command.environment(), **homes, **answer, "LC_ALL": language, "LANG": language}

    def run(self, lua: str, init: str = "", *, language: str = "C.UTF-8") -> dict[str, Any]:
        """The same to its end. Returns `answer`."""
        process = self.start(lua, init, language=language)
        try:
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
        written = self.folder / "answer.json"
        assert written.exists(), output
        answer: dict[str, Any] = json.loads(written.read_text() or "{}") or {}
        assert "problem" not in answer, f"{answer['problem']}\n{output}"
        return answer


@pytest.fixture(scope="session")
def nvim() -> Path:
    return programs.neovim()


@pytest.fixture
def editor(nvim: Path, tmp_path: Path) -> Editor:
    project = tmp_path / "project"
    project.mkdir()
    (project / ".git").mkdir()
    (project / "app.js").write_text(SOURCE)
    return Editor(nvim, programs.make_command(tmp_path / "bin"), tmp_path)


def test_shows_a_diagnostic_at_the_code(editor: Editor) -> None:
    answer = editor.run("""
        answer.root = attached().root_dir
        wait("a diagnostic", function() return #found() > 0 end)
        answer.diagnostics = found()
    """)
    assert answer["root"] == str(editor.folder / "project")
    (diagnostic,) = answer["diagnostics"]
    assert (diagnostic["lnum"], diagnostic["col"], diagnostic["end_col"]) == (*CODE, CODE[1] + 4)
    assert (diagnostic["code"], diagnostic["source"], diagnostic["severity"]) == ("browser-code", "wsclose", 1)


def test_the_diagnostic_follows_the_text(editor: Editor) -> None:
    answer = editor.run("""
        wait("a diagnostic", function() return #found() > 0 end)
        vim.api.nvim_buf_set_lines(0, 0, 0, false, { "// \\u{1F600} a line above" })
        wait("the diagnostic to move", function() return #found() == 1 and found()[1].lnum == 3 end)
        vim.api.nvim_buf_set_text(0, 3, 39, 3, 43, { "1000" })
        wait("the diagnostic to go", function() return #found() == 0 end)
        answer.left = #found()
    """)
    assert answer["left"] == 0


def test_explains_the_code_in_a_hover_window(editor: Editor) -> None:
    answer = editor.run("""
        attached()
        vim.api.nvim_win_set_cursor(0, { 3, 40 })
        vim.lsp.buf.hover()
        local window
        wait("the hover", function()
          window = vim.b.lsp_floating_preview
          return window and vim.api.nvim_win_is_valid(window)
        end)
        answer.lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    """)
    text = "\n".join(answer["lines"])
    assert "1001 Going Away" in text
    assert "When you see it" in text
    assert "command:" not in text, "Neovim can't follow a command link"


def test_a_number_that_is_no_close_code_is_not_explained(editor: Editor) -> None:
    answer = editor.run("""
        local client = attached()
        local at = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 3, character = 46 } }
        local reply = assert(client:request_sync("textDocument/hover", at, 15000, 0))
        answer.nothing = reply.err == nil and (reply.result == nil or reply.result == vim.NIL)
    """)
    assert answer["nothing"]


def test_a_quick_fix_changes_the_text(editor: Editor) -> None:
    answer = editor.run("""
        wait("a diagnostic", function() return #found() > 0 end)
        vim.api.nvim_win_set_cursor(0, { 3, 40 })
        vim.ui.select = function(actions, _, choose)
          answer.titles = vim.tbl_map(function(each) return each.action.title end, actions)
          choose(vim.iter(actions):find(function(each) return each.action.title:find("1000") end))
        end
        local before = vim.b.changedtick
        vim.lsp.buf.code_action({ context = { only = { "quickfix" } } })
        wait("the edit", function() return vim.b.changedtick > before end)
        answer.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n") .. "\\n"
        wait("the diagnostic to go", function() return #found() == 0 end)
    """)
    assert answer["text"] == SOURCE.replace("1001", "1000")
    assert len(answer["titles"]) > 1


def test_settings_come_from_init_options(editor: Editor) -> None:
    init = 'vim.lsp.config("wsclose", { init_options = { locale = "ko", severity = { ["browser-code"] = "hint" } } })'
    answer = editor.run(
        """
        wait("a diagnostic", function() return #found() > 0 end)
        answer.severity = found()[1].severity
        local at = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 2, character = 40 } }
        local reply = assert(vim.lsp.get_clients()[1]:request_sync("textDocument/hover", at, 15000, 0))
        answer.hover = reply.result.contents.value
        """,
        init,
    )
    assert answer["severity"] == 4
    assert "해결 방법" in answer["hover"]


def test_speaks_the_language_of_the_environment(editor: Editor) -> None:
    answer = editor.run(
        """
        attached()
        local at = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 2, character = 40 } }
        local reply = assert(vim.lsp.get_clients()[1]:request_sync("textDocument/hover", at, 15000, 0))
        answer.hover = reply.result.contents.value
        """,
        language="ko_KR.UTF-8",
    )
    assert "해결 방법" in answer["hover"]


def test_a_comparison_opens_in_a_window_that_q_closes(editor: Editor) -> None:
    answer = editor.run("""
        vim.cmd("WscloseCompare 1000 1001")
        wait("the comparison", function() return vim.api.nvim_buf_get_name(0) == "wsclose://compare/1000-1001" end)
        answer.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")
        vim.api.nvim_feedkeys("q", "x", false)
        answer.windows = #vim.api.nvim_list_wins()
    """)
    assert "1000 Normal Closure" in answer["text"]
    assert "1001 Going Away" in answer["text"]
    assert answer["windows"] == 1


def test_explains_the_word_under_the_cursor(editor: Editor) -> None:
    answer = editor.run("""
        vim.api.nvim_win_set_cursor(0, { 3, 40 })
        vim.cmd("WscloseExplain")
        wait("the explanation", function() return vim.bo.filetype == "markdown" end)
        answer.first = vim.api.nvim_buf_get_lines(0, 0, 1, false)[1]
    """)
    assert answer["first"] == "### 1001 Going Away"


def test_says_why_there_is_no_explanation(editor: Editor) -> None:
    answer = editor.run("""
        local said
        vim.notify = function(message) said = message end
        vim.cmd("WscloseExplain nonsense")
        wait("a word", function() return said end)
        answer.said = said
    """)
    assert "nonsense" in answer["said"]


def health(editor: Editor, init: str = "", before: str = "attached()") -> str:
    answer = editor.run(
        f"""
        {before}
        vim.cmd("checkhealth wsclose")
        answer.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")
        """,
        init,
    )
    text: str = answer["text"]
    return text


def test_checkhealth_finds_the_program_and_the_server(editor: Editor) -> None:
    text = health(editor)
    assert "OK wsclose" in text
    assert "OK enabled" in text
    assert "1 buffer" in text
    assert "ERROR" not in text


def test_checkhealth_says_what_is_missing(editor: Editor) -> None:
    init = 'vim.lsp.config("wsclose", { cmd = { "wsclose-elsewhere", "server" } })'
    text = health(editor, init, before="")
    assert "ERROR `wsclose-elsewhere` is not on the PATH." in text
    assert "pipx install wsclose" in text


def test_leaves_no_server_behind_when_it_quits(editor: Editor) -> None:
    editor.run("attached()")
    (server,) = editor.command.started()
    assert programs.happens(lambda: not programs.is_alive(server))


def test_leaves_no_server_behind_when_it_is_killed(editor: Editor) -> None:
    process = editor.start("""
        attached()
        vim.fn.writefile({}, "attached")
        vim.wait(60000, function() return false end)
    """)
    try:
        assert programs.happens((editor.folder / "attached").exists)
        (server,) = editor.command.started()
        assert programs.is_alive(server)
    finally:
        process.kill()
        process.communicate()
    assert programs.happens(lambda: not programs.is_alive(server))


def test_the_help_is_found_by_its_tags(editor: Editor) -> None:
    copy = shutil.copytree(programs.EDITORS / "neovim" / "doc", editor.folder / "plugin" / "doc")
    answer = editor.run(f"""
        vim.cmd("helptags {copy}")
        vim.opt.runtimepath:prepend("{copy.parent}")
        answer.files = {{}}
        for _, tag in ipairs({{ "wsclose", "wsclose-settings", ":WscloseCompare", ":WscloseExplain" }}) do
          vim.cmd("help " .. tag)
          table.insert(answer.files, vim.fs.basename(vim.api.nvim_buf_get_name(0)))
        end
    """)
    assert answer["files"] == ["wsclose.txt"] * 4
