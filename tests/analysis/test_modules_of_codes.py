"""A file that is called as one of close codes has them at its top: `close-codes.ts`, Go's `package closecode`."""

import pytest

from wsclose.analysis.facts import CodeUse
from wsclose.checker import FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax import languages
from wsclose.syntax.document import Document

GO = "package closecode\n\ntype Type uint32\n\nconst (\n\tIdle   Type = 4000\n\tKicked Type = 4001\n)\n"
PYTHON = "IDLE = 4000\nKICKED = 4001\nRETRY_DELAY = 3000\nPORT = 3001\nHEARTBEAT_TIMEOUT = 4003\nGRACE_TIMEOUT = 3000\n"


def defined(path: str, text: str) -> list[int]:
    language = languages.for_path(path)
    assert language is not None
    checked = FileChecker(f"/project/{path}", language, Document.from_str(text), Settings()).checked()
    facts = (fact for placed in checked.facts for fact in placed.facts.facts)
    return [fact.number for fact in facts if isinstance(fact, CodeUse) and fact.use == "defined"]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("gateway/closecode/all.go", GO, [4000, 4001]),
        ("gateway/kinds/all.go", GO.replace("closecode", "kinds"), []),
        ("close_codes.py", PYTHON, [4000, 4001, 4003]),
        ("codes.py", PYTHON, []),
        ("close_code_handler.py", PYTHON, []),
        ("test_close_codes.py", PYTHON, []),
        ("src/close-codes.ts", "export const IDLE = 4000;\nfunction wait() {\n  const pause = 3000;\n}\n", [4000]),
        ("src/closeCodes/index.js", "module.exports = { idle: 4000, retryDelay: 3000 };\n", [4000]),
        ("src/ws_codes.rs", "pub const IDLE: u16 = 4000;\n", [4000]),
    ],
)
def test_constants_of_a_file_that_is_called_as_one_of_codes(path: str, text: str, expected: list[int]) -> None:
    assert defined(path, text) == expected
