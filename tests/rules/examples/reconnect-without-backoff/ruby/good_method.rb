require "faye/websocket"

class Feed
  def initialize
    @failed = 0
  end

  def connect
    @line = Faye::WebSocket::Client.new("wss://feed.example.org")
    @line.on(:close) do |event|
      EM.add_timer(reconnect_delay) { connect } unless event.code == 1000
      @failed += 1
    end
  end

  private

  def reconnect_delay
    if @failed == 0
      0
    else
      rand * [2**@failed, 60].min
    end
  end
end
