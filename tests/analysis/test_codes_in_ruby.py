"""Codes that Ruby's libraries and tests write in ways of their own."""

import pytest

from .support import cases, run, uses

RUBY = """
=== a test compares what it has kept of a close
require "websocket/driver"
describe "a driver" do
  before { driver.on(:close) { |event| @close = [event.code, event.reason] } }
  it "closes" do
    expect(@close).to eq [«1002→1002», ""]
    expect(@close).to eq([«1000→1000», "bye"])
    expect(@sizes).to eq [1002, ""]
    expect(@size).to eq 1002
  end
end
=== what a received code is by a matcher
require "faye/websocket"
describe "a client" do
  it "is told why" do
    socket.on(:close) { |event| expect(event.code).to eql «1006→1006» }
    expect(port).to eql 3000
  end
end
=== what a received code should be
require "faye/websocket"
describe "a client" do
  it "is told why" do
    socket.on(:close) { |event| event.code.should == «1006→1006» }
    socket.close_code.should_not == «1000→1000»
    port.should == 1006
  end
end
=== what a call is given by symbols, with and without braces
require "em-websocket"
def lost
  trigger_on_close(:code => «1006→1006», :was_clean => false)
  trigger_on_close({ :code => «1005→1005», :was_clean => true })
  trigger_on_error(:code => 1006, :again => false)
end
=== what a frame of one's own that closes is made with
require "faye/websocket"
class ParkingFrame < Frame
  def initialize(status = 1000, message = "")
  end
end
class ClosingFrame < Frame
  def initialize(status = «1000→1000», message = "all told")
  end
  def padded(status = 1001)
  end
end
=== a frame that says that it is a close
require "websocket"
frame = WebSocket::Frame::Outgoing::Client.new(version: 13, type: :close, code: «1000→1000»)
other = WebSocket::Frame::Outgoing::Client.new(version: 13, type: :text, code: 1000)
=== what a frame that has been read says
require "websocket"
frame = WebSocket::Frame::Incoming::Client.new
frame << bytes
while (message = frame.next)
  fatal = [«1000→1000», «4004→4004»]
  stop if fatal.include?(message.code)
  wait if message.code == «4008→4008»
  skip if message.size == 1001
end
=== the member of a class's table that is sent
require "faye/websocket"
class Hall
  ENDS = { kicked: «4002→4002», limit: 4003 }.freeze
  def call(env)
    line = Faye::WebSocket.new(env)
    line.close(ENDS[:kicked])
  end
end
=== the code that EventMachine's client is told
require "websocket-eventmachine-client"
class Feed
  FINAL = [«4004→4004», «4010→4010»].freeze
  def open
    line = WebSocket::EventMachine::Client.connect(uri: URL)
    line.onclose do |code, reason|
      return if code == «1000→1000» || FINAL.include?(code)
      retry_later
    end
  end
end
=== what a block gives to a variable of the test around it
require "faye/websocket"
RSpec.describe "the room" do
  it "says goodbye" do
    line = Faye::WebSocket::Client.new(URL)
    code = nil
    line.on(:close) { |event| code = event.code }
    expect(code).to eq(«3000→3000»)
    assert_equal «1000→1000», code
  end
end
=== a variable of the block's own
require "faye/websocket"
RSpec.describe "the room" do
  it "says goodbye" do
    line = Faye::WebSocket::Client.new(URL)
    line.on(:close) { |event| status = event.code }
    status = 3000
    expect(status).to eq(3000)
  end
end
=== what a received code is among
require "faye/websocket"
line = Faye::WebSocket::Client.new(URL)
line.on :close do |event|
  retire if event.code.between?(«4100→4100», «4199→4199»)
  retire if («4200→4200»..«4299→4299»).cover?(event.code)
  retire if event.code.in?([«4003→4003», «4004→4004»])
  retire if event.code.eql?(«4005→4005»)
  retire if event.code.to_i >= «4300→4300»
  number = event.code.to_i
  retire if number == «4006→4006»
  grow if event.size.between?(1000, 4999) || width.in?([1001, 1002])
end
=== what a pattern asks of the parts of something
require "faye/websocket"
line = Faye::WebSocket::Client.new(URL)
line.on :close do |event|
  case event
  in { code: «1000→1000» | «1001→1001» } then nil
  in { code: «4100→4100»..«4199→4199», reason: } if reason then tell(reason)
  in { size: 1002 } then nil
  end
  case [event.code, event.reason]
  in [«4001→4001», _] then nil
  in [«4200→4200».., 1003] then nil
  end
end
=== what a pattern asks of something else
require "faye/websocket"
case answer
in { status: 1001 } then nil
in [1002, _] then nil
end
=== what another name of the object hands to one of its methods
require "faye/websocket"
class Feed
  def open
    feed = self
    line = Faye::WebSocket::Client.new(URL)
    line.on(:close) { |event| feed.left(event) }
  end
  def left(news)
    stop if news.code == «4001→4001»
  end
  def turned(news)
    stop if news.page == 4002
  end
end
=== constants of the protocol's errors
require "async/websocket/client"
Async do
  Async::WebSocket::Client.connect(endpoint) do |connection|
    connection.close(«Protocol::WebSocket::Error::GOING_AWAY→1001», "Bye!")
  end
end
"""


@pytest.mark.parametrize(("suffix", "source"), cases(rb=RUBY))
def test_what_was_missed(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
