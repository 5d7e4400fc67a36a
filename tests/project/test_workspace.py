"""The workspace as it lives: what is read and when, edits of other files, sizes and depths that are bounded."""

from posixpath import normpath

import pytest
from tests.counting import count_calls

from wsclose.analysis.facts import CloseCall
from wsclose.analysis.file import FileAnalysis
from wsclose.checker import FileChecker
from wsclose.project import aliases
from wsclose.project.settings import Settings
from wsclose.project.workspace import LARGEST, Workspace
from wsclose.syntax.document import Document

from .workspaces import ROOT, InMemory, checker, files_in

MEMBERS = ("socket", "line", "websocket")
PART = (
    "import Foundation\n\nextension Feature {\n  func leavePLACE() {\n"
    + "".join(f"    {member}.close()\n" for member in MEMBERS)
    + "  }\n}\n"
)
FEED = 'import { LIMIT } from "./codes";\n\nconst line = new WebSocket(address);\nline.close(LIMIT);\n'


def rules(path: str, text: str, workspace: Workspace) -> list[str]:
    return [finding.rule for finding in checker(path, text, workspace).checked().findings]


def test_an_edit_of_the_constants_changes_what_is_said_of_the_file_that_uses_them() -> None:
    files = InMemory({"codes.js": "export const LIMIT = 4000;\n", "feed.js": FEED})
    workspace = Workspace(files)
    feed = checker("feed.js", FEED, workspace)
    assert feed.checked().findings == ()

    files.content[f"{ROOT}/codes.js"] = b"export const LIMIT = 1006;\n"
    assert workspace.changed(f"{ROOT}/codes.js")
    assert [finding.rule for finding in feed.checked().findings] == ["reserved-code"]

    files.content[f"{ROOT}/codes.js"] = b"export const LIMIT = 4001;\n"
    assert workspace.changed(f"{ROOT}/codes.js")
    assert feed.checked().findings == ()


def test_a_name_that_a_file_gets_later_is_noticed() -> None:
    files = InMemory({"codes.ts": "export const OTHER = 4000;\n", "feed.ts": FEED})
    workspace = Workspace(files)
    feed = checker("feed.ts", FEED, workspace)
    assert feed.checked().findings == ()

    files.content[f"{ROOT}/codes.ts"] = b"export const LIMIT = 1006;\n"
    assert workspace.changed(f"{ROOT}/codes.ts")
    assert [finding.rule for finding in feed.checked().findings] == ["reserved-code"]


def test_an_edit_behind_a_file_that_hands_on_is_noticed() -> None:
    files = InMemory({"codes.js": 'export * from "./limits";\n', "limits.js": "export const LIMIT = 4000;\n"})
    workspace = Workspace(files)
    feed = checker("feed.js", FEED, workspace)
    assert feed.checked().findings == ()

    files.content[f"{ROOT}/limits.js"] = b"export const LIMIT = 1006;\n"
    assert workspace.changed(f"{ROOT}/limits.js")
    assert [finding.rule for finding in feed.checked().findings] == ["reserved-code"]


def test_a_file_that_appears_later_is_found() -> None:
    files = InMemory({})
    workspace = Workspace(files)
    feed = checker("feed.js", FEED, workspace)
    assert feed.checked().findings == ()

    files.content[f"{ROOT}/codes.js"] = b"export const LIMIT = 1006;\n"
    assert workspace.changed(f"{ROOT}/codes.js")
    assert [finding.rule for finding in feed.checked().findings] == ["reserved-code"]


def test_a_wrapper_that_learns_to_look_at_the_code_is_believed() -> None:
    wrapper = "const line = new WebSocket(address);\nexport function leave(code) {\n  %s\n}\n"
    files = InMemory({"line.js": wrapper % "line.close(code);"})
    workspace = Workspace(files)
    page = checker("page.js", 'import { leave } from "./line";\nleave(1006); // closes the WebSocket\n', workspace)
    assert [finding.rule for finding in page.checked().findings] == ["reserved-code"]

    files.content[f"{ROOT}/line.js"] = (wrapper % "line.close(code === 1006 ? 1000 : code);").encode()
    assert workspace.changed(f"{ROOT}/line.js")
    assert page.checked().findings == ()


