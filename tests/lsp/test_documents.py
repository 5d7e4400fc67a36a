"""Open documents: which language they are in, and what happens when their checker fails."""

import logging

import pytest

from wsclose.checker import FileChecker
from wsclose.lsp.documents import Documents, language_of, path_of
from wsclose.project.settings import Settings

URI = "file:///srv/app.js"
BAD = "new WebSocket(url).close(1006);\n"


@pytest.fixture
def documents() -> Documents:
    opened = Documents()
    opened.open(URI, "javascript", 1, BAD, Settings())
    return opened


@pytest.mark.parametrize(
    ("language_id", "path", "language"),
    [
        ("javascript", "page.es6", "javascript"),
        ("python", "script", "python"),
        ("plaintext", "app.js", None),
        ("js", "app.js", "javascript"),
        ("typescript.tsx", "app.tsx", "typescript"),
        ("", "main.go", "go"),
        ("xml", "notes.xml", None),
    ],
)
def test_the_editor_names_the_language_and_else_the_suffix(language_id: str, path: str, language: str | None) -> None:
    assert language_of(language_id, path) == language


@pytest.mark.parametrize(
    ("uri", "language_id", "path"),
    [
        ("file:///srv/my%20app.js", "javascript", "/srv/my app.js"),
        ("untitled:Untitled-1", "typescriptreact", "untitled:Untitled-1.typescriptreactx"),
        ("git:/srv/app.tsx", "typescriptreact", "git:/srv/app.tsx"),
    ],
)
def test_a_path_ends_as_files_of_its_language_do(uri: str, language_id: str, path: str) -> None:
    assert path_of(uri, language_id) == path


def test_changed_documents_are_taken_once(documents: Documents) -> None:
    assert [each.uri for each in documents.take_changed()] == [URI]
    assert documents.take_changed() == []


def test_a_closed_document_is_taken_no_more(documents: Documents) -> None:
    documents.close(URI)
    assert documents.take_changed() == []


def test_a_check_that_fails_finds_nothing_and_names_the_file(
    documents: Documents, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: FileChecker) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(FileChecker, "checked", fail)
    [document] = documents.take_changed()
    assert document.checked().findings == ()
    assert "/srv/app.js" in caplog.text


def test_a_check_that_keeps_failing_is_told_once(
    documents: Documents, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: FileChecker) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(FileChecker, "checked", fail)
    [document] = documents.take_changed()
    document.checked()
    document.checked()
    assert len(caplog.records) == 1


def test_an_edit_that_can_not_be_followed_is_read_anew(
    documents: Documents, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: FileChecker, __: object) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as broken, caplog.at_level(logging.CRITICAL):
        broken.setattr(FileChecker, "edited", fail)
        documents.change(URI, [(None, BAD + BAD)], "utf-16", 2)
    [document] = documents.take_changed()
    assert len(document.checked().findings) == 2
