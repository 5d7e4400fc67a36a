"""Codes that go out as the two bytes that a close frame begins with, and those that are read from them."""

import pytest

from .support import cases, run, uses

GO = """
=== what is written into the data of a close message
package websocket

func (c *Line) take(op MessageType, data []byte) {
	switch op {
	case CloseMessage:
		var code int
		if len(data) == 0 {
			code = «1005→1005»
		} else if len(data) >= 2 {
			code = int(binary.BigEndian.Uint16(data[:2]))
			if !validCloseCode(code) {
				answer := make([]byte, 2)
				binary.BigEndian.PutUint16(answer, «1002→1002»)
				_ = c.WriteMessage(CloseMessage, answer)
			}
		}
		if code != «1000→1000» {
			c.fail(code)
		}
	}
	size := make([]byte, 2)
	binary.BigEndian.PutUint16(size, 1009)
	_ = c.WriteMessage(TextMessage, size)
}
"""

PYTHON = """
=== beside what says that a frame is one of a close
class WebSocketLine:
    def fail(self):
        self.send_frame(OP_CLOSE, («1001→1001»).to_bytes(2, "big") + b"bye")
        self.send_frame(0x88, («1002→1002»).to_bytes(2, "big"))
        self.send_frame(0x81, (1003).to_bytes(2, "big"))
        self.send_frame(OP_CLOSE, (1007).to_bytes(2, "little"))

=== what a code is looked for in, which it was also given
VALID_CLOSE_CODES = [«1000→1000», «1001→1001»]

class WebSocketLine:
    def take(self, opcode, data):
        if not data:
            status = «1000→1000»
        else:
            status = struct.unpack_from("!H", data)[0]
            if status not in VALID_CLOSE_CODES:
                raise ProtocolError()
"""

RUST = """
=== beside what says that a frame is one of a close
fn websocket_fail(state: &mut State) {
    send(encode_control_frame(state, OP_CLOSE, &«1002u16→1002».to_be_bytes()));
    send(encode_control_frame(state, OP_PING, &1003u16.to_be_bytes()));
}
"""

JAVASCRIPT = """
=== what is written into a buffer that is sent as a close
class WebSocketConnection {
  fail() {
    const bye = Buffer.alloc(2), size = Buffer.alloc(2);
    bye.writeUInt16BE(«1002→1002», 0);
    this.sendFrame(OPCODE_CLOSE, bye);
    size.writeUInt16BE(1003, 0);
    this.sendFrame(OPCODE_TEXT, size);
  }
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(go=GO, py=PYTHON, rs=RUST, js=JAVASCRIPT))
def test_codes_in_two_bytes(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "defined", "mentioned", "sent"))
