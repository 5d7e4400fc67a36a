"""Numbers that are given to functions of other files, which take them as close codes and send none."""

import re

import pytest

from wsclose.project.workspace import Workspace

from .test_across_files import codes_of
from .workspaces import InMemory, split, without_marks

TAKEN = """
=== an object of which a code is sent
--- src/shard.ts
export class Shard {
  private line = new WebSocket("wss://example.org");
  destroy({ code, delay }: { code: number; delay?: number }) {
    setTimeout(() => this.line.close(code), delay);
  }
}
--- src/guard.ts
import { Shard } from "./shard";
new Shard().destroy({ code: «4001→4001», delay: 3000 });

=== what a client asks of a code as it has arrived, and the tests of it
--- src/endings.ts
export function isFinal(code: number): boolean {
  return code === «1008→1008» || code === «4001→4001»;
}
export class Policy {
  comesBack(code: number) {
    return code !== «1000→1000»;
  }
}
export function isMissing(status: number): boolean {
  return status === 1404;
}
export function follow(address: string, policy: Policy) {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (!isFinal(event.code) && policy.comesBack(event.code)) again(address);
  };
}
--- src/endings.test.ts
import { isFinal, isMissing, Policy } from "./endings";

describe("the end of a WebSocket", () => {
  it("is final", () => {
    expect(isFinal(«1008→1008»)).toBe(true);
    expect(isMissing(1404)).toBe(true);
    const policy = new Policy();
    expect(policy.comesBack(«1001→1001»)).toBe(true);
  });
  it.each([«1000→1000», «1006→1006»])("goes on after %i", (number) => {
    expect(isFinal(number)).toBe(false);
  });
  it.each([1404, 1405])("is missing at %i", (number) => {
    expect(isMissing(number)).toBe(true);
  });
});

=== the same in Python
--- endings.py
import websockets


def is_final(code: int) -> bool:
    return code in («1008→1008», «4001→4001»)


async def follow(address):
    try:
        async with websockets.connect(address) as line:
            await line.recv()
    except websockets.ConnectionClosed as error:
        return is_final(error.code)
--- test_endings.py
\"\"\"Which ends of a WebSocket are final.\"\"\"
import pytest

from endings import is_final


def test_final():
    assert is_final(«1008→1008»)
    assert not is_final(code=«1006→1006»)


@pytest.mark.parametrize("number", [«1000→1000», «1001→1001»])
def test_not_final(number):
    assert not is_final(number)

=== a class of the same package in Java, by its parameter's name
--- src/org/example/Endings.java
package org.example;

class Endings {
    static boolean isFinalClose(int closeCode) {
        return closeCode == «1008→1008»;
    }

    static boolean isLong(int length) {
        return length > 1024;
    }
}
--- src/org/example/EndingsTest.java
package org.example;

class EndingsTest {
    void endsTheWebSocket() {
        assertTrue(Endings.isFinalClose(«1008→1008»));
        assertFalse(Endings.isLong(1000));
    }
}

=== a connection of a class that is built on something else, too
--- src/api.ts
import * as vscode from "vscode";
import { Api } from "some/api";
export class Client extends Api implements vscode.Disposable {
  watch = async (id: string) => {
    return this.streamOf(() => make(id));
  };
  private async streamOf<T>(make: () => Promise<T>): Promise<Stream<T>> {
    return Streams.create(make);
  }
}
--- src/watch.ts
import { type Client } from "./api";
export async function watch(client: Client) {
  const socket = await client.watch("rooms");
  socket.addEventListener("close", (event) => {
    if (event.code !== «1000→1000») tell(`WebSocket closed: ${event.code}`);
  });
}

=== members without their type, of an enum that says its numbers in a function, given to what is inherited
--- Sources/Wire/WireCloseCode.swift
public enum WireCloseCode {
    case bye, cutOff, badText
    case other(UInt16)
    public func code() -> UInt16 {
        switch self {
        case «.bye→1000»: return 1000
        case «.cutOff→1006»: return 1006
        case «.badText→1007»: return 1007
        case .other(let number): return number
        }
    }
}
--- Tests/WireTests/WireCase.swift
import XCTest

class WireCase: XCTestCase {
    var service: WebSocketEcho?
    func prepare(path: String? = nil, leaving: WireCloseCode, wait: Int? = nil) { service = WebSocketEcho(leaving) }
    func show(state: State) { print(state) }
}
--- Tests/WireTests/WireCase+Frames.swift
extension WireCase {
    func payload(of reason: WireCloseCode) -> Data { pack(UInt16(reason.code())) }
}
--- Tests/WireTests/LeavingTests.swift
class LeavingTests: WireCase {
    func testWebSocketThatIsCutOff() {
        prepare(leaving: «.cutOff→1006»)
        let sent = self.payload(of: «.badText→1007»)
        self.show(state: .cutOff)
        self.show(state: .goingAway)
    }
}

=== members without their type, in a file that has more members for their enum
--- Sources/Hall/LeaveCloseCode.swift
public enum LeaveCloseCode {
    case bye, cutOff
    public func code() -> UInt16 {
        switch self {
        case «.bye→1000»: return 1000
        case «.cutOff→1006»: return 1006
        }
    }
}
--- Sources/Hall/HallService.swift
final class HallService {
    func left(guest: Guest, because why: LeaveCloseCode, at: Place?) { print(guest, why) }
}
--- Sources/Hall/Guest.swift
import NIOWebSocket

final class Guest {
    weak var service: HallService?
    func cut() { service?.left(guest: self, because: «.cutOff→1006», at: .door) }
}

extension LeaveCloseCode {
    var isClean: Bool { return self.code() == «LeaveCloseCode.bye→1000».code() }
}

=== a file that speaks of no WebSocket is left alone
--- src/endings.ts
export function isFinal(code: number): boolean {
  return code === «1008→1008»;
}
export function follow(line: WebSocket) {
  line.onclose = (event) => isFinal(event.code);
}
--- src/other.ts
import { isFinal } from "./endings";
export const last = isFinal(1008);

=== a test of Ruby's for a class in another folder
--- app/lines/hall.rb
require "faye/websocket"
class Hall
  def enter(env)
    line = Faye::WebSocket.new(env)
    line.on(:close) { |event| forget(line, event.code, event.reason) }
  end
  def forget(guest, code, reason)
    Guest.find(guest).gone(code, reason)
  end
  def seat(guest, number)
    @seats[number] = guest
  end
end
--- spec/lines/hall_spec.rb
require_relative "../../app/lines/hall"

describe Hall, slow: true do
  subject { described_class.new }
  let(:line) { Faye::WebSocket.new(env) }
  it "forgets" do
    subject.forget(line, «1006→1006», "cut off")
    subject.seat(line, 1006)
  end
end
"""


@pytest.mark.parametrize("files", [pytest.param(files, id=title) for title, files in split(TAKEN)])
def test_numbers_that_functions_of_other_files_take_as_close_codes(files: dict[str, str]) -> None:
    workspace = Workspace(InMemory({path: without_marks(text) for path, text in files.items()}))
    for path, text in files.items():
        expected = [(written, int(number)) for written, number in re.findall("«(.*?)→(.*?)»", text)]
        assert codes_of(path, without_marks(text), workspace, ("compared", "mentioned")) == expected, path
