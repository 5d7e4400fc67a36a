"""The real Emacs with Eglot, in batch mode, set up by the page's snippet."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from . import programs

SOURCE = """\
const socket = new WebSocket("wss://chat.example/room");
window.onpagehide = () => socket.close(1001, "leaving");
"""

SCRIPT = """
(find-file "app.js")
(apply #'eglot (eglot--guess-contact))
(setq-local eglot-confirm-server-initiated-edits nil)
(with-timeout (30 (error "No diagnostic came"))
  (flymake-start)
  (while (null (flymake-diagnostics))
    (accept-process-output nil 0.05)))
(search-forward "close(")
(let* ((server (eglot-current-server))
       (hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams)))
       (found (car (flymake-diagnostics)))
       (said (list (cons 'message (flymake-diagnostic-text found))
                   (cons 'at (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
                   (cons 'hover (plist-get (plist-get hover :contents) :value))))
       (actions (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) "quickfix"))
       (send (seq-find (lambda (each) (equal (plist-get each :title) "Send 1000")) actions)))
  (eglot--apply-workspace-edit (plist-get send :edit))
  (push (cons 'text (buffer-substring-no-properties (point-min) (point-max))) said)
  (eglot-shutdown server)
  (with-temp-file "answer.json" (insert (json-encode said))))
"""


@pytest.fixture(scope="module")
def emacs() -> str:
    program = shutil.which("emacs")
    if program is None:
        pytest.skip("no Emacs on the PATH (Debian: apt-get install emacs-nox elpa-eglot)")
    has_eglot = [program, "--batch", "-f", "package-initialize", "--eval", "(require 'eglot)"]
    if subprocess.run(has_eglot, capture_output=True, timeout=60).returncode:
        pytest.skip("this Emacs has no Eglot (Debian: apt-get install elpa-eglot)")
    return program


def test_diagnostic_hover_and_repair(emacs: str, tmp_path: Path) -> None:
    command = programs.make_command(tmp_path / "bin")
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.js").write_text(SOURCE)
    (tmp_path / "init.el").write_text(programs.snippets("Emacs", "elisp")[0])
    (tmp_path / "script.el").write_text(SCRIPT)
    done = subprocess.run(
        [emacs, "--batch", "-f", "package-initialize", "-l", tmp_path / "init.el", "-l", tmp_path / "script.el"],
        cwd=project,
        env={**command.environment(), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads((project / "answer.json").read_text())
    assert answer["at"] == "1001"
    assert "Browsers refuse 1001" in answer["message"]
    assert "1001 Going Away" in answer["hover"]
    assert answer["text"] == SOURCE.replace("1001", "1000")
    (server,) = command.started()
    assert programs.happens(lambda: not programs.is_alive(server))
