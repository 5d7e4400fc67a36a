"""Ruby: calls without parentheses and without arguments, blocks, symbols, fields."""

import pytest
from tests.syntax.conftest import Closed, Codes

GATEWAY = """\
require "faye/websocket"

module Chat
  class Gateway
    RESUMABLE = [4000, 4007].freeze

    def initialize(url)
      @ws = Faye::WebSocket::Client.new(url, [], ping: 30)
      @ws.on :close do |event|
        case event.code
        when 1000, 1001 then stop
        when 4004
          raise AuthenticationError, "token refused: #{event.code}"
        else retry_later unless event.code == 4014
        end
      end
    end

    def leave
      @ws&.close 1000, "bye" if @ws
    end

    def drop
      @ws.close
    end
  end
end
"""


def test_calls_need_no_parentheses_and_no_arguments(closed: Closed) -> None:
    assert closed(GATEWAY, "gateway.rb") == [('@ws&.close 1000, "bye"', [1000]), ("@ws.close", [])]


def test_codes_in_a_block_for_an_event(codes: Codes) -> None:
    found = codes(GATEWAY, "gateway.rb")
    assert [number for written, use, number in found if use == "compared"] == [1000, 1001, 4004, 4014]
    assert ("code", "received", 0) in found


@pytest.mark.parametrize(
    "call",
    [
        "ws.close(4001, 'x')",
        "ws.close 4001, 'x'",
        "ws&.close(4001)",
        "@ws.close(code = 4001)",
        "x ? ws.close(4001) : nil",
    ],
)
def test_ways_of_calling(call: str, closed: Closed) -> None:
    assert [numbers for _, numbers in closed(f"# WebSocket\n{call}\n", "a.rb")][:1] in ([[4001]], [[]])


def test_what_a_method_returns_is_its_last_expression(closed: Closed) -> None:
    text = """\
class Feed
  def connect
    Faye::WebSocket::Client.new(@url)
  end

  def leave
    @feed = connect
    @feed.close(4001)
  end
end
"""
    assert closed(text, "feed.rb") == [("@feed.close(4001)", [4001])]


def test_a_field_is_no_method_of_that_name(closed: Closed) -> None:
    text = "# WebSocket\nclass A\n  def ws = TCPSocket.new(h, p)\n  def stop\n    @ws.close\n  end\nend\n"
    assert closed(text, "a.rb") == [("@ws.close", [])]


def test_a_name_from_the_outermost_scope_is_not_that_of_the_class_around(closed: Closed) -> None:
    text = """\
class WebSocket
  def initialize(io)
    @driver = ::WebSocket::Driver.client(io)
  end

  def stop = @driver.close("done", 4001)
end
"""
    assert closed(text, "socket.rb") == [('@driver.close("done", 4001)', [4001])]


def test_a_close_whose_answer_is_asked_for(closed: Closed) -> None:
    text = """\
require "websocket/driver"
class Line
  attr_reader :driver

  def open = @driver = WebSocket::Driver.client(self)
  def stop = driver && driver.close
  def leave
    @io.close unless driver.close
    return driver.close if done
    @open = !driver.close
  end
end
"""
    assert closed(text, "line.rb") == [("driver.close", [])] * 4


def test_a_price_is_no_close(closed: Closed) -> None:
    text = (
        "# candles from a WebSocket\nrise = candle.close - candle.open\nputs candle.close if bar.close > last.close\n"
    )
    assert closed(text, "prices.rb") == []


def test_hashes_of_codes(codes: Codes) -> None:
    text = "# WebSocket\nCLOSE_CODES = { normal_closure: 1000, :going_away => 1001, 4004 => 'expired' }.freeze\n"
    assert [(use, number) for _, use, number in codes(text, "codes.rb")] == [("defined", n) for n in (1000, 1001, 4004)]


def test_what_is_no_websocket(closed: Closed) -> None:
    text = (
        "require 'socket'\n# speaks WebSocket\nsocket = TCPSocket.new(host, 80)\nsocket.close\nfile.close\nsleep 1000\n"
    )
    assert closed(text, "plain.rb") == []