def test_a_file_that_nobody_asked_for_changes_nothing() -> None:
    workspace = Workspace(InMemory({"codes.js": "export const LIMIT = 4000;\n", "notes.js": ""}))
    assert rules("feed.js", FEED, workspace) == []
    revision = workspace.revision
    assert not workspace.changed(f"{ROOT}/notes.js")
    assert workspace.revision == revision


def test_files_are_read_when_an_import_leads_to_them_and_once() -> None:
    others = {f"other{number}.js": "export const LIMIT = 1006;\n" for number in range(50)}
    files = InMemory({"codes.js": "export const LIMIT = 1006;\n", **others})
    workspace = Workspace(files)
    for path in ("feed.js", "page.js"):
        assert rules(path, FEED, workspace) == ["reserved-code"]
    assert [path for path in files.reads if path.endswith(".js")].count("codes.js") == 1
    assert not any(path.startswith("other") for path in files.reads)


def test_huge_files_are_not_followed() -> None:
    large = "export const LIMIT = 1006;\n" + "// and so on\n" * (LARGEST // 13 + 1)
    assert rules("feed.js", FEED, Workspace(InMemory({"codes.js": large}))) == []


def test_a_file_from_elsewhere_shares_no_names_with_what_is_open() -> None:
    class Counting(InMemory):
        asked = 0

        def called(self, name: str) -> list[str]:
            self.asked += 1
            return super().called(name)

    text = 'class Feed { void stop(WebSocket socket) { socket.sendClose(Limits.IDLE, ""); } }\n'
    limits = "public class Limits { public static final int IDLE = 1006; }\n"
    for path, asks in (("org/Feed.java", True), ("../elsewhere/Feed.java", False)):
        files = Counting({"com/Limits.java": limits})
        place = normpath(f"{ROOT}/{path}")
        FileChecker(place, "java", Document.from_str(text), Settings(), Workspace(files)).checked()
        assert bool(files.asked) is asks


def test_minified_files_are_not_followed() -> None:
    bundled = "export const LIMIT = 1006;" + "let a=1;" * 1000
    assert rules("feed.js", FEED, Workspace(InMemory({"codes.js": bundled}))) == []
    assert rules("feed.js", FEED, Workspace(InMemory({"codes.js": bundled.replace(";", ";\n")}))) == ["reserved-code"]


@pytest.mark.parametrize("text", ["", "\0\1\2", "export const LIMIT =", "}}}}", '"', "export * from './codes'\n"])
def test_broken_files_say_nothing(text: str) -> None:
    assert rules("feed.js", FEED, Workspace(InMemory({"codes.js": text}))) == []


def test_a_long_way_to_a_constant_comes_to_an_end() -> None:
    files = {f"step{number}.js": f'export * from "./step{number + 1}";\n' for number in range(200)}
    files["codes.js"] = 'export * from "./step0";\n'
    assert rules("feed.js", FEED, Workspace(InMemory(files))) == []


def test_the_nearest_of_several_files_of_a_name_counts() -> None:
    files = InMemory(
        {
            "rooms/codes.py": "LIMIT = 1006\n",
            "codes.py": "LIMIT = 4000\n",
            "rooms/__init__.py": "",
        }
    )
    source = "from starlette.websockets import WebSocket\nfrom %s import LIMIT\n\n\nasync def leave(guest: WebSocket):\n    await guest.close(LIMIT)\n"
    assert rules("rooms/feed.py", source % ".codes", Workspace(files)) == ["reserved-code"]
    assert rules("feed.py", source % "codes", Workspace(files)) == []


CONFIGURED = {
    "tsconfig.base.json": b'{"compilerOptions": {"paths": {"@codes": ["./src/codes"]}}}',
    "tsconfig.json": b'{"extends": "./tsconfig.base", /* more */ "compilerOptions": {"strict": true,},}',
    "web/tsconfig.json": b'{"compilerOptions": {"baseUrl": "src", "paths": {"#/*": ["lib/*", "more/*"], "//x": ["\\"//"]}}}',
    "broken/tsconfig.json": b'{"compilerOptions": {"paths": [}',
    "odd/jsconfig.json": b'{"compilerOptions": {"paths": {"a": "b", "c": [1, null]}, "baseUrl": 3}}',
}


@pytest.mark.parametrize(
    ("module", "folder", "expected"),
    [
        ("@codes", "/project/src", ["/project/src/codes"]),
        ("@codes/more", "/project/src", []),
        (
            "#/close",
            "/project/web/src/pages",
            ["/project/web/src/lib/close", "/project/web/src/more/close", "/project/web/src/#/close"],
        ),
        ("lib/close", "/project/web", ["/project/web/src/lib/close"]),
        ("@codes", "/project/broken", []),
        ("a", "/project/odd", []),
        ("c", "/project/odd", []),
        ("@codes", "/elsewhere", []),
        ("@codes", "/", []),
        ("@codes", "", []),
    ],
)
def test_aliases(module: str, folder: str, expected: list[str]) -> None:
    read = {f"{ROOT}/{path}": content for path, content in CONFIGURED.items()}.get
    assert list(aliases.targets(module, folder, read)) == expected


def test_a_file_that_asked_for_its_own_name_hides_it_from_no_file_beside_it() -> None:
    link = 'package feed\n\nimport "github.com/gorilla/websocket"\n\ntype link struct {\n\tLine *websocket.Conn\n}\n\n'
    link += "func open() *link {\n\treturn &link{}\n}\n"
    test = 'package feed\n\nimport "testing"\n\n// over a websocket\nfunc TestLink(t *testing.T) {\n'
    test += "\tone := &link{}\n\tone.Line.Close()\n}\n"
    workspace = Workspace(InMemory({"link.go": link, "link_test.go": test}))
    checker("link.go", link, workspace).checked()
    facts = checker("link_test.go", test, workspace).checked().facts
    assert any(isinstance(fact, CloseCall) for placed in facts for fact in placed.facts.facts)


def test_what_connections_are_made_with_may_stand_in_another_file_of_the_package() -> None:
    shared = 'package feed\n\nimport "github.com/gorilla/websocket"\n\nvar upgrader = websocket.Upgrader{}\n'
    serving = 'package feed\n\nimport "github.com/gorilla/websocket"\n\nvar kind = websocket.TextMessage\n\n'
    serving += "func serve(w http.ResponseWriter, r *http.Request) {\n"
    serving += "\tline, _ := upgrader.Upgrade(w, r, nil)\n\tline.Close()\n}\n"
    workspace = Workspace(InMemory({"shared.go": shared, "serving.go": serving}))
    facts = checker("serving.go", serving, workspace).checked().facts
    calls = [fact for placed in facts for fact in placed.facts.facts if isinstance(fact, CloseCall)]
    assert [call.connection.side for call in calls] == ["server"]


WRAPPED = """
--- Line.cs
namespace Feed;
public interface IChatSocket {
    ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer);
}
--- Reader.cs
namespace Feed;
class Reader {
    private readonly IChatSocket _line;
    async Task Read(Memory<byte> memory) {
        while (!_line.CloseStatus.HasValue) {
            await _line.ReceiveAsync(memory);
        }
    }
}
"""


def test_reading_a_message_in_a_loop_is_no_reconnecting() -> None:
    files = files_in(WRAPPED)
    found = rules("Reader.cs", files["Reader.cs"], Workspace(InMemory(files)))
    assert "reconnect-without-backoff" not in found


def test_a_class_in_many_files_is_asked_for_a_member_once_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_calls(monkeypatch, FileAnalysis, "member_of")
    parts = {f"part{place}.swift": PART.replace("PLACE", str(place)) for place in range(12)}
    parts["part0.swift"] += "class Feature {}\n"
    rules("part1.swift", parts["part1.swift"], Workspace(InMemory(parts)))
    assert 0 < asked() < 2 * 12 * len(MEMBERS)


DART = """
--- rooms.dart
import 'close_codes.dart';
import 'members.dart';
import 'package:web_socket_channel/web_socket_channel.dart';

void leave(WebSocketChannel line) {
  line.sink.close(CloseCodes.idle);
}
--- close_codes.dart
class CloseCodes {
  static const idle = 1006;
}
--- members.dart
import 'names.dart';

final members = [Member(CloseCodes.idle)];
--- names.dart
final names = <String>[];
"""


def test_of_what_dart_imports_only_the_files_that_define_a_class_are_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = files_in(DART)
    loaded = count_calls(monkeypatch, FileAnalysis, "load")
    assert rules("rooms.dart", files["rooms.dart"], Workspace(InMemory(files))) == ["reserved-code"]
    assert loaded() == 1


CLIENTS = """
--- uploads.rs
use crate::plain::HttpClient;
use tokio_tungstenite::tungstenite::Message;

pub async fn run(mut commands: Receiver<Command>) {
    loop {
        match commands.recv().await {
            Some(Command::Upload) => {
                let client = HttpClient::connect("files.example").await;
            }
            None => return,
        }
    }
}
--- plain.rs
pub struct HttpClient {
    connection: Sender,
}

impl HttpClient {
    pub async fn connect(host: &str) -> Self {
        let connection = handshake(host).await;
        Self { connection }
    }
}
"""


def test_a_method_called_connect_of_another_file_that_opens_no_websocket_is_no_client() -> None:
    files = files_in(CLIENTS)
    assert rules("uploads.rs", files["uploads.rs"], Workspace(InMemory(files))) == []


OVER_A_SOCKET = """
--- src/Http/Client.php
<?php
namespace App\\Http;
use App\\WebSocket\\Upgrades;
class Client extends «Stream»
{
    use Upgrades; // to a WebSocket
    public function connect(string $host, int $port): static
    {
        return parent::connect($host, $port);
    }
}
--- src/mirror.php
<?php
use App\\Http\\Client;
use App\\WebSocket\\Frames;
function mirror(array $paths): void
{
    while (true) {
        $pages = (new Client())->connect('pages.example.org', 80)->fetch($paths);
        sleep(1);
    }
}
"""


@pytest.mark.parametrize(("base", "said"), [("Stream", 0), ("WebSocketClient", 1)])
def test_what_a_method_called_connect_does_in_a_base_class_is_told_by_the_name_of_that(base: str, said: int) -> None:
    files = files_in(OVER_A_SOCKET.replace("«Stream»", base))
    found = rules("src/mirror.php", files["src/mirror.php"], Workspace(InMemory(files)))
    assert found.count("reconnect-without-backoff") == said


TOLD_HOW_LONG = """
--- src/run.rs
use crate::portal::Portal; // a WebSocket

async fn run(mut portal: Portal) {
    portal.connect(NOW).await;
    loop {
        match portal.next().await {
            Event::Message(text) => handle(text),
            Event::Closed => break,
            Event::Lost { backoff } => portal.connect(backoff).await,
        }
    }
}
--- src/portal.rs
use tokio_tungstenite::{connect_async, MaybeTlsStream, WebSocketStream};

pub struct Portal {
    line: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
}

impl Portal {
    pub async fn connect(&mut self, after: Duration) {
        let (line, _) = connect_async(ADDRESS).await.unwrap();
        self.line = Some(line);
    }
}
"""


def test_a_loop_that_tells_a_client_how_long_to_wait_and_ends_when_it_is_told_to_is_left_alone() -> None:
    files = files_in(TOLD_HOW_LONG)
    at_once = files["src/run.rs"].replace("(backoff)", "(NOW)").replace("{ backoff }", "_")
    endless = at_once.replace("            Event::Closed => break,\n", "")
    found = [rules("src/run.rs", text, Workspace(InMemory(files))) for text in (files["src/run.rs"], at_once, endless)]
    assert found == [[], ["reconnect-without-backoff"], ["reconnect-on-normal", "reconnect-without-backoff"]]


OWN_MESSAGE = """
--- tests/leaving.rs
use crate::ws; // a websocket

async fn leave(io: Io) {
    io.send(ws::Message::Close(None)).await.unwrap();
    io.send(ws::Message::Close(Some(ws::CloseCode::Away.into()))).await.unwrap();
    io.send(ws::Message::Text("close".into())).await.unwrap();
}
--- src/ws.rs
pub enum Message {
    Text(String),
    Close(Option<CloseReason>),
}
pub enum CloseCode {
    Away,
}
"""


def test_a_message_of_the_projects_own_that_closes_is_a_close_call_with_and_without_a_code() -> None:
    files = files_in(OWN_MESSAGE)
    facts = checker("tests/leaving.rs", files["tests/leaving.rs"], Workspace(InMemory(files))).checked().facts
    assert sum(isinstance(fact, CloseCall) for placed in facts for fact in placed.facts.facts) == 2
